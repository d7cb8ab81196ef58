package gif

import (
	"fmt"

	"github.com/proviso-signals/proviso/container"
)

// Format is GIF, 87a and 89a.
var Format = container.Format{
	Name:       "gif",
	MediaTypes: []string{"image/gif"},
	Extensions: []string{".gif"},
	Sniff:      sniff,
	Scan:       scan,
	PutXMP:     put,
	Codes:      codes,
}

func sniff(head []byte) bool {
	return len(head) >= 6 && (string(head[:6]) == "GIF87a" || string(head[:6]) == "GIF89a")
}

// layout is what the planner remembers of a scan.
type layout struct {
	packets []packet
	chosen  int                // among packets; -1 for none
	insert  int64              // where a new packet goes
	room    int                // how long a packet may be so that it will be read
	old     bool               // GIF87a
	bits    bool               // with bits set that GIF89a gives a meaning
	damage  *container.Refusal // why nothing can be planned, if so
}

// packet is an application extension that holds an XMP packet.
type packet struct {
	extension container.Range
	text      container.Range // where the packet stands, if it is plain
	data      []byte
	plain     bool // as the specification wants it
}

// scanner reads one file.
type scanner struct {
	layout
	src    *container.Source
	scan   *container.Scan
	budget int  // bytes of metadata that may still be read
	pieces int  // sub-blocks of metadata that may still be listed
	shown  bool // something that is shown was seen
	images int  // so far
}

func scan(src *container.Source) (*container.Scan, error) {
	head, err := src.Peek(0, 13)
	if err != nil {
		return nil, err
	}
	if !sniff(head) {
		return nil, container.ErrFormat
	}
	s := &scanner{src: src, scan: &container.Scan{Format: "gif"}, budget: MaxMetadata, pieces: MaxPieces}
	s.chosen = -1
	if err := s.walk(head); err != nil {
		return nil, err
	}
	s.choose()
	s.scan.Note = &s.layout
	return s.scan, nil
}

// choose says which packet counts: the first that could be read.
func (s *scanner) choose() {
	room := s.budget
	for i, p := range s.packets {
		room += len(p.data)
		if s.chosen < 0 || s.packets[s.chosen].data == nil && p.data != nil {
			s.chosen = i
		}
		if i > 0 {
			s.problem("gif-xmp-duplicate", p.extension.Offset, "There is an XMP packet already at %d.", s.packets[0].extension.Offset)
		}
	}
	s.room = min(room, MaxPacket)
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

// block adds a block of an application extension.
func (s *scanner) block(k container.Kind, stored []container.Range, data []byte) {
	if len(s.scan.Blocks) == MaxBlocks {
		s.broken("gif-too-many-blocks", stored[0].Offset, "There are more than %d blocks of metadata.", MaxBlocks)
		return
	}
	b := container.Block{Kind: k, Stored: stored, Data: data, Place: "application extension"}
	s.scan.Blocks = append(s.scan.Blocks, b)
}

// payload adds to what makes the picture. What follows the last range makes it longer.
func (s *scanner) payload(from, to int64) {
	all := s.scan.Payload
	switch n := len(all); {
	case n > 0 && all[n-1].End() == from:
		all[n-1].Length += to - from
	case n < MaxRanges:
		s.scan.Payload = append(all, container.Range{Offset: from, Length: to - from})
	default:
		s.broken("gif-too-many-ranges", from, "The picture is in more than %d parts.", MaxRanges)
	}
}
