package expr

import (
	"math/rand/v2"
	"reflect"
	"testing"
)

var fastTexts = []string{
	"train-ai=n",
	"train-ai=n, search=y",
	"train-ai=n,search=y",
	"train-ai=n;exceptions=cc-cr, search=y",
	"search=y, ai-use=n;exceptions=cc-cr-op, train-ai=n;exceptions=cc-cr-ec",
	"ai-use=y",
}

func TestReadFastAllocatesNothing(t *testing.T) {
	for _, text := range fastTexts {
		in, src := []byte(text), robotsTxt
		var r Reading
		if !readFast(in, ccSignals, &r) {
			t.Errorf("%s does not take the short cut", text)
		}
		if n := testing.AllocsPerRun(100, func() { r = Read(in, &src) }); n != 0 {
			t.Errorf("%s: %v allocations", text, n)
		}
	}
}

// Texts that look like the usual ones and are not.
func TestReadFastDeclines(t *testing.T) {
	for _, text := range []string{
		"", "train-ai", "train-ai=", "train-ai=N", "train-ai=no", "train-ai=n,", "train-ai=n, ", "train-ai=n,  search=y",
		"train-ai=n, train-ai=y", "train-ai=n;", "train-ai=n;exceptions", "train-ai=n;exceptions=", "train-ai=n;exceptions=cc-c",
		"train-ai=n;exceptions=cc-cr ", "train-ai=n;exceptions=cc-cr;x", "train-ai=y;exceptions=cc-cr", "train-ai=n;exceptions=none",
		"train-ai=n;exceptions=cc-cr-dcx", "train-ai=n search=y", "all=n", "search=y,,train-ai=n", " train-ai=n", "search=", "ai-use=",
	} {
		var r Reading
		if readFast([]byte(text), ccSignals, &r) {
			t.Errorf("%q takes the short cut", text)
		}
		if !reflect.DeepEqual(r, Reading{}) {
			t.Errorf("%q leaves something behind: %+v", text, r)
		}
	}
}

func compareFast(t *testing.T, text []byte) {
	t.Helper()
	for _, p := range Profiles() {
		src := robotsTxt
		src.Profile = p
		if got, want := Read(text, &src), readStrict(text, &src); !reflect.DeepEqual(got, want) {
			t.Fatalf("%s: %q: short cut %+v, strict %+v", p.Name, text, got, want)
		}
	}
}

func TestReadFastAgainstStrict(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 5000 {
		compareFast(t, []byte(randomText(rng)))
	}
}

func FuzzFastAgainstStrict(f *testing.F) {
	for _, text := range fastTexts {
		f.Add([]byte(text))
	}
	f.Add([]byte("train-ai=n , search=y"))
	f.Fuzz(func(t *testing.T, text []byte) { compareFast(t, text) })
}
