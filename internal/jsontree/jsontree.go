// Package jsontree reads JSON (RFC 8259) into a tree that knows where each value
// stands, within limits, and as far as the text is sound. What is wrong is listed
// with its position instead of ending the reading, where the meaning is plain: a
// comma that is missing or one too many. Everything else ends it.
//
// A text without faults is JSON, and the tree is what encoding/json decodes, but that
// a byte order mark is passed over in silence. The other way round there are three
// differences, all of them faults: a name given twice in an object, a string that is
// not UTF-8, and a text beyond the limits.
package jsontree

// Limits of a tree. Policy files and records are small and flat.
const (
	// MaxSize is how large a text may be, in bytes.
	MaxSize = 1 << 20
	// MaxDepth is how deep values may be nested.
	MaxDepth = 64
	// MaxNodes is how many values a text may hold.
	MaxNodes = 1 << 16
)

// Kind is the kind of a value.
type Kind uint8

// The kinds of RFC 8259 section 3, with one for both booleans.
const (
	Null Kind = iota
	Bool
	Number
	String
	Array
	Object
)

// Node is one value. The methods accept a nil Node, which has nothing.
type Node struct {
	Kind   Kind
	Offset int    // of its first byte
	End    int    // behind its last byte
	Text   string // a string's value, a number as written; otherwise empty
	True   bool   // of a Bool
	Items  []*Node
	// Members are in order, repeated names included.
	Members []Member
}

// Member is one member of an object.
type Member struct {
	Name   string
	Offset int // of the name's opening quotation mark
	Value  *Node
}

// Get finds a member of an object by its name: the last where it is repeated, nil
// where there is none.
func (n *Node) Get(name string) *Node {
	if n == nil {
		return nil
	}
	for i := len(n.Members) - 1; i >= 0; i-- {
		if n.Members[i].Name == name {
			return n.Members[i].Value
		}
	}
	return nil
}

// Str gives the value of a string; ok is false for anything else.
func (n *Node) Str() (s string, ok bool) {
	if n == nil || n.Kind != String {
		return "", false
	}
	return n.Text, true
}

// Each gives the items of an array, or the value itself for anything else but
// null: JSON-LD writes one value or several.
func (n *Node) Each() []*Node {
	switch {
	case n == nil || n.Kind == Null:
		return nil
	case n.Kind == Array:
		return n.Items
	}
	return []*Node{n}
}
