package vercel_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/expr"
	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/publish/vercel"
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
		fsys["vercel.json"] = &fstest.MapFile{Data: text}
	}
	return vercel.Writer.Write(publish.Input{FS: fsys, Entry: "vercel.json", Saying: s})
}

func randomSaying(r *rand.Rand) *publish.Saying {
	paths := []string{"/", "/photos/", "/photos", "/press/", "/a.b", "/photos/x/", "/*.jpg$", "/photos/$", "/a?b", "/é/", "/f(x):y+/"}
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

const foreign = `{"source":"/(.*)","headers":[{"key":"X-Frame-Options","value":"DENY"}]}`

// randomFile makes a file as there are in public repositories: by a person or a tool, with
// any step of indentation or none.
func randomFile(r *rand.Rand) []byte {
	members := []string{`"$schema":"https://openapi.vercel.sh/vercel.json"`, `"cleanUrls":true`, `"rewrites":[{"source":"/(.*)","destination":"/"}]`, `"x":"a\u0062 // \"[{"`, `"n":{}`}
	r.Shuffle(len(members), func(i, j int) { members[i], members[j] = members[j], members[i] })
	members = members[:r.IntN(len(members)+1)]
	headers := []string{`"headers":[]`, `"headers":[` + foreign + `]`, `"headers":[` + foreign + `,` + foreign + `]`}
	if n := r.IntN(5); n < len(headers) {
		at := r.IntN(len(members) + 1)
		members = append(members[:at:at], append([]string{headers[n]}, members[at:]...)...)
	}
	text := []byte("{" + strings.Join(members, ",") + "}")
	var b bytes.Buffer
	switch r.IntN(6) {
	case 0:
		return text
	case 1:
		return bytes.ReplaceAll(text, []byte(","), []byte(" ,\t"))
	case 2:
		json.Indent(&b, text, "", "\t")
	case 3:
		json.Indent(&b, text, "", "    ")
	default:
		json.Indent(&b, text, "", "  ")
	}
	out := b.String()
	if r.IntN(3) > 0 {
		out += "\n"
	}
	if r.IntN(4) == 0 {
		out = strings.ReplaceAll(out, "\n", "\r\n")
	}
	if r.IntN(4) == 0 {
		out = strings.ReplaceAll(out, "[]", "[ \n ]")
	}
	if r.IntN(8) == 0 {
		out = "\ufeff" + out
	}
	return []byte(out)
}

// seen is what a client sees: for each key, the value of the last rule that matches.
func seen(t *testing.T, text []byte, path string) (usage string, other map[string]string) {
	t.Helper()
	var config struct {
		Headers []struct {
			Source  string
			Headers []struct{ Key, Value string }
		}
	}
	if err := json.Unmarshal(bytes.TrimPrefix(text, []byte("\ufeff")), &config); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	other = map[string]string{}
	for _, rule := range config.Headers {
		before, parameter, named := strings.Cut(rule.Source, ":proviso(")
		if !named {
			before, parameter, _ = strings.Cut(rule.Source, "(")
		}
		before = regexp.MustCompile(`\\(.)`).ReplaceAllString(before, "$1")
		if !regexp.MustCompile("(?i)^" + regexp.QuoteMeta(before) + "(" + parameter + "$").MatchString(path) {
			continue
		}
		for _, h := range rule.Headers {
			other[h.Key] = h.Value
		}
	}
	usage = other["Content-Usage"]
	delete(other, "Content-Usage")
	return usage, other
}

// TestRoundTrip: what is written stays when it is written again, comes out again byte for
// byte, keeps all that was there in its order, is JSON, and says what is declared or
// something stricter.
func TestRoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	targets := []string{"/", "/photos", "/photos/", "/photos/a.jpg", "/photosets", "/photos/x/y", "/press/", "/a.b", "/axb", "/b.jpg?w=1", "/a?b", "/a", "/%C3%A9/", "/%c3%a9/z", "/f(x):y+/"}
	for range 3000 {
		old, s := randomFile(r), randomSaying(r)
		if r.IntN(12) == 0 {
			old = nil
		}
		out := run(old, s)
		if len(out.Files) == 0 && old == nil && len(out.Problems) == 0 {
			continue // nothing was there, and nothing is said
		}
		if len(out.Files) != 1 {
			t.Fatalf("%q: %v", old, out.Problems)
		}
		file := out.Files[0]
		if again := run(file.New, s); !bytes.Equal(again.Files[0].New, file.New) {
			t.Fatalf("writing again changes\n%s\nto\n%s", file.New, again.Files[0].New)
		}
		if back := run(file.New, &publish.Saying{}).Files[0].New; !bytes.Equal(back, old) || (back == nil) != (old == nil) {
			t.Fatalf("taken out of\n%s\nis\n%s, and it was\n%s", file.New, back, old)
		}
		if !subsequence(old, file.New) {
			t.Fatalf("something of\n%s\nis lost in\n%s", old, file.New)
		}
		for range 3 {
			target := targets[r.IntN(len(targets))]
			path, _, _ := strings.Cut(target, "?")
			value, other := seen(t, file.New, path)
			before := map[string]string{}
			if old != nil {
				_, before = seen(t, old, path)
			}
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

func TestGolden(t *testing.T) {
	for _, name := range []string{"new", "usual", "bare", "compact", "empty"} {
		old, err := os.ReadFile("testdata/" + name + ".in")
		if err != nil {
			old = nil
		}
		want, err := os.ReadFile("testdata/" + name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(run(old, usual).Files[0].New)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// TestMixed takes ours out wherever somebody moved them.
func TestMixed(t *testing.T) {
	const ours = `{"source":"/x/:proviso(.*)","headers":[]}`
	for text, want := range map[string]string{
		`{"headers":[` + ours + `, ` + foreign + `]}`:                    `{"headers":[` + foreign + `]}`,
		`{"headers":[ ` + foreign + `, ` + ours + `,` + foreign + `]}`:   `{"headers":[ ` + foreign + `,` + foreign + `]}`,
		`{"headers":[` + ours + `,` + foreign + `,` + ours + `]}`:        `{"headers":[` + foreign + `]}`,
		`{"headers": [ ` + ours + `], "cleanUrls":true}`:                 `{"cleanUrls":true}`,
		`{"headers":[{"source":"/:proviso(.*)","headers":[],"has":[]}]}`: `{"headers":[{"source":"/:proviso(.*)","headers":[],"has":[]}]}`,
	} {
		if got := string(run([]byte(text), &publish.Saying{}).Files[0].New); got != want {
			t.Errorf("%s became %s", text, got)
		}
	}
}

func TestProblems(t *testing.T) {
	many := func(n int) string {
		return `{"headers":[` + strings.TrimSuffix(strings.Repeat(`{"source":"/a","headers":[]},`, n), ",") + `]}`
	}
	for _, c := range []struct {
		name, text, code string
		line, column     int
		severity         proviso.Severity
	}{
		{"comment", "{\n  // mine\n}", vercel.CodeJSON, 2, 3, proviso.Fault},
		{"comma", "{\"a\": 1,}", vercel.CodeJSON, 1, 8, proviso.Fault},
		{"twice", `{"headers":[],"headers":[]}`, vercel.CodeJSON, 1, 15, proviso.Fault},
		{"empty", "", vercel.CodeJSON, 1, 1, proviso.Fault},
		{"array", "[]", vercel.CodeShape, 1, 1, proviso.Fault},
		{"headers", `{"headers":{}}`, vercel.CodeShape, 1, 12, proviso.Fault},
		{"rule", `{"headers":["x"]}`, vercel.CodeShape, 1, 13, proviso.Fault},
		{"routes", `{"routes":[]}`, vercel.CodeRoutes, 1, 11, proviso.Fault},
		{"foreign", "{\"headers\":[\n{\"source\":\"/\",\"headers\":[{\"key\":\"content-usage\",\"value\":\"train-ai=y\"}]}]}", publish.CodeForeign, 2, 26, proviso.Warning},
		{"bytes", "{\"\xff\":1}", publish.CodeEncoding, 0, 0, proviso.Fault},
		{"too large", strings.Repeat(" ", vercel.MaxFile+1), publish.CodeTooLarge, 0, 0, proviso.Fault},
		{"deep", strings.Repeat("[", 1000), vercel.CodeJSON, 1, 65, proviso.Fault},
		{"almost full", many(vercel.MaxRules - 1), vercel.CodeJoined, 0, 0, proviso.Warning},
		{"full", many(vercel.MaxRules), vercel.CodeFull, 0, 0, proviso.Fault},
	} {
		t.Run(c.name, func(t *testing.T) {
			out := run([]byte(c.text), usual)
			if len(out.Problems) != 1 {
				t.Fatalf("problems %v", out.Problems)
			}
			p := out.Problems[0]
			if p.Code != c.code || p.Where.Line != c.line || p.Where.Column != c.column || p.Severity != c.severity {
				t.Errorf("problem %+v", p)
			}
			if (c.severity == proviso.Fault) == (len(out.Files) > 0) {
				t.Errorf("files %v", out.Files)
			}
		})
	}
	t.Run("no file at all", func(t *testing.T) {
		out := vercel.Writer.Write(publish.Input{FS: fstest.MapFS{"vercel.json/x": &fstest.MapFile{}}, Saying: usual})
		if len(out.Problems) != 1 || out.Problems[0].Code != publish.CodeUnreadable {
			t.Errorf("problems %v", out.Problems)
		}
	})
	t.Run("field", func(t *testing.T) {
		s := saying(collection("deny", "allow"), collection("deny", "allow", "/a"))
		s.Rules[0].Headers = append(s.Rules[0].Headers, publish.Header{Name: "X", Value: "1"})
		s.Rules[1].Headers = append(s.Rules[1].Headers, publish.Header{Name: "X"})
		if out := run(nil, s); len(out.Problems) != 1 || out.Problems[0].Code != vercel.CodeField {
			t.Errorf("problems %v", out.Problems)
		}
	})
}

func TestFind(t *testing.T) {
	for files, want := range map[string]string{"index.html": "", "vercel.json": "vercel.json", ".vercel/project.json": "vercel.json"} {
		if got := vercel.Writer.Find(fstest.MapFS{files: &fstest.MapFile{}}); got != want {
			t.Errorf("%s: finds %q", files, got)
		}
	}
}

func TestCodes(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range vercel.Codes() {
		if seen[c.Code] || !strings.HasPrefix(c.Code, "vercel-") || !strings.HasSuffix(c.Meaning, ".") {
			t.Errorf("%+v", c)
		}
		seen[c.Code] = true
	}
}

// FuzzWrite: any file is left or comes back byte for byte.
func FuzzWrite(f *testing.F) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 30 {
		f.Add(randomFile(r))
	}
	f.Fuzz(func(t *testing.T, old []byte) {
		out := run(old, usual)
		if len(out.Files) == 0 {
			if old != nil && len(out.Problems) == 0 {
				t.Fatal("nothing is told")
			}
			return
		}
		if bytes.Contains(old, []byte("proviso")) || bytes.Contains(old, []byte(`\u`)) {
			return // taken for ours
		}
		text := out.Files[0].New
		if !json.Valid(bytes.TrimPrefix(text, []byte("\ufeff"))) {
			t.Fatalf("%q is no JSON", text)
		}
		if back := run(text, &publish.Saying{}); len(back.Files) == 0 || !bytes.Equal(back.Files[0].New, old) {
			t.Fatalf("%q came back as %v", old, back)
		}
		if again := run(text, usual); len(again.Files) == 0 || !bytes.Equal(again.Files[0].New, text) {
			t.Fatalf("%q is not the same when written again", text)
		}
	})
}
