package jxl_test

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
		b.WriteString(r.pick("a", "<", "ü", "\uFEFF", " ", "jxlc", "xml ", "€", "\x00"))
	}
	return b.String()
}

// box makes a box in any form but that which goes up to the end.
func (r random) box(kind string, parts ...string) string {
	if r.IntN(4) == 0 {
		return large(kind, parts...)
	}
	return box(kind, parts...)
}

// meta is a box that may stand anywhere behind the first two.
func (r random) meta() string {
	x := packet(r.text(30))
	switch r.IntN(12) {
	case 0, 1:
		return r.box("xml ", x)
	case 2:
		return r.box("brob", pack(r.pick("xml ", "XML "), x))
	case 3:
		return r.box("uuid", r.pick(uuidXMP, uuidXMP, r.text(9)), x)
	case 4:
		return r.box("xml ", r.pick(other, "", r.text(20)))
	case 5:
		return r.box("Exif", be32(0), r.text(3), tiff)
	case 6:
		return r.box("brob", pack(r.pick("Exif", "jumb", "abcd"), be32(r.IntN(9))+r.text(50)))
	case 7:
		return r.box("brob", r.pick("abcd", "Exif", "jumb", "wxyz"), r.text(20))
	case 8:
		return r.box("jumb", jumd(r.pick(store, strings.Repeat("u", 16)), r.pick("c2pa", "other")))
	}
	return r.box(r.pick("jxli", "jxll", "jhgm", "free", "abcd", "    "), r.text(3000))
}

func (r random) metas() (all string) {
	for range r.IntN(4) {
		all += r.meta()
	}
	return all
}

// stream is a codestream among metadata.
func (r random) stream() string {
	if r.IntN(3) == 0 {
		return r.metas() + r.box("jxlc", pixels) + r.metas()
	}
	n := 1 + r.IntN(5)
	all := r.metas()
	for i := range n {
		index := i
		if i == n-1 {
			index = last(i)
		}
		all += r.box("jxlp", be32(index), r.text(2000)) + r.metas()
	}
	return all
}

func (r random) file() string {
	if r.IntN(10) == 0 {
		return pixels + r.text(900)
	}
	jpeg := ""
	if r.IntN(4) == 0 {
		jpeg = jbrd(appOther, r.IntN(3))
	}
	end := r.pick("", "", "\x00trailer"+r.text(30), pixels, file(xmp("no"), ""), open("xml ", packet(r.text(9))), open("abcd", r.text(30)))
	return head + r.pick("", box("jxll", "\x0A")) + jpeg + r.stream() + end
}

// TestProperties puts random packets into random files, three in turn, and Exif.
func TestProperties(t *testing.T) {
	for seed := range uint64(2000) {
		r := random{rand.New(rand.NewPCG(seed, 1))}
		data := r.file()
		for range 3 {
			if strings.Contains(data, "Exif") && r.IntN(2) == 0 {
				if out, refused := structures.Put(t, data, tiff+r.text(100)); refused == "" {
					data = out
				}
			}
			out, refused := put(t, data, packet(r.text(200)))
			if refused != "" {
				t.Fatalf("seed %d: refused: %s", seed, refused)
			}
			data = out
		}
	}
}
