package tiff_test

import (
	"cmp"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso/container/containertest"
)

const (
	pixels = "the pixels"
	iim    = "\x1C\x02\x74\x00\x04mine"
	icc    = "the colour profile"
	store  = "\x00\x00\x00\x10jumbthe claim"
)

func packet(text string) string { return containertest.Packet(text) }

// base are the entries that every image has.
func (b *builder) base() []field {
	return append([]field{{tag: 256, typ: 3, value: b.short(2)}, {tag: 257, typ: 3, value: b.short(5)},
		{tag: 258, typ: 3, value: b.short(8)}, {tag: 259, typ: 3, value: b.short(1)}, {tag: 262, typ: 3, value: b.short(1)}},
		b.strips(pixels)...)
}

// simple is a file of one image, with more entries.
func simple(k kind, more ...field) string {
	b := newBuilder(k)
	return b.file(b.add(dir{fields: append(b.base(), more...)}), "")
}

// xmpField is an entry with a packet.
func xmpField(text string) field { return field{tag: 700, typ: 1, value: text} }

// resource is a Photoshop resource.
func resource(id int, text string) string {
	return "8BIM" + mm.short(id) + "\x00\x00" + mm.long(len(text)) + text + strings.Repeat("\x00", len(text)&1)
}

// sortFields puts entries in order.
func sortFields(all []field) {
	slices.SortStableFunc(all, func(a, b field) int { return cmp.Compare(a.tag, b.tag) })
}
