package xmp

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso/container"
)

// Packet is what a packet says.
type Packet struct {
	Encoding Encoding
	Wrapped  bool   // stands between the two halves of a wrapper
	ReadOnly bool   // its trailer says that it is not to be changed
	Whole    bool   // well-formed, and read to its end: it can be edited
	Padding  int    // white space before the trailer, in bytes
	Length   int    // of the packet, in bytes; what follows is no part of it
	Toolkit  string // x:xmptk: what wrote it
	About    string // the first value of rdf:about that is not empty
	// Properties are in the order of the packet.
	Properties []Property

	scanner *scanner
	rdf     int32 // the rdf:RDF element, or 0
	pad     container.Range
	slabs
}

// Property is one property of a packet.
type Property struct {
	Space  string // namespace URI; empty for an element without one
	Prefix string // as written
	Name   string
	Value  Value
	About  string // rdf:about of the description that it stands in
	// Attribute says that it is written as an attribute of rdf:Description.
	Attribute bool
	// Offset and End are where it stands in the packet, in bytes: the element, or the
	// attribute with its name.
	Offset, End int
	// Extension says that it came from the extension, in which Offset and End count.
	Extension bool

	owner      int32 // the description
	node       int32 // the element, or the index of the attribute
	start, end int   // as Offset and End, in the text
}

// Parse reads a packet. There is always one, if perhaps without properties; the
// problems, in order of their offsets, say what is wrong. It takes time in proportion
// to the packet, and the packet is not kept.
func Parse(packet []byte) (*Packet, []container.Problem) {
	p := &Packet{Encoding: sniff(packet), scanner: &scanner{}}
	s := p.scanner
	if len(packet) > MaxPacket {
		s.stop("xmp-too-large", 0, fmt.Sprintf("The packet has %d bytes; %d are read at most.", len(packet), MaxPacket))
		return p, s.problems
	}
	text, bad := p.Encoding.decode(packet)
	s.run(text)
	p.checkBytes(bad)
	p.wrap()
	if !s.refused {
		p.read()
	}
	p.Whole = s.broken == nil
	p.Length = p.Encoding.size(text[:s.end])
	p.locate()
	return p, s.problems
}

// checkBytes notes what is no text in the packet's encoding. UTF-8 is forgiven.
func (p *Packet) checkBytes(bad int) {
	s := p.scanner
	text := s.text[:s.end]
	if bad >= 0 && bad < s.end {
		s.breaks("xmp-encoding", bad, "This is no text in "+p.Encoding.String()+".")
	}
	if s.dirty {
		if i := invalid(text); i >= 0 {
			s.note("xmp-encoding", i, "This is not UTF-8; it was read as Latin-1.")
		}
	}
	if i := strings.IndexByte(text, 0); i >= 0 {
		s.breaks("xmp-nul", i, "A zero byte stands within the XML.")
	}
}

// wrap takes over what the scanner found of the wrapper.
func (p *Packet) wrap() {
	s := p.scanner
	header, trailer := s.header.Length > 0, s.trailer.Length > 0
	p.Wrapped = header && trailer
	p.ReadOnly = trailer && s.readOnly
	if header != trailer {
		s.note("xmp-wrapper", int(s.header.Offset+s.trailer.Offset), "Only one half of the packet's wrapper is there.")
	}
	if trailer {
		from := trimBack(s.text, int(s.trailer.Offset))
		p.pad = container.Range{Offset: int64(from), Length: s.trailer.Offset - int64(from)}
		p.Padding = int(p.pad.Length) * p.Encoding.unit()
	}
}

// locate turns offsets in the text into offsets in the packet.
func (p *Packet) locate() {
	s := p.scanner
	slices.SortStableFunc(s.problems, func(a, b container.Problem) int { return cmp.Compare(a.Offset, b.Offset) })
	if p.Encoding == UTF8 {
		return
	}
	at := p.cursor()
	for i := range p.Properties {
		p.Properties[i].Offset = at(p.Properties[i].start)
		p.Properties[i].End = at(p.Properties[i].end)
	}
	at = p.cursor()
	for i := range s.problems {
		s.problems[i].Offset = int64(at(int(s.problems[i].Offset)))
	}
}

// cursor translates offsets of the text, given in order, in one pass over it.
func (p *Packet) cursor() func(int) int {
	from, bytes := 0, 0
	return func(to int) int {
		bytes += p.Encoding.size(p.scanner.text[from:to])
		from = to
		return bytes
	}
}

// Get gives the value of a property, or nil. Where it stands several times the first
// counts.
func (p *Packet) Get(space, name string) *Value {
	if q := p.Find(space, name); q != nil {
		return &q.Value
	}
	return nil
}

// Find gives a property, or nil.
func (p *Packet) Find(space, name string) *Property {
	for i := range p.Properties {
		if q := &p.Properties[i]; q.Name == name && q.Space == space {
			return q
		}
	}
	return nil
}

// In gives the properties of a namespace.
func (p *Packet) In(space string) iter.Seq[*Property] {
	return func(yield func(*Property) bool) {
		for i := range p.Properties {
			if q := &p.Properties[i]; q.Space == space && !yield(q) {
				return
			}
		}
	}
}

// Document gives the element of a property as an XML document of its own: as it
// stands, with the declarations of namespaces added that stand further out. It is
// empty for a property that is written as an attribute or came from an extension.
func (p *Packet) Document(q *Property) string {
	if q.Attribute || q.Extension {
		return ""
	}
	t := &p.scanner.tree
	outer := t.outer(q.node)
	at := len("<") + len(t.qualified(q.node))
	var out []byte
	out = append(out, outer[:at]...)
	seen := map[string]bool{}
	for e := q.node; e > 0; e = t.elements[e].parent {
		list := t.attributesOf(e)
		for i := range list {
			prefix, ok := t.declares(&list[i])
			if !ok || seen[prefix] {
				continue
			}
			seen[prefix] = true
			if e != q.node {
				out = append(append(out, ' '), t.text[list[i].start:list[i].end]...)
			}
		}
	}
	return string(append(out, outer[at:]...))
}
