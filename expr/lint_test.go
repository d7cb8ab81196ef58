package expr

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/proviso-signals/proviso"
)

func TestLint(t *testing.T) {
	for _, c := range []struct{ text, strict, meant, intent, mended string }{
		// Nothing to mend.
		{"train-ai=n;exceptions=cc-cr, search=y", "c-y-", "train-ai=n;exceptions=cc-cr, search=y", "c-y-", "train-ai=n;exceptions=cc-cr, search=y"},
		{"train-ai=n , search=y", "n-y-", "train-ai=n , search=y", "n-y-", "train-ai=n , search=y"},
		{"foo=yes", "----", "foo=yes", "----", "foo=yes"},
		{"", "----", "", "----", ""},

		// Slips that void the whole text.
		{"train-ai = n", "----", "train-ai=n", "n---", "train-ai=n"},
		{"Train-AI=n, SEARCH=Y", "----", "train-ai=n, search=y", "n-y-", "train-ai=n, search=y"},
		{"train-ai=n,", "----", "train-ai=n", "n---", "train-ai=n"},
		{"train-ai=n;", "----", "train-ai=n", "n---", "train-ai=n"},
		{",train-ai=n,,search=y", "----", "train-ai=n, search=y", "n-y-", "train-ai=n, search=y"},
		{"train-ai=n search=y", "----", "train-ai=n, search=y", "n-y-", "train-ai=n, search=y"},
		{"train-ai: no\tsearch: yes", "----", "train-ai=n, search=y", "n-y-", "train-ai=n, search=y"},
		{"train-ai no, search yes", "----", "train-ai=n, search=y", "n-y-", "train-ai=n, search=y"},
		{"train-ai=n;exceptions=(cc-cr)", "----", "train-ai=n;exceptions=cc-cr", "c---", "train-ai=n;exceptions=cc-cr"},
		{"train-ai=n;exceptions=(cc-cr, cc-cr-op)", "----", "train-ai=n", "n---", "train-ai=n"},
		{"train-ai=y;exceptions=(cc-cr cc-cr-op)", "----", "train-ai=n", "n---", "train-ai=n"},
		{"train-ai=n;Exceptions=cc-cr", "----", "train-ai=n;exceptions=cc-cr", "c---", "train-ai=n;exceptions=cc-cr"},
		{"train-ai=n;exceptions=/terms?x", "----", `train-ai=n;exceptions="/terms?x"`, "c---", `train-ai=n;exceptions="/terms?x"`},
		{"train-ai=n; exceptions = 'https://a.example/t'", "----", `train-ai=n;exceptions="https://a.example/t"`, "c---", `train-ai=n;exceptions="https://a.example/t"`},
		{"train-ai=n;exceptions=“https://a.example/t”", "----", `train-ai=n;exceptions="https://a.example/t"`, "c---", `train-ai=n;exceptions="https://a.example/t"`},
		{"train–ai=n", "----", "train-ai=n", "n---", "train-ai=n"},
		{"Content-Usage: train-ai=n", "----", "train-ai=n", "n---", "train-ai=n"},
		{"train-ai=, search = y", "----", "train-ai, search=y", "--y-", "train-ai, search=y"},
		{`train-ai;has;parameters="?";`, "----", `train-ai;has;parameters="?"`, "----", `train-ai;has;parameters="?"`},

		// Values that plainly mean something.
		{"train-ai=N, ai-use=Disallow, search=allow", "----", "train-ai=n, ai-use=n, search=y", "nny-", "train-ai=n, ai-use=n, search=y"},
		{`train-ai=?0, ai-use=?1, search="no"`, "----", "train-ai=n, ai-use=y, search=n", "nyn-", "train-ai=n, ai-use=y, search=n"},
		{"train-ai=true, search=false", "----", "train-ai=y, search=n", "y-n-", "train-ai=y, search=n"},
		{"train-ai=1", "----", "train-ai=1", "----", "train-ai=1"},

		// Labels of other times and places.
		{"train-genai=n;exceptions=cc-cr-ec", "----", "train-ai=n;exceptions=cc-cr-ec", "c---", "train-ai=n;exceptions=cc-cr-ec"},
		{`train-genai=n;exceptions="/t"`, "----", `train-ai=n;exceptions="/t"`, "c---", `train-ai=n;exceptions="/t"`},
		{"all=n, search=y", "--y-", "search=y, train-ai=n, ai-use=n", "nny-", "search=y, train-ai=n, ai-use=n"},
		{"all=y, train-ai=n;exceptions=cc-cr", "c---", "train-ai=n;exceptions=cc-cr, ai-use=y, search=y", "cyy-", "train-ai=n;exceptions=cc-cr, ai-use=y, search=y"},
		{"train-ai=y, train-genai=n", "y---", "train-ai=n", "n---", "train-ai=n"},
		{"genai=n;exceptions=cc-cr-dc, train-genai=n;exceptions=cc-cr-ec", "----", "train-ai=n", "n---", "train-ai=n"},
		{"ai-train=no, ai-input=no, search=yes", "----", "train-ai=n, ai-use=n, search=y", "nny-", "train-ai=n, ai-use=n, search=y"},
		{"trian-ai=n, train-ai=y", "y---", "train-ai=n", "n---", "train-ai=n"},
		{"train-ai=n; search=y", "n---", "train-ai=n, search=y", "n-y-", "train-ai=n, search=y"},

		// What was meant is looser than what is said: the author has to agree.
		{"train-ai=n;exceptions=CC-CR", "n---", "train-ai=n;exceptions=cc-cr", "c---", "train-ai=n;exceptions=CC-CR"},
		{`train-ai=n;exceptions="cc-cr"`, "c---", "train-ai=n;exceptions=cc-cr", "c---", `train-ai=n;exceptions="cc-cr"`},
		{"train-ai=n;cc-cr, search=no", "n---", "train-ai=n;exceptions=cc-cr, search=n", "c-n-", "train-ai=n;cc-cr, search=n"},
		{"train-ai=n;exceptions=https://a.example/", "n---", `train-ai=n;exceptions="https://a.example/"`, "c---", "train-ai=n;exceptions=https://a.example/"},
		// What was meant is stricter: no harm in it.
		{"train-ai=y;exceptions=cc-cr", "y---", "train-ai=n;exceptions=cc-cr", "c---", "train-ai=n;exceptions=cc-cr"},
	} {
		t.Run(c.text, func(t *testing.T) {
			r := Lint([]byte(c.text), &robotsTxt)
			if !r.Understood {
				t.Fatal("not understood")
			}
			if s := words(r.Strict.Outcomes); s != c.strict {
				t.Errorf("strictly it says %s, want %s", s, c.strict)
			}
			if s := words(r.Intent.Outcomes); s != c.intent || r.Meant != c.meant {
				t.Errorf("meant %q, which says %s; want %q, %s", r.Meant, s, c.meant, c.intent)
			}
			if r.Mended != c.mended {
				t.Errorf("mended %q, want %q", r.Mended, c.mended)
			}
			checkLint(t, []byte(c.text), &robotsTxt)
		})
	}
}

// Texts that nobody should pretend to understand.
func TestLintGivesUp(t *testing.T) {
	for _, text := range []string{
		"please do not train",
		"train-ai=n please",
		"*.jpg train-ai=n",
		"/images/ train-ai=n",
		"User-agent: *",
		`{"train-ai": "n"}`,
		"train-ai=n;exceptions=\"https://a.example/",
		"train-ai=\xff",
		"train-ai=n, ???",
		"Nutzung für KI verboten",
		strings.Repeat("x", MaxText+1),
	} {
		if r := Lint([]byte(text), nil); r.Understood || r.Mended != "" || !r.Strict.Failed {
			t.Errorf("%.40q: %+v", text, r)
		}
	}
}

// Problems tell what was changed, and where.
func TestLintProblems(t *testing.T) {
	r := Lint([]byte("Train-AI = no"), &robotsTxt)
	var got []string
	for _, p := range r.Problems {
		got = append(got, p.Severity.String()+" "+p.Code+" "+p.Where.String())
	}
	want := []string{
		"fault expression-syntax robots.txt:3:16",
		"notice expression-mended robots.txt:3:16",
		"notice expression-mended robots.txt:3:25",
		"warning value-not-y-or-n robots.txt:3",
	}
	if !slices.Equal(got, want) {
		t.Errorf("problems %q, want %q", got, want)
	}
}

// A draft's own labels are not mended away when a text is read by that draft.
func TestLintKeepsLabelsOfTheProfile(t *testing.T) {
	for _, c := range []struct{ profile, text, mended string }{
		{"vocab-02", "all=n, train-genai=yes", "all=n, train-genai=yes"}, // a yes would loosen
		{"vocab-02", "all=yes, train-genai=no", "all=y, train-genai=n"},
		{"vocab-01", "genai=N", "genai=n"},
		{"legacy", "train-genai = n", "train-genai=n"},
		{"aipref", "train-genai=n;exceptions=cc-cr", "train-ai=n;exceptions=cc-cr"},
		{"aipref", "train-ai=n;exceptions=CC-CR", "train-ai=n;exceptions=CC-CR"},
		{"vocab-08", "all=n", "train-ai=n, ai-use=n, search=n"},
	} {
		p, _ := ProfileNamed(c.profile)
		if r := Lint([]byte(c.text), &Source{Profile: p}); r.Mended != c.mended {
			t.Errorf("%s: %s mended as %q, want %q", c.profile, c.text, r.Mended, c.mended)
		}
	}
}

// Hostile texts cost time in proportion to their length.
func TestLintHostile(t *testing.T) {
	fill := func(part string) string { return strings.Repeat(part, (MaxText-100)/len(part)) }
	for _, text := range []string{
		fill("train-ai=n,") + "train-ai=n",
		fill("trian-ai=n, ") + "x",
		"train-ai=n" + fill(";x"),
		"train-ai=n " + fill(" ;x"),
		"train-ai = n" + fill(";X=(a b)"),
		fill("train-ai=no;exceptions=CC-CR, "),
		fill("trian-ai=n;exceptions=\"cc-cr\", ") + "search=n",
		"train-ai=n;exceptions=\"" + fill("cc-cr ") + "\"",
		"train-ai=n;exceptions=\"https://a/" + fill("%41") + "\"",
		"train-ai=n;exceptions=(" + fill("cc-cr ") + ")",
		"train-ai=n;exceptions=" + fill("("),
		fill("\""), fill("("), fill(","), fill(";"), fill("="), fill("a "), fill("a = "), fill("“"),
		func() string {
			var b strings.Builder
			for i := 0; b.Len() < MaxText-200; i++ {
				b.WriteString("all" + strings.Repeat(string(rune('a'+i%26)), 1+i%13) + "=no;exceptions=CC-CR, ")
			}
			return b.String() + "bots=no"
		}(),
	} {
		start := time.Now()
		checkLint(t, []byte(text), &robotsTxt)
		Lint([]byte(text), &robotsTxt)
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%.40q took %v", text, took)
		} else {
			t.Logf("%.40q: %v", text, took)
		}
	}
}

// Every code is documented, and everything documented is reported by something.
func TestCodes(t *testing.T) {
	documented := map[string]proviso.Severity{}
	for _, c := range Codes() {
		if _, twice := documented[c.Code]; twice || !strings.HasSuffix(c.Meaning, ".") {
			t.Errorf("%s: %q", c.Code, c.Meaning)
		}
		documented[c.Code] = c.Severity
	}
	seen := map[string]bool{}
	note := func(problems []proviso.Problem) {
		for _, p := range problems {
			gravest, ok := documented[p.Code]
			if !ok || p.Severity > gravest || p.Hint == "" || strings.HasSuffix(p.Hint, ".") || strings.Contains(p.Hint, "%!") {
				t.Errorf("%s %s: %q", p.Severity, p.Code, p.Hint)
			}
			seen[p.Code] = true
		}
	}
	for _, text := range []string{
		"train-ai = n", strings.Repeat("x", MaxText+1), strings.Repeat("a,", 100) + "b", "foo=1", "all=n", "ai-train=no", "trian-ai=n",
		"train-ai=n, train-ai=y", "train-ai=N", "train-ai=n;x", "train-ai=y;x", "train-ai=n;search=y", "train-ai=n;except=cc-cr",
		"search=n;exceptions=none", "search=y;exceptions=cc-cr", "search=n;exceptions=cc-cr;exceptions=cc-cr", "search=n;exceptions=cc-xx",
		"search=n;exceptions=CC-CR", "search=n;exceptions=1", "search=n;exceptions=https://a", `search=n;exceptions="cc-cr"`,
		`search=n;exceptions=""`, `search=n;exceptions="%"`, `search=n;exceptions="a"`, `search=n;exceptions="ftp://a/"`,
		"a%d=n, train-ai = n", "train-ai=n;exceptions=%d%s", "train-ai=n;exceptions=\"%41%s\"", // no verbs for the hints
		manyLabels(100),
	} {
		note(Lint([]byte(text), nil).Problems)
	}
	note(Read([]byte("ai-use=n"), &Source{Profile: profiles[3]}).Problems)
	note(Read([]byte("all=n"), &Source{Profile: legacy}).Problems)
	for code := range documented {
		if !seen[code] {
			t.Errorf("nothing reports %s", code)
		}
	}
}

func manyLabels(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("l" + strings.Repeat("x", i) + "=n, ")
	}
	return b.String() + "search=y"
}
