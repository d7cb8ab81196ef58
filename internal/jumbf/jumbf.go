// Package jumbf reads JUMBF (ISO/IEC 19566-5:2023) into a tree of boxes that knows
// where each stands. A box is
//
//	size (4) type (4) [size (8), where the first is 1] content
//
// and a superbox, of type "jumb", holds boxes, the first of which describes it:
//
//	"jumd": type (16) toggles (1) [label NUL] [id (4)] [SHA-256 (32)] [private box]
//
// A size of 0 means to the end of what the box is in. A box that claims more than
// there is is read as far as there is. Nothing is copied but labels, and no content is
// looked at.
package jumbf

// Limits of a tree.
const (
	// MaxDepth is how deep boxes may be nested; what is deeper is not looked into.
	// Manifest stores of C2PA have four levels.
	MaxDepth = 16
	// MaxBoxes is how many boxes are read.
	MaxBoxes = 1 << 15
	// MaxLabel is how long a label may be, in bytes.
	MaxLabel = 1024
)

// UUID is the type of a superbox.
type UUID [16]byte

// Type gives the UUID of a type that is written with four characters, as those of
// JUMBF and C2PA are.
func Type(name string) UUID {
	u := UUID{4: 0x00, 0x11, 0x00, 0x10, 0x80, 0x00, 0x00, 0xAA, 0x00, 0x38, 0x9B, 0x71}
	copy(u[:4], name)
	return u
}

// The toggles of a description.
const (
	Requestable = 1 << iota // may be referred to
	Labelled
	Identified
	Hashed
	WithPrivate
)

// Box is one box. The methods accept a nil Box, which has nothing.
type Box struct {
	Type   string // four bytes
	Offset int    // of its first byte
	Body   int    // where its content begins
	End    int    // behind its last byte
	// Cut is set where the box claims to go on behind the end of what it is in, or
	// where the boxes in it could not be listed to the end.
	Cut bool

	// What follows is that of superboxes.

	Described bool // by a description at its beginning
	UUID      UUID
	Toggles   byte
	Label     string // empty where there is none or it cannot be read
	ID        uint32
	Hash      []byte
	Private   []byte // the private box with its head
	// Boxes are in order, without the description.
	Boxes []*Box
}

// Super reports whether the box is a superbox of a type.
func (b *Box) Super(u UUID) bool { return b != nil && b.Described && b.UUID == u }

// Content gives the content of a box out of the data it was read from.
func (b *Box) Content(data []byte) []byte {
	if b == nil {
		return nil
	}
	return data[b.Body:b.End:b.End]
}

// Labelled gives the superboxes in a box that have a label.
func (b *Box) Labelled(label string) []*Box {
	var found []*Box
	if b != nil {
		for _, inner := range b.Boxes {
			if inner.Described && inner.Label == label {
				found = append(found, inner)
			}
		}
	}
	return found
}

// Find goes down the labels of a path and gives the superbox at its end: nil where
// there is none, or where a label is there twice, which refers to nothing.
func (b *Box) Find(path ...string) *Box {
	for _, label := range path {
		found := b.Labelled(label)
		if len(found) != 1 {
			return nil
		}
		b = found[0]
	}
	return b
}

// First gives the first box of a type in a box, nil where there is none.
func (b *Box) First(boxType string) *Box {
	if b != nil {
		for _, inner := range b.Boxes {
			if inner.Type == boxType {
				return inner
			}
		}
	}
	return nil
}
