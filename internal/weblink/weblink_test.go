package weblink_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso/internal/weblink"
)

func TestParse(t *testing.T) {
	type link = weblink.Link
	for _, tt := range []struct {
		name, value string
		want        []link
	}{
		{"nothing", "", nil},
		{"white space", " \t , ,", nil},
		{"one link", `<http://example.com/TheBook/chapter2>; rel="previous"; title="previous chapter"`,
			[]link{{Target: "http://example.com/TheBook/chapter2", Rel: "previous", Title: "previous chapter"}}},
		{"a relation as a token", `</>; rel=license`, []link{{Target: "/", Rel: "license"}}},
		{"an extension relation", `</>; rel="http://example.net/foo"`, []link{{Target: "/", Rel: "http://example.net/foo"}}},
		{"an anchor", `</terms>; rel="copyright"; anchor="#foo"`, []link{{Target: "/terms", Rel: "copyright", Anchor: "#foo"}}},
		{"title*", `</c2>; rel="previous"; title*=UTF-8'de'letztes%20Kapitel, </c4>; rel="next"; title*=UTF-8'de'n%c3%a4chstes%20Kapitel`,
			[]link{{Target: "/c2", Rel: "previous", Title: "letztes Kapitel"}, {Target: "/c4", Rel: "next", Title: "nächstes Kapitel", Offset: 58}}},
		{"title* before title", `<a>; rel=x; title*=UTF-8''%41; title=b`, []link{{Target: "a", Rel: "x", Title: "A"}}},
		{"title* after title", `<a>; rel=x; title=b; title*=UTF-8''%41; title*=UTF-8''C`, []link{{Target: "a", Rel: "x", Title: "A"}}},
		{"title* of another character set", `<a>; rel=x; title=b; title*=iso-8859-1''%A3`, []link{{Target: "a", Rel: "x", Title: "b"}}},
		{"title* that is no ext-value", `<a>; rel=x; title*=UTF-8'b; title*=UTF-8''%zz; title*=UTF-8''%ff; title=b`,
			[]link{{Target: "a", Rel: "x", Title: "b"}}},
		{"several relation types", `<http://example.org/>; rel="start http://example.net/relation/other"`,
			[]link{{Target: "http://example.org/", Rel: "start http://example.net/relation/other"}}},
		{"two links", `<https://example.org/>; rel="start", <https://example.org/index>; rel="index"`,
			[]link{{Target: "https://example.org/", Rel: "start"}, {Target: "https://example.org/index", Rel: "index", Offset: 37}}},
		{"commas and semicolons in a target", `<http://a/?q=1,2;3>; rel=x, <b>; rel=y`,
			[]link{{Target: "http://a/?q=1,2;3", Rel: "x"}, {Target: "b", Rel: "y", Offset: 28}}},
		{"commas and semicolons in a quoted string", `<a>; title="x, <b>; rel=\"y\""; rel=z`,
			[]link{{Target: "a", Title: `x, <b>; rel="y"`, Rel: "z"}}},
		{"a quoted string with a closing bracket in a target", `<a">; rel=x, <b>; rel="y"`,
			[]link{{Target: `a"`, Rel: "x"}, {Target: "b", Rel: "y", Offset: 13}}},
		{"the first rel wins", `<a>; rel=x; rel=y`, []link{{Target: "a", Rel: "x"}}},
		{"the first rel wins although empty", `<a>; rel; rel=y`, nil},
		{"the first type wins", `<a>; type="a/b"; rel=x; type="c/d"`, []link{{Target: "a", Rel: "x", Type: "a/b"}}},
		{"the first anchor wins", `<a>; rel=x; anchor=""; anchor="/b"`, []link{{Target: "a", Rel: "x"}}},
		{"names in any case", `<a>; REL=x; Type=a/b; ANCHOR=c; TITLE=d`, []link{{Target: "a", Rel: "x", Type: "a/b", Anchor: "c", Title: "d"}}},
		{"white space everywhere", "\t< a >\t;  rel \t=\t \"x\" ;type= a/b , <c>;rel=y ", []link{
			{Target: "a", Rel: "x", Type: "a/b", Offset: 1}, {Target: "c", Rel: "y", Offset: 35}}},
		{"an empty target", `<>; rel=license`, []link{{Rel: "license"}}},
		{"empty parameters", `<a>;;;rel=x;`, []link{{Target: "a", Rel: "x"}}},
		{"no relation type", `<a>; title="x", <b>; rel=" ", <c>, <d>; rel=y`, []link{{Target: "d", Rel: "y", Offset: 35}}},
		{"a parameter without a value", `<a>; crossorigin; rel=x`, []link{{Target: "a", Rel: "x"}}},
		{"no link at all", `https://example.com/`, nil},
		{"words before a link", `see, <a>; rel=x`, []link{{Target: "a", Rel: "x", Offset: 5}}},
		{"words with a quoted comma before a link", `see "this, <a>; rel=x", <b>; rel=y`, []link{{Target: "b", Rel: "y", Offset: 24}}},
		{"words behind a quoted string end the link", `<a>; rel="x"y; type=a/b, <c>; rel=z`,
			[]link{{Target: "a", Rel: "x"}, {Target: "c", Rel: "z", Offset: 25}}},
		{"words behind the target end the link", `<a> rel=x, <c>; rel=z`, []link{{Target: "c", Rel: "z", Offset: 11}}},
		{"a target that is not closed", `<a>; rel=x, <b; rel=y`, []link{{Target: "a", Rel: "x"}}},
		{"a quoted string that is not closed", `<a>; rel="x, <b>; rel=y`, []link{{Target: "a", Rel: "x, <b>; rel=y"}}},
		{"a quoted string that ends in a backslash", `<a>; rel="x\`, []link{{Target: "a", Rel: "x"}}},
		{"bytes that are no UTF-8", "<\xff>; rel=\"\xfe\"", []link{{Target: "\xff", Rel: "\xfe"}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, weblink.Parse(tt.value)); diff != "" {
				t.Errorf("%s\n(-want +got)\n%s", tt.value, diff)
			}
		})
	}
}

func TestHas(t *testing.T) {
	l := weblink.Link{Rel: "Start\thttps://example.com/Rel  license"}
	for rel, want := range map[string]bool{
		"license": true, "LICENSE": true, "start": true, "https://EXAMPLE.com/rel": true,
		"licence": false, "": false, "rel": false, "start license": false,
	} {
		if l.Has(rel) != want {
			t.Errorf("Has(%q) is %v", rel, !want)
		}
	}
	if l := (weblink.Link{}); l.Has("") {
		t.Error("a link without relation types has one")
	}
}

// TestNothingCostsNothing: most responses have no Link field.
func TestNothingCostsNothing(t *testing.T) {
	if n := testing.AllocsPerRun(100, func() { weblink.Parse("") }); n != 0 {
		t.Errorf("an empty value takes %v allocations", n)
	}
	if n := testing.AllocsPerRun(100, func() { weblink.Parse(`<a>; rel="x"`) }); n > 1 {
		t.Errorf("one link takes %v allocations", n)
	}
}

func TestMaxLinks(t *testing.T) {
	got := weblink.Parse(strings.Repeat("<a>; rel=x, ", 10*weblink.MaxLinks))
	if len(got) != weblink.MaxLinks {
		t.Errorf("read %d links, want %d", len(got), weblink.MaxLinks)
	}
}

func TestMaxParameters(t *testing.T) {
	flood := strings.Repeat("; x=1", weblink.MaxParameters-1)
	got := weblink.Parse("<a>" + flood + "; rel=x, <b>" + flood + "; x=1; rel=y, <c>; rel=z")
	if len(got) != 2 || got[0].Target != "a" || got[1].Target != "c" {
		t.Errorf("got %+v", got)
	}
}

// TestLinear: no input of a megabyte takes long, whatever it repeats.
func TestLinear(t *testing.T) {
	for _, unit := range []string{"<", ">", `"`, `\`, ",", ";", "<a", "<a>;", `";"`, `<a>;x="`, `a,"\`, "<>,", ";rel=x", " "} {
		value := strings.Repeat(unit, 1<<20/len(unit))
		start := time.Now()
		links := weblink.Parse(value)
		if took := time.Since(start); took > 30*time.Second {
			t.Errorf("%q, repeated, took %v", unit, took)
		}
		if len(links) > weblink.MaxLinks {
			t.Errorf("%q, repeated, gives %d links", unit, len(links))
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"", `<a>; rel="license"; type="application/rsl+xml", </b?c,d;e>; rel=x; title*=UTF-8''%41`,
		`<a>; rel="x\"y", junk "quoted, <b>", <c>;;rel = z ;anchor="#a"`, `<a`, `<a>;rel="`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, value string) {
		links := weblink.Parse(value)
		last := -1
		for _, l := range links {
			if l.Offset <= last || value[l.Offset] != '<' {
				t.Errorf("%q: a link at %d behind one at %d", value, l.Offset, last)
			}
			last = l.Offset
			if !strings.Contains(value, l.Target) || strings.ContainsRune(l.Target, '>') {
				t.Errorf("%q: target %q", value, l.Target)
			}
			if strings.Trim(l.Rel, " \t") == "" {
				t.Errorf("%q: a link without a relation type", value)
			}
		}
		// A link that stands before all else is read the same, and hides nothing.
		more := weblink.Parse(`<https://example.com/>; rel="license", ` + value)
		if want := min(len(links)+1, weblink.MaxLinks); len(more) != want || !more[0].Has("license") {
			t.Errorf("%q: %d links, and %d behind another link", value, len(links), len(more))
		}
		for i := range more[1:] {
			if shifted := more[i+1]; shifted.Target != links[i].Target || shifted.Rel != links[i].Rel {
				t.Errorf("%q: link %s reads otherwise behind another: %+v", value, strconv.Itoa(i), shifted)
			}
		}
	})
}
