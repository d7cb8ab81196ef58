package jpeg

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"

	"github.com/proviso-signals/proviso/container"
)

// Limits of what is read.
const (
	// MaxSegments is how many marker segments a header may have.
	MaxSegments = 4096
	// MaxSkip is how many bytes of a header are passed in search of markers, fill
	// bytes among them.
	MaxSkip = 64 << 10
	// MaxResources is how many Photoshop resources are looked at.
	MaxResources = 4096
	// MaxImages is how many images a file may list by the Multi-Picture Format that is
	// to be changed.
	MaxImages = 1000
	// MaxProblems is how many problems are listed.
	MaxProblems = 100
	// MaxPacket is the longest XMP packet one segment may hold, by XMP Part 3.
	MaxPacket = 65502
	// MaxExif is the longest Exif block one segment may hold.
	MaxExif = 65527
	// MaxIIM is the longest IIM block one segment may hold, as a resource without a name.
	MaxIIM = 65506
)

// Format is JPEG, with Exif, in all its codings.
var Format = container.Format{
	Name:       "jpeg",
	MediaTypes: []string{"image/jpeg", "image/jpg", "image/pjpeg"},
	Extensions: []string{".jpg", ".jpeg", ".jpe", ".jfif", ".jif", ".jfi", ".mpo", ".jps"},
	Sniff:      sniff,
	Scan:       scan,
	PutXMP:     put,
	PutExif:    PutExif,
	PutIIM:     PutIIM,
	Codes:      codes,
}

func sniff(head []byte) bool { return bytes.HasPrefix(head, []byte{0xFF, soi, 0xFF}) }

// layout is what the planner remembers of a scan.
type layout struct {
	packets    []packet
	chosen     int // among packets; -1 for none
	extensions []numbered
	mpf        []segment
	resources  []segment // their bodies without the signature
	misplaced  []pieces  // packets among the resources, with their heads
	iim        []placed  // among the resources
	digests    []placed  // of IIM, likewise
	exif       []segment // their bodies without the signature
	doubles    []segment // of Exif, likewise
	segments   int       // how many there are
	first      int64     // where a new Exif block goes
	insert     int64     // where a new packet goes
	end        int64     // where the header ends
	stray      bool      // there are bytes that belong to no segment
	// That nothing behind the image hinders a change of place was found out before: no
	// AFCP trailer, no previews that the Exif block leads to.
	noAFCP, noPreviews bool
	// Why nothing can be planned, in the file and among the resources, if so.
	damage, resourceDamage *container.Refusal
}

// scanner reads one header.
type scanner struct {
	layout
	src      *container.Source
	scan     *container.Scan
	icc      []numbered
	boxes    []numbered
	skipped  int64             // bytes passed in search of markers
	embedded []container.Block // packets among Photoshop's resources
	previous kind              // of the segment before
	opening  bool              // so far there was nothing but APP0
	leading  bool              // so far there was nothing but APP0 and Exif
}

func scan(src *container.Source) (*container.Scan, error) {
	head, err := src.Peek(0, 3)
	if err != nil {
		return nil, err
	}
	if !sniff(head) {
		return nil, container.ErrFormat
	}
	s := &scanner{src: src, scan: &container.Scan{Format: "jpeg"}, leading: true, opening: true}
	s.first, s.insert, s.chosen = 2, 2, -1
	if err := s.walk(); err != nil {
		return nil, err
	}
	if err := s.blocks(); err != nil {
		return nil, err
	}
	slices.SortStableFunc(s.scan.Blocks, func(a, b container.Block) int {
		return cmp.Compare(a.Stored[0].Offset, b.Stored[0].Offset)
	})
	l := s.layout // on its own, so that it does not keep the rest alive
	s.scan.Note = &l
	return s.scan, nil
}

// blocks reads the metadata of the segments that were found.
func (s *scanner) blocks() error {
	steps := []func() error{s.readExif, s.readResources, s.choose, s.readExtension, s.readICC, s.readBoxes}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
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
		s.damage = &container.Refusal{Code: code, Hint: fmt.Sprintf(format, args...)}
		s.scan.Problems = s.scan.Problems[:min(len(s.scan.Problems), MaxProblems-1)]
	}
	s.problem(code, at, format, args...)
}

// block adds a block.
func (s *scanner) block(k container.Kind, place string, stored pieces, data []byte) {
	if data == nil {
		s.problem("jpeg-too-large", stored[0].Offset, "A block of more than %d bytes is not read.", container.MaxBlock)
	}
	b := container.Block{Kind: k, Stored: stored, Data: data, Place: place}
	s.scan.Blocks = append(s.scan.Blocks, b)
}
