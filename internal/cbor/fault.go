package cbor

// Reason is what is wrong with the data.
type Reason uint8

// The reasons. [Reason.Ends] tells which of them end the reading.
const (
	Syntax   Reason = iota // not well-formed from here on
	Short                  // the data ends within an item
	Repeated               // a key given before in its map; the last one counts
	NotUTF8                // a text that is not UTF-8
	TooLarge               // longer than MaxSize; not read
	TooDeep                // nested deeper than MaxDepth
	TooMany                // more items than MaxNodes
	Trailing               // something follows the item
)

// Plain words the reason for people.
func (r Reason) Plain() string {
	switch r {
	case Short:
		return "the data ends too early"
	case Repeated:
		return "the key is given twice in one map; the last one counts"
	case NotUTF8:
		return "the text is not UTF-8"
	case TooLarge:
		return "the data is too large to be read"
	case TooDeep:
		return "items are nested too deep to be read"
	case TooMany:
		return "there are too many items to be read"
	case Trailing:
		return "something follows the end of the item"
	}
	return "this is not CBOR"
}

// Ends reports whether the reading ended there, so that what follows is unknown.
func (r Reason) Ends() bool { return r != Repeated && r != NotUTF8 && r != Trailing }

// Fault is one thing that is wrong, and where.
type Fault struct {
	Offset int // in bytes
	Reason Reason
}

// maxFaults bounds the faults that are listed besides the one that ends the reading.
const maxFaults = 64

func (p *parser) fault(at int, r Reason) {
	if len(p.faults) < maxFaults || r.Ends() {
		p.faults = append(p.faults, Fault{at, r})
	}
}
