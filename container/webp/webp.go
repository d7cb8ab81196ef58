package webp

import (
	"fmt"

	"github.com/proviso-signals/proviso/container"
)

// Format is WebP.
var Format = container.Format{
	Name:       "webp",
	MediaTypes: []string{"image/webp"},
	Extensions: []string{".webp"},
	Sniff:      sniff,
	Scan:       scan,
	PutXMP:     PutXMP,
	PutExif:    PutExif,
	Codes:      codes,
}

const header = 12 // "RIFF", size, "WEBP"

func sniff(head []byte) bool {
	return len(head) >= header && string(head[:4]) == "RIFF" && string(head[8:header]) == "WEBP"
}

// layout is what the planner remembers of a scan.
type layout struct {
	head    chunk  // the first chunk that is not metadata
	flags   byte   // of VP8X, if head is one
	image   canvas // of VP8 or VP8L, if head is one
	metas   []meta // XMP and Exif
	picture int64  // where the chunks of the picture and its colours end
	riff    int64  // the size that the file's header gives
	end     int64  // where the last chunk ends
	stray   int64  // bytes after that and still within the RIFF
	lacks   bool   // the last chunk lacks its padding
	blocks  int    // of metadata, of all kinds
	budget  int    // bytes of them that might still be read
	damage  *container.Refusal
}

// meta is a chunk of XMP or Exif.
type meta struct {
	chunk
	kind    container.Kind
	data    []byte
	exact   bool // name and data are as they should be
	early   bool // it stands before the header of the picture
	between bool // it stands between alpha and picture
	outside bool // it stands behind the RIFF
}

// placed reports whether a chunk stands where it may.
func (m meta) placed() bool { return !m.early && !m.between && !m.outside }

// scanner reads one file.
type scanner struct {
	layout
	src     *container.Source
	scan    *container.Scan
	window  int64 // where the source's window begins
	limit   int64 // where the RIFF ends
	count   int   // chunks so far
	long    int   // positive if one of the last ones was long
	cut     bool  // it is not known where the chunks end
	beyond  bool  // the RIFF's end is not where the file's header says
	outside bool  // the RIFF has ended
	alpha   bool  // alpha was seen, and its picture not yet
	pixels  bool  // a picture was seen
	seen    byte  // flags of the metadata that was found in its place
}

func scan(src *container.Source) (*container.Scan, error) {
	head, err := src.Peek(0, header)
	if err != nil {
		return nil, err
	}
	if !sniff(head) {
		return nil, container.ErrFormat
	}
	s := &scanner{src: src, scan: &container.Scan{Format: "webp"}}
	s.budget = MaxMetadata
	if err := s.walk(head); err != nil {
		return nil, err
	}
	s.blocks = len(s.scan.Blocks)
	s.scan.Note = &s.layout
	return s.scan, nil
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

// cutOff does so where nothing that follows can be trusted.
func (s *scanner) cutOff(code string, at int64, format string, args ...any) {
	s.cut = true
	s.broken(code, at, format, args...)
}

func refusal(code, format string, args ...any) *container.Refusal {
	return &container.Refusal{Code: code, Hint: fmt.Sprintf(format, args...)}
}
