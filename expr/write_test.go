package expr

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso"
)

func signalOutcome(token string) proviso.Outcome {
	s, ok := proviso.SignalNamed(token)
	if !ok {
		panic(token)
	}
	return s.Outcome()
}

func linked(link string) proviso.Outcome {
	return proviso.Permit(proviso.NewOffer(proviso.Term{Kind: proviso.KindCondition, Link: link}))
}

func TestWrite(t *testing.T) {
	allow, deny := proviso.Allowed(), proviso.Denied()
	var unstated proviso.Outcome
	credit := proviso.NewOffer(proviso.Term{Kind: proviso.Credit})
	for _, c := range []struct {
		name   string
		o      proviso.Outcomes
		want   string
		losses string // use and form of each
	}{
		{"nothing", proviso.Outcomes{}, "", ""},
		{"plain", proviso.Outcomes{deny, allow, allow, unstated}, "train-ai=n, ai-use=y, search=y", ""},
		{"signal", proviso.Outcomes{signalOutcome("cc-cr"), unstated, allow, unstated}, "train-ai=n;exceptions=cc-cr, search=y", ""},
		{"every signal", proviso.Outcomes{signalOutcome("cc-cr-dc"), signalOutcome("cc-cr-ec"), signalOutcome("cc-cr-op"), unstated},
			"train-ai=n;exceptions=cc-cr-dc, ai-use=n;exceptions=cc-cr-ec, search=n;exceptions=cc-cr-op", ""},
		{"link", proviso.Outcomes{linked("https://a.example/t?x=1,2")}, `train-ai=n;exceptions="https://a.example/t?x=1,2"`, ""},
		{"tdm", proviso.Outcomes{deny, unstated, unstated, allow}, "train-ai=n", "tdm:"},
		{"tdm alone", proviso.Outcomes{3: deny}, "", "tdm:"},
		{"two offers", proviso.Outcomes{1: proviso.Permit(credit, proviso.NewOffer(proviso.Term{Kind: "payment"}))}, "ai-use=n", "ai-use:ai-use=n"},
		{"open alone", proviso.Outcomes{proviso.Permit(proviso.NewOffer(proviso.Term{Kind: proviso.Open}))}, "train-ai=n", "train-ai:train-ai=n"},
		{"signal and link", proviso.Outcomes{signalOutcome("cc-cr").Join(linked("https://a.example/"))}, "train-ai=n", "train-ai:train-ai=n"},
		{"credit with text", proviso.Outcomes{proviso.Permit(proviso.NewOffer(proviso.Term{Kind: proviso.Credit, Text: "cite us"}))}, "train-ai=n", "train-ai:train-ai=n"},
		{"link with text", proviso.Outcomes{proviso.Permit(proviso.NewOffer(proviso.Term{Kind: proviso.KindCondition, Link: "https://a.example/", Text: "x"}))},
			"train-ai=n", "train-ai:train-ai=n"},
		{"fragment", proviso.Outcomes{linked("https://a.example/t#2")}, "train-ai=n", "train-ai:train-ai=n"},
		{"relative", proviso.Outcomes{linked("/t")}, "train-ai=n", "train-ai:train-ai=n"},
		{"no link", proviso.Outcomes{linked("")}, "train-ai=n", "train-ai:train-ai=n"},
		{"quote", proviso.Outcomes{linked(`https://a.example/"`)}, "train-ai=n", "train-ai:train-ai=n"},
		{"not normal", proviso.Outcomes{linked("HTTPS://a.example/")}, "train-ai=n", "train-ai:train-ai=n"},
		{"other scheme", proviso.Outcomes{linked("ftp://a.example/")}, "train-ai=n", "train-ai:train-ai=n"},
		{"long", proviso.Outcomes{linked("https://a.example/" + strings.Repeat("x", MaxLink))}, "train-ai=n", "train-ai:train-ai=n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text, losses, err := Write(c.o)
			if err != nil || text != c.want {
				t.Errorf("wrote %q, %v; want %q", text, err, c.want)
			}
			var got []string
			for _, l := range losses {
				if !l.Said.Equal(c.o[l.Use]) || l.Why == "" {
					t.Errorf("loss %+v", l)
				}
				got = append(got, l.Use.String()+":"+l.Form)
			}
			if strings.Join(got, " ") != c.losses {
				t.Errorf("losses %q, want %q", got, c.losses)
			}
			checkWrite(t, c.o)
		})
	}
}

// checkWrite: what is written reads back the same, up to the losses, and is
// safe for readers that know less.
func checkWrite(t *testing.T, o proviso.Outcomes) {
	t.Helper()
	text, losses, err := Write(o)
	if err != nil {
		t.Fatalf("%v: %v", o, err)
	}
	want := o
	for _, l := range losses {
		want[l.Use] = proviso.Denied()
		if l.Form == "" {
			want[l.Use] = proviso.Outcome{}
		}
	}
	back := Read([]byte(text), nil)
	if !back.Outcomes.Equal(want) || back.Problems != nil || back.Failed {
		t.Fatalf("%v written as %q reads back as %+v", o, text, back)
	}
	again, _, err := Write(back.Outcomes)
	if err != nil || again != text {
		t.Fatalf("%q is written again as %q, %v", text, again, err)
	}
	plain := Read([]byte(text), &Source{Profile: aipref})
	for _, u := range labelled {
		if !plain.Outcomes[u].AtLeast(o[u]) {
			t.Fatalf("%v written as %q: a plain reader sees %v", o, text, plain.Outcomes)
		}
	}
	bare := quoted.ReplaceAllString(text, "") // a link may hold parentheses
	if len(text) > MaxText || strings.ContainsAny(text, "#\n") || strings.ContainsAny(bare, "()") || text != strings.TrimSpace(text) {
		t.Fatalf("%q cannot stand in robots.txt", text)
	}
}

// quoted is a String of RFC 9651 as Write makes it for a link.
var quoted = regexp.MustCompile(`"[^"]*"`)

func randomOutcome(rng *rand.Rand) proviso.Outcome {
	term := func() proviso.Term {
		t := proviso.Term{Kind: pick(rng, []string{proviso.Credit, proviso.Credit, proviso.Open, proviso.DirectContribution, proviso.EcosystemContribution, proviso.KindCondition, "payment"})}
		if t.Kind == proviso.KindCondition || rng.IntN(8) == 0 {
			t.Link = pick(rng, []string{"https://a.example/t", "http://a.example", "https://a.example/?q=\"", "/x", "https://a.example/#f", "https://A.example/%7e", ""})
		}
		if rng.IntN(10) == 0 {
			t.Text = "text"
		}
		return t
	}
	switch rng.IntN(7) {
	case 0:
		return proviso.Outcome{}
	case 1:
		return proviso.Allowed()
	case 2:
		return proviso.Denied()
	case 3:
		return proviso.Signals()[rng.IntN(4)].Outcome()
	}
	offers := make([]proviso.Offer, 1+rng.IntN(2))
	for i := range offers {
		terms := make([]proviso.Term, 1+rng.IntN(2))
		for j := range terms {
			terms[j] = term()
		}
		offers[i] = proviso.NewOffer(terms...)
	}
	return proviso.Permit(offers...)
}

func TestWriteReadsBack(t *testing.T) {
	rng := rand.New(rand.NewPCG(13, 14))
	for range 20000 {
		var o proviso.Outcomes
		for u := range o {
			o[u] = randomOutcome(rng)
		}
		checkWrite(t, o)
	}
}

// What is read is written in canonical form, and reads the same.
func TestWriteWhatWasRead(t *testing.T) {
	rng := rand.New(rand.NewPCG(15, 16))
	for range 10000 {
		checkWrite(t, Read([]byte(randomText(rng)), &robotsTxt).Outcomes)
	}
}

func BenchmarkWrite(b *testing.B) {
	o := proviso.Outcomes{signalOutcome("cc-cr"), proviso.Denied(), proviso.Allowed()}
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := Write(o); err != nil {
			b.Fatal(err)
		}
	}
}
