package notice

import (
	"html"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/expr"
)

// everyStatement calls for each page about a case in each language.
func everyStatement(t *testing.T, check func(t *testing.T, c Case, p Page)) {
	t.Helper()
	n := 0
	for _, lang := range Languages() {
		for c := range All() {
			p, err := Statement(c.Use, c.Answer, c.Role, lang)
			if err != nil {
				t.Fatal(err)
			}
			n++
			check(t, c, p)
		}
	}
	if want := 7 * 4 * 7 * 4; n != want {
		t.Errorf("%d pages, want %d", n, want)
	}
}

// oneLine is text without its line breaks and the marks in front of lines.
func oneLine(text string) string {
	text = regexp.MustCompile(`(?m)^[|>*!] +`).ReplaceAllString(text, "")
	return strings.Join(strings.Fields(text), " ")
}

var tags = regexp.MustCompile(`(?s)<style>.*?</style>|<title>.*?</title>|<nav.*?</nav>|<[^>]*>`)

// TestStatements: each page says what it must, in every language and form.
func TestStatements(t *testing.T) {
	everyStatement(t, func(t *testing.T, c Case, p Page) {
		where := p.Lang + Path(c.Use, c.Answer, c.Role)
		forms := []string{oneLine(html.UnescapeString(tags.ReplaceAllString(string(p.HTML()), ""))), oneLine(string(p.Markdown())), oneLine(string(p.Text()))}
		var must []string
		if c.Use != proviso.TDM && c.Answer != "unstated" {
			must = append(must, usage(t, c))
		}
		must = append(must, c.Use.String()+` = "`+c.Answer+`"`, Path(c.Use, c.Answer, c.Role))
		signal, _ := proviso.SignalNamed(c.Answer)
		for _, e := range signal.Elements {
			must = append(must, e.Name, e.Text, "CC BY 4.0")
		}
		for _, form := range forms {
			for _, s := range must {
				if !strings.Contains(form, s) {
					t.Errorf("%s does not say %q", where, s)
				}
			}
			if strings.Contains(form, "exceptions=") != (c.Use != proviso.TDM && len(signal.Elements) > 0) {
				t.Errorf("%s: an expression with a condition where there is none, or the other way round", where)
			}
		}
		if !strings.Contains(forms[0], oneLine(p.Summary)) {
			t.Errorf("%s does not say its first sentence", where)
		}
	})
}

// usage is the expression of a case, held to what readers make of it.
func usage(t *testing.T, c Case) string {
	value := map[string]string{"allow": "y", "deny": "n"}[c.Answer]
	if value == "" {
		value = "n;exceptions=" + c.Answer
	}
	text := c.Use.String() + "=" + value
	if read := expr.Read([]byte(text), &expr.Source{}); len(read.Problems) > 0 || !read.Outcomes[c.Use].Equal(outcomeOf(c.Answer)) {
		t.Errorf("%s is read as %v", text, read.Outcomes)
	}
	return text
}

// TestCredit: the draft is quoted with the credit that its licence asks for, word for word.
func TestCredit(t *testing.T) {
	p, err := Statement(proviso.AIUse, "cc-cr", declare.Author, "ar")
	if err != nil {
		t.Fatal(err)
	}
	const credit = "Creative Commons, CC signals draft 0.1, CC BY 4.0"
	if text := html.UnescapeString(tags.ReplaceAllString(string(p.HTML()), "")); !strings.Contains(text, credit) {
		t.Error("HTML: no credit")
	}
	if text := regexp.MustCompile(`\]\(<[^>]*>\)|\[`).ReplaceAllString(string(p.Markdown()), ""); !strings.Contains(text, credit) {
		t.Error("Markdown: no credit")
	}
	if text := regexp.MustCompile(` <[^>]*>`).ReplaceAllString(oneLine(string(p.Text())), ""); !strings.Contains(text, credit) {
		t.Error("plain text: no credit")
	}
}

// TestSentencesDiffer: no two cases that differ in use or answer begin alike, so that
// nobody can take one for the other.
func TestSentencesDiffer(t *testing.T) {
	for _, lang := range Languages() {
		seen := map[string]Case{}
		for c := range All() {
			p, _ := Statement(c.Use, c.Answer, c.Role, lang)
			if c.Role != declare.Author {
				continue
			}
			if other, twice := seen[p.Summary]; twice {
				t.Errorf("%s: %v and %v begin with %q", lang, c, other, p.Summary)
			}
			seen[p.Summary] = c
		}
	}
}

var (
	markdownLink = regexp.MustCompile(`\]\(<[^>]*>\)`)
	textLink     = regexp.MustCompile(`<[^>]*>`)
)

// lettersOf gives the letters and digits of what a form says, without where links lead.
func lettersOf(text string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			return c
		}
		return -1
	}, text)
}

// TestFormsSayTheSame: letter by letter, but for the links to other languages.
func TestFormsSayTheSame(t *testing.T) {
	compare := func(t *testing.T, p Page) {
		t.Helper()
		p.switcher = switcher{}
		asHTML := lettersOf(html.UnescapeString(tags.ReplaceAllString(string(p.HTML()), "")))
		asMarkdown := lettersOf(markdownLink.ReplaceAllString(string(p.Markdown()), ""))
		asText := lettersOf(textLink.ReplaceAllString(string(p.Text()), ""))
		if asHTML != asMarkdown || asHTML != asText {
			t.Errorf("%s %s:\n%s\n%s\n%s", p.Lang, p.Title, asHTML, asMarkdown, asText)
		}
		if len(asHTML) < 300 {
			t.Errorf("%s says nearly nothing: %s", p.Title, asHTML)
		}
	}
	everyStatement(t, func(t *testing.T, _ Case, p Page) { compare(t, p) })
	for _, lang := range Languages() {
		for _, one := range samples() {
			one.opt.Lang = lang
			p, err := Declaration(one.d, one.opt)
			if err != nil {
				t.Fatal(err)
			}
			compare(t, p)
		}
	}
}
