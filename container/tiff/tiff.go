package tiff

import (
	"errors"
	"fmt"

	"github.com/proviso-signals/proviso/container"
)

// Format is TIFF, with BigTIFF and DNG.
var Format = container.Format{
	Name:       "tiff",
	MediaTypes: []string{"image/tiff", "image/x-adobe-dng"},
	Extensions: []string{".tif", ".tiff", ".dng"},
	Sniff:      sniff,
	Scan:       scan,
	PutXMP:     put,
	Codes:      codes,
}

// layout is what the planners remember of a scan.
type layout struct {
	head
	size    int64
	first   []entry            // of IFD0
	table   container.Range    // of IFD0, from its count to the offset of the next IFD
	used    []container.Range  // header, IFDs, and values that stand outside of them
	payload []container.Range  // of the scan
	entries int                // of all IFDs
	others  []packet           // XMP that is not in IFD0
	texts   texts              // of IFD0
	raw     *container.Refusal // why this is a camera's raw file, if so
	damage  *container.Refusal // why nothing can be planned, if so
}

// packet is where an XMP packet stands.
type packet struct {
	stored container.Range
	place  string
	page   bool // it is that of a page, not of a preview or mask
}

// scanner reads one file.
type scanner struct {
	layout
	src       *container.Source
	scan      *container.Scan
	visited   map[int64]bool
	packets   []entry // XMP of IFD0
	steps     int     // to IFDs, so far
	strips    int     // so far
	resources int     // so far
	budget    int64   // bytes of metadata that may still be read
	dng       bool
}

func scan(src *container.Source) (*container.Scan, error) {
	b, err := src.Peek(0, headLen)
	if err != nil {
		return nil, err
	}
	if !sniff(b) {
		return nil, container.ErrFormat
	}
	s := &scanner{src: src, scan: &container.Scan{Format: "tiff"}, visited: map[int64]bool{}, budget: MaxMetadata}
	s.size = src.Size()
	h, ok := headOf(b)
	s.head = h
	if !ok {
		s.broken("tiff-header", 0, "The header is cut off or contradicts itself.")
	} else if err := errors.Join(s.walk(), s.readTexts()); err != nil {
		return nil, err
	}
	s.scan.Note = &s.layout
	return s.scan, nil
}

// noteOf gives what a scan of this format remembers.
func noteOf(scan *container.Scan) (*layout, error) {
	if l, ok := scan.Note.(*layout); ok {
		return l, nil
	}
	return nil, errors.New("tiff: not what Scan gave for a TIFF file")
}

// problem reports what is wrong.
func (s *scanner) problem(code string, at int64, format string, args ...any) {
	if len(s.scan.Problems) < MaxProblems {
		p := container.Problem{Code: code, Offset: at, Hint: fmt.Sprintf(format, args...)}
		s.scan.Problems = append(s.scan.Problems, p)
	}
}

// broken reports what is wrong and makes the file one that is not changed.
func (s *scanner) broken(code string, at int64, format string, args ...any) {
	s.problem(code, at, format, args...)
	if s.damage == nil {
		s.damage = refusal(code, format, args...)
	}
}

func refusal(code, format string, args ...any) *container.Refusal {
	return &container.Refusal{Code: code, Hint: fmt.Sprintf(format, args...)}
}
