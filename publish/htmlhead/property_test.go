package htmlhead_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/answer"
	"github.com/proviso-signals/proviso/carrier"
	scan "github.com/proviso-signals/proviso/container/htmlhead"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/expr"
	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/publish/htmlhead"
)

const origin = "https://museum.example"

func pick[T any](r *rand.Rand, list ...T) T { return list[r.IntN(len(list))] }

var scopes = []string{"/a/", "/a/b", "/*.html$", "/c", "/*/d", "/a*", "/b*", "/é/", "/photos/{2,3}/", "/x$"}

// files are pages and where they are read.
var files = map[string][]string{
	"index.html": {"/", "/index.html"}, "a/index.html": {"/a/", "/a/index.html"}, "a/b.html": {"/a/b.html", "/a/b"},
	"c.htm": {"/c.htm", "/c"}, "é/d.html": {"/%C3%A9/d.html", "/%C3%A9/d"}, "photos/2/index.html": {"/photos/2/"}, "x.html": {"/x", "/x.html"},
}

func declaration(r *rand.Rand, tdm bool) *declare.Declaration {
	d := &declare.Declaration{Party: declare.Party{Name: "Example Museum", Role: pick(r, declare.Custodian, declare.Author), Domain: "museum.example"}}
	for i := range 1 + r.IntN(4) {
		c := declare.Collection{Name: fmt.Sprint("collection ", i), Licence: pick(r, "", "https://creativecommons.org/licenses/by/4.0/"), Credit: pick(r, "", "Éxample </script> Museum")}
		if i > 0 || r.IntN(4) == 0 {
			for range 1 + r.IntN(2) {
				c.Paths = append(c.Paths, pick(r, scopes...))
			}
		}
		for _, use := range proviso.Uses() {
			if use != proviso.TDM || tdm {
				c.Outcomes[use] = outcome(r)
			}
		}
		d.Collections = append(d.Collections, c)
	}
	return d
}

func outcome(r *rand.Rand) proviso.Outcome {
	switch r.IntN(5) {
	case 0:
		return proviso.Outcome{}
	case 1:
		return proviso.Allowed()
	case 2, 3:
		return proviso.Denied()
	}
	return pick(r, proviso.Signals()...).Outcome()
}

func saying(d *declare.Declaration) *publish.Saying {
	s := publish.NewSaying(d)
	s.DocumentURL, s.PageURL = origin+declare.WellKnown, origin+"/machine-use/"
	return s
}

// wild makes up a page of the shapes that are found in public.
func wild(r *rand.Rand) []byte {
	eol := pick(r, "\n", "\n", "\r\n", "", "\r")
	var b strings.Builder
	b.WriteString(pick(r, "", "", "\xEF\xBB\xBF"))
	b.WriteString(pick(r, "<!DOCTYPE html>"+eol, "<!-- a comment -->"+eol, "", "<?xml version='1.0'?>"+eol))
	b.WriteString(pick(r, "<html>"+eol, "<html lang=en>", ""))
	b.WriteString(pick(r, "<head>"+eol, "<HEAD>", ""))
	for range r.IntN(6) {
		b.WriteString(pick(r, "", "  ", "\t") + pick(r, `<meta charset="utf-8">`, "<title>A &lt;/head> b</title>", `<link rel="stylesheet" href="/a.css">`,
			`<script>var a = "</head>"; // <!-- </script>`, `<meta name="robots" content="noindex">`, "<style>/* </head> */</style>", "<base href='/sub/'>",
			"<noscript><link rel=stylesheet href=b></noscript>", "<noscript><img src=pixel></noscript>", "<template><meta name=x></template>", "<!-- </head> -->",
			`<script type="application/ld+json">{"@type":"WebPage"}</script>`) + eol)
	}
	b.WriteString(pick(r, "</head>"+eol, "  </head>", "</HEAD >"+eol, ""))
	b.WriteString(pick(r, "<body>", "  <body class=a>"+eol, "<frameset>", "", "text"))
	b.WriteString(pick(r, "<p>text</p>", "<pre></head> <!-- BEGIN proviso --></pre>", "", "<p>\xE9</p>"))
	b.WriteString(pick(r, "</body></html>"+eol, ""))
	return []byte(b.String())
}

type site map[string][]byte

func (s site) publish(t *testing.T, saying *publish.Saying) (site, publish.Output) {
	t.Helper()
	fsys, after := fstest.MapFS{}, site{}
	for name, text := range s {
		fsys[name], after[name] = &fstest.MapFile{Data: text}, text
	}
	out := htmlhead.Writer.Write(publish.Input{FS: fsys, Entry: "index.html", Saying: saying})
	for _, f := range out.Files {
		if old, ok := s[f.Path]; !ok || !bytes.Equal(f.Old, old) || f.New == nil {
			t.Fatalf("planned %s over %q, and %q was there", f.Path, f.Old, old)
		}
		after[f.Path] = f.New
	}
	return after, out
}

func siteOf(r *rand.Rand) site {
	s := site{}
	for name := range files {
		s[name] = wild(r)
	}
	return s
}

func (s site) equal(o site) bool {
	for name := range s {
		if !bytes.Equal(s[name], o[name]) {
			return false
		}
	}
	return len(s) == len(o)
}

// TestInvariants: writing again changes nothing, taking out gives the pages back, and
// nothing but one piece of the head is put into them.
func TestInvariants(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	written, left := 0, 0
	for range 600 {
		old := siteOf(r)
		s := saying(declaration(r, true))
		new, out := old.publish(t, s)
		for _, p := range out.Problems {
			if p.Severity == proviso.Fault {
				t.Fatalf("%+v", p)
			}
			if p.Code == htmlhead.CodePlace {
				left++
			}
		}
		written += len(out.Files)
		if again, _ := new.publish(t, s); !again.equal(new) {
			t.Fatalf("%q: written\n%q\nand again\n%q", old, new, again)
		}
		other := saying(declaration(r, true))
		changed, _ := new.publish(t, other)
		if direct, _ := old.publish(t, other); !direct.equal(changed) {
			t.Fatalf("%q: by way of another declaration\n%q\nand directly\n%q", old, changed, direct)
		}
		if back, _ := new.publish(t, &publish.Saying{}); !back.equal(old) {
			t.Fatalf("taken out: %q, was %q; with ours\n%q", back, old, new)
		}
		for name := range old {
			ours := len(new[name]) - len(old[name])
			at := 0
			for at < len(old[name]) && old[name][at] == new[name][at] {
				at++
			}
			if !bytes.Equal(old[name][at:], new[name][at+ours:]) {
				t.Fatalf("%q is not all in %q", old[name], new[name])
			}
			var x, y scan.Page
			scan.Scan(&x, old[name])
			scan.Scan(&y, new[name])
			if y.HeadEnd != x.HeadEnd+ours || len(y.Marks) < len(x.Marks) {
				t.Fatalf("the head of %q ends elsewhere in %q", old[name], new[name])
			}
		}
	}
	if written < 2500 || left > written/20 {
		t.Errorf("%d pages were changed, and for %d there was no place", written, left)
	}
}

// TestReadBack: with the declaration beside it what is read of a page is what is declared,
// or what is stricter and told; without it, nothing is looser.
func TestReadBack(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	exact, refusals := 0, 0
	for range 300 {
		d := declaration(r, r.IntN(2) == 0)
		old := siteOf(r)
		new, out := old.publish(t, saying(d))
		document, _, err := declare.Publish(d, out.Projections)
		if err != nil {
			t.Fatal(err)
		}
		published := &carrier.Artifact{Kind: carrier.Document, Source: origin + declare.WellKnown, Status: 200, Body: document, MediaType: "application/json"}
		for name, paths := range files {
			for _, path := range paths {
				page := &carrier.Artifact{Kind: carrier.Response, Source: origin + path, Status: 200, Body: new[name], MediaType: "text/html"}
				q := carrier.Question{URL: origin + path}
				declared, said := d.At(path)
				want := proviso.Outcomes{}
				for _, s := range said {
					want = want.Join(expr.Read([]byte(s.Expression), &expr.Source{}).Outcomes)
				}
				alone := answer.Of(q, []*carrier.Artifact{page}, nil)
				answered := answer.Of(q, []*carrier.Artifact{page, published}, nil)
				got := answered.Rulings.Outcomes()
				if bytes.Contains(new[name], []byte("noai")) {
					refusals++
				}
				linked := bytes.Contains(new[name], []byte("describedby"))
				if linked && slices.ContainsFunc(answered.Reading.Problems, func(p proviso.Problem) bool { return p.Severity != proviso.Notice }) {
					t.Fatalf("%s: %+v\n%s", path, answered.Reading.Problems, new[name])
				}
				for _, use := range proviso.Uses() {
					if o := alone.Rulings.Outcomes()[use]; o.Word() != proviso.Unstated && o.Word() != proviso.Deny {
						t.Fatalf("%s, %s: %v\n%s", path, use, o, new[name])
					}
					if got[use].Equal(want[use]) || use == proviso.TDM && got[use].Equal(declared[use]) {
						exact++
						continue
					}
					if len(said) == 0 && got[use].Word() == proviso.Deny {
						continue // the same page is declared at its other path
					}
					t.Fatalf("%s, %s: %v, declared %v\n%s\n%s", path, use, got[use], want[use], new[name], document)
				}
			}
		}
	}
	if exact == 0 || refusals < 100 {
		t.Errorf("%d answers exact, %d pages refuse training", exact, refusals)
	}
}
