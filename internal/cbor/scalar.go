package cbor

import (
	"encoding/binary"
	"math"
	"strings"
	"unicode/utf8"
)

// head is the first byte of an item and its argument (RFC 8949 section 3).
type head struct {
	major    byte
	info     byte
	open     bool // of indefinite length
	argument uint64
}

// head reads the head of an item.
func (p *parser) head() (h head, ok bool) {
	start := p.at
	if start == len(p.data) {
		p.fault(start, Short)
		return h, false
	}
	h.major, h.info = p.data[start]>>5, p.data[start]&31
	p.at++
	switch {
	case h.info < 24:
		h.argument = uint64(h.info)
	case h.info < 28:
		size := 1 << (h.info - 24)
		if len(p.data)-p.at < size {
			p.fault(start, Short)
			return h, false
		}
		var b [8]byte
		copy(b[8-size:], p.data[p.at:])
		h.argument = binary.BigEndian.Uint64(b[:])
		p.at += size
	case h.info == 31 && h.major >= byte(Bytes) && h.major <= byte(Map):
		h.open = true
	default:
		p.fault(start, Syntax)
		return h, false
	}
	return h, true
}

// str reads what a byte or text string holds, in one piece or several.
func (p *parser) str(n *Node, h head) bool {
	if !h.open {
		b, ok := p.piece(n.Offset, h)
		p.set(n, b)
		return ok
	}
	var all []byte
	for {
		start := p.at
		if start < len(p.data) && p.data[start] == stopCode {
			p.at++
			p.set(n, all)
			return true
		}
		piece, ok := p.head()
		if !ok {
			return false
		}
		if piece.major != h.major || piece.open {
			p.fault(start, Syntax)
			return false
		}
		b, ok := p.piece(start, piece)
		if !ok {
			return false
		}
		all = append(all, b...)
	}
}

// piece reads a string in one piece, the head of which stands at start. Each piece of
// a text has to be UTF-8 for itself.
func (p *parser) piece(start int, h head) (b []byte, ok bool) {
	if h.argument > uint64(len(p.data)-p.at) {
		p.fault(start, Short)
		return nil, false
	}
	b = p.data[p.at : p.at+int(h.argument)]
	p.at += len(b)
	if h.major == byte(Text) && !utf8.Valid(b) {
		p.fault(start, NotUTF8)
	}
	return b, true
}

func (p *parser) set(n *Node, b []byte) {
	if n.Kind == Text {
		n.Text = strings.ToValidUTF8(string(b), "\uFFFD")
	} else {
		n.Bytes = b[:len(b):len(b)]
	}
}

// simple reads simple values and floats (RFC 8949 section 3.3).
func (p *parser) simple(n *Node, h head) bool {
	switch h.info {
	case 24:
		if h.argument < 32 {
			p.fault(n.Offset, Syntax)
			return false
		}
		return true
	case 25:
		n.Float = half(uint16(h.argument))
	case 26:
		n.Float = float64(math.Float32frombits(uint32(h.argument)))
	case 27:
		n.Float = math.Float64frombits(h.argument)
	default:
		return true
	}
	n.Kind, n.Number = Float, 0
	return true
}

// half gives the value of a half-precision float.
func half(bits uint16) float64 {
	exponent, mantissa := int(bits>>10&31), float64(bits&1023)
	var f float64
	switch exponent {
	case 0:
		f = math.Ldexp(mantissa, -24)
	case 31:
		if f = math.Inf(1); mantissa != 0 {
			f = math.NaN()
		}
	default:
		f = math.Ldexp(mantissa+1024, exponent-25)
	}
	if bits>>15 != 0 {
		f = -f
	}
	return f
}
