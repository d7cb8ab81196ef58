package bmff_test

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// What follows reads files once more, in the simplest way, to compare them before and
// after.

// seen is what a file says: every item's bytes, every chunk's, and all other boxes.
type seen struct {
	data   string
	items  map[int]string // kind and bytes
	refs   map[int][]string
	packet []int // items
	chunks []string
	rest   []string
}

type part struct{ name, body, all string }

func parts(data string) (all []part) {
	for len(data) >= 8 {
		n, head := num(data[:4]), 8
		switch {
		case n == 0:
			n = len(data)
		case n == 1 && len(data) >= 16:
			n, head = num(data[8:16]), 16
		}
		if n < head || n > len(data) {
			break
		}
		all = append(all, part{data[4:8], data[head:n], data[:n]})
		data = data[n:]
	}
	if data != "" {
		all = append(all, part{"", data, data})
	}
	return all
}

func num(s string) int {
	var b [8]byte
	copy(b[8-len(s):], s)
	return int(binary.BigEndian.Uint64(b[:]))
}

// eat takes a number off a string.
func eat(s *string, n int) int {
	if len(*s) < n {
		*s = ""
		return 0
	}
	v := num((*s)[:n])
	*s = (*s)[n:]
	return v
}

func look(data string) *seen {
	l := &seen{data: data, items: map[int]string{}, refs: map[int][]string{}}
	for n, p := range parts(data) {
		switch {
		case p.name == "meta":
			l.meta(p.body, "meta")
		case p.name == "moov":
			l.boxes(p)
		case p.name == "free" || p.name == "skip" || p.name == "mdat" || p.name == "uuid" && strings.HasPrefix(p.body, uuidXMP):
		case p.name == "ftyp" && n > 0:
			l.rest = append(l.rest, data[len(data)-len(p.all):])
			return l
		default:
			l.rest = append(l.rest, p.all)
		}
	}
	return l
}

// boxes goes through moov.
func (l *seen) boxes(p part) {
	switch p.name {
	case "moov", "trak", "mdia", "minf", "stbl":
		for _, in := range parts(p.body) {
			l.boxes(in)
		}
		if p.name == "trak" {
			l.samples(p.body)
		}
	case "meta":
		l.meta(p.body, "track")
	case "stco", "co64":
	default:
		l.rest = append(l.rest, p.all)
	}
}

// samples reads the first byte of chunks; for the others there is the payload.
func (l *seen) samples(trak string) {
	for _, name := range []string{"stco", "co64"} {
		k := strings.Index(trak, name)
		if k < 0 || k+12 > len(trak) {
			continue
		}
		width := map[string]int{"stco": 4, "co64": 8}[name]
		table := trak[k+8:]
		for n := eat(&table, 4); n > 0 && len(table) >= width; n-- {
			at := eat(&table, width)
			if at < 0 || at >= len(l.data) {
				continue
			}
			l.chunks = append(l.chunks, l.data[at:at+1])
		}
	}
}

func (l *seen) meta(body, where string) {
	if len(body) < 4 {
		return
	}
	kinds, idat, iloc, primary := map[int]string{}, "", "", 0
	for _, p := range parts(body[4:]) {
		switch p.name {
		case "iinf":
			l.infos(p.body, kinds)
		case "iref":
			l.references(p.body)
		case "idat":
			idat = p.body
		case "iloc":
			iloc = p.body
		case "free", "skip":
		case "pitm":
			version, rest := eat(&p.body, 4)>>24, p.body
			primary = eat(&rest, 2+2*version)
			l.rest = append(l.rest, p.all)
		default:
			l.rest = append(l.rest, p.all)
		}
	}
	places := l.places(iloc, idat)
	for _, id := range slices.Sorted(mapKeys(kinds)) {
		name := kinds[id] + " " + where
		typ, _, _ := strings.Cut(kinds[id], ";")
		if kind, content, _ := strings.Cut(typ, " "); kind == "mime" && strings.EqualFold(strings.TrimSpace(content), xmpType) && where == "meta" {
			about := l.about(id)
			if primary > 0 && slices.Contains(about, fmt.Sprint(primary)) {
				l.packet = append(l.packet, id)
				continue
			}
			if len(about) == 0 {
				continue // that may be the packet as well
			}
		}
		if where == "meta" {
			l.items[id] = name + ": " + places[id]
		}
	}
}

// about gives what an item describes.
func (l *seen) about(id int) (all []string) {
	for _, r := range l.refs[id] {
		if name, ids, _ := strings.Cut(r, " "); name == "cdsc" && ids != "" {
			all = append(all, strings.Split(ids, " ")...)
		}
	}
	return all
}

func mapKeys(m map[int]string) func(func(int) bool) {
	return func(yield func(int) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

func (l *seen) infos(s string, kinds map[int]string) {
	width := 2
	if s[0] > 0 {
		width = 4
	}
	s = s[4:]
	eat(&s, width)
	for _, p := range parts(s) {
		b := p.body
		if len(b) < 6 {
			continue
		}
		version, width := b[0], 2
		if version == 3 {
			width = 4
		}
		b = b[4:]
		id := eat(&b, width)
		eat(&b, 2)
		kind := "mime"
		if version >= 2 && len(b) >= 4 {
			kind, b = b[:4], b[4:]
		}
		_, b, _ = strings.Cut(b, "\x00")
		content, _, _ := strings.Cut(b, "\x00")
		kinds[id] = kind + " " + content
	}
}

func (l *seen) references(s string) {
	width := 2
	if s[0] > 0 {
		width = 4
	}
	for _, p := range parts(s[4:]) {
		b := p.body
		from := eat(&b, width)
		text := p.name
		for n := eat(&b, 2); n > 0; n-- {
			text += fmt.Sprint(" ", eat(&b, width))
		}
		l.refs[from] = append(l.refs[from], text)
	}
}

// places gives the bytes of items; of those cut out of others, where from.
func (l *seen) places(s, idat string) map[int]string {
	all := map[int]string{}
	if len(s) < 8 {
		return all
	}
	version := int(s[0])
	s = s[4:]
	offset, length := eat(&s, 1), eat(&s, 1)
	base, index := length>>4, length&15
	offset, length = offset>>4, offset&15
	width := 2
	if version == 2 {
		width = 4
	}
	if version == 0 {
		index = 0
	}
	for n := eat(&s, width); n > 0 && s != ""; n-- {
		id, method := eat(&s, width), 0
		if version > 0 {
			method = eat(&s, 2) & 15
		}
		eat(&s, 2)
		from := l.data
		if method == 1 {
			from = idat
		}
		at := eat(&s, base)
		text := ""
		for k := eat(&s, 2); k > 0; k-- {
			eat(&s, index)
			o, n := at+eat(&s, offset), eat(&s, length)
			if method == 2 {
				text += fmt.Sprint("cut at ", o, n)
			} else if o >= 0 && n >= 0 && o <= len(from) && n <= len(from)-o {
				text += from[o : o+n]
			} else {
				text += "outside"
			}
		}
		all[id] = text
	}
	return all
}

// rest is for the suite.
func rest(data string) []string {
	l := look(data)
	return append(l.rest, l.chunks...)
}

// changed compares the items.
func changed(t testing.TB, before, after string) {
	t.Helper()
	a, b := look(before), look(after)
	for id, was := range a.items {
		if now := b.items[id]; now != was {
			t.Fatalf("item %d was %.200q, is %.200q", id, was, now)
		}
		if !slices.Equal(a.refs[id], b.refs[id]) {
			t.Fatalf("item %d referred to %q, refers to %q", id, a.refs[id], b.refs[id])
		}
	}
	if len(b.items) != len(a.items) || len(b.packet) > 1 {
		t.Fatalf("%d items are %d, with packets %v and %v", len(a.items), len(b.items), a.packet, b.packet)
	}
}
