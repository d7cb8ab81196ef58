package svg

import (
	"fmt"
	"slices"

	"github.com/proviso-signals/proviso/container"
)

// Format is SVG, plain and compressed.
var Format = container.Format{
	Name:       "svg",
	MediaTypes: []string{"image/svg+xml", "image/svg"},
	Extensions: []string{".svg", ".svgz"},
	Sniff:      sniff,
	Scan:       scan,
	PutXMP:     put,
	Codes:      codes,
}

// layout is what the planner remembers of a scan.
type layout struct {
	packets  []found  // that count as XMP, in file order
	chosen   int      // among packets; -1 for none
	beside   int64    // where the first RDF without wrapper stands that is no packet; -1 for none
	metadata *element // the first metadata element
	root     element
	insert   int64 // where a new metadata element goes
	room     int   // how long a packet may be so that it will be read
	charset  string
	wide     bool // UTF-16
	utf8     bool
	subset   bool // the document type has an internal subset
	counting bool // a style sheet counts child elements
	muddled  bool // instructions around packets do not match
	damage   *container.Refusal
}

// element is where an element stands.
type element struct {
	name      string // with its prefix
	space     string // the namespace
	at        int64  // of "<"
	nameEnd   int64
	openEnd   int64 // behind the start tag
	close     int64 // of the end tag's "<"
	end       int64
	empty     bool      // it is one tag
	inherited []binding // declarations that it needs and does not have
}

func (e element) whole() container.Range {
	return container.Range{Offset: e.at, Length: e.end - e.at}
}

// scanner reads one file.
type scanner struct {
	layout
	*reader
	scan      *container.Scan
	stack     []uint64 // hashes of the names of open elements
	bindings  []binding
	entities  map[string]string
	tag       tag
	children  int      // elements below the root so far
	titled    bool     // the element below the root that is open is the title
	open      *element // the metadata element that is open
	slots     [2]slot  // below the root, and below the metadata element that is open
	block     *element // the element of a packet that is open
	blockAt   int      // its depth
	strange   bool     // it uses a prefix that is declared nowhere
	manifest  *element // likewise, of C2PA
	manifests []element
	found     []found
	excluded  []container.Range // not payload
	styled    int               // depth of the style sheet that is open
	tail      []byte            // the end of what was seen of it
	begun     bool              // the root was seen
	done      bool
	budget    int
}

func scan(src *container.Source) (*container.Scan, error) {
	head, err := src.Peek(0, 3)
	if err != nil {
		return nil, err
	}
	if isGzip(head) {
		return scanCompressed(src)
	}
	s, err := scanText(src)
	if err != nil {
		return nil, err
	}
	return s.scan, nil
}

// scanText reads a file that is not compressed.
func scanText(src *container.Source) (*scanner, error) {
	r, err := newReader(src)
	if err != nil {
		return nil, err
	}
	s := &scanner{reader: r, scan: &container.Scan{Format: "svg"}, budget: MaxMetadata}
	s.chosen, s.beside, s.wide = -1, -1, r.unit == 2
	s.slots = [2]slot{{begin: -1, outside: true}, {begin: -1}}
	s.walk()
	if s.err != nil {
		return nil, s.err
	}
	if !s.begun {
		return nil, container.ErrFormat
	}
	if err := s.blocks(); err != nil {
		return nil, err
	}
	s.payload()
	s.utf8 = s.unicode()
	s.scan.Note = &s.layout
	return s, nil
}

// payload is what is not excluded.
func (s *scanner) payload() {
	slices.SortFunc(s.excluded, func(a, b container.Range) int { return int(a.Offset - b.Offset) })
	at := int64(0)
	for _, x := range append(s.excluded, container.Range{Offset: s.src.Size()}) {
		if x.Offset > at {
			s.scan.Payload = append(s.scan.Payload, container.Range{Offset: at, Length: x.Offset - at})
		}
		at = x.End()
	}
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

// stop is for what makes reading on senseless.
func (s *scanner) stop(code string, format string, args ...any) {
	s.broken(code, s.tag.at, format, args...)
	s.done = true
}

func (s *scanner) truncated() {
	s.tag.at = s.src.Size()
	s.stop("svg-truncated", "The file ends before its root element does.")
}

func refusal(code, format string, args ...any) *container.Refusal {
	return &container.Refusal{Code: code, Hint: fmt.Sprintf(format, args...)}
}
