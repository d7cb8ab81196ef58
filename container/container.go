// Package container says what a file format that carries metadata is: a value with a
// name, a scanner that finds the blocks of metadata in a file, and, where Proviso
// writes the format, a planner that says which bytes to change to put an XMP packet
// in. Each format lives in a folder below this one.
//
// Containers know bytes and no preferences. They read through a [Source], which
// counts and bounds what is read, and never hold a file in memory. They change
// nothing themselves: a plan is a list of [Edit], and whoever writes files applies it.
// What is not in an edit comes through byte for byte, known or not.
package container

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
)

// Kind is what a block of metadata is.
type Kind uint8

const (
	XMP         Kind = iota // an XMP packet, whole: main packet and extension apart
	ExtendedXMP             // the XMP extension of a JPEG, put together
	Exif                    // a TIFF structure, without "Exif\0\0"
	IIM                     // IPTC-IIM records
	ICC                     // a colour profile
	C2PA                    // a C2PA manifest store (JUMBF)
	XMPText                 // properties that a tool wrote loose, as text by name
)

// String gives the stable word.
func (k Kind) String() string {
	switch k {
	case ExtendedXMP:
		return "extended-xmp"
	case Exif:
		return "exif"
	case IIM:
		return "iim"
	case ICC:
		return "icc"
	case C2PA:
		return "c2pa"
	case XMPText:
		return "xmp-text"
	}
	return "xmp"
}

// Range is a run of bytes of a file.
type Range struct{ Offset, Length int64 }

// End is where the range ends.
func (r Range) End() int64 { return r.Offset + r.Length }

// Block is one block of metadata.
type Block struct {
	Kind Kind
	// Stored is where its payload stands in the file, in order: one range, or several
	// where the format cuts it up.
	Stored []Range
	// Data is the payload, joined and decompressed; nil where it is over a limit or
	// could not be decoded, which a problem then tells.
	Data []byte
	// Packed is set where the payload is stored compressed or otherwise encoded, so
	// that it cannot be changed in place.
	Packed bool
	// Aside is set where it is about a part of the file, such as a gain map or a
	// thumbnail, and not about the picture as a whole.
	Aside bool
	Name  string // of a named text, such as a PNG keyword; empty otherwise
	Place string // for people: "APP1 segment", "iTXt chunk"
}

// Problem is something that is wrong with a file, and where.
type Problem struct {
	Code   string // stable, kebab-case, begins with the format's name
	Offset int64
	Hint   string // one sentence
}

// Scan is what was found in a file.
type Scan struct {
	Format string
	// Blocks are in file order.
	Blocks []Block
	// Spare are XMP packets that do not count, and are not among the blocks for that
	// reason. PutXMP takes them out, as it does all packets of the picture but one.
	Spare []Block
	// Payload is what makes the picture: scan data, pixel chunks, item extents. Its
	// digest must be the same before and after an edit.
	Payload  []Range
	Problems []Problem
	// Note is what the format's own planner wants to remember.
	Note any
}

// Find gives the first block of a kind, or nil.
func (s *Scan) Find(k Kind) *Block {
	for i := range s.Blocks {
		if s.Blocks[i].Kind == k {
			return &s.Blocks[i]
		}
	}
	return nil
}

// Format is one container format.
type Format struct {
	Name       string   // "jpeg"
	MediaTypes []string // "image/jpeg"
	Extensions []string // ".jpg", lower case
	// Sniff reports whether a file is of this format, by its first [SniffLen] bytes
	// (fewer for a shorter file).
	Sniff func(head []byte) bool
	// Scan finds what is in a file. It reports whatever is wrong as problems, and reads
	// on as far as that makes sense; an error means I/O, or that the file is not of this
	// format at all. Pixels are not read.
	Scan func(*Source) (*Scan, error)
	// PutXMP plans the edits that make the file hold the packet as its one XMP packet;
	// nil where the format is not written. Scan is what Scan gave for the same file. A
	// [*Refusal] says why the file is better left alone; any other error is I/O.
	PutXMP func(*Source, *Scan, []byte) ([]Edit, error)
	// PutExif and PutIIM do the same for a TIFF structure and for IIM records; nil where
	// the format has no place for them, or Proviso does not write it.
	PutExif, PutIIM func(*Source, *Scan, []byte) ([]Edit, error)
	// Codes lists the problems and refusals of the format with their meanings.
	Codes []Code
}

// Code explains a problem code.
type Code struct{ Code, Meaning string }

// SniffLen is how many bytes Sniff looks at.
const SniffLen = 64

// Refusal says why a file is not changed.
type Refusal struct {
	Code string // stable, kebab-case, begins with the format's name
	Hint string // one sentence
}

// Error gives code and hint.
func (r *Refusal) Error() string { return r.Code + ": " + r.Hint }

// Edit replaces a run of bytes by others. Edits of a plan are in file order, do not
// overlap, and each changes something.
type Edit struct {
	Offset int64
	Remove int64 // bytes taken away
	Insert []byte
}

// Apply writes the file with the edits made.
func Apply(w io.Writer, r io.ReaderAt, size int64, edits []Edit) error {
	at := int64(0)
	for _, e := range edits {
		if e.Offset < at || e.Remove < 0 || e.Offset+e.Remove > size {
			return fmt.Errorf("container: edit at %d of %d bytes is out of order or range", e.Offset, e.Remove)
		}
		if err := copyRange(w, r, at, e.Offset-at); err != nil {
			return err
		}
		if _, err := w.Write(e.Insert); err != nil {
			return err
		}
		at = e.Offset + e.Remove
	}
	return copyRange(w, r, at, size-at)
}

func copyRange(w io.Writer, r io.ReaderAt, at, n int64) error {
	copied, err := io.Copy(w, io.NewSectionReader(r, at, n))
	if err == nil && copied < n {
		err = io.ErrUnexpectedEOF
	}
	return err
}

// Digest is the SHA-256 of the ranges, one after the other.
func Digest(r io.ReaderAt, ranges []Range) (sum [sha256.Size]byte, err error) {
	h, buf := sha256.New(), make([]byte, 64<<10)
	for _, x := range ranges {
		n, err := io.CopyBuffer(h, io.NewSectionReader(r, x.Offset, x.Length), buf)
		if err == nil && n < x.Length {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return sum, err
		}
	}
	h.Sum(sum[:0])
	return sum, nil
}

// ErrFormat is what Scan gives, perhaps wrapped, for a file that is not of its format.
var ErrFormat = errors.New("container: not a file of this format")
