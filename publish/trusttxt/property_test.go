package trusttxt_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"
	"testing/fstest"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/answer"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/expr"
	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/publish/trusttxt"
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
	if r.IntN(5) == 0 {
		return nil
	}
	eol, text := pick(r, "\n", "\r\n"), pick(r, "", "\xEF\xBB\xBF")
	for range r.IntN(6) {
		text += pick(r, "# trust.txt", "belongto=https://press.example/", "", "member=https://a.example/", "datatrainingallowed=no", "datatrainingallowed=yes", "dataTrainingAllowed = maybe") + eol
	}
	if r.IntN(3) == 0 && len(text) > len(eol) {
		text = text[:len(text)-len(eol)]
	}
	return []byte(text)
}

func artifacts(text []byte) []*carrier.Artifact {
	if text == nil {
		return nil
	}
	return []*carrier.Artifact{{Kind: carrier.Document, Source: origin + "/" + trusttxt.File, Status: 200, MediaType: "text/plain", Body: text}}
}

// publishOver writes over a file, nil for none, and gives the file back.
func publishOver(t *testing.T, old []byte, s *publish.Saying) (text []byte, out publish.Output) {
	t.Helper()
	fsys := fstest.MapFS{}
	if old != nil {
		fsys[trusttxt.File] = &fstest.MapFile{Data: old}
	}
	out = trusttxt.Writer.Write(publish.Input{FS: fsys, Entry: trusttxt.File, Saying: s})
	text = old
	for _, f := range out.Files {
		if f.Path != trusttxt.File || !bytes.Equal(f.Old, old) || (f.Old == nil) != (old == nil) {
			t.Fatalf("planned %s over %q, and %q was there", f.Path, f.Old, old)
		}
		text = f.New
	}
	return text, out
}

// TestInvariants: writing again changes nothing, taking out gives the file back, and
// nothing of somebody else's is lost.
func TestInvariants(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	written := 0
	for range 1500 {
		old := wild(r)
		s := publish.NewSaying(declaration(r, true))
		text, out := publishOver(t, old, s)
		for _, p := range out.Problems {
			if p.Severity == proviso.Fault {
				t.Fatalf("%q: %+v", old, p)
			}
		}
		if len(out.Files) > 0 {
			written++
		}
		if again, _ := publishOver(t, text, s); !bytes.Equal(again, text) {
			t.Fatalf("%q: written\n%s\nand again\n%s", old, text, again)
		}
		other := publish.NewSaying(declaration(r, true))
		changed, _ := publishOver(t, text, other)
		if direct, _ := publishOver(t, old, other); !bytes.Equal(direct, changed) {
			t.Fatalf("%q: by way of another declaration\n%s\nand directly\n%s", old, changed, direct)
		}
		if back, _ := publishOver(t, text, &publish.Saying{}); !bytes.Equal(back, old) || (back == nil) != (old == nil) {
			t.Fatalf("taken out: %q, was %q; with ours\n%s", back, old, text)
		}
		if !bytes.HasPrefix(text, old) {
			t.Fatalf("%q is not all in\n%s", old, text)
		}
	}
	if written < 200 {
		t.Errorf("only %d files of 1500 were changed", written)
	}
}

// TestReadBack: with the declaration beside it what is read is what is declared, or what
// is stricter and told; without it, nothing is looser.
func TestReadBack(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	exact, strict := 0, 0
	for range 600 {
		d := declaration(r, r.IntN(2) == 0)
		text, out := publishOver(t, nil, publish.NewSaying(d))
		document, _, err := declare.Publish(d, out.Projections)
		if err != nil {
			t.Fatal(err)
		}
		published := &carrier.Artifact{Kind: carrier.Document, Source: origin + declare.WellKnown, Status: 200, Body: document, MediaType: "application/json"}
		for range 12 {
			path := pick(r, paths...)
			q := carrier.Question{URL: origin + path}
			declared, said := d.At(path)
			want, scopes := proviso.Outcomes{}, []string{}
			for _, s := range said {
				want = want.Join(expr.Read([]byte(s.Expression), &expr.Source{}).Outcomes)
				scopes = append(scopes, s.Scope)
			}
			answered := answer.Of(q, artifacts(text), nil)
			got := answer.Of(q, append(artifacts(text), published), nil).Rulings.Outcomes()
			for _, p := range answered.Reading.Problems {
				if p.Severity == proviso.Fault {
					t.Fatalf("%s: %+v\n%s", path, p, text)
				}
			}
			for _, use := range proviso.Uses() {
				if o := answered.Rulings.Outcomes()[use]; o.Word() != proviso.Unstated && !o.AtLeast(declared[use]) || o.Word() == proviso.Allow && declared[use].Word() != proviso.Allow {
					t.Fatalf("%s, %s: %v is looser than %v\n%s", path, use, o, declared[use], text)
				}
				switch {
				case got[use].Equal(want[use]), use == proviso.TDM && got[use].Equal(declared[use]):
					exact++
				case !got[use].AtLeast(want[use]):
					t.Fatalf("%s, %s: %v is looser than %v\n%s\n%s", path, use, got[use], want[use], text, document)
				case toldLoss(out, use, scopes):
					strict++
				default:
					t.Fatalf("%s, %s: %v, declared %v, and no loss is told\n%s\n%s\n%+v", path, use, got[use], want[use], text, document, out.Losses)
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
			if l.Use == use && l.Scope == s && l.Form != "" {
				return true
			}
		}
	}
	return false
}
