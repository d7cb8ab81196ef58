package expr

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso"
)

// The stock that random texts are made of. Most of it is right.
var (
	someLabels = []string{
		"train-ai", "train-ai", "train-ai", "ai-use", "ai-use", "search", "search",
		"all", "tdm", "bots", "ai", "genai", "train-genai", "inference", "ai-output",
		"ai-train", "trian-ai", "foo",
	}
	someValues = []string{"=n", "=n", "=n", "=n", "=y", "=y", "=y", "", "=no", "=YES", "=maybe", "=?0", `="n"`, "=(n)", "=1"}
	someParams = []string{
		"", "", "", "", "", ";exceptions=cc-cr", ";exceptions=cc-cr-ec", ";exceptions=CC-CR", `;exceptions="cc-cr"`,
		`;exceptions="/terms"`, `;exceptions="https://a.example/t"`, ";exceptions=none", ";exceptions=https://a.example/",
		`;exceptions="cc-cr cc-cr-op"`, ";exception=cc-cr", ";x=1", "; search=y", "; train-ai=n", ";exceptions",
	}
)

func pick(rng *rand.Rand, from []string) string { return from[rng.IntN(len(from))] }

// randomText makes a dictionary.
func randomText(rng *rand.Rand) string {
	members := make([]string, 1+rng.IntN(4))
	for i := range members {
		members[i] = pick(rng, someLabels) + pick(rng, someValues) + pick(rng, someParams)
	}
	return strings.Join(members, pick(rng, []string{", ", ",", " ,\t"}))
}

// brokenText makes something that is usually not a dictionary.
func brokenText(rng *rand.Rand) string {
	text := randomText(rng)
	for range 1 + rng.IntN(2) {
		switch rng.IntN(9) {
		case 0:
			text = strings.Replace(text, "=", " = ", 1)
		case 1:
			text = strings.Replace(text, "=", ": ", 1)
		case 2:
			text = strings.ToUpper(text)
		case 3:
			text += pick(rng, []string{",", ";", " ,"})
		case 4:
			text = strings.Replace(text, ",", " ", 1)
		case 5:
			text = strings.Replace(text, ";", " ; ", 1)
		case 6:
			text = strings.ReplaceAll(text, `"`, "”")
		case 7:
			text = strings.Replace(text, "exceptions=cc-cr", "exceptions=(cc-cr cc-cr-op)", 1)
		case 8:
			text = strings.Replace(text, "exceptions=cc-cr", "exceptions=/terms?a=b", 1)
		}
	}
	return text
}

// The legacy profile only ever adds to what the current labels say.
func TestLegacyIsAtLeastAsStrict(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 20000 {
		text := randomText(rng)
		strict := Read([]byte(text), &robotsTxt).Outcomes
		src := robotsTxt
		src.Profile = legacy
		if old := Read([]byte(text), &src).Outcomes; !old.AtLeast(strict) {
			t.Fatalf("%s: legacy reads %v, cc-signals %v", text, old, strict)
		}
	}
}

// A reader that ignores exceptions never sees anything looser.
func TestPlainReadersAreAtLeastAsStrict(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for range 20000 {
		text := randomText(rng)
		src := robotsTxt
		src.Profile = aipref
		plain := Read([]byte(text), &src).Outcomes
		if with := Read([]byte(text), &robotsTxt).Outcomes; !plain.AtLeast(with) {
			t.Fatalf("%s: aipref reads %v, cc-signals %v", text, plain, with)
		}
	}
}

// checkLint holds for any text.
func checkLint(t *testing.T, text []byte, src *Source) {
	t.Helper()
	report := Lint(text, src)
	if !report.Understood {
		if report.Mended != "" || report.Meant != "" || len(report.Intent.Problems) > 0 || !report.Intent.Outcomes.Silent() {
			t.Fatalf("%q: not understood, and yet %+v", text, report)
		}
		return
	}
	if report.Intent.Failed {
		t.Fatalf("%q: %q is meant, which is no dictionary", text, report.Meant)
	}
	mended := Read([]byte(report.Mended), src)
	if mended.Failed {
		t.Fatalf("%q: mended as %q, which is no dictionary", text, report.Mended)
	}
	if !mended.Outcomes.AtLeast(report.Strict.Outcomes) {
		t.Fatalf("%q says %v, mended as %q it says %v", text, report.Strict.Outcomes, report.Mended, mended.Outcomes)
	}
	again := Lint([]byte(report.Mended), src)
	if !again.Understood || again.Strict.Failed {
		t.Fatalf("%q: mended as %q, which is not understood", text, report.Mended)
	}
}

func TestLintProperties(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	for range 5000 {
		for _, p := range []*Profile{ccSignals, aipref, legacy, profiles[4], profiles[6]} {
			src := robotsTxt
			src.Profile = p
			if rng.IntN(2) == 0 {
				src.Base = ""
			}
			checkLint(t, []byte(randomText(rng)), &src)
			checkLint(t, []byte(brokenText(rng)), &src)
		}
	}
}

// A text that nowhere says yes is never taken to have meant it.
func TestLintInventsNoAllow(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 10))
	checked := 0
	for range 20000 {
		text := brokenText(rng)
		lower := strings.ToLower(text)
		if strings.Contains(lower, "y") || strings.Contains(lower, "exception") || strings.Contains(lower, "cc-") {
			continue
		}
		checked++
		report := Lint([]byte(text), &robotsTxt)
		for u, o := range report.Intent.Outcomes {
			if w := o.Word(); w == proviso.Allow || w == proviso.Conditional {
				t.Fatalf("%q is taken for %q, which says %v for %v", text, report.Meant, o, proviso.Use(u))
			}
		}
	}
	if checked < 1000 {
		t.Errorf("only %d texts checked", checked)
	}
}

func FuzzRead(f *testing.F) {
	for _, text := range []string{
		"train-ai=n", `train-ai=n;exceptions="https://a.example/t"`, "train-genai=n;exceptions=cc-cr-ec", "train-ai = n",
		"all=n, search=y", `train-ai;has;parameters="?";`, "ai-train=no", "train-ai=n;exceptions=(cc-cr cc-cr-op)",
	} {
		f.Add([]byte(text), "https://example.com/robots.txt", uint8(0))
	}
	f.Fuzz(func(t *testing.T, text []byte, base string, profile uint8) {
		p := profiles[int(profile)%len(profiles)]
		src := Source{Base: base, Profile: p, Where: robotsTxt.Where}
		r := Read(text, &src)
		if r.Failed && (!r.Outcomes.Silent() || r.Problems[0].Severity != proviso.Fault) {
			t.Fatalf("failed, and yet %+v", r)
		}
		if len(r.Problems) > MaxProblems {
			t.Fatalf("%d problems", len(r.Problems))
		}
		for _, problem := range r.Problems {
			if c := problem.Where.Column - src.Where.Column; c < 0 || c > len(text) {
				t.Fatalf("a problem at offset %d of %d", c, len(text))
			}
		}
		for _, o := range r.Outcomes {
			for _, offer := range o.Offers() {
				for _, term := range offer {
					if link := term.Link; link != "" {
						if back, why := resolve(link, ""); why != "" || back != link {
							t.Fatalf("the link %q reads back as %q (%s)", link, back, why)
						}
					}
				}
			}
		}
		if !r.Failed {
			checkWrite(t, r.Outcomes)
		}
	})
}

func FuzzLint(f *testing.F) {
	rng := rand.New(rand.NewPCG(11, 12))
	for range 50 {
		f.Add([]byte(brokenText(rng)), uint8(rng.IntN(len(profiles))))
	}
	f.Fuzz(func(t *testing.T, text []byte, profile uint8) {
		src := robotsTxt
		src.Profile = profiles[int(profile)%len(profiles)]
		checkLint(t, text, &src)
	})
}
