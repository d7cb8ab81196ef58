package notice

import (
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso/declare"
)

// TestPagesAreSound: every page has the elements it may have, headings in order, a title
// and a language, and fetches nothing.
func TestPagesAreSound(t *testing.T) {
	check := func(p Page) {
		checkLinks(t, p)
		page := string(p.HTML())
		level := 0
		for _, h := range regexp.MustCompile(`<h([1-6])`).FindAllStringSubmatch(page, -1) {
			n, _ := strconv.Atoi(h[1])
			if n > level+1 || n == 1 && level > 0 {
				t.Errorf("%s: a heading of level %d behind one of %d", p.Title, n, level)
			}
			level = n
		}
		if level == 0 || p.Title == "" || p.Summary == "" || strings.Contains(page, "url(") || strings.Contains(page, "@import") || strings.Contains(page, "<script") {
			t.Errorf("%s is not sound", p.Title)
		}
		if rtl := strings.Contains(page, `<html lang="ar" dir="rtl">`); rtl != p.RightToLeft || rtl != (p.Lang == "ar") {
			t.Errorf("%s has the wrong direction", p.Title)
		}
	}
	everyStatement(t, func(_ *testing.T, c Case, p Page) {
		if c.Role == declare.Custodian {
			check(p)
		}
	})
	for _, one := range samples() {
		check(pageOf(t, one.d, "ar"))
	}
}

// TestLanguagesAreLinked: each page leads to itself in the others, in their own names.
func TestLanguagesAreLinked(t *testing.T) {
	p, err := Statement(0, "deny", declare.Author, "pt-BR")
	if err != nil {
		t.Fatal(err)
	}
	for form, text := range map[Form]string{FormHTML: string(p.HTML()), FormMarkdown: string(p.Markdown()), FormText: string(p.Text())} {
		for _, lang := range Languages() {
			if linked := strings.Contains(regexp.MustCompile(`(?s)<link [^>]*>`).ReplaceAllString(text, ""), File(lang, form)); linked != (lang != "pt") {
				t.Errorf("%s: link to %s: %v", form, lang, linked)
			}
		}
		if !strings.Contains(text, "日本語") || !strings.Contains(text, "العربية") {
			t.Errorf("%s: no names", form)
		}
	}
}

// TestTextWidth: no line is longer than TextWidth, but for what is never broken.
func TestTextWidth(t *testing.T) {
	everyStatement(t, func(t *testing.T, c Case, p Page) {
		if c.Role == declare.Author || c.Role == declare.Rightsholder {
			return // as long as the others, or shorter
		}
		for line := range strings.SplitSeq(string(p.Text()), "\n") {
			if n := columns(line); n > TextWidth && strings.Contains(strings.TrimLeft(line, " "), " ") {
				t.Errorf("%s: %d columns: %s", p.Lang, n, line)
			}
			if line != strings.TrimRight(line, " ") {
				t.Errorf("%s: a line ends in a space: %q", p.Lang, line)
			}
		}
	})
}

func TestWrap(t *testing.T) {
	words := func(s string) span { return span{kind: words, text: s} }
	for _, tt := range []struct {
		spans []span
		width int
		rtl   bool
		want  []string
	}{
		{nil, 9, false, nil},
		{[]span{words("one two three")}, 7, false, []string{"one two", "three"}},
		{[]span{words("a  b")}, 9, false, []string{"a b"}},
		{[]span{words("unbreakable")}, 4, false, []string{"unbreakable"}},
		{[]span{words("by: "), named("A B C"), words(", and")}, 6, false, []string{"by: A B C,", "and"}},
		{[]span{words("see "), token("a b"), words(".")}, 6, false, []string{"see", "a b."}},
		{[]span{words("作品です。次")}, 8, false, []string{"作品で", "す。次"}},
		{[]span{words("「作品」")}, 4, false, []string{"「作", "品」"}},
		{[]span{words("x "), named("N"), words(".")}, 9, true, []string{"x \u2068N\u2069."}},
		{[]span{words("x "), token("t"), words(" y")}, 9, true, []string{"x \u2066t\u2069 y"}},
		{[]span{words("x "), named("שלום")}, 9, false, []string{"x \u2068שלום\u2069"}},
		{[]span{words(""), named("é\u0301é"), words(" b")}, 4, false, []string{"é\u0301é b"}},
	} {
		if diff := cmp.Diff(tt.want, wrap(tt.spans, tt.width, tt.rtl)); diff != "" {
			t.Errorf("%v: %s", tt.spans, diff)
		}
	}
}

// TestFigures: days and amounts as each language writes them.
func TestFigures(t *testing.T) {
	first := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	for lang, want := range map[string][3]string{
		"en": {"1 March 2026 (2026-03-01)", "2 March 2026, 09:30 UTC (2026-03-02T09:30:00Z)", "1,234,567.50\u00a0EUR per year"},
		"de": {"1. März 2026 (2026-03-01)", "2. März 2026, 09:30 Uhr UTC (2026-03-02T09:30:00Z)", "1.234.567,50\u00a0EUR pro Jahr"},
		"fr": {"1er mars 2026 (2026-03-01)", "2 mars 2026 à 09:30 UTC (2026-03-02T09:30:00Z)", "1\u202f234\u202f567,50\u00a0EUR par an"},
		"es": {"1 de marzo de 2026 (2026-03-01)", "2 de marzo de 2026, 09:30 UTC (2026-03-02T09:30:00Z)", "1\u202f234\u202f567,50\u00a0EUR al año"},
		"ja": {"2026年3月1日 (2026-03-01)", "2026年3月2日09:30（UTC） (2026-03-02T09:30:00Z)", "1年につき1,234,567.50\u00a0EUR"},
	} {
		s, err := speakerFor(lang)
		if err != nil {
			t.Fatal(err)
		}
		got := [3]string{plain(s.date(first), false), plain(s.instant(first.Add(33*time.Hour+30*time.Minute)), false), plain(s.floor(declare.Floor{Amount: "1234567.50", Currency: "EUR", Per: "year"}), false)}
		if diff := cmp.Diff(want, got); diff != "" || s.err != nil {
			t.Errorf("%s: %v %s", lang, s.err, diff)
		}
	}
	s, _ := speakerFor("de")
	for amount, want := range map[string]string{"0": "0", "12": "12", "123": "123", "1234": "1.234", "0.5": "0,5", "": "", "1e9": "1e9", "-5": "-5"} {
		if got := s.number(amount); got != want {
			t.Errorf("%q is written %q", amount, got)
		}
	}
}

// TestValidity: a whole last day is told as that day.
func TestValidity(t *testing.T) {
	one := museum()
	one.opt.At = time.Date(2026, 11, 30, 23, 59, 59, 0, time.UTC)
	for at, warned := range map[string]bool{"2026-11-30T23:59:59Z": true, "2026-12-01T00:00:00Z": false, "2028-11-30T23:59:59Z": false, "2028-12-01T00:00:00Z": true} {
		one.opt.At, _ = time.Parse(time.RFC3339, at)
		p, err := Declaration(one.d, one.opt)
		if err != nil {
			t.Fatal(err)
		}
		text := string(p.Text())
		if strings.Contains(text, "!   When this page was made") != warned {
			t.Errorf("%s: warned %v", at, !warned)
		}
		if !strings.Contains(text, "It is in force up to and including 30 November 2028 (2028-11-30).") {
			t.Errorf("%s", text)
		}
	}
}

// TestIcons: one shape for each answer, each of its own, sound, and silent beside words.
func TestIcons(t *testing.T) {
	seen := map[string]bool{}
	for _, answer := range declare.Answers() {
		hidden, titled := Icon(answer, ""), Icon(answer, `<"Yes" & no>`)
		for _, icon := range []string{hidden, titled} {
			d := xml.NewDecoder(strings.NewReader(icon))
			for {
				if _, err := d.Token(); err == io.EOF {
					break
				} else if err != nil {
					t.Fatalf("%s: %v\n%s", answer, err, icon)
				}
			}
			if !strings.Contains(icon, "currentColor") || strings.Contains(icon, "<circle") || strings.Contains(icon, "id=") {
				t.Errorf("%s: %s", answer, icon)
			}
		}
		if seen[hidden] || !strings.Contains(hidden, `aria-hidden="true"`) || !strings.Contains(titled, `role="img"`) || !strings.Contains(titled, "<title>&lt;") {
			t.Errorf("%s: %s", answer, hidden)
		}
		seen[hidden] = true
	}
	if Icon("conditional", "x") != "" || Icon("", "") != "" {
		t.Error("there is an icon for no answer")
	}
}

// TestContrast: text and shapes stand out by 4.5 to 1 at least (WCAG 2.2, 1.4.3), in
// light and dark.
func TestContrast(t *testing.T) {
	schemes := regexp.MustCompile(`--ink: [^}]*`).FindAllString(style, -1)
	if len(schemes) < 2 {
		t.Fatal("no colours")
	}
	for _, scheme := range schemes[:2] {
		colours := map[string]string{}
		for _, m := range regexp.MustCompile(`--(\w+): (#[0-9a-f]+)`).FindAllStringSubmatch(scheme, -1) {
			colours[m[1]] = m[2]
		}
		for _, ink := range []string{"ink", "soft", "link", "yes", "no", "only", "unsaid"} {
			for _, ground := range []string{"ground", "shade"} {
				if c := contrast(luminance(t, colours[ink]), luminance(t, colours[ground])); c < 4.5 {
					t.Errorf("%s on %s: %.2f", colours[ink], colours[ground], c)
				}
			}
		}
		distinct := []string{colours["yes"], colours["no"], colours["only"], colours["unsaid"]}
		slices.Sort(distinct)
		if len(slices.Compact(distinct)) != 4 {
			t.Errorf("two answers have one colour: %v", distinct)
		}
	}
}

func contrast(a, b float64) float64 { return (max(a, b) + 0.05) / (min(a, b) + 0.05) }

func luminance(t *testing.T, colour string) (sum float64) {
	t.Helper()
	if len(colour) == 4 {
		colour = fmt.Sprintf("#%c%c%c%c%c%c", colour[1], colour[1], colour[2], colour[2], colour[3], colour[3])
	}
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(colour[1+2*i:3+2*i], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(n) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}
