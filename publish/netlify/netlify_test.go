package netlify_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/pelletier/go-toml/v2"
	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/expr"
	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/publish/netlify"
)

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

func run(text []byte, s *publish.Saying) publish.Output {
	fsys := fstest.MapFS{}
	if text != nil {
		fsys["netlify.toml"] = &fstest.MapFile{Data: text}
	}
	return netlify.Writer.Write(publish.Input{FS: fsys, Entry: "netlify.toml", Saying: s})
}

func randomSaying(r *rand.Rand) *publish.Saying {
	paths := []string{"/", "/photos/", "/photos", "/press/", "/a.b", "/photos/x/", "/*.jpg$", "/photos/$", "/a?b", "/é/"}
	var list []declare.Collection
	for i := range 1 + r.IntN(3) {
		var own []string
		if i > 0 || r.IntN(4) == 0 {
			own = []string{paths[r.IntN(len(paths))]}
		}
		c := collection(words[r.IntN(len(words))], words[r.IntN(len(words))], own...)
		c.Name = fmt.Sprint(i)
		list = append(list, c)
	}
	return saying(list...)
}

func randomFile(r *rand.Rand) []byte {
	if r.IntN(12) == 0 {
		return nil
	}
	pieces := []string{
		"# How the site is built\n", "\n", "[build]\n  publish = \"dist\"\n  command = '''\nnpm run build'''\n", "[[redirects]]\n  from = \"/old\"\n  to = \"/new\"\n  status = 301\n",
		"[[headers]]\n  for = \"/*\"\n  [headers.values]\n    X-Frame-Options = \"DENY\"\n", "[[headers]]\nfor = \"/photos/*\"\nvalues = { X-Robots-Tag = \"noindex\" }\n",
		"[dev]\nport = 8888 # any\n", "[context.production.environment]\nA = \"\"\"\nb\"\"\"\n",
	}
	r.Shuffle(len(pieces), func(i, j int) { pieces[i], pieces[j] = pieces[j], pieces[i] })
	text := strings.Join(pieces[:r.IntN(len(pieces))], "")
	if r.IntN(3) == 0 {
		text = strings.TrimSuffix(text, "\n")
	}
	if r.IntN(4) == 0 {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	if r.IntN(8) == 0 {
		text = "\ufeff" + text
	}
	return []byte(text)
}

// seen is what a client sees by @netlify/headers, or with the values joined.
func seen(t *testing.T, text []byte, path string, join bool) (usage string, other map[string]string) {
	t.Helper()
	var config struct {
		Headers []struct {
			For    string
			Values map[string]string
		}
	}
	if err := toml.Unmarshal(bytes.TrimPrefix(text, []byte("\ufeff")), &config); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	other = map[string]string{}
	for _, h := range config.Headers {
		if !segments(h.For).MatchString(path) {
			continue
		}
		for name, value := range h.Values {
			if old := other[name]; join && old != "" {
				value = old + ", " + value
			}
			other[name] = value
		}
	}
	usage = other["Content-Usage"]
	delete(other, "Content-Usage")
	return usage, other
}

// segments is getForRegExp of @netlify/headers-parser.
func segments(pattern string) *regexp.Regexp {
	var parts []string
	for part := range strings.SplitSeq(pattern, "/") {
		switch {
		case part == "":
			continue
		case strings.HasPrefix(part, ":"):
			part = `([^/]+)`
		case part == "*":
			part = `?(.*)`
		case strings.Contains(part, "*"):
			part = strings.ReplaceAll(part, "*", "(.*)")
		default:
			part = regexp.QuoteMeta(part)
		}
		parts = append(parts, part)
	}
	return regexp.MustCompile("(?i)^/" + strings.Join(parts, "/") + "/?$")
}

// TestRoundTrip: what is written stays when it is written again, comes out again byte for
// byte, stands behind all that was there, is TOML, and says what is declared or something
// stricter, whatever Netlify does where rules meet.
func TestRoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	targets := []string{"/", "/photos", "/photos/", "/photos/a.jpg", "/photosets", "/photos/x/y", "/press/", "/a.b", "/b.jpg?w=1", "/a?b", "/a", "/%C3%A9/"}
	for range 1500 {
		old, s := randomFile(r), randomSaying(r)
		out := run(old, s)
		if len(out.Files) != 1 {
			t.Fatalf("%q: %v", old, out.Problems)
		}
		file := out.Files[0]
		if file.New == nil {
			continue // nothing was there, and nothing is said
		}
		if again := run(file.New, s); !bytes.Equal(again.Files[0].New, file.New) {
			t.Fatalf("writing again changes\n%s\nto\n%s", file.New, again.Files[0].New)
		}
		if back := run(file.New, &publish.Saying{}).Files[0].New; !bytes.Equal(back, old) || (back == nil) != (old == nil) {
			t.Fatalf("taken out of %q is %q", old, back)
		}
		if !bytes.HasPrefix(file.New, old) {
			t.Fatalf("%q does not begin with %q", file.New, old)
		}
		for _, join := range []bool{false, true} {
			target := targets[r.IntN(len(targets))]
			path, _, _ := strings.Cut(target, "?")
			value, other := seen(t, file.New, path, join)
			_, before := seen(t, old, path, join)
			if diff := cmp.Diff(before, other); diff != "" {
				t.Fatalf("other fields of %s change: %s", target, diff)
			}
			want := proviso.Outcomes{}
			if rule := s.At(target); rule != nil {
				want = expr.Read([]byte(rule.Value), nil).Outcomes
			}
			got := expr.Read([]byte(value), nil)
			for _, use := range proviso.Uses() {
				g := got.Outcomes[use]
				if got.Failed || !g.AtLeast(want[use]) || want[use].Word() == proviso.Unstated && g.Word() != proviso.Unstated && g.Word() != proviso.Deny {
					t.Fatalf("for %s %s is %v by %q, want %v\n%s", target, use, g, value, want[use], file.New)
				}
			}
		}
	}
}

func TestGolden(t *testing.T) {
	old, err := os.ReadFile("testdata/usual.in")
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("testdata/usual.toml")
	if err != nil {
		t.Fatal(err)
	}
	out := run(old, usual)
	if diff := cmp.Diff(string(want), string(out.Files[0].New)); diff != "" {
		t.Error(diff)
	}
	if len(out.Steps) == 0 || len(out.Losses) == 0 {
		t.Errorf("%v", out)
	}
}

func TestProblems(t *testing.T) {
	const ours = "# BEGIN proviso: x\n[[headers]]\nfor = \"/*\"\n[headers.values]\nContent-Usage = \"train-ai=n\"\n# END proviso\n"
	for _, c := range []struct {
		name, text, code string
		line             int
	}{
		{"foreign", "[[headers]]\nfor = \"/*\"\n[headers.values]\ncontent-usage = \"train-ai=y\"\n", publish.CodeForeign, 4},
		{"no TOML", "[build]\npublish = dist\n", netlify.CodeTOML, 2},
		{"in one piece", "[build]\na = 1\n[dev]\n[[redirects]]\n", "", 0},
		{"an inline array", "headers = [ { for = \"/*\", values = { X = \"y\" } } ]\n", netlify.CodeInline, 1},
		{"headers are a table", "[headers]\nfor = \"/*\"\n", netlify.CodeInline, 1},
		{"damaged", "# BEGIN proviso\n[build]\n", publish.CodeBlock, 1},
		{"values behind our block", ours + "\n# more\nX-Mine = \"y\"\n", publish.CodeBlock, 0},
		{"a table behind our block", ours + "\n# more\n[build]\n", "", 0},
		{"bytes", "\xff", publish.CodeEncoding, 0},
		{"too large", strings.Repeat("#", publish.MaxFile+1), publish.CodeTooLarge, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			out := run([]byte(c.text), usual)
			if c.code == "" {
				if len(out.Problems) > 0 || len(out.Files) != 1 {
					t.Fatalf("problems %v", out.Problems)
				}
				return
			}
			if len(out.Problems) != 1 || out.Problems[0].Code != c.code || out.Problems[0].Where.Line != c.line || out.Problems[0].Severity != proviso.Fault || len(out.Files) > 0 {
				t.Fatalf("problems %v, files %v", out.Problems, out.Files)
			}
		})
	}
	t.Run("no file at all", func(t *testing.T) {
		out := netlify.Writer.Write(publish.Input{FS: fstest.MapFS{"netlify.toml/x": &fstest.MapFile{}}, Saying: usual})
		if len(out.Problems) != 1 || out.Problems[0].Code != publish.CodeUnreadable {
			t.Errorf("problems %v", out.Problems)
		}
	})
	t.Run("fields", func(t *testing.T) {
		s := saying(collection("deny", "allow"), collection("deny", "allow", "/a"))
		s.Rules[0].Headers = append(s.Rules[0].Headers, publish.Header{Name: "X", Value: "1"}, publish.Header{Name: "Link.", Value: `<"a">`}, publish.Header{Name: "Y", Value: `"'"`})
		s.Rules[1].Headers = append(s.Rules[1].Headers, publish.Header{Name: "X"}, s.Rules[0].Headers[2], s.Rules[0].Headers[3])
		out := run(nil, s)
		if len(out.Problems) != 1 || out.Problems[0].Code != netlify.CodeField {
			t.Errorf("problems %v", out.Problems)
		}
		if _, other := seen(t, out.Files[0].New, "/", false); other["Link."] != `<"a">` || other["Y"] != `"'"` || other["X"] != "" {
			t.Errorf("%v", other)
		}
	})
}

func TestFind(t *testing.T) {
	if got := netlify.Writer.Find(fstest.MapFS{}); got != "" {
		t.Errorf("finds %q in nothing", got)
	}
	if got := netlify.Writer.Find(fstest.MapFS{"netlify.toml": &fstest.MapFile{}}); got != "netlify.toml" {
		t.Errorf("finds %q", got)
	}
}

func TestCodes(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range netlify.Codes() {
		if seen[c.Code] || !strings.HasPrefix(c.Code, "netlify-") || !strings.HasSuffix(c.Meaning, ".") {
			t.Errorf("%+v", c)
		}
		seen[c.Code] = true
	}
}

// FuzzWrite: any file is left or comes back byte for byte.
func FuzzWrite(f *testing.F) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 20 {
		f.Add(randomFile(r))
	}
	f.Fuzz(func(t *testing.T, old []byte) {
		out := run(old, usual)
		if len(out.Files) == 0 {
			if len(out.Problems) == 0 {
				t.Fatal("nothing is told")
			}
			return
		}
		if bytes.Contains(old, []byte("proviso")) {
			return // taken for ours
		}
		if old == nil {
			old = []byte{}
		}
		if back := run(out.Files[0].New, &publish.Saying{}); len(back.Files) == 0 || !bytes.Equal(back.Files[0].New, old) {
			t.Fatalf("%q came back as %v", old, back)
		}
	})
}
