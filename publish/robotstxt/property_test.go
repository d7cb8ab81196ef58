package robotstxt_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/answer"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/expr"
	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/publish/robotstxt"
	"github.com/proviso-signals/proviso/robots"
)

const origin = "https://museum.example"

// pick takes one of a list.
func pick[T any](r *rand.Rand, list ...T) T { return list[r.IntN(len(list))] }

var scopes = []string{"/a/", "/a/b/", "/a/b", "/b/*.jpg$", "/*.pdf$", "*.pdf$", "/c", "/*/d", "/a*", "/b*", "/é/", "/%7Ea/", "/photos/{2,3}/", "/x$"}

var paths = []string{"/", "/a/", "/a/b/", "/a/b", "/a/bc?d=e", "/b/x.jpg", "/b/x.jpg?y", "/q.pdf", "/a/q.pdf", "/cc", "/z/d", "/%C3%A9/1",
	"/~a/", "/photos/2/", "/photos/3/x", "/x", "/xy", "/robots.txt", "/secret/a", "/index.html"}

var tokens = []string{"", "GPTBot", "CCBot", "Googlebot", "AI2Bot", "Amazonbot", "Nobody"}

// declaration makes one up. Without tdm, all of it can be told.
func declaration(r *rand.Rand, tdm bool) *declare.Declaration {
	d := &declare.Declaration{Party: declare.Party{Name: "Example Museum", Role: declare.Custodian, Domain: "museum.example"}}
	for i := range 1 + r.IntN(4) {
		c := declare.Collection{Name: fmt.Sprint("collection ", i)}
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
	case 2:
		return proviso.Denied()
	}
	return pick(r, proviso.Signals()...).Outcome()
}

// wild makes up a robots.txt of the shapes that are found in public.
func wild(r *rand.Rand, foreign bool) []byte {
	var b strings.Builder
	if r.IntN(6) == 0 {
		b.WriteString(pick(r, "\xEF\xBB\xBF", "\xEF\xBB"))
	}
	eol := pick(r, "\n", "\n", "\n", "\r\n", "\r")
	line := func(s string) { b.WriteString(s + eol) }
	for range r.IntN(14) {
		switch r.IntN(18) {
		case 0, 1, 2, 3:
			line(pick(r, "User-agent: ", "user-agent:", "User-Agent :", "useragent ") + pick(r, "*", "GPTBot", "CCBot", "googlebot", "AI2Bot", "*  # all", "", "Amazonbot/2"))
		case 4, 5, 6:
			line(pick(r, "Disallow: ", "disallow:", "Allow: ", "dissallow: ") + pick(r, "/", "", "/secret/", "/a/", "/*.pdf$", "/index.html", "/b/*.jpg$"))
		case 7:
			line("")
		case 8:
			line("# " + pick(r, "robots", "we love crawlers", "BEGIN", "Squarespace Robots Txt"))
		case 9:
			line("Sitemap: https://museum.example/sitemap.xml")
		case 10:
			line("Crawl-delay: 10")
		case 11:
			line("Disallow")
		case 12:
			line("# BEGIN Cloudflare Managed content")
			line("User-agent: " + pick(r, "Amazonbot", "GPTBot"))
			line("Disallow: /")
			line("# END Cloudflare Managed Content")
		case 13:
			line("<<<<<<< HEAD")
		case 14:
			line("User-agent: CCBot")
			line("User-agent: GPTBot")
		case 15, 16:
			if foreign {
				line("Content-Usage: " + pick(r, "train-ai=y", "/a/b/cc train-ai=y", "/a/b/ search=n", "/* train-ai=y", "", "/x ai-use=??", "/ train-ai=y, ai-use=y, search=y"))
			}
		case 17:
			if foreign {
				line("Content-Signal: " + pick(r, "search=yes,ai-train=no", "ai-train=yes"))
			}
		}
	}
	text := b.String()
	if r.IntN(3) == 0 {
		text = strings.TrimSuffix(text, eol)
	}
	return []byte(text)
}

// publishIn writes over a file and gives the file back.
func publishIn(t *testing.T, old []byte, s *publish.Saying) (text []byte, out publish.Output) {
	t.Helper()
	fsys := fstest.MapFS{}
	if old != nil {
		fsys[robotstxt.File] = &fstest.MapFile{Data: old}
	}
	out = robotstxt.Writer.Write(publish.Input{FS: fsys, Entry: robotstxt.File, Saying: s})
	text = old
	for _, f := range out.Files {
		if f.Path != robotstxt.File || !bytes.Equal(f.Old, old) {
			t.Fatalf("planned %s over %q, and %q was there", f.Path, f.Old, old)
		}
		text = f.New
	}
	return text, out
}

func isSubsequence(part, whole []byte) bool {
	for _, c := range whole {
		if len(part) > 0 && part[0] == c {
			part = part[1:]
		}
	}
	return len(part) == 0
}

// TestInvariants: writing again changes nothing, taking out gives the file back, nothing
// of it is lost, and nobody's access changes.
func TestInvariants(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	written := 0
	for range 700 {
		old := wild(r, true)
		if r.IntN(10) == 0 {
			old = nil
		}
		s := publish.NewSaying(declaration(r, true))
		text, out := publishIn(t, old, s)
		for _, p := range out.Problems {
			if p.Severity == proviso.Fault {
				t.Fatalf("%q: %+v", old, p)
			}
		}
		if len(out.Files) > 0 {
			written++
		}
		if again, _ := publishIn(t, text, s); !bytes.Equal(again, text) {
			t.Fatalf("%q: written\n%s\nand again\n%s", old, text, again)
		}
		other := publish.NewSaying(declaration(r, true))
		changed, _ := publishIn(t, text, other)
		if direct, _ := publishIn(t, old, other); !bytes.Equal(direct, changed) {
			t.Fatalf("%q: by way of another declaration\n%s\nand directly\n%s", old, changed, direct)
		}
		if back, _ := publishIn(t, text, &publish.Saying{}); !bytes.Equal(back, old) || (back == nil) != (old == nil) {
			t.Fatalf("taken out: %q, was %q; with ours\n%s", back, old, text)
		}
		if !isSubsequence(old, text) {
			t.Fatalf("%q is not all in\n%s", old, text)
		}
		before, after := robots.Parse(old), robots.Parse(text)
		for _, token := range tokens {
			for _, path := range paths {
				x, _ := before.For(token).Access(path)
				y, _ := after.For(token).Access(path)
				if x != y || before.For(token).Named() != after.For(token).Named() {
					t.Fatalf("%q: %s at %s: %v, then %v\n%s", old, token, path, x, y, text)
				}
				if w, v := before.For(token).Whole(), after.For(token).Whole(); w != nil {
					if x, _ := w.Access(path); v == nil {
						t.Fatalf("%q: %s no longer whole", old, token)
					} else if y, _ := v.Access(path); x != y {
						t.Fatalf("%q: %s at %s, compared whole: %v, then %v\n%s", old, token, path, x, y, text)
					}
				}
			}
		}
	}
	if written < 500 {
		t.Errorf("only %d files of 700 were changed", written)
	}
}

// told is what carriers can tell of what is declared for a path.
func told(d *declare.Declaration, path string) (outcomes proviso.Outcomes, scopes []string) {
	_, said := d.At(path)
	for _, s := range said {
		outcomes = outcomes.Join(expr.Read([]byte(s.Expression), &expr.Source{}).Outcomes)
		scopes = append(scopes, s.Scope)
	}
	return outcomes, scopes
}

// TestReadBack: with the declaration beside it, every crawler reads what is declared, or
// what is stricter and told; without it, nobody reads anything looser.
func TestReadBack(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	exact, strict := 0, 0
	for range 500 {
		foreign := r.IntN(3) == 0
		old := wild(r, foreign)
		d := declaration(r, r.IntN(2) == 0)
		text, out := publishIn(t, old, publish.NewSaying(d))
		document, _, err := declare.Publish(d, out.Projections)
		if err != nil {
			t.Fatal(err)
		}
		robotsTxt := &carrier.Artifact{Kind: carrier.Robots, Source: origin + "/robots.txt", Status: 200, Body: text}
		published := &carrier.Artifact{Kind: carrier.Document, Source: origin + declare.WellKnown, Status: 200, Body: document, MediaType: "application/json"}
		for range 12 {
			path, token := pick(r, paths...), pick(r, tokens...)
			q := carrier.Question{URL: origin + path}
			if token != "" {
				q.As = []string{token}
			}
			want, scopes := told(d, path)
			declared, _ := d.At(path)
			alone := answer.Of(q, []*carrier.Artifact{robotsTxt}, nil)
			got := answer.Of(q, []*carrier.Artifact{robotsTxt, published}, nil).Rulings.Outcomes()
			for _, use := range proviso.Uses() {
				if o := alone.Rulings.Outcomes()[use]; o.Word() != proviso.Unstated && !o.AtLeast(want[use]) ||
					!foreign && want[use].Word() == proviso.Unstated && o.Word() == proviso.Allow {
					t.Fatalf("%s at %s, %s: %v is looser than %v\n%s", token, path, use, o, want[use], text)
				} else if o.Word() == proviso.Unstated && want[use].Word() != proviso.Unstated && alone.Reading.Access == proviso.AccessAllowed {
					t.Fatalf("%s at %s, %s: nothing said of %v\n%s", token, path, use, want[use], text)
				}
				if !got[use].AtLeast(want[use]) {
					t.Fatalf("%s at %s, %s: %v is looser than %v\n%s\n%s", token, path, use, got[use], want[use], text, document)
				}
				switch {
				case got[use].Equal(want[use]), use == proviso.TDM && got[use].Equal(declared[use]):
					exact++
				case foreign, toldLoss(out, use, scopes):
					strict++
				default:
					t.Fatalf("%q as %q at %s, %s: %v, declared %v, and no loss is told\n%s\n%s\n%+v", old, token, path, use, got[use], want[use], text, document, out.Losses)
				}
			}
		}
	}
	if strict == 0 || exact < 10*strict {
		t.Errorf("%d answers exact, %d stricter", exact, strict)
	}
}

func toldLoss(out publish.Output, use proviso.Use, scopes []string) bool {
	for _, l := range out.Losses {
		for _, s := range scopes {
			if l.Use == use && l.Form != "" && (l.Scope == s) {
				return true
			}
		}
	}
	return false
}
