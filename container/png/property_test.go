package png_test

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
		b.WriteString(r.pick("a", "<", "ü", "\uFEFF", " ", "IDAT", "xml", "€", "\n"))
	}
	return b.String()
}

// meta is a chunk that may stand anywhere.
func (r random) meta() string {
	x := packet(r.text(30))
	switch r.IntN(14) {
	case 0, 1:
		return xmp(x)
	case 2:
		return chunk("iTXt", keyword+"\x00\x01\x00\x00\x00", deflate(x))
	case 3:
		return rawZText("xmp", x)
	case 4:
		return rawText("APP1", "http://ns.adobe.com/xap/1.0/\x00"+x)
	case 5:
		return chunk("eXIf", tiff)
	case 6:
		return rawText(r.pick("exif", "iptc", "8bim", "icc"), r.pick(tiff, iim, irb, ""))
	case 7:
		return chunk("iCCP", "p\x00\x00", deflate(r.text(9)))
	case 8:
		return chunk("caBX", r.text(50))
	case 9:
		return chunk(r.pick("tEXt", "zTXt"), r.pick("dc:rights", "Comment", "date:create")+"\x00", r.text(20))
	case 10:
		return wrong(r.pick("prVt", "tEXt", "abCD"), "Title\x00", r.text(20))
	case 11:
		return wrong("iTXt", keyword, "\x00\x00\x00\x00\x00", x)
	}
	return chunk(r.pick("tIME", "prVt", "tEXt", "gAMA"), r.text(3000))
}

func (r random) metas() (all string) {
	for range r.IntN(4) {
		all += r.meta()
	}
	return all
}

func (r random) file() string {
	trailer := r.pick("", "", r.text(30), xmp("<no/>"))
	if r.IntN(3) == 0 {
		return animation(r.metas(), r.metas(), r.metas()) + trailer
	}
	return signature + header + r.metas() + cut(1+r.IntN(300)) + r.metas() + iend + trailer
}

// TestProperties puts random packets into random files, twice in turn.
func TestProperties(t *testing.T) {
	for seed := range uint64(1500) {
		r := random{rand.New(rand.NewPCG(seed, 1))}
		data := r.file()
		for range 3 {
			out, refused := put(t, data, packet(r.text(200)))
			if refused != "" {
				t.Fatalf("seed %d: refused: %s", seed, refused)
			}
			data = out
		}
	}
}
