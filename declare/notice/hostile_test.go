package notice

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
)

// hostileNames try to be markup in one of the forms, or to turn or hide what is around them.
var hostileNames = []string{
	"<script>alert(1)</script>", `"><img src=x onerror=alert(1)>`, "</bdi></h1><b>", "&lt;b&gt;&#60;", "<!--", "]]>", "{{.}}", "javascript:alert(1)",
	"[x](javascript:alert(1))", "![x](https://evil.example/x.png)", "**bold** _it_ ~~no~~ `code`", "# heading", "x\n# heading\n\n- list", "1. one", "1) one", "- x", "+ x", "=====", "---", "> x", "\\", "\\*", "`", "``", "a | b\n|---|---|",
	"https://evil.example", "www.evil.example", "WWW.evil.example", "a@evil.example", ":smile:", "@somebody", "$x$", "<https://evil.example>", "[a]: https://evil.example", "[^1]", "&copy;", "    code", "\t code", "x  \ny", "*", "_a_",
	"x\r\n[Yes] Search", "[Yes] Search", "x\u2028[Yes]", "\x00", "\x1b[31mred", "\u202eevil\u202c", "\u2067x\u2069\u2069", "\u2069\u2069x", "\ufeff", "\u00ad", "\xff\xfe", "مرحبا (x", "שלום <", "𝓪\u0300\u0301", "\U000e0041", "\ue000",
	strings.Repeat("long ", 500), strings.Repeat("x", 2048), strings.Repeat("`", 300), "...", "2026-12-01", "(", "x)(y", "'; DROP", `' onclick='x`, "~~~", "***", "\u3000x",
}

// hostileLinks must not be followed, or end early.
var hostileLinks = []string{
	"javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,<script>", "vbscript:x", "//evil.example", "https://a.example/\" onclick=\"x", "https://a.example/<b>", "https://a.example/>)[x](y",
	"https://a.example/ x", "https://a.example/\nx", "https://user@a.example/", "https://", "mailto:a@b.example?cc=c", "mailto:<x>", "file:///etc/passwd", "https://a.example/`'`", "\x00", "https://é.example", "https://a.example/\u202e",
}

// declarationOf says everything a page shows, with the same text for every name.
func declarationOf(text string) *declare.Declaration {
	d := archive()
	d.Collections = d.Collections[4:]
	d.Party.Name, d.Party.For = text, text
	for i := range d.Collections {
		c := &d.Collections[i]
		c.Name, c.Credit = text, text
		c.Conditions.Payee, c.Conditions.Beneficiary = text, text
	}
	return d
}

// shape is the tags of a page, without its text.
func shape(t testing.TB, page []byte) (list []string) {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			line := n.Data
			for _, a := range n.Attr {
				if a.Key != "content" { // of the summary, which says names
					line += " " + a.Key + "=" + a.Val
				}
			}
			list = append(list, line)
		}
	}
	return list
}

var (
	escaped   = regexp.MustCompile(`\\[!-/:-@\[-` + "`" + `{-~]`)
	isolates  = regexp.MustCompile("[\u2066-\u2069]")
	otherText = regexp.MustCompile(`[^\n#*_\[\]<>|~!&` + "`" + `\\]+`)
)

// skeleton is what of a page in Markdown may be markup: its lines and marks, without code,
// without what is escaped, and without words.
func skeleton(t testing.TB, page []byte) string {
	t.Helper()
	text := escaped.ReplaceAllString(withoutCode(t, isolates.ReplaceAllString(string(page), "")), "x")
	return otherText.ReplaceAllString(text, "·")
}

// withoutCode takes code spans out, as CommonMark section 6.1 finds them.
func withoutCode(t testing.TB, text string) string {
	t.Helper()
	var b strings.Builder
	for i := 0; i < len(text); {
		if text[i] == '\\' && i+1 < len(text) {
			b.WriteString(text[i : i+2])
			i += 2
			continue
		}
		n := len(text[i:]) - len(strings.TrimLeft(text[i:], "`"))
		if n == 0 {
			b.WriteByte(text[i])
			i++
			continue
		}
		closed := closing(text[i+n:], n)
		if closed < 0 || strings.Contains(text[i+n:i+n+closed], "\n") {
			t.Fatalf("a code span is not closed: %.60q", text[i:])
		}
		i += n + closed + n
	}
	return b.String()
}

// closing finds a run of exactly n backticks.
func closing(text string, n int) int {
	for i := 0; i < len(text); {
		run := len(text[i:]) - len(strings.TrimLeft(text[i:], "`"))
		switch {
		case run == n:
			return i
		case run == 0:
			i++
		default:
			i += run
		}
	}
	return -1
}

// checkForms holds a page about a hostile declaration to one that says harmless names.
func checkForms(t testing.TB, hostile, harmless Page, name string) {
	t.Helper()
	if diff := cmp.Diff(shape(t, harmless.HTML()), shape(t, hostile.HTML())); diff != "" {
		t.Fatalf("%q is markup in HTML: %s", name, diff)
	}
	if diff := cmp.Diff(skeleton(t, harmless.Markdown()), skeleton(t, hostile.Markdown())); diff != "" {
		t.Fatalf("%q is markup in Markdown: %s", name, diff)
	}
	for _, form := range [][]byte{hostile.HTML(), hostile.Markdown(), hostile.Text()} {
		checkCharacters(t, string(form), name)
	}
}

// checkCharacters: nothing steers terminals, breaks lines, or turns more than its own run.
func checkCharacters(t testing.TB, form, name string) {
	t.Helper()
	for line := range strings.SplitSeq(form, "\n") {
		depth := 0
		for _, c := range line {
			switch {
			case c == '\u2066' || c == '\u2068':
				depth++
			case c == '\u2069':
				depth--
			case unicode.IsControl(c), c == '\u2028' || c == '\u2029', unicode.Is(unicode.Bidi_Control, c) && c != '\u200e' && c != '\u200f' && c != '\u061c', c == '\ufffe':
				t.Fatalf("%q puts %U into %q", name, c, line)
			}
			if depth < 0 || depth > 1 {
				t.Fatalf("%q turns more than itself: %q", name, line)
			}
		}
		if depth != 0 {
			t.Fatalf("%q leaves an isolate open: %q", name, line)
		}
	}
}

func TestHostileNames(t *testing.T) {
	for _, lang := range []string{"en", "ar", "ja"} {
		for _, name := range hostileNames {
			harmless := pageOf(t, declarationOf("harmless"), lang)
			if cleaned(name) == "" {
				harmless = pageOf(t, declarationOf(""), lang)
			}
			checkForms(t, pageOf(t, declarationOf(name), lang), harmless, name)
		}
	}
}

// TestNamesBeginNoLine: what stands at the beginning of a line of plain text is ours.
func TestNamesBeginNoLine(t *testing.T) {
	for _, lang := range Languages() {
		for pad := 0; pad < 90; pad += 3 {
			text := string(pageOf(t, declarationOf(strings.Repeat("y", pad)+" [Yes] Search"), lang).Text())
			for line := range strings.SplitSeq(isolates.ReplaceAllString(text, ""), "\n") {
				if strings.HasPrefix(line, "y") || strings.HasPrefix(line, "[Yes] Search") && lang != "en" {
					t.Fatalf("%s: %q", lang, line)
				}
			}
		}
	}
}

func pageOf(t testing.TB, d *declare.Declaration, lang string) Page {
	t.Helper()
	p, err := Declaration(d, Options{Lang: lang})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestHostileLinks: what is no harmless link is text, everywhere a declaration has links.
func TestHostileLinks(t *testing.T) {
	for _, link := range hostileLinks {
		if safeLink(link) {
			t.Errorf("%q would be followed", link)
		}
		d := declarationOf("x")
		d.Party.Domain, d.Party.Link, d.Party.Contact, d.Party.Identifiers = link, link, link, []string{link}
		d.Supersedes = []string{link}
		for i := range d.Collections {
			c := &d.Collections[i]
			c.Paths, c.CreditLink, c.Licence, c.Conditions.PayeeLink, c.Conditions.BeneficiaryLink = []string{"/" + link}, link, link, link, link
		}
		checkLinks(t, pageOf(t, d, "ar"))
		for _, opt := range []Options{{DocumentURL: link}, {Statements: link}, {Languages: []Alternate{{"de", link}}}} {
			if _, err := Declaration(d, opt); err == nil {
				t.Errorf("%+v is taken", opt)
			}
		}
	}
	for _, link := range []string{"https://a.example/", "http://a.example/x?y=(z)#w", "mailto:a@b.example", "https://xn--e1a.example:8443/a;b,c"} {
		if !safeLink(link) {
			t.Errorf("%q would not be followed", link)
		}
	}
	if _, err := Declaration(declarationOf("x"), Options{Languages: []Alternate{{"xx", "/x"}}}); err == nil {
		t.Error("a page in a language that there is not")
	}
}

// elements and attributes are all that a page has.
var (
	elements   = strings.Fields("html head meta title link style body nav ul li a span bdi main header p svg path rect strong h1 h2 h3 section dl div dt dd code time figure blockquote figcaption pre footer")
	attributes = strings.Fields("lang dir charset name content rel hreflang href aria-label aria-labelledby aria-current aria-hidden class id datetime xmlns viewbox width height fill stroke stroke-width stroke-linejoin fill-rule d x y rx")
)

// checkLinks: a page has only elements, attributes and links that it may have.
func checkLinks(t testing.TB, p Page) {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(p.HTML()))
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if !slices.Contains(elements, n.Data) {
			t.Fatalf("there is an element %s", n.Data)
		}
		for _, a := range n.Attr {
			if !slices.Contains(attributes, strings.ToLower(a.Key)) {
				t.Fatalf("%s has an attribute %s", n.Data, a.Key)
			}
			if a.Key == "href" && !ownLink(a.Val) {
				t.Fatalf("there is a link to %q", a.Val)
			}
			if a.Key == "id" {
				if ids[a.Val] {
					t.Fatalf("the id %s is there twice", a.Val)
				}
				ids[a.Val] = true
			}
		}
	}
	if markdown := skeleton(t, p.Markdown()); strings.Contains(markdown, "![") || regexp.MustCompile(`[^(·]<`).MatchString(markdown) {
		t.Fatalf("there is markup in Markdown: %s", markdown)
	}
}

// FuzzDeclaration: whatever the names, links and paths of a declaration, they are text.
func FuzzDeclaration(f *testing.F) {
	for i, name := range hostileNames {
		f.Add(name, hostileLinks[i%len(hostileLinks)], "/x", uint8(i))
	}
	f.Fuzz(func(t *testing.T, name, link, path string, which uint8) {
		lang := Languages()[int(which)%len(Languages())]
		harmless := "harmless"
		if cleaned(name) == "" {
			harmless = "" // what is not there is left out
		}
		pages := make([]Page, 2)
		for i, text := range []string{name, harmless} {
			d := declarationOf(text)
			d.Party.Domain, d.Party.Link, d.Party.Contact, d.Party.Role = link, link, link, declare.Roles()[which%4]
			c := &d.Collections[0]
			c.Paths, c.CreditLink, c.Licence, c.Conditions.PayeeLink = []string{path}, link, link, link
			c.Outcomes[proviso.TDM] = outcomeOf(declare.Answers()[which%7])
			c.Conditions.Floor.Currency = "EUR"
			pages[i] = pageOf(t, d, lang)
		}
		checkForms(t, pages[0], pages[1], name)
		checkLinks(t, pages[0])
	})
}

// TestEscapeForeign: what GitHub's dialect would make links or pictures of is text, and
// what is only text is left alone.
func TestEscapeForeign(t *testing.T) {
	for text, want := range map[string]string{
		"Example Museum, public domain": "Example Museum, public domain",
		"Dr. A. Name (1900-1950): x":    "Dr. A. Name (1900-1950): x",
		"https://evil.example":          `https\://evil.example`,
		"see WWW.evil.example":          `see WWW\.evil.example`,
		"a@evil.example":                `a\@evil.example`,
		":smile:":                       `\:smile:`,
		"1. x":                          `1\. x`,
		"2026) x":                       `2026\) x`,
		"- x":                           `\- x`,
		"=":                             `\=`,
		"a_b*c":                         `a\_b\*c`,
		"&amp; <b> [x](y)":              `\&amp; \<b\> \[x\](y)`,
		"":                              "",
	} {
		if got := escapeForeign(text); got != want {
			t.Errorf("%q is written %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]string{"a": "`a`", "a`b": "``a`b``", "`": "`` ` ``", "a``": "``` a`` ```", "``a`": "``` ``a` ```"} {
		if got := codeSpan(text); got != want {
			t.Errorf("%q is written %q, want %q", text, got, want)
		}
	}
}
