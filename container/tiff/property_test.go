package tiff_test

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// random makes valid layouts and packets, from a seed.
type random struct{ *rand.Rand }

func (r random) pick(from ...string) string { return from[r.IntN(len(from))] }

func (r random) text(n int) string {
	var b strings.Builder
	for range r.IntN(n + 1) {
		b.WriteString(r.pick("a", "<", "ü", "\uFEFF", " ", "II*", "xml", "€", "\n"))
	}
	return b.String()
}

// field is an entry that any IFD may have.
func (r random) field(k kind) field {
	switch r.IntN(12) {
	case 0, 1:
		return field{tag: 700, typ: []int{1, 7, 7, 2, 6}[r.IntN(5)], value: r.pick(packet(r.text(30)), packet(r.text(9)), "<x>", "", "none at all")}
	case 2:
		return field{tag: 315, typ: 2, value: r.text(9) + "\x00"}
	case 3:
		return field{tag: 33432, typ: 2, value: r.pick("", r.text(9)) + "\x00" + r.pick("", "editor\x00")}
	case 4:
		return field{tag: 33723, typ: 4, value: r.pick(iim+"\x00\x00\x00", swapped(iim))}
	case 5:
		return field{tag: 34377, typ: 7, value: r.pick(resource(0x0404, iim), resource(1005, r.text(9))+resource(0x0424, packet("x")), r.text(30))}
	case 6:
		return field{tag: 34675, typ: 7, value: r.text(100)}
	case 7:
		return field{tag: 52545, typ: 7, value: r.text(100)}
	case 8:
		return field{tag: 270, typ: 2, value: r.text(9)}
	}
	return field{tag: 60000 + r.IntN(99), typ: 7, value: r.text(300)}
}

func (r random) fields(k kind) (all []field) {
	seen := map[int]bool{}
	for range r.IntN(7) {
		if f := r.field(k); !seen[f.tag] || r.IntN(8) == 0 {
			all = append(all, f)
			seen[f.tag] = true
		}
	}
	return all
}

// dir is an IFD with what hangs from it.
func (r random) dir(b *builder, depth int) dir {
	d := dir{fields: b.base()}
	if depth < 2 {
		var subs []*part
		for range r.IntN(3) {
			subs = append(subs, b.add(r.dir(b, depth+1)))
		}
		if subs != nil {
			d.fields = append(d.fields, field{tag: 330, refs: subs})
		}
		if r.IntN(3) == 0 {
			d.fields = append(d.fields, field{tag: 34665, refs: []*part{b.add(dir{fields: []field{{tag: 37500, typ: 7, value: r.text(99)}}})}})
		}
	}
	d.fields = append(d.fields, r.fields(b.kind)...)
	if r.IntN(4) > 0 {
		sortFields(d.fields)
	}
	return d
}

func (r random) file() string {
	b := newBuilder(kinds[r.IntN(len(kinds))])
	var d dir
	for range 1 + r.IntN(3) {
		next := d
		d = r.dir(b, 0)
		if next.fields != nil {
			d.next = b.add(next)
		}
	}
	first := b.add(d)
	r.Shuffle(len(b.parts), func(i, j int) { b.parts[i], b.parts[j] = b.parts[j], b.parts[i] })
	return b.file(first, r.pick("", "", ghost, "something private")) + r.pick("", "", r.text(30))
}

// TestProperties puts random packets into random files, several times in turn.
func TestProperties(t *testing.T) {
	for seed := range uint64(1000) {
		r := random{rand.New(rand.NewPCG(seed, 1))}
		data := r.file()
		for range 4 {
			out, refused := put(t, data, r.pick(packet(r.text(200)), packet(r.text(9)), "<"+r.text(3)))
			if refused != "" {
				t.Fatalf("seed %d: refused: %s", seed, refused)
			}
			data = out
		}
	}
}
