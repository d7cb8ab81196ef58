package document_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/answer"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/expr"
	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/publish/document"
	"github.com/proviso-signals/proviso/publish/htmlhead"
	"github.com/proviso-signals/proviso/publish/robotstxt"
	"github.com/proviso-signals/proviso/publish/rsl"
	"github.com/proviso-signals/proviso/publish/tdmrep"
	"github.com/proviso-signals/proviso/publish/trusttxt"
)

const origin = "https://museum.example"

var writers = []*publish.Writer{&rsl.Writer, &tdmrep.Writer, &trusttxt.Writer, &robotstxt.Writer, &htmlhead.Writer, &document.Writer}

func pick[T any](r *rand.Rand, list ...T) T { return list[r.IntN(len(list))] }

func declaration(r *rand.Rand, tdm bool) *declare.Declaration {
	d := museum()
	d.Collections = nil
	for i := range 1 + r.IntN(4) {
		c := declare.Collection{Name: fmt.Sprint("collection ", i)}
		if i > 0 || r.IntN(4) == 0 {
			for range 1 + r.IntN(2) {
				c.Paths = append(c.Paths, pick(r, "/a/", "/a/b", "/b/*.jpg$", "/*.pdf$", "/c", "/*/d", "/a*", "/photos/{2,3}/", "/x$", "/x.html"))
			}
		}
		for _, use := range proviso.Uses() {
			if use != proviso.TDM || tdm {
				c.Outcomes[use] = pick(r, proviso.Outcome{}, proviso.Allowed(), proviso.Denied(), pick(r, proviso.Signals()...).Outcome())
			}
		}
		d.Collections = append(d.Collections, c)
	}
	return d
}

// gathered are the files of a plan as a reader gathers them for a page.
func gathered(plan *publish.Plan, page string) (list []*carrier.Artifact) {
	for _, c := range plan.Changes {
		name, _ := filepath.Rel(plan.Site.Public, c.Path)
		a := &carrier.Artifact{Kind: carrier.Document, Source: origin + "/" + filepath.ToSlash(name), Status: 200, Body: c.New}
		switch {
		case name == robotstxt.File:
			a.Kind = carrier.Robots
		case strings.HasSuffix(name, ".json"):
			a.MediaType = "application/json"
		case strings.HasSuffix(name, ".xml"):
			a.MediaType = "application/xml"
		case strings.HasSuffix(name, ".html") && "/"+name != page:
			continue
		case strings.HasSuffix(name, ".html"):
			a.Kind, a.MediaType = carrier.Response, "text/html"
		}
		list = append(list, a)
	}
	return list
}

// rounds is how many declarations are published and read back; ten thousand take some
// minutes.
var rounds = flag.Int("rounds", 120, "declarations to publish and read back")

// TestTogether: all that is published is read as what is declared, or as what is stricter
// and told; and without the declaration as nothing looser.
func TestTogether(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	exact, strict, spoilt := 0, 0, 0
	for round := range *rounds {
		tdm := round%2 == 0
		d := declaration(r, tdm)
		folder := t.TempDir()
		robotsTxt := pick(r, "", "User-agent: GPTBot\nDisallow: /secret/\n", "User-agent: *\nDisallow: /secret/\n\nUser-agent: GPTBot\nUser-agent: CCBot\nAllow: /\n")
		for name, text := range map[string]string{"x.html": "<!doctype html>\n<html>\n<head>\n<title>x</title>\n</head>\n<body>x</body></html>\n", "robots.txt": robotsTxt} {
			if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		places := []string{"declaration", "robots-txt", "tdmrep", "html-head"}
		if r.IntN(2) == 0 {
			places = append(places, "rsl")
		}
		if r.IntN(2) == 0 {
			places = append(places, "trust-txt")
		}
		plan, err := publish.NewPlan(publish.Site{Sources: folder, Public: folder}, d, publish.Options{Writers: writers, Places: places})
		if err != nil {
			t.Fatal(err)
		}
		for range 20 {
			path, token := pick(r, "/", "/a/", "/a/b", "/a/q.pdf", "/b/x.jpg", "/cc", "/z/d", "/photos/2/", "/x", "/x.html", "/secret/s"), pick(r, "", "GPTBot", "CCBot", "Nobody")
			all := gathered(plan, path)
			var without []*carrier.Artifact
			for _, a := range all {
				if !strings.HasSuffix(a.Source, declare.WellKnown) {
					without = append(without, a)
				}
			}
			q := carrier.Question{URL: origin + path}
			if token != "" {
				q.As = []string{token}
			}
			declared, said := d.At(path)
			want, scopes := proviso.Outcomes{}, []string{}
			for _, s := range said {
				want = want.Join(expr.Read([]byte(s.Expression), &expr.Source{}).Outcomes)
				scopes = append(scopes, s.Scope)
			}
			alone, answered := answer.Of(q, without, nil).Rulings.Outcomes(), answer.Of(q, all, nil)
			got := answered.Rulings.Outcomes()
			for _, use := range proviso.Uses() {
				if alone[use].Word() != proviso.Unstated && !asksFirst(alone[use]) && (!alone[use].AtLeast(want[use]) || alone[use].Word() == proviso.Allow && declared[use].Word() != proviso.Allow) {
					show(t, without, answer.Of(q, without, nil))
					t.Fatalf("%s at %s, %s: %v is looser than %v", token, path, use, alone[use], declared[use])
				}
				switch {
				case got[use].Equal(want[use]), use == proviso.TDM && got[use].Equal(declared[use]):
					exact++
				case !got[use].AtLeast(want[use]):
					show(t, all, answered)
					t.Fatalf("%s at %s, %s: %v is looser than %v", token, path, use, got[use], want[use])
				case told(plan, use, scopes):
					strict++
					if !tdm && use != proviso.TDM && sayable(said) && token == "" {
						t.Logf("%s, %s: %v, declared %v", path, use, got[use], want[use])
						spoilt++
					}
				default:
					show(t, all, answered)
					t.Fatalf("%s at %s, %s: %v, declared %v, and no loss is told", token, path, use, got[use], want[use])
				}
			}
		}
	}
	t.Logf("%d answers exact, %d stricter", exact, strict)
	if spoilt > 0 {
		t.Errorf("%d answers are stricter than what is declared, though all of that can be explained", spoilt)
	}
	if exact < 3*strict {
		t.Errorf("%d answers exact, %d stricter", exact, strict)
	}
}

// asksFirst reports whether a use is open to whoever asks first, which stands for
// conditions where there are no words for them.
func asksFirst(o proviso.Outcome) bool {
	for _, offer := range o.Offers() {
		if !slices.ContainsFunc(offer, func(t proviso.Term) bool { return t.Kind == "tdm-obtain-consent" }) {
			return false
		}
	}
	return o.Word() == proviso.Conditional
}

// sayable reports whether expressions say all of some statements.
func sayable(said []declare.Statement) bool {
	return !slices.ContainsFunc(said, func(s declare.Statement) bool { return len(s.Losses) > 0 })
}

// show logs what was read, and what it came to.
func show(t *testing.T, artifacts []*carrier.Artifact, a *answer.Answer) {
	t.Helper()
	for _, a := range artifacts {
		t.Logf("%s\n%s", a.Source, a.Body)
	}
	for _, e := range a.Reading.Evidence {
		t.Logf("%s %s: %v", e.Carrier, e.Where, e.Outcomes)
	}
}

// told reports whether some writer tells that a use is not said just so.
func told(plan *publish.Plan, use proviso.Use, scopes []string) bool {
	for _, part := range plan.Parts {
		for _, l := range part.Losses {
			for _, s := range scopes {
				if l.Use == use && l.Scope == s && l.Form != "" {
					return true
				}
			}
		}
	}
	return false
}
