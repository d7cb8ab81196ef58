package gif_test

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
		b.WriteString(r.pick("a", "<", "ü", "\uFEFF", " ", "!", ",", ";", "\x01", "\U0001F600"))
	}
	return b.String()
}

// meta is a block that may stand anywhere.
func (r random) meta() string {
	x := packet(r.text(300))
	switch r.IntN(12) {
	case 0, 1:
		return xmp(x)
	case 2:
		return app(xmpName, sub(255, x+r.pick("", magic[:257])))
	case 3:
		return padded(x)
	case 4:
		return app(iccName, sub(1+r.IntN(255), r.text(90)))
	case 5:
		return app(c2paName, sub(255, r.text(500)))
	case 6:
		return comment(r.text(900))
	case 7:
		return r.pick(netscape, animexts)
	case 8:
		return "\x00"
	}
	return r.pick(delay, words, delay+local, "\x21\x77"+sub(9, r.text(50)))
}

func (r random) metas() (all string) {
	for range r.IntN(5) {
		all += r.meta()
	}
	return all
}

func (r random) file() string {
	before, after := r.metas(), r.metas()
	return r.pick(header, old(0, 0)) + before + r.pick(picture, local) + after + r.pick(end, "", end+r.text(30), end+xmp("<no/>"))
}

// TestProperties puts random packets into random files, several times in turn.
func TestProperties(t *testing.T) {
	for seed := range uint64(2000) {
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

// TestAnyPacket puts packets of any bytes but zero: whatever they are, who takes them
// for lengths of sub-blocks ends where the trailer ends.
func TestAnyPacket(t *testing.T) {
	for seed := range uint64(2000) {
		r := random{rand.New(rand.NewPCG(seed, 2))}
		var b strings.Builder
		for b.Len() <= r.IntN(600) {
			b.WriteRune(rune(1 + r.IntN(0x2FF)))
		}
		if _, refused := put(t, file("", delay), b.String()); refused != "" {
			t.Fatalf("seed %d: refused: %s", seed, refused)
		}
	}
}
