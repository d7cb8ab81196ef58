package jxl

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"

	"github.com/proviso-signals/proviso/container"
)

// Format is JPEG XL, in boxes and bare.
var Format = container.Format{
	Name:       "jxl",
	MediaTypes: []string{"image/jxl"},
	Extensions: []string{".jxl"},
	Sniff:      sniff,
	Scan:       scan,
	PutXMP:     put,
	PutExif:    PutExif,
	Codes:      codes,
}

const (
	signature = "\x00\x00\x00\x0CJXL \r\n\x87\n"
	bare      = "\xFF\x0A"
)

func sniff(head []byte) bool {
	return bytes.HasPrefix(head, []byte(signature)) || bytes.HasPrefix(head, []byte(bare))
}

// layout is what the planner remembers of a scan.
type layout struct {
	bare    bool  // a codestream without boxes
	size    int64 // of the file
	packets []piece
	exif    []piece
	jbrd    *box               // what gives the JPEG back, if there is any
	insert  int64              // where a new box goes
	room    int                // how many bytes of metadata may still be read
	count   int                // boxes
	tried   int                // boxes of metadata
	damage  *container.Refusal // why nothing can be planned, if so
}

// piece is a box that holds XMP or Exif.
type piece struct {
	box  box
	at   container.Range // where the data stands, if it is not compressed
	data []byte
	form form
	cost int    // what reading it took of the budget
	lost string // the code that says why there is no data
}

// form is how a piece is stored.
type form uint8

const (
	plain  form = iota
	packed      // in brob
	odd         // in uuid
)

// scanner reads one file.
type scanner struct {
	layout
	src      *container.Source
	scan     *container.Scan
	window   int64 // where the source's window begins
	last     int64 // the length of the last box
	unpacked int   // compressed bytes that were looked into
	stream   codestream
	store    bool // a C2PA store was seen
}

func scan(src *container.Source) (*container.Scan, error) {
	head, err := src.Peek(0, len(signature))
	if err != nil {
		return nil, err
	}
	if !sniff(head) {
		return nil, container.ErrFormat
	}
	s := &scanner{src: src, scan: &container.Scan{Format: "jxl"}}
	s.room, s.size, s.stream.last = MaxMetadata, src.Size(), -1
	if s.bare = string(head[:len(bare)]) == bare; s.bare {
		s.scan.Payload = []container.Range{{Length: src.Size()}}
	} else if err := s.walk(); err != nil {
		return nil, err
	}
	s.choose()
	slices.SortStableFunc(s.scan.Blocks, func(a, b container.Block) int {
		return cmp.Compare(a.Stored[0].Offset, b.Stored[0].Offset)
	})
	l := s.layout // on its own, so that it does not keep the rest alive
	s.scan.Note = &l
	return s.scan, nil
}

// problem reports what is wrong.
func (s *scanner) problem(code string, at int64, format string, args ...any) {
	if len(s.scan.Problems) < MaxProblems {
		p := container.Problem{Code: code, Offset: at, Hint: fmt.Sprintf(format, args...)}
		s.scan.Problems = append(s.scan.Problems, p)
	}
}

// broken reports what is wrong and makes the file one that is not changed. The first
// such problem is reported always.
func (s *scanner) broken(code string, at int64, format string, args ...any) {
	if s.damage == nil {
		s.damage = refusal(code, format, args...)
		s.scan.Problems = s.scan.Problems[:min(len(s.scan.Problems), MaxProblems-1)]
	}
	s.problem(code, at, format, args...)
}

func refusal(code, format string, args ...any) *container.Refusal {
	return &container.Refusal{Code: code, Hint: fmt.Sprintf(format, args...)}
}
