package tiff_test

import (
	"encoding/binary"
	"strings"
)

// kind is a byte order and a size of offsets.
type kind struct {
	order interface {
		binary.ByteOrder
		binary.AppendByteOrder
	}
	big bool
}

var (
	ii    = kind{binary.LittleEndian, false}
	mm    = kind{binary.BigEndian, false}
	iiBig = kind{binary.LittleEndian, true}
	mmBig = kind{binary.BigEndian, true}
	kinds = []kind{ii, mm, iiBig, mmBig}
)

// word is the bytes of an offset or count.
func (k kind) word(v int) string {
	if k.big {
		return string(k.order.AppendUint64(nil, uint64(v)))
	}
	return k.long(v)
}

func (k kind) long(v int) string  { return string(k.order.AppendUint32(nil, uint32(v))) }
func (k kind) short(v int) string { return string(k.order.AppendUint16(nil, uint16(v))) }

func (k kind) wordLen() int {
	if k.big {
		return 8
	}
	return 4
}

// field is an entry: its value, or what makes it once all places are known.
type field struct {
	tag, typ int
	value    string
	refs     []*part // instead: offsets to them, as type LONG or LONG8
	lengths  bool    // of refs: their lengths
	share    *part   // instead: where the value stands
	raw      string  // instead: type, count and value as they are
}

// part is a piece of a file.
type part struct {
	text string
	make func() string // instead, once all places are known
	size int
	at   int
	odd  bool // may begin at an odd place
}

func data(text string) *part { return &part{text: text, size: len(text)} }

// dir is an IFD: its entries, in order, and what they lead to.
type dir struct {
	fields []field
	next   *part
	extra  []*part
}

// builder collects the parts of a file.
type builder struct {
	kind
	magic int
	parts []*part
}

func newBuilder(k kind) *builder {
	b := &builder{kind: k, magic: 42}
	if k.big {
		b.magic = 43
	}
	return b
}

// strips adds pixels and gives the entries for them.
func (b *builder) strips(pixels ...string) []field {
	refs := make([]*part, len(pixels))
	for i, p := range pixels {
		refs[i] = data(p)
		refs[i].odd = true
	}
	b.parts = append(b.parts, refs...)
	return []field{{tag: 273, refs: refs}, {tag: 279, refs: refs, lengths: true}}
}

func (f field) text(k kind) string {
	if f.refs == nil {
		return f.value
	}
	var s strings.Builder
	for _, p := range f.refs {
		if f.lengths {
			s.WriteString(k.word(p.size))
		} else {
			s.WriteString(k.word(p.at))
		}
	}
	return s.String()
}

// size of the value of a field.
func (f field) size(k kind) int {
	if f.refs != nil {
		return len(f.refs) * k.wordLen()
	}
	return len(f.value)
}

var units = map[int]int{1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 13: 4, 16: 8, 18: 8, 129: 1}

// add adds an IFD, with the values that do not fit in it behind it.
func (b *builder) add(d dir) *part {
	values := make([]*part, len(d.fields))
	size := len(b.short(0))
	if b.big {
		size = 8
	}
	ifd := &part{size: size + len(d.fields)*(4+2*b.wordLen()) + b.wordLen()}
	b.parts = append(b.parts, ifd)
	for i, f := range d.fields {
		switch {
		case f.share != nil:
			values[i] = f.share
		case f.size(b.kind) > b.wordLen():
			values[i] = &part{size: f.size(b.kind), make: func() string { return f.text(b.kind) }}
			b.parts = append(b.parts, values[i])
		}
	}
	b.parts = append(b.parts, d.extra...)
	ifd.make = func() string { return b.table(d, values) }
	return ifd
}

func (b *builder) table(d dir, values []*part) string {
	var s strings.Builder
	if b.big {
		s.WriteString(b.word(len(d.fields)))
	} else {
		s.WriteString(b.short(len(d.fields)))
	}
	for i, f := range d.fields {
		s.WriteString(b.short(f.tag))
		if f.raw != "" {
			s.WriteString(f.raw)
			continue
		}
		if f.refs != nil {
			f.typ = 4
			if b.big {
				f.typ = 16
			}
		}
		s.WriteString(b.short(f.typ))
		if v := values[i]; v != nil {
			s.WriteString(b.word(v.size / units[f.typ]))
			s.WriteString(b.word(v.at))
			continue
		}
		text := f.text(b.kind)
		s.WriteString(b.word(len(text) / units[f.typ]))
		s.WriteString(text + strings.Repeat("\x00", b.wordLen()-len(text)))
	}
	next := 0
	if d.next != nil {
		next = d.next.at
	}
	return s.String() + b.word(next)
}

// file puts the parts together in their order. Behind the header may stand more.
func (b *builder) file(first *part, private string) string {
	head := "II"
	if b.order == mm.order {
		head = "MM"
	}
	head += b.short(b.magic)
	if b.big {
		head += b.short(8) + b.short(0)
	}
	at := len(head) + b.wordLen() + len(private)
	for _, p := range b.parts {
		if !p.odd {
			at += at & 1
		}
		p.at = at
		at += p.size
	}
	out := head + b.word(first.at) + private
	for _, p := range b.parts {
		text := p.text
		if p.make != nil {
			text = p.make()
		}
		out += strings.Repeat("\x00", p.at-len(out)) + text
	}
	return out
}
