package xmp

import (
	"strings"

	"github.com/proviso-signals/proviso/container"
)

// NewPadding is the padding of a packet that [New] makes, in bytes. The specification
// recommends two to four thousand.
const NewPadding = 2424

const (
	opening = "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		"<x:xmpmeta xmlns:x=\"" + NSMeta + "\">\n" +
		" <rdf:RDF xmlns:rdf=\"" + NSRDF + "\">\n" +
		"  <rdf:Description rdf:about=\"\""
	closing   = "/>\n </rdf:RDF>\n</x:xmpmeta>\n"
	lastWords = "<?xpacket end=\"w\"?>"
)

// New makes a packet, in UTF-8, with one description and [NewPadding].
func New(changes ...Change) ([]byte, error) {
	n := names{t: &tree{elements: make([]element, 1)}, declared: []binding{{"rdf", NSRDF}, {"x", NSMeta}}, settled: 2}
	for i := range changes {
		c := changes[i]
		if c.Value == nil {
			continue
		}
		if err := c.check(); err != nil {
			return nil, err
		}
		if c.Prefix == "" {
			c.Prefix = UsualPrefix(c.Space)
		}
		n.collect(c.Space, c.Prefix, c.Value)
	}
	lines := strings.ReplaceAll(n.declarations(), " xmlns:", "\n    xmlns:")
	bare, err := Edit([]byte(opening+lines+closing), changes...)
	if err != nil {
		return nil, err
	}
	return append(bare, padding(NewPadding-2)+"\n"+lastWords...), nil
}

// Pad gives a packet with so much padding, in bytes: to make room for later changes, or
// to fit into a place that is too small. Nothing else changes. A packet without a
// wrapper has no place for padding and is refused.
func Pad(packet []byte, n int) ([]byte, error) {
	p, _ := Parse(packet)
	return p.padded(packet, n)
}

// Grow gives a packet that is longer by n bytes, which its padding gets; see [Pad].
func Grow(packet []byte, n int) ([]byte, error) {
	p, _ := Parse(packet)
	return p.padded(packet, p.Padding+n)
}

func (p *Packet) padded(packet []byte, n int) ([]byte, error) {
	s := p.scanner
	switch {
	case s.broken != nil:
		return nil, &container.Refusal{Code: s.broken.Code, Hint: s.broken.Hint}
	case !p.Wrapped || s.trailer.Offset < int64(s.elements[p.rdf].end):
		return nil, refuse("xmp-wrapper", "Padding stands before the packet's trailer, and there is none.")
	case n < 0 || n > MaxPacket-p.Length:
		return nil, refuse("xmp-too-large", "The packet cannot have %d bytes of padding.", n)
	}
	e := edit{p: p, t: &s.tree}
	white := padding(n / p.Encoding.unit())
	if white != "" {
		white = "\n" + white[1:]
	}
	e.cut(int(p.pad.Offset), int(p.pad.End()), white)
	return append(p.Encoding.encode(nil, e.apply()), packet[p.Length:]...), nil
}
