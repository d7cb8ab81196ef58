package bmff

import (
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/proviso-signals/proviso/container"
)

// Format is HEIF: HEIC, AVIF and their kin, with Canon's CR3 for reading.
var Format = container.Format{
	Name: "bmff",
	MediaTypes: []string{
		"image/heic", "image/heif", "image/avif", "image/heic-sequence", "image/heif-sequence",
		"image/avci", "image/avcs", "image/hej2k", "image/x-canon-cr3",
	},
	Extensions: []string{".heic", ".heif", ".hif", ".avif", ".heics", ".heifs", ".avifs", ".avci", ".avcs", ".hej2", ".cr3"},
	Sniff:      sniff,
	Scan:       scan,
	PutXMP:     put,
	Codes:      codes,
}

// brands are those of still pictures and of sequences of them. "jpeg" and such stand
// beside one of these.
var brands = []string{
	"mif1", "mif2", "mif3", "msf1", "miaf", "MiHB", "MiHE", "MiHA", "heic", "heix", "heim", "heis", "hevc", "hevx",
	"hevm", "hevs", "avif", "avis", "avci", "avcs", "j2ki", "j2is", "jpeg", "jpgs", "vvic", "vvis", "evbi", "evmi",
	"tmap", raw,
}

// raw is the brand of CR3.
const raw = "crx "

// sniff looks for a brand among those that the head of the file has room for.
func sniff(head []byte) bool {
	if len(head) < 16 || string(head[4:8]) != "ftyp" {
		return false
	}
	n := min(int(binary.BigEndian.Uint32(head)), len(head)) &^ 3
	for at := 8; at+4 <= n; at += 4 {
		if at != 12 && slices.Contains(brands, string(head[at:at+4])) { // 12: a version
			return true
		}
	}
	return false
}

// layout is what the planner remembers of a scan.
type layout struct {
	boxes   []box // at the top level
	tail    int64 // where they end
	main    *meta // of the file; nil without
	tracks  []*meta
	chunks  []table
	blocks  []block // in the order of the file
	payload []container.Range
	code    map[string]int // how often there are problems, by code
	packets []packet
	damage  *container.Refusal // why nothing can be planned, if so
}

// block says what a block is about.
type block struct {
	container.Block
	item  *item // if it is one
	other bool  // of something else than the picture
}

// packet is an XMP packet of the picture; the first that can be read counts.
type packet struct {
	item   *item // nil for a uuid box
	box    box
	ranges []container.Range
	data   []byte
	packed bool
}

// scanner reads one file.
type scanner struct {
	layout
	src        *container.Source
	scan       *container.Scan
	window     int64 // where the source's window begins
	steps      int   // how many more boxes may be walked through
	tables     int   // how many bytes of tables may still be read
	extents    int   // how many extents and chunks there may still be
	references int   // how many references between items there may still be
	itemsLeft  int   // how many items there may still be
	budget     int   // how many bytes of metadata may still be read
	track      track // the one that is read
	ranges     []container.Range
	uuids      []packet
}

func scan(src *container.Source) (*container.Scan, error) {
	head, err := src.Peek(0, container.SniffLen)
	if err != nil {
		return nil, err
	}
	if !sniff(head) {
		return nil, container.ErrFormat
	}
	s := &scanner{
		src: src, scan: &container.Scan{Format: "bmff"},
		steps: MaxBoxes, tables: MaxTables, extents: MaxExtents,
		references: MaxReferences, itemsLeft: MaxItems, budget: MaxMetadata,
	}
	if string(head[8:12]) == raw {
		s.damage = refusal("bmff-raw", "A camera raw is not changed.")
	}
	for _, step := range []func() error{s.walk, s.items, s.finish} {
		if err := step(); err != nil {
			return nil, err
		}
	}
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

func refusal(code, format string, args ...any) *container.Refusal {
	return &container.Refusal{Code: code, Hint: fmt.Sprintf(format, args...)}
}
