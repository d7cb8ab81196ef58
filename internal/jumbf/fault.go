package jumbf

// Reason is what is wrong with the data.
type Reason uint8

// The reasons.
const (
	Short       Reason = iota // a box claims more than there is
	Size                      // a box is smaller than its own head
	Trailing                  // a few bytes that are no box
	Undescribed               // a superbox without a description at its beginning
	Description               // a description that cannot be read
	Label                     // a label without end, too long, or not UTF-8
	TooDeep                   // nested deeper than MaxDepth
	TooMany                   // more boxes than MaxBoxes; the reading ended there
)

// Plain words the reason for people.
func (r Reason) Plain() string {
	switch r {
	case Size:
		return "a box is smaller than its own head"
	case Trailing:
		return "bytes that are no box follow the boxes"
	case Undescribed:
		return "a superbox does not begin with a description"
	case Description:
		return "the description of a superbox cannot be read"
	case Label:
		return "the label of a superbox cannot be read"
	case TooDeep:
		return "boxes are nested too deep to be read"
	case TooMany:
		return "there are too many boxes to be read"
	}
	return "a box is longer than what it is in"
}

// Fault is one thing that is wrong, and where.
type Fault struct {
	Offset int // in bytes
	Reason Reason
}

// maxFaults bounds the faults that are listed.
const maxFaults = 64

func (p *parser) fault(at int, r Reason) {
	if len(p.faults) < maxFaults {
		p.faults = append(p.faults, Fault{at, r})
	}
}
