package sfv

import "fmt"

// Type is the type of a value: one of the eight bare items of RFC 9651 section
// 3.3, or an inner list (section 3.1.1).
type Type uint8

const (
	Integer       Type = iota // at most 15 digits
	Decimal                   // at most 12 digits, a point, at most 3 digits
	String                    // printable ASCII
	Token                     // a short word, without quotes
	ByteSequence              // any bytes, written in base64
	Boolean                   // ?1 or ?0
	Date                      // seconds since 1970-01-01T00:00:00Z, no leap seconds
	DisplayString             // Unicode text
	InnerList                 // items between parentheses

	numTypes = iota
)

var typeNames = [numTypes]string{
	"integer", "decimal", "string", "token", "byte sequence",
	"boolean", "date", "display string", "inner list",
}

// String names the type as the RFC does, in lower case: "byte sequence".
func (t Type) String() string {
	if int(t) < len(typeNames) {
		return typeNames[t]
	}
	return fmt.Sprintf("type(%d)", uint8(t))
}

// Value is a bare item, or for [InnerList] a list of items. Type tells which of
// the other fields holds it; those that do not are zero.
type Value struct {
	Type Type
	Int  int64  // Integer, Date: the number; Decimal: thousandths
	Text string // String, Token, DisplayString: decoded text; ByteSequence: raw bytes
	Bool bool   // Boolean
	List []Item // InnerList; its items are never inner lists themselves
}

// Param is one parameter of an item or inner list (RFC 9651 section 3.1.2).
// A key without a value stands for Boolean true.
type Param struct {
	Key        string
	Value      Value // never an InnerList
	Start, End int   // from the key to the end of its value
}

// Item is a value with its parameters: an item in the RFC's sense, or where
// Value.Type is [InnerList], an inner list.
type Item struct {
	Value  Value
	Params []Param // one for each key, in the order keys first stood
	// Start and End reach from the value to the end of the parameters. Where the
	// value was left out, both begin where it would have stood, behind the key.
	Start, End int
}

// Member is one member of a dictionary. A key without a value stands for Boolean
// true.
type Member struct {
	Key        string
	Item       Item
	Start, End int // from the key to the end of the parameters
}

// Dictionary holds one member for each key (RFC 9651 section 3.2). A key that is
// repeated keeps its first place in the order and takes the later value and
// offsets; the same goes for parameters. See [ParseDictionaryNoting].
//
// All offsets count bytes from the start of the input, End being exclusive.
type Dictionary []Member
