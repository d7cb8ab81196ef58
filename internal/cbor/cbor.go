// Package cbor reads CBOR (RFC 8949) into a tree that knows where each item stands,
// within limits, and as far as the data is sound. What is wrong without hiding what
// follows is listed with its position and read all the same: a key given twice in a
// map, text that is not UTF-8, bytes behind the item. Everything else ends the
// reading.
//
// Data without faults is well-formed and valid as RFC 8949 section 5.3 has it, but
// that the content of tags is not looked at. It need not be deterministically
// encoded.
package cbor

// Limits of a tree. Claims and assertions are small and flat.
const (
	// MaxSize is how large the data may be, in bytes.
	MaxSize = 1 << 20
	// MaxDepth is how deep items may be nested; a tag is a level.
	MaxDepth = 64
	// MaxNodes is how many items the data may hold; keys and tags count.
	MaxNodes = 1 << 16
)

// Kind is the kind of an item.
type Kind uint8

// The kinds: the major types of RFC 8949 section 3.1, with floats apart from the
// other simple values.
const (
	Unsigned Kind = iota
	Negative
	Bytes
	Text
	Array
	Map
	Tag
	Simple
	Float
)

// The simple values that have a name.
const (
	False     = 20
	True      = 21
	Null      = 22
	Undefined = 23
)

// Node is one item. The methods accept a nil Node, which has nothing, and look
// through tags.
type Node struct {
	Kind   Kind
	Offset int // of its first byte
	End    int // behind its last byte
	// Number is the value of an Unsigned, the n in -1-n of a Negative, or the number of
	// a Tag or Simple.
	Number uint64
	Float  float64
	Text   string // in pieces or in one; what is not UTF-8 is U+FFFD
	Bytes  []byte // in one piece they are those of the data
	Items  []*Node
	// Members are in order, repeated keys included.
	Members []Member
}

// Member is one pair of a map.
type Member struct{ Key, Value *Node }

// Bare takes the tags off an item. The Items of a Tag are the one item it marks.
func (n *Node) Bare() *Node {
	for n != nil && n.Kind == Tag {
		if len(n.Items) == 0 {
			return nil
		}
		n = n.Items[0]
	}
	return n
}

// Get finds the value of a map by a key that is text: the last where it is repeated,
// nil where there is none.
func (n *Node) Get(name string) *Node {
	n = n.Bare()
	if n == nil {
		return nil
	}
	for i := len(n.Members) - 1; i >= 0; i-- {
		if key := n.Members[i].Key; key.Kind == Text && key.Text == name {
			return n.Members[i].Value
		}
	}
	return nil
}

// Str gives the value of a text; ok is false for anything else.
func (n *Node) Str() (s string, ok bool) {
	if n = n.Bare(); n == nil || n.Kind != Text {
		return "", false
	}
	return n.Text, true
}

// Data gives the value of a byte string; ok is false for anything else.
func (n *Node) Data() (b []byte, ok bool) {
	if n = n.Bare(); n == nil || n.Kind != Bytes {
		return nil, false
	}
	return n.Bytes, true
}

// Each gives the items of an array, or the item itself for anything else but null
// and undefined.
func (n *Node) Each() []*Node {
	switch n = n.Bare(); {
	case n == nil || n.Kind == Simple && (n.Number == Null || n.Number == Undefined):
		return nil
	case n.Kind == Array:
		return n.Items
	}
	return []*Node{n}
}
