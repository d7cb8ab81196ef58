package png

import (
	"bytes"
	"fmt"

	"github.com/proviso-signals/proviso/container"
)

// Format is PNG, with APNG.
var Format = container.Format{
	Name:       "png",
	MediaTypes: []string{"image/png", "image/apng", "image/vnd.mozilla.apng"},
	Extensions: []string{".png", ".apng"},
	Sniff:      sniff,
	Scan:       scan,
	PutXMP:     put,
	Codes:      codes,
}

const signature = "\x89PNG\r\n\x1a\n"

func sniff(head []byte) bool { return bytes.HasPrefix(head, []byte(signature)) }

// layout is what the planner remembers of a scan.
type layout struct {
	packets []packet
	chosen  int                // among packets; -1 for none
	insert  int64              // where a new packet goes
	room    int                // how long a packet may be so that it will be read
	damage  *container.Refusal // why nothing can be planned, if so
}

// packet is a chunk that holds an XMP packet.
type packet struct {
	chunk chunk
	data  []byte
	plain bool // as the specification wants it
	crc   bool // and with the right CRC
}

// scanner reads one file.
type scanner struct {
	layout
	src    *container.Source
	scan   *container.Scan
	window int64 // where the source's window begins
	budget int   // bytes of metadata that may still be read
	count  int   // chunks so far
	last   int64 // the length of the last one's data
	pixels bool  // IDAT was seen
}

func scan(src *container.Source) (*container.Scan, error) {
	head, err := src.Peek(0, len(signature))
	if err != nil {
		return nil, err
	}
	if !sniff(head) {
		return nil, container.ErrFormat
	}
	s := &scanner{src: src, scan: &container.Scan{Format: "png"}, budget: MaxMetadata}
	s.chosen = -1
	if err := s.walk(); err != nil {
		return nil, err
	}
	s.choose()
	s.scan.Note = &s.layout
	return s.scan, nil
}

// choose says which packet counts: the first that could be read.
func (s *scanner) choose() {
	room := s.budget - len(xmpHead)
	for i, p := range s.packets {
		room += len(p.data)
		if p.plain {
			room += len(xmpHead)
		}
		if s.chosen < 0 || s.packets[s.chosen].data == nil && p.data != nil {
			s.chosen = i
		}
		if i > 0 {
			s.problem("png-xmp-duplicate", p.chunk.at, "There is an XMP packet already at %d.", s.packets[0].chunk.at)
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

// block adds a block.
func (s *scanner) block(b container.Block) {
	if len(s.scan.Blocks) == MaxBlocks {
		s.broken("png-too-many-blocks", b.Stored[0].Offset, "There are more than %d blocks of metadata.", MaxBlocks)
	}
	if len(s.scan.Blocks) < MaxBlocks {
		s.scan.Blocks = append(s.scan.Blocks, b)
	}
}
