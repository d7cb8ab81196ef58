package htmlhead_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container/htmlhead"
)

// TestBytes is what the text files of the corpus cannot hold.
func TestBytes(t *testing.T) {
	for _, tt := range []struct{ name, page, want string }{
		{"a byte order mark is not text", "\xEF\xBB\xBF<meta name=a>", `meta name="a"|head ends before ""`},
		{"a byte order mark elsewhere is", "<meta name=a>\xEF\xBB\xBF<meta name=b>", `meta name="a"|head ends before "\ufeff<meta nam"`},
		{"line breaks in values", "<meta name='a\r\nb\rc\nd' content=\"\r\">", `meta name="a\nb\nc\nd" content="\n"|head ends before ""`},
		{"NUL in values and names", "<meta name='a\x00b' na\x00me=c><m\x00eta name=d>", "meta name=\"a\uFFFDb\"|head ends before \"<m\\x00eta name=\""},
		{"NUL in the name of a mark", "<X\x00Y property=dc:rights>a\x00b</a>", "mark x\uFFFDy property=\"dc:rights\" text=\"ab\"|head ends before \"<X\\x00Y propert\""},
		{"a text of NUL", "<i property=dc:rights>\x00", `mark i property="dc:rights" text=""|head ends before "<i property="`},
		{"NUL in a title", "<title property=dc:rights>a\x00b</title>", "mark title property=\"dc:rights\" text=\"a\uFFFDb\"|head ends before \"\""},
		{"NUL ends the head", "<meta name=a>\x00<meta name=b>", `meta name="a"|head ends before "\x00<meta name="`},
		{"line breaks of all kinds end names", "<meta\rname=a\r\ncontent=b\f><link\thref=/>", `meta name="a" content="b"|link href="/"|head ends before ""`},
		{"a vertical tab is no space", "<meta name=a\vcontent=b>\v", `meta name="a\vcontent=b"|head ends before "\v"`},
		{"bytes that are no UTF-8", "<meta name=\xFF\xFE content='\xC3('>", `meta name="\xff\xfe" content="\xc3("|head ends before ""`},
		{"case beyond ASCII is none", "<ak about=x><a rel=license></a\u212A><a rel=license>",
			`mark a rel="license" about="x"|mark a rel="license" about="x"|head ends before "<ak about=x>"`},
		{"a control character is no digit", "<body><h1 about=x><h\x11><i rel=license>", `mark i rel="license" about="x"|head ends before "<body><h1 ab"`},
		{"the end after a sign", "<meta name=a><", `meta name="a"|head ends before "<"`},
		{"the end after a slash", "<meta name=a></", `meta name="a"|head ends before "</"`},
		{"the end in an end tag", "<meta name=a></p", `meta name="a"|head ends before ""`},
		{"the end in a comment", "<meta name=a><!-", `meta name="a"|head ends before ""`},
		{"the end in a declaration", "<meta name=a><!doc", `meta name="a"|head ends before ""`},
		{"the end in a name", "<meta name", `head ends before ""`},
		{"the end before a value", "<meta name=", `head ends before ""`},
		{"the end in a value", "<meta name=a", `head ends before ""`},
		{"the end in quotes", "<meta name='a", `head ends before ""`},
		{"the end in a script's end tag", "<script type=text/xml>a</script b", `script type="text/xml" text="a"|head ends before ""`},
		{"the end in an escaped script", "<script type=text/xml><!--<script", `script type="text/xml" text="<!--<script"|head ends before ""`},
		{"nothing", "", `head ends before ""`},
	} {
		var p htmlhead.Page
		htmlhead.Scan(&p, []byte(tt.page))
		if got := strings.ReplaceAll(strings.TrimSuffix(account(&p, []byte(tt.page)), "\n"), "\n", "|"); got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.name, got, tt.want)
		}
	}
}

// TestPositions: offsets point to the page, and absent and empty attributes differ.
func TestPositions(t *testing.T) {
	page := []byte("<!doctype html>\n<meta name content>\n<link href=/>\n</head><script type=text/xml> a </script>" +
		"<meta charset=x><p><a rel=license href=/l>L</a>")
	var p htmlhead.Page
	htmlhead.Scan(&p, page)
	at := func(part string) int { return bytes.Index(page, []byte(part)) }
	if m := p.Metas[0]; m.Offset != at("<meta") || m.Name == nil || len(m.Name) != 0 || m.Property != nil || m.Content == nil {
		t.Errorf("meta %+v", m)
	}
	if m := p.Metas[1]; m.Offset != at("<meta charset") || m.Name != nil {
		t.Errorf("meta %+v", m)
	}
	if l := p.Links[0]; l.Offset != at("<link") || l.Rel != nil {
		t.Errorf("link %+v", l)
	}
	if s := p.Scripts[0]; s.Offset != at("<script") || s.TextOffset != at(" a ") || string(s.Text) != " a " {
		t.Errorf("script %+v", s)
	}
	if m := p.Marks[0]; m.Offset != at("<a rel") || m.Property != nil || m.Text != nil || m.About != nil || string(m.Element) != "a" {
		t.Errorf("mark %+v", m)
	}
	if p.HeadEnd != at("<p>") {
		t.Errorf("the head ends at %d, want %d", p.HeadEnd, at("<p>"))
	}
}

// TestValuesAreSafeToAppendTo: what is given shares memory with the page, so
// appending to it must not write there.
func TestValuesAreSafeToAppendTo(t *testing.T) {
	page := []byte(`<meta name="a" content="&amp;"><meta name="&lt;" content="b"><a rel=license property=x href="/">text</a>`)
	before := bytes.Clone(page)
	var p htmlhead.Page
	htmlhead.Scan(&p, page)
	want := dump(&p)
	for _, m := range p.Metas {
		_ = append(m.Name, "xxxx"...)
		_ = append(m.Content, "xxxx"...)
	}
	for _, m := range p.Marks {
		_ = append(m.Rel, "xxxx"...)
		_ = append(m.Text, "xxxx"...)
		_ = append(m.Element, "xxxx"...)
	}
	if !bytes.Equal(page, before) || dump(&p) != want {
		t.Error("appending to a value changed something else")
	}
}

// dump writes down all that a page says; lists without elements are the same, nil or
// not.
func dump(p *htmlhead.Page) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%#v %d %v\n", p.Base, p.HeadEnd, p.Cut)
	for _, m := range p.Metas {
		fmt.Fprintf(&b, "%#v\n", m)
	}
	for _, m := range p.Late {
		fmt.Fprintf(&b, "late %#v\n", m)
	}
	for _, l := range p.Links {
		fmt.Fprintf(&b, "%#v\n", l)
	}
	for _, s := range p.Scripts {
		fmt.Fprintf(&b, "%#v\n", s)
	}
	for _, m := range p.Marks {
		fmt.Fprintf(&b, "%#v\n", m)
	}
	return b.String()
}

func TestLimits(t *testing.T) {
	many := func(n int, part string) string { return strings.Repeat(part, n) }
	deep := many(htmlhead.MaxDepth-2, "<div>") // html and body are open too
	for _, tt := range []struct {
		name                         string
		page                         string
		metas, links, scripts, marks int
		cut                          bool
	}{
		{"metas", many(htmlhead.MaxMetas, "<meta>"), htmlhead.MaxMetas, 0, 0, 0, false},
		{"one meta more", many(htmlhead.MaxMetas+1, "<meta>") + "<link href=/>", htmlhead.MaxMetas, 1, 0, 0, true},
		{"one meta more behind a pixel", "<noscript><img></noscript>" + many(htmlhead.MaxMetas+1, "<meta>"), 0, 0, 0, 0, true},
		{"links", many(htmlhead.MaxLinks, "<link href=/>") + "<link>", 0, htmlhead.MaxLinks, 0, 0, false},
		{"one link more", many(htmlhead.MaxLinks+1, "<link href=/>") + "<meta>", 1, htmlhead.MaxLinks, 0, 0, true},
		{"scripts", many(htmlhead.MaxScripts, "<script type=a/xml></script>") + "<script></script>", 0, 0, htmlhead.MaxScripts, 0, false},
		{"one script more", many(htmlhead.MaxScripts+1, "<script type=a/xml></script>"), 0, 0, htmlhead.MaxScripts, 0, true},
		{"marks", "<body>" + many(htmlhead.MaxMarks, "<a rel=license>") + "<a rel=x>", 0, 0, 0, htmlhead.MaxMarks, false},
		{"one mark more", "<body>" + many(htmlhead.MaxMarks+1, "<a rel=license>"), 0, 0, 0, htmlhead.MaxMarks, true},
		{"depth", "<body>" + deep + "<img rel=license>", 0, 0, 0, 1, false},
		{"one deeper", "<body>" + deep + "<div><img rel=license>", 0, 0, 0, 1, true},
		{"deeper, and nothing found there", "<body>" + deep + "<div><img>", 0, 0, 0, 0, false},
		{"deeper, and a mark that a template may hide", "<body>" + deep + "<template><img rel=license></template>", 0, 0, 0, 1, true},
		{"a script deeper", "<body>" + deep + "<div><script type=a/xml></script>", 0, 0, 1, 0, true},
		{"templates deeper than that in a head", many(htmlhead.MaxDepth, "<template>") + many(htmlhead.MaxDepth, "</template>") + "<meta>", 1, 0, 0, 0, true},
		{"templates not so deep", many(500, "<template>") + many(500, "</template>") + "<meta>", 1, 0, 0, 0, false},
		{"a head of a megabyte", "<style>" + many(1<<20, ".") + "</style><meta>", 1, 0, 0, 0, false},
		{"a million attributes", "<meta " + many(1<<20, " a=b") + " name=x><meta name=y " + many(1<<20, "name=b ") + ">", 2, 0, 0, 0, false},
		{"a long value", "<meta content='" + many(1<<20, "&amp;") + "'>", 1, 0, 0, 0, false},
	} {
		var p htmlhead.Page
		htmlhead.Scan(&p, []byte(tt.page))
		got := []int{len(p.Metas), len(p.Links), len(p.Scripts), len(p.Marks)}
		if want := []int{tt.metas, tt.links, tt.scripts, tt.marks}; !slices.Equal(got, want) || p.Cut != tt.cut {
			t.Errorf("%s: metas, links, scripts, marks %v, want %v; cut %v, want %v", tt.name, got, want, p.Cut, tt.cut)
		}
	}
}

// TestNoAllocations: a Page that has been used before costs no memory.
func TestNoAllocations(t *testing.T) {
	if testing.CoverMode() != "" {
		t.Skip("counting for coverage allocates")
	}
	for _, c := range corpora {
		var p htmlhead.Page
		page := page(1, c.head, c.body)
		htmlhead.ScanAll(&p, page)
		if n := testing.AllocsPerRun(10, func() { htmlhead.Scan(&p, page) }); n != 0 {
			t.Errorf("%s: %v allocations", c.name, n)
		}
		if n := testing.AllocsPerRun(10, func() { htmlhead.ScanAll(&p, page) }); n != 0 {
			t.Errorf("%s, walked: %v allocations", c.name, n)
		}
	}
}
