package bench

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/bench/corpus"
	"github.com/proviso-signals/proviso/bench/peer"
	"github.com/proviso-signals/proviso/expr"
)

// TestExpressionsAgreeWithHTTPSFV asks both whether many odd texts are
// dictionaries.
func TestExpressionsAgreeWithHTTPSFV(t *testing.T) {
	for _, e := range corpus.Expressions {
		agreeOnDictionary(t, e.Text)
	}
	random := rand.New(rand.NewPCG(9651, 8))
	read, texts := 0, 1000000
	if testing.Short() {
		texts = 100000
	}
	for range texts {
		if agreeOnDictionary(t, corpus.OddExpression(random)) {
			read++
		}
	}
	t.Logf("%d texts, %d of them dictionaries: no answer differs", texts, read)
}

func FuzzExpression(f *testing.F) {
	for _, e := range corpus.Expressions {
		f.Add(e.Text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !strings.Contains(text, ":") { // byte sequences: see TestExpressionDepartures
			agreeOnDictionary(t, text)
		}
	})
}

// TestExpressionDepartures has the texts about which we differ from httpsfv, and
// why.
func TestExpressionDepartures(t *testing.T) {
	for text, why := range map[string]string{
		"a=:YQ:": "RFC 9651 section 4.2.7 asks parsers not to fail for missing padding",
	} {
		if expr.Read([]byte(text), nil).Failed || peer.Dictionary(text) {
			t.Errorf("%q: no longer read by us alone (%s)", text, why)
		}
	}
}

func agreeOnDictionary(t *testing.T, text string) bool {
	t.Helper()
	if len(text) > expr.MaxText {
		return false
	}
	ours, theirs := !expr.Read([]byte(text), nil).Failed, peer.Dictionary(text)
	if ours != theirs {
		t.Errorf("%q: a dictionary for us %v, for httpsfv %v", text, ours, theirs)
	}
	return ours
}

func BenchmarkExpression(b *testing.B) {
	for _, e := range corpus.Expressions {
		b.Run(e.Name, func(b *testing.B) {
			b.ReportAllocs()
			text := []byte(e.Text)
			for b.Loop() {
				expr.Read(text, nil)
			}
		})
	}
}

func BenchmarkHTTPSFVExpression(b *testing.B) {
	for _, e := range corpus.Expressions {
		b.Run(e.Name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				peer.Dictionary(e.Text)
			}
		})
	}
}
