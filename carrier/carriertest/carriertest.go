// Package carriertest is the one suite that every carrier passes: its vectors,
// the round trip of what it writes, and fuzzing. A carrier's own test is two
// calls, [Run] and [Fuzz].
package carriertest

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/answer"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/expr"
	"github.com/proviso-signals/proviso/vectors"
)

// MinVectors is how many vectors a carrier must have at least.
const MinVectors = 10

// Place puts text where the carrier looks for it, as it would be found, with
// whatever else has to be gathered for it to be read.
type Place func(text string) []*carrier.Artifact

// Places has a place for every form the carrier writes, by the form's name.
type Places map[string]Place

// Run passes the carrier through the suite. Vectors live in vectors/NAME, or in
// several folders vectors/NAME-PART.
func Run(t *testing.T, c *carrier.Carrier, places Places) {
	t.Run("vectors", func(t *testing.T) { runVectors(t, c.Name) })
	t.Run("silence", func(t *testing.T) { runSilence(t, c) })
	for i := range c.Forms {
		form := &c.Forms[i]
		t.Run("round trip/"+form.Name, func(t *testing.T) {
			place, ok := places[form.Name]
			if !ok {
				t.Fatal("no place is given for this form")
			}
			runRoundTrip(t, c, form, place)
		})
	}
}

func runVectors(t *testing.T, name string) {
	list, err := vectors.Load()
	if err != nil {
		t.Fatal(err)
	}
	ran := 0
	for _, v := range list {
		if v.Suite != name && !strings.HasPrefix(v.Suite, name+"-") || v.Kind() != vectors.Reading {
			continue
		}
		ran++
		t.Run(v.Suite+"/"+v.Name, func(t *testing.T) { RunVector(t, v) })
	}
	if ran < MinVectors {
		t.Errorf("carrier %s has %d vectors, want at least %d", name, ran, MinVectors)
	}
}

// RunVector holds our own answer to one vector, problems included.
func RunVector(t *testing.T, v vectors.Vector) {
	request, err := answer.ParseRequest(vectors.Request(v))
	if err != nil {
		t.Fatal(err)
	}
	a := request.Answer()
	for _, d := range vectors.Check(v, a.AppendJSON(nil)) {
		t.Errorf("%s\n%s (%s)", d, v.Checks, v.Source)
	}
	checkLicences(t, v, a)
	for _, code := range v.Problems {
		if !slices.ContainsFunc(a.Reading.Problems, func(p proviso.Problem) bool { return p.Code == code }) {
			t.Errorf("no problem %s among %+v", code, a.Reading.Problems)
		}
	}
}

// checkLicences: the licences that the vector lists were found, and no others.
func checkLicences(t *testing.T, v vectors.Vector, a *answer.Answer) {
	var found []string
	for _, r := range a.Reading.Rights {
		if r.Kind == proviso.Licence && !slices.Contains(found, r.Value) {
			found = append(found, r.Value)
		}
	}
	if len(v.Licences) > 0 && !slices.Equal(slices.Sorted(slices.Values(found)), slices.Sorted(slices.Values(v.Licences))) {
		t.Errorf("licences: want %q, got %q", v.Licences, found)
	}
}

// runSilence: an artifact that holds nothing states nothing, and is no problem.
func runSilence(t *testing.T, c *carrier.Carrier) {
	for _, kind := range []carrier.Kind{carrier.Response, carrier.Request, carrier.Robots, carrier.File, carrier.Document} {
		a := &carrier.Artifact{Kind: kind, Source: "https://example.com/", Status: 200, Body: []byte{}, Header: []carrier.Field{{Name: "Date", Value: "now"}}}
		if !c.Wants(a) {
			continue
		}
		if got := c.Read([]*carrier.Artifact{a}, &carrier.Question{URL: "https://example.com/"}); len(got.Evidence)+len(got.Problems) > 0 {
			t.Errorf("nothing was said, and %s heard %+v", c.Name, got)
		}
	}
}

// runRoundTrip: Read(Write(o)) is o up to the reported losses, and what stands in
// for a loss is never looser.
func runRoundTrip(t *testing.T, c *carrier.Carrier, form *carrier.Form, place Place) {
	r := rand.New(rand.NewPCG(9, 10))
	for range 3000 {
		want := randomOutcomes(r)
		text, losses, err := form.Write(carrier.Said{Outcomes: want, Link: "https://example.com/conditions"})
		if err != nil {
			t.Fatalf("%v cannot be written: %v", want, err)
		}
		reading := c.Read(place(text), &carrier.Question{URL: "https://example.com/a", Profile: expr.DefaultProfile()})
		got := proviso.Combine(reading.Evidence).Everyone.Outcomes()
		lost := map[proviso.Use]bool{}
		for _, l := range losses {
			lost[l.Use] = true
			if l.Form != "" && !got[l.Use].AtLeast(want[l.Use]) {
				t.Errorf("%q stands in for %v and reads %v, which is looser", text, want[l.Use], got[l.Use])
			}
		}
		for _, use := range proviso.Uses() {
			if !lost[use] && !got[use].Equal(want[use]) {
				t.Errorf("%v for %v was written %q and read %v", want[use], use, text, got[use])
			}
		}
	}
}

// randomOutcomes prefers what owners say: signals, yes and no, now and then
// something no carrier can say whole.
func randomOutcomes(r *rand.Rand) (o proviso.Outcomes) {
	signals := proviso.Signals()
	for u := range o {
		switch r.IntN(7) {
		case 0, 1:
		case 2:
			o[u] = proviso.Allowed()
		case 3:
			o[u] = proviso.Denied()
		case 4, 5:
			o[u] = signals[r.IntN(len(signals))].Outcome()
		case 6:
			o[u] = proviso.Permit(signals[1].Offer(), signals[2].Offer())
		}
	}
	return o
}

// Fuzz feeds the carrier anything at all: it must not panic, must say the same
// twice, must not state silence as evidence, and must name where each statement
// and problem stands.
func Fuzz(f *testing.F, c *carrier.Carrier, place Place) {
	list, err := vectors.Load()
	if err != nil {
		f.Fatal(err)
	}
	for _, v := range list {
		f.Add(string(v.Robots))
		f.Add(string(v.Body))
		for _, d := range v.Documents {
			f.Add(string(d.Body))
		}
		for _, field := range v.Headers {
			f.Add(field.Value)
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		q := &carrier.Question{URL: "https://example.com/a/b.html?c", As: []string{"ExampleBot", "*"}, Profile: expr.DefaultProfile()}
		first := c.Read(place(text), q)
		if again := c.Read(place(text), q); !reflect.DeepEqual(first, again) {
			t.Errorf("read twice, %q says\n%+v\nand\n%+v", text, first, again)
		}
		for _, e := range first.Evidence {
			if e.Outcomes.Silent() || e.Carrier != c.Name || e.Spec == "" || e.Where.Source == "" {
				t.Errorf("evidence of %q is incomplete: %+v", text, e)
			}
		}
		for _, p := range first.Problems {
			if p.Code == "" || p.Hint == "" || p.Where.Source == "" {
				t.Errorf("a problem of %q is incomplete: %+v", text, p)
			}
		}
	})
}
