package webp_test

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// random makes layouts and packets, from a seed.
type random struct{ *rand.Rand }

func (r random) pick(from ...string) string { return from[r.IntN(len(from))] }

func (r random) text(n int) string {
	var b strings.Builder
	for range r.IntN(n + 1) {
		b.WriteString(r.pick("a", "<", "ü", "\uFEFF", " ", "XMP ", "EXIF", "VP8 ", "€", "\x00"))
	}
	return b.String()
}

// meta is a chunk that may stand anywhere.
func (r random) meta() string {
	switch r.IntN(9) {
	case 0, 1, 2:
		return chunk(r.pick("XMP ", "XMP ", "XMP ", "xmp ", "XMP\x00"), r.pick("", "", "", jpegXMP), packet(r.text(30)))
	case 3, 4:
		return chunk(r.pick("EXIF", "EXIF", "Exif"), r.pick("", "", "Exif\x00\x00"), tiff, r.text(9))
	case 5:
		return chunk("C2PA", r.text(50))
	}
	return chunk(r.pick("abcd", "PSAI", "LIST", "\x00\x01\x02\x03"), r.text(3000))
}

func (r random) metas() (all string) {
	for range r.IntN(4) {
		all += r.meta()
	}
	return all
}

// picture is one of the extended format, with what may stand within.
func (r random) picture() string {
	switch r.IntN(4) {
	case 0:
		return alph + r.metas() + vp8
	case 1:
		return r.pick(vp8, vp8l, vp8la)
	case 2:
		return icc + r.metas() + chunk("VP8 ", lossy, r.text(5000))
	}
	return anim + r.metas() + frame(vp8) + r.metas() + frame(vp8la) + frame(alph, vp8)
}

// chunks are those of a file that can be written.
func (r random) chunks() string {
	if r.IntN(3) == 0 {
		return r.pick(vp8, vp8l, vp8la, chunk("VP8 ", lossy, "x")) + r.metas()
	}
	return ext(byte(r.IntN(256))) + r.metas() + r.picture() + r.metas()
}

// file has chunks, and perhaps one of the errors in size that are put right.
func (r random) file() string {
	chunks := r.chunks()
	switch r.IntN(8) {
	case 0:
		return told(r.IntN(13), chunks)
	case 1:
		return told(-r.IntN(len(vp8l)-1), chunks)
	case 2:
		return riff(chunks, bare(r.pick("abcd", "XMP ", "EXIF"), r.pick("<a/>x", tiff+"\x00"))) + r.pick("", "more")
	case 3:
		return riff(chunks, r.pick("\x00", "\x00\x00", "xxxxxxx"))
	}
	return riff(chunks) + r.pick("", "", r.metas(), r.metas()+r.text(50), "XMP", "EXIF\x00\x00")
}

// TestProperties puts random packets and Exif into random files, in turn.
func TestProperties(t *testing.T) {
	refused := map[string]int{}
	for seed := range uint64(2500) {
		r := random{rand.New(rand.NewPCG(seed, 1))}
		data := r.file()
		for i := range 4 {
			var out, code string
			if (i+int(seed))%2 == 0 {
				out, code = suite.Put(t, data, packet(r.text(200)))
			} else {
				out, code = exifSuite.Put(t, data, tiff+r.text(20))
			}
			if code != "" {
				refused[code]++
				break
			}
			data = out
		}
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
	t.Logf("refused: %v", refused)
	delete(refused, "webp-riff-end") // a size within the picture, with bytes behind
	if len(refused) > 0 {
		t.Errorf("refused: %v", refused)
	}
}
