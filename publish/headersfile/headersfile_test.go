package headersfile_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/expr"
	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/publish/headersfile"
)

var writers = []*publish.Writer{&headersfile.Cloudflare, &headersfile.Netlify}

var words = []string{"allow", "deny", "unstated", "cc-cr", "cc-cr-ec"}

func outcome(word string) proviso.Outcome {
	switch word {
	case "allow":
		return proviso.Allowed()
	case "deny":
		return proviso.Denied()
	case "unstated":
		return proviso.Outcome{}
	}
	s, _ := proviso.SignalNamed(word)
	return s.Outcome()
}

func collection(train, search string, paths ...string) declare.Collection {
	c := declare.Collection{Name: "c " + strings.Join(paths, " "), Paths: paths}
	c.Outcomes[proviso.TrainAI], c.Outcomes[proviso.Search] = outcome(train), outcome(search)
	return c
}

func saying(collections ...declare.Collection) *publish.Saying {
	return publish.NewSaying(&declare.Declaration{Party: declare.Party{Name: "Example Museum", Role: declare.Custodian}, Collections: collections})
}

var usual = saying(collection("deny", "allow"), collection("cc-cr", "allow", "/photos/"), collection("allow", "allow", "/press"))

func run(w *publish.Writer, text []byte, s *publish.Saying) publish.Output {
	fsys := fstest.MapFS{}
	if text != nil {
		fsys["_headers"] = &fstest.MapFile{Data: text}
	}
	return w.Write(publish.Input{FS: fsys, Entry: "_headers", Saying: s})
}

func randomSaying(r *rand.Rand) *publish.Saying {
	paths := []string{"/", "/photos/", "/photos", "/press/", "/a.b", "/photos/x/", "/*.jpg$", "/*/print", "/photos/$", "/a?b", "/wiki/File:x/", "/é/"}
	var list []declare.Collection
	for i := range 1 + r.IntN(3) {
		var own []string
		if i > 0 || r.IntN(4) == 0 {
			own = []string{paths[r.IntN(len(paths))]}
		}
		c := collection(words[r.IntN(len(words))], words[r.IntN(len(words))], own...)
		c.Outcomes[proviso.AIUse] = outcome(words[r.IntN(len(words))])
		c.Name = fmt.Sprint(i)
		list = append(list, c)
	}
	return saying(list...)
}

// randomFile makes a file as there are in public repositories.
func randomFile(r *rand.Rand) []byte {
	if r.IntN(12) == 0 {
		return nil
	}
	eol := []string{"\n", "\n", "\r\n"}[r.IntN(3)]
	var b strings.Builder
	if r.IntN(8) == 0 {
		b.WriteString("\ufeff")
	}
	pieces := []string{"# security" + eol, eol, "/*" + eol, "/photos/*" + eol, "/" + eol, "/*.jpg" + eol, "/assets/*" + eol, "https://:project.pages.dev/*" + eol,
		"/press*" + eol, "/wiki/:page" + eol, "nonsense" + eol, "\t" + eol}
	fields := []string{"X-Frame-Options: DENY", "Cache-Control: max-age=3600", "Cache-Control: public", "! Cache-Control", "X-Robots-Tag: noindex", "Link: </a>; rel=preload", "# X-Off: 1"}
	for range r.IntN(8) {
		b.WriteString(pieces[r.IntN(len(pieces))])
		indent := []string{"  ", "\t", "", "    "}[r.IntN(4)]
		for range r.IntN(3) {
			b.WriteString(indent + fields[r.IntN(len(fields))] + eol)
		}
	}
	text := b.String()
	if r.IntN(3) == 0 {
		text = strings.TrimSuffix(text, eol)
	}
	return []byte(text)
}

// TestRoundTrip: what is written stays when it is written again, comes out again byte for
// byte, keeps all that was there in its order, and says at each host, to whatever it does
// where rules meet, what is declared or something stricter. Other fields stay as they were.
func TestRoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	written, faults := 0, 0
	for range 1200 {
		old, s := randomFile(r), randomSaying(r)
		for _, w := range writers {
			out := run(w, old, s)
			if len(out.Files) == 0 {
				if len(out.Problems) == 0 || out.Problems[0].Severity != proviso.Fault {
					t.Fatalf("%s: nothing is written to %q, and nothing is told", w.Name, old)
				}
				faults++
				continue
			}
			written++
			file := out.Files[0]
			if again := run(w, file.New, s); file.New != nil && !bytes.Equal(again.Files[0].New, file.New) {
				t.Fatalf("%s: writing again changes\n%s\nto\n%s", w.Name, file.New, again.Files[0].New)
			}
			for _, taker := range writers {
				if file.New == nil {
					continue
				}
				back := run(taker, file.New, &publish.Saying{}).Files[0].New
				if !bytes.Equal(back, old) || (back == nil) != (old == nil) {
					t.Fatalf("%s: taken out of %q is %q", taker.Name, old, back)
				}
			}
			if !subsequence(old, file.New) {
				t.Fatalf("%s: something of\n%s\nis lost in\n%s", w.Name, old, file.New)
			}
			checkSeen(t, r, w, s, string(old), string(file.New))
		}
	}
	if written < 1000 || faults == 0 {
		t.Errorf("%d written, %d faults", written, faults)
	}
}

func subsequence(part, whole []byte) bool {
	for _, c := range part {
		i := bytes.IndexByte(whole, c)
		if i < 0 {
			return false
		}
		whole = whole[i+1:]
	}
	return true
}

func checkSeen(t *testing.T, r *rand.Rand, w *publish.Writer, s *publish.Saying, old, text string) {
	t.Helper()
	targets := []string{"/", "/photos", "/photos/", "/photos/a.jpg", "/photosets", "/photos/x/y", "/press/", "/a.b", "/axb", "/x/print", "/b.jpg?w=1", "/a?b", "/a", "/wiki/File:x/", "/wiki/Filey", "/%C3%A9/", "/%c3%a9/x", "/c?x=/print"}
	type host struct {
		name string
		seen func(text, path string) response
	}
	hosts := []host{{name: "Cloudflare", seen: atCloudflare}}
	if w == &headersfile.Netlify {
		hosts = append(hosts,
			host{name: "Netlify", seen: func(text, path string) response { return atNetlify(text, path, false) }},
			host{name: "Netlify, joined", seen: func(text, path string) response { return atNetlify(text, path, true) }})
	}
	for range 6 {
		target := targets[r.IntN(len(targets))]
		path, _, _ := strings.Cut(target, "?")
		want := proviso.Outcomes{}
		if rule := s.At(target); rule != nil {
			want = expr.Read([]byte(rule.Value), nil).Outcomes
		}
		for _, h := range hosts {
			got := h.seen(text, path)
			value := got["content-usage"]
			seen := expr.Read([]byte(value), nil)
			for _, use := range proviso.Uses() {
				g := seen.Outcomes[use]
				if seen.Failed || !g.AtLeast(want[use]) || want[use].Word() == proviso.Unstated && g.Word() != proviso.Unstated && g.Word() != proviso.Deny {
					t.Fatalf("%s at %s: for %s %s is %v by %q, want %v\n%s", w.Name, h.name, target, use, g, value, want[use], text)
				}
			}
			delete(got, "content-usage")
			if diff := cmp.Diff(h.seen(old, path), got); diff != "" {
				t.Fatalf("%s at %s: other fields of %s change: %s\n%s", w.Name, h.name, target, diff, text)
			}
		}
	}
}

// TestGolden shows what is written into usual files.
func TestGolden(t *testing.T) {
	for _, name := range []string{"new", "security", "order"} {
		for _, w := range writers {
			t.Run(name+" "+w.Name, func(t *testing.T) {
				text, err := os.ReadFile("testdata/" + name + ".in")
				if err != nil {
					text = nil
				}
				want, err := os.ReadFile("testdata/" + name + "." + w.Name)
				if err != nil {
					t.Fatal(err)
				}
				out := run(w, text, usual)
				if len(out.Files) != 1 {
					t.Fatalf("problems %v", out.Problems)
				}
				if diff := cmp.Diff(string(want), string(out.Files[0].New)); diff != "" {
					t.Error(diff)
				}
			})
		}
	}
}

// TestProblems: a file that cannot be written is left, and the problem says where and why.
func TestProblems(t *testing.T) {
	many := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "/%d\n  X: y\n", i)
		}
		return b.String()
	}
	for _, c := range []struct {
		name, text, code string
		line             int
		severity         proviso.Severity
	}{
		{"foreign", "/*\n  X: y\n  content-usage: train-ai=y\n", publish.CodeForeign, 3, proviso.Fault},
		{"foreign, taken away", "/*\n  ! Content-Usage\n", publish.CodeForeign, 2, proviso.Fault},
		{"damaged", "# BEGIN proviso\n/*\n  X: y\n", publish.CodeBlock, 1, proviso.Fault},
		{"bytes", "/\xff\n  X: y\n", publish.CodeEncoding, 0, proviso.Fault},
		{"too large", strings.Repeat("#", publish.MaxFile+1), publish.CodeTooLarge, 0, proviso.Fault},
		{"order", "/photos/*\n  X: y\n/*\n  X: z\n", headersfile.CodeOrder, 1, proviso.Fault},
		{"order of one alone", "/photos/*\n  X: y\n", headersfile.CodeOrder, 1, proviso.Fault},
		{"almost full", many(98), headersfile.CodeJoined, 0, proviso.Warning},
		{"full", many(100), headersfile.CodeFull, 0, proviso.Fault},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, w := range writers {
				out := run(w, []byte(c.text), usual)
				if len(out.Problems) == 0 || out.Problems[0].Code != c.code || out.Problems[0].Where.Line != c.line || out.Problems[0].Severity != c.severity {
					t.Fatalf("%s: problems %v", w.Name, out.Problems)
				}
				if c.severity == proviso.Fault && len(out.Files) > 0 {
					t.Errorf("%s: the file is written all the same", w.Name)
				}
			}
		})
	}
	t.Run("joined", func(t *testing.T) {
		text := string(run(&headersfile.Cloudflare, []byte(many(98)), usual).Files[0].New)
		for _, path := range []string{"/", "/press", "/97", "/photos/a"} {
			if got := atCloudflare(text, path)["content-usage"]; got != "train-ai=n, search=y" {
				t.Errorf("%s says %q", path, got)
			}
		}
	})
	t.Run("no file at all", func(t *testing.T) {
		fsys := fstest.MapFS{"_headers/x": &fstest.MapFile{}}
		out := headersfile.Cloudflare.Write(publish.Input{FS: fsys, Saying: usual})
		if len(out.Problems) != 1 || out.Problems[0].Code != publish.CodeUnreadable {
			t.Errorf("problems %v", out.Problems)
		}
	})
	t.Run("functions", func(t *testing.T) {
		fsys := fstest.MapFS{"functions/api.js": &fstest.MapFile{}}
		out := headersfile.Cloudflare.Write(publish.Input{FS: fsys, Saying: usual})
		if len(out.Problems) != 1 || out.Problems[0].Code != headersfile.CodeFunction {
			t.Errorf("problems %v", out.Problems)
		}
	})
	t.Run("field", func(t *testing.T) {
		s := saying(collection("deny", "allow"), collection("deny", "allow", "/a"))
		s.Rules[0].Headers = append(s.Rules[0].Headers, publish.Header{Name: "X", Value: "1"})
		s.Rules[1].Headers = append(s.Rules[1].Headers, publish.Header{Name: "X"})
		out := run(&headersfile.Netlify, nil, s)
		if len(out.Problems) != 1 || out.Problems[0].Code != headersfile.CodeField || bytes.Contains(out.Files[0].New, []byte("X:")) {
			t.Errorf("problems %v", out.Problems)
		}
	})
}

func TestFind(t *testing.T) {
	for _, c := range []struct{ files, cloudflare, netlify string }{
		{"index.html", "", ""},
		{"_headers", "", "_headers"},
		{"_headers netlify.toml", "", "_headers"},
		{"_headers wrangler.toml", "_headers", ""},
		{"wrangler.jsonc", "_headers", ""},
		{"_headers wrangler.toml netlify.toml", "", "_headers"},
		{"_worker.js", "_headers", ""},
	} {
		fsys := fstest.MapFS{}
		for _, name := range strings.Fields(c.files) {
			fsys[name] = &fstest.MapFile{}
		}
		if got := headersfile.Cloudflare.Find(fsys); got != c.cloudflare {
			t.Errorf("%s: Cloudflare finds %q", c.files, got)
		}
		if got := headersfile.Netlify.Find(fsys); got != c.netlify {
			t.Errorf("%s: Netlify finds %q", c.files, got)
		}
	}
}

func TestCodes(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range headersfile.Codes() {
		if seen[c.Code] || !strings.HasPrefix(c.Code, "headersfile-") || !strings.HasSuffix(c.Meaning, ".") {
			t.Errorf("%+v", c)
		}
		seen[c.Code] = true
	}
	if len(seen) != 5 {
		t.Errorf("%d codes", len(seen))
	}
}

// FuzzWrite: any file is left or comes back byte for byte.
func FuzzWrite(f *testing.F) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 20 {
		f.Add(randomFile(r))
	}
	f.Add([]byte("/*\r\n X: y\r\n/photos/*\n\tY: z\r"))
	f.Fuzz(func(t *testing.T, old []byte) {
		for _, w := range writers {
			out := run(w, old, usual)
			if len(out.Files) == 0 {
				if len(out.Problems) == 0 {
					t.Fatal("nothing is told")
				}
				continue
			}
			if bytes.Contains(old, []byte("proviso")) {
				continue // taken for ours
			}
			if back := run(w, out.Files[0].New, &publish.Saying{}); len(back.Files) == 0 || !bytes.Equal(back.Files[0].New, old) {
				t.Fatalf("%s: %q came back as %v", w.Name, old, back)
			}
			if again := run(w, out.Files[0].New, usual); len(again.Files) == 0 || !bytes.Equal(again.Files[0].New, out.Files[0].New) {
				t.Fatalf("%s: %q is not the same when written again", w.Name, old)
			}
		}
	})
}
