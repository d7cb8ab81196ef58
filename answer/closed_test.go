package answer_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/answer"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/vectors"
)

// damage spoils a text the way networks, editors and attackers do.
func damage(r *rand.Rand, text []byte) []byte {
	spoiled := append([]byte{}, text...)
	if len(spoiled) == 0 {
		return spoiled
	}
	at := r.IntN(len(spoiled))
	switch r.IntN(5) {
	case 0:
		return spoiled[:at]
	case 1:
		spoiled[at] ^= 1 << r.IntN(8)
	case 2:
		spoiled[at] = 0
	case 3:
		spoiled = append(spoiled[:at], spoiled[min(at+1+r.IntN(8), len(spoiled)):]...)
	case 4:
		spoiled = append(spoiled[:at:at], append([]byte(`{"[<;,`)[r.IntN(6):], spoiled[at:]...)...)
	}
	return spoiled
}

// TestUnreadableIsNeverLooser: where a carrier is there and cannot be read, the answer
// is never looser than without it. Each vector's pieces are damaged, one at a time;
// wherever what is left of a piece adds no evidence, the answer is compared with the
// one without the piece.
func TestUnreadableIsNeverLooser(t *testing.T) {
	list, err := vectors.Load()
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(5, 6))
	compared := 0
	for _, v := range list {
		if v.Kind() != vectors.Reading {
			continue
		}
		request, err := answer.ParseRequest(vectors.Request(v))
		if err != nil {
			t.Fatal(err)
		}
		for range 20 {
			for _, piece := range pieces(&request) {
				damaged, without := request, request
				piece.spoil(&damaged, r)
				piece.remove(&without)
				got, less := damaged.Answer(), without.Answer()
				if adds(got, less) {
					continue // what is sound of it may say yes or no
				}
				compared++
				if looser(got, less) {
					t.Errorf("%s: with a damaged %s the answer is %v, and without it %v; problems %v", v.ID(), piece.name, words(got), words(less), got.Reading.Problems)
				}
			}
		}
	}
	if compared < 5000 {
		t.Errorf("only %d damaged pieces were unreadable; the test has lost its bite", compared)
	}
}

// adds reports whether one answer has evidence that the other has not. Evidence that
// is only explained in another way is no more than before.
func adds(a, b *answer.Answer) bool {
	for i := range a.Resolution.Evidence {
		e := &a.Resolution.Evidence[i]
		if !slices.ContainsFunc(b.Resolution.Evidence, func(f proviso.Evidence) bool {
			return e.Carrier == f.Carrier && e.Where.Source == f.Where.Source && e.Raw == f.Raw &&
				(e.Explained != nil || e.Outcomes.Equal(f.Outcomes))
		}) {
			return true
		}
	}
	return false
}

// looser reports whether a permits what b does not. Silence is no permission, so to lose
// a permission to it is not looser.
func looser(a, b *answer.Answer) bool {
	for u := range a.Rulings {
		p, q := a.Rulings[u].Outcome, b.Rulings[u].Outcome
		if !p.AtLeast(q) && !(p.Word() == proviso.Unstated && q.Word() == proviso.Allow) {
			return true
		}
	}
	return false
}

func words(a *answer.Answer) (list [4]string) {
	for u, o := range a.Rulings.Outcomes() {
		list[u] = o.Word().String()
	}
	return list
}

// piece is one of the things that a request gives: a document at a well-known place, or
// all field lines of one name. Documents that are linked to are no carriers by
// themselves: without one, the link still says that there are conditions.
type piece struct {
	name   string
	spoil  func(*answer.Request, *rand.Rand)
	remove func(*answer.Request)
}

func pieces(r *answer.Request) (list []piece) {
	for i := range r.Documents {
		_, place, _ := strings.Cut(strings.TrimPrefix(r.Documents[i].URL, "https://"), "/")
		if !strings.HasPrefix(place, ".well-known/") && place != "ai.txt" && place != "trust.txt" {
			continue
		}
		list = append(list, piece{
			name: "document " + r.Documents[i].URL,
			spoil: func(r *answer.Request, rng *rand.Rand) {
				r.Documents = slices.Clone(r.Documents)
				r.Documents[i].Body = damage(rng, r.Documents[i].Body)
			},
			remove: func(r *answer.Request) { r.Documents = slices.Delete(slices.Clone(r.Documents), i, i+1) },
		})
	}
	for i := range r.Headers {
		name := r.Headers[i].Name
		if strings.EqualFold(name, "Content-Type") {
			continue // tells what the body is, and carries nothing
		}
		list = append(list, piece{
			name: "header " + name,
			spoil: func(r *answer.Request, rng *rand.Rand) {
				r.Headers = slices.Clone(r.Headers)
				r.Headers[i].Value = string(damage(rng, []byte(r.Headers[i].Value)))
			},
			remove: func(r *answer.Request) {
				r.Headers = slices.DeleteFunc(slices.Clone(r.Headers), func(f carrier.Field) bool { return strings.EqualFold(f.Name, name) })
			},
		})
	}
	return list
}
