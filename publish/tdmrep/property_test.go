package tdmrep_test

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
	"github.com/proviso-signals/proviso/publish/tdmrep"
)

const origin = "https://museum.example"

func pick[T any](r *rand.Rand, list ...T) T { return list[r.IntN(len(list))] }

var scopes = []string{"/a/", "/a/b/", "/a/b", "/b/*.jpg$", "/*.pdf$", "*.pdf$", "/c", "/*/d", "/a*", "/b*", "/é/", "/photos/{2,3}/", "/x$"}

var paths = []string{"/", "/a/", "/a/b/", "/a/b", "/a/bc?d=e", "/b/x.jpg", "/b/x.jpg?y", "/q.pdf", "/a/q.pdf", "/cc", "/z/d", "/%C3%A9/1", "/photos/2/", "/x", "/xy"}

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

// wild makes up a file of somebody else's; nil for none.
func wild(r *rand.Rand) []byte {
	if r.IntN(3) == 0 {
		return nil
	}
	eol := pick(r, "\n", "\r\n", "", " ", "\n\n\t")
	var rules []string
	for range r.IntN(4) {
		rules = append(rules, fmt.Sprintf(`{"location":%s%q, "tdm-reservation": %d%s}`, eol, pick(r, "/", "/a/", "/a/b/c", "/*.pdf$", "/x"), r.IntN(2),
			pick(r, "", `, "tdm-policy": "https://museum.example/own.json"`, `, "note": "]["`)))
	}
	return []byte(pick(r, "", "\n") + "[" + eol + strings.Join(rules, pick(r, ",", " ,"+eol, ",\n  ")) + eol + "]" + pick(r, "", "\n", "\r\n"))
}

// site is what is in the folder that is served.
type site map[string][]byte

func (s site) publish(t *testing.T, saying *publish.Saying) (site, publish.Output) {
	t.Helper()
	fsys, after := fstest.MapFS{}, site{}
	for name, text := range s {
		fsys[name], after[name] = &fstest.MapFile{Data: text}, text
	}
	out := tdmrep.Writer.Write(publish.Input{FS: fsys, Entry: tdmrep.File, Saying: saying})
	for _, f := range out.Files {
		if old, ok := s[f.Path]; !bytes.Equal(f.Old, old) || ok != (f.Old != nil) {
			t.Fatalf("planned %s over %q, and %q was there", f.Path, f.Old, old)
		}
		if after[f.Path] = f.New; f.New == nil {
			delete(after, f.Path)
		}
	}
	return after, out
}

func (s site) equal(o site) bool {
	for name := range s {
		if text, ok := o[name]; !ok || !bytes.Equal(text, s[name]) {
			return false
		}
	}
	return len(s) == len(o)
}

func isSubsequence(part, whole []byte) bool {
	for _, c := range whole {
		if len(part) > 0 && part[0] == c {
			part = part[1:]
		}
	}
	return len(part) == 0
}

func siteOf(r *rand.Rand) site {
	if text := wild(r); text != nil {
		return site{tdmrep.File: text}
	}
	return site{}
}

// TestInvariants: writing again changes nothing, taking out gives the files back, and
// nothing of somebody else's is lost.
func TestInvariants(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	written := 0
	for range 700 {
		old := siteOf(r)
		s := publish.NewSaying(declaration(r, true))
		new, out := old.publish(t, s)
		for _, p := range out.Problems {
			if p.Severity == proviso.Fault {
				t.Fatalf("%q: %+v", old, p)
			}
		}
		if len(out.Files) > 0 {
			written++
		}
		if again, _ := new.publish(t, s); !again.equal(new) {
			t.Fatalf("%q: written\n%s\nand again\n%s", old, new, again)
		}
		other := publish.NewSaying(declaration(r, true))
		changed, _ := new.publish(t, other)
		if direct, _ := old.publish(t, other); !direct.equal(changed) {
			t.Fatalf("%q: by way of another declaration\n%s\nand directly\n%s", old, changed, direct)
		}
		if back, _ := new.publish(t, &publish.Saying{}); !back.equal(old) {
			t.Fatalf("taken out: %q, was %q; with ours\n%s", back, old, new)
		}
		if !isSubsequence(old[tdmrep.File], new[tdmrep.File]) {
			t.Fatalf("%q is not all in\n%s", old, new)
		}
	}
	if written < 450 {
		t.Errorf("only %d sites of 700 were changed", written)
	}
}

// artifacts are the files as they are gathered.
func (s site) artifacts() (list []*carrier.Artifact) {
	for name, text := range s {
		list = append(list, &carrier.Artifact{Kind: carrier.Document, Source: origin + "/" + name, Status: 200, Body: text, MediaType: "application/json"})
	}
	return list
}

// TestReadBack: with the declaration beside it what is read is what is declared, or what
// is stricter and told; without it, nothing is looser.
func TestReadBack(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	exact, strict := 0, 0
	for range 600 {
		old := site{}
		foreign := r.IntN(2) == 0
		if foreign {
			old = siteOf(r)
		}
		d := declaration(r, r.IntN(2) == 0)
		new, out := old.publish(t, publish.NewSaying(d))
		document, _, err := declare.Publish(d, out.Projections)
		if err != nil {
			t.Fatal(err)
		}
		alone := new.artifacts()
		whole := append(new.artifacts(), &carrier.Artifact{Kind: carrier.Document, Source: origin + declare.WellKnown, Status: 200, Body: document, MediaType: "application/json"})
		for range 12 {
			path := pick(r, paths...)
			q := carrier.Question{URL: origin + path}
			declared, said := d.At(path)
			want, scopes := proviso.Outcomes{}, []string{}
			for _, s := range said {
				want = want.Join(expr.Read([]byte(s.Expression), &expr.Source{}).Outcomes)
				scopes = append(scopes, s.Scope)
			}
			answered := answer.Of(q, alone, nil)
			got := answer.Of(q, whole, nil).Rulings.Outcomes()
			for _, p := range answered.Reading.Problems {
				if !foreign && p.Severity != proviso.Notice {
					t.Fatalf("%s: %+v\n%s", path, p, new)
				}
			}
			for _, use := range proviso.Uses() {
				if o := answered.Rulings.Outcomes()[use]; o.Word() == proviso.Allow && declared[use].Word() != proviso.Allow && (!foreign || declared[use].Word() == proviso.Deny) && !bytes.Contains(old[tdmrep.File], []byte("own.json")) {
					t.Fatalf("%s, %s: %v is looser than %v\n%s", path, use, o, declared[use], new)
				}
				switch {
				case got[use].Equal(want[use]), use == proviso.TDM && got[use].Equal(declared[use]):
					exact++
				case !got[use].AtLeast(want[use]):
					t.Fatalf("%s, %s: %v is looser than %v\n%s\n%s", path, use, got[use], want[use], new, document)
				case foreign, toldLoss(out, use, scopes):
					strict++
				default:
					t.Fatalf("%s, %s: %v, declared %v, and no loss is told\n%s\n%s\n%+v", path, use, got[use], want[use], new, document, out.Losses)
				}
			}
		}
	}
	if strict == 0 || exact < 3*strict {
		t.Errorf("%d answers exact, %d stricter", exact, strict)
	}
}

func toldLoss(out publish.Output, use proviso.Use, scopes []string) bool {
	for _, l := range out.Losses {
		for _, s := range scopes {
			if l.Use == use && l.Scope == s {
				return true
			}
		}
	}
	return false
}
