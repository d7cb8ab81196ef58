package jsontree

// Reason is what is wrong with a text.
type Reason uint8

// The reasons. [Reason.Ends] tells which of them end the reading.
const (
	Syntax       Reason = iota // no JSON from here on
	MissingComma               // read as if there were one
	ExtraComma                 // passed over
	Repeated                   // a name given before in its object; the last one counts
	TooLarge                   // longer than MaxSize; not read
	TooDeep                    // nested deeper than MaxDepth
	TooMany                    // more values than MaxNodes
	Trailing                   // something follows the value
)

// Plain words the reason for people.
func (r Reason) Plain() string {
	switch r {
	case MissingComma:
		return "a comma is missing"
	case ExtraComma:
		return "a comma stands before nothing"
	case Repeated:
		return "the name is given twice in one object; the last one counts"
	case TooLarge:
		return "the text is too large to be read"
	case TooDeep:
		return "values are nested too deep to be read"
	case TooMany:
		return "there are too many values to be read"
	case Trailing:
		return "something follows the end of the value"
	}
	return "this is not JSON"
}

// Ends reports whether the reading ended there, so that what follows is unknown.
func (r Reason) Ends() bool { return r == Syntax || r == TooLarge || r == TooDeep || r == TooMany }

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
