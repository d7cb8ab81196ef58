package cloudfront_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/expr"
	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/publish/cloudfront"
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

var usual = saying(collection("deny", "allow"), collection("cc-cr", "allow", "/photos/"), collection("unstated", "unstated", "/forum/"))

func run(fsys fs.FS, s *publish.Saying) publish.Output {
	return cloudfront.Writer.Write(publish.Input{FS: fsys, Saying: s})
}

// after is the file system with what was planned.
func after(fsys fstest.MapFS, out publish.Output) fstest.MapFS {
	now := maps.Clone(fsys)
	for _, f := range out.Files {
		delete(now, f.Path)
		if f.New != nil {
			now[f.Path] = &fstest.MapFile{Data: f.New}
		}
	}
	return now
}

func texts(fsys fstest.MapFS) map[string]string {
	list := map[string]string{}
	for name, f := range fsys {
		list[name] = string(f.Data)
	}
	return list
}

func randomSaying(r *rand.Rand) *publish.Saying {
	paths := []string{"/", "/photos/", "/photos", "/press/", "/a.b", "/photos/x/", "/*.jpg$", "/photos/$", "/a?b", "/é/", "/a(b)/"}
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

// seen does what the steps say and looks at what a client sees: the first behaviour that
// matches, with its policy. Of behaviours that were there, each has the one for others.
func seen(t *testing.T, fsys fstest.MapFS, target string) (usage, other string) {
	t.Helper()
	f := fsys["proviso-cloudfront/behaviors.json"]
	if f == nil {
		return "", ""
	}
	type behavior struct {
		Pattern string `json:"path-pattern"`
		Policy  string
	}
	var plan struct {
		Behaviors      []behavior
		Default, Other *behavior
	}
	if err := json.Unmarshal(f.Data, &plan); err != nil {
		t.Fatal(err)
	}
	policies := map[string]string{}
	for name, f := range fsys {
		var p struct {
			Name                string
			CustomHeadersConfig struct {
				Quantity int
				Items    []struct {
					Header, Value string
					Override      bool
				}
			}
		}
		if !strings.Contains(name, "policy-") {
			continue
		}
		d := json.NewDecoder(strings.NewReader(string(f.Data)))
		if err := d.Decode(&p); err != nil || p.CustomHeadersConfig.Quantity != 1 || !p.CustomHeadersConfig.Items[0].Override {
			t.Fatalf("%s: %v %+v", name, err, p)
		}
		policies[p.Name] = p.CustomHeadersConfig.Items[0].Value
	}
	if plan.Other != nil {
		other = policies[plan.Other.Policy]
	}
	for _, b := range plan.Behaviors {
		if len(b.Pattern) > 255 {
			t.Fatalf("a pattern of %d characters", len(b.Pattern))
		}
		if regexp.MustCompile("^" + strings.ReplaceAll(regexp.QuoteMeta(b.Pattern), `\*`, ".*") + "$").MatchString(target) {
			return policies[b.Policy], other
		}
	}
	if plan.Default != nil {
		usage = policies[plan.Default.Policy]
	}
	return usage, other
}

// TestRoundTrip: what is written stays when it is written again and goes when nothing is
// said any more; what is somebody else's stays; and whoever does what the steps say, sees
// what is declared or something stricter.
func TestRoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	targets := []string{"/", "/photos", "/photos/", "/photos/a.jpg", "/photosets", "/photos/x/y", "/press/", "/a.b", "/b.jpg?w=1", "/a?b", "/a", "/%C3%A9/", "/a(b)/"}
	foreign := fstest.MapFS{
		"proviso-cloudfront/README":           {Data: []byte("mine")},
		"proviso-cloudfront/policy-mine.json": {Data: []byte("{}")},
		"cdk.json":                            {Data: []byte("{}")},
	}
	for range 1000 {
		before := foreign
		if r.IntN(2) == 0 {
			before = after(foreign, run(foreign, randomSaying(r)))
		}
		s := randomSaying(r)
		out := run(before, s)
		now := after(before, out)
		if again := after(now, run(now, s)); cmp.Diff(texts(now), texts(again)) != "" {
			t.Fatalf("writing again changes: %s", cmp.Diff(texts(now), texts(again)))
		}
		if back := after(now, run(now, &publish.Saying{})); cmp.Diff(texts(foreign), texts(back)) != "" {
			t.Fatalf("taken out: %s", cmp.Diff(texts(foreign), texts(back)))
		}
		for range 3 {
			target := targets[r.IntN(len(targets))]
			path, _, _ := strings.Cut(target, "?")
			delete(now, "proviso-cloudfront/policy-mine.json")
			usage, other := seen(t, now, path)
			want := proviso.Outcomes{}
			if rule := s.At(target); rule != nil {
				want = expr.Read([]byte(rule.Value), nil).Outcomes
			}
			for _, value := range []string{usage, other} {
				got := expr.Read([]byte(value), nil)
				for _, use := range proviso.Uses() {
					g := got.Outcomes[use]
					if got.Failed || !g.AtLeast(want[use]) || want[use].Word() == proviso.Unstated && g.Word() != proviso.Unstated && g.Word() != proviso.Deny {
						t.Fatalf("for %s %s is %v by %q, want %v\n%v", target, use, g, value, want[use], texts(now))
					}
				}
			}
		}
	}
}

func TestGolden(t *testing.T) {
	out := run(fstest.MapFS{}, usual)
	files, err := os.ReadDir("testdata/usual")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != len(out.Files) {
		t.Errorf("%d files, want %d", len(out.Files), len(files))
	}
	for _, f := range out.Files {
		want, err := os.ReadFile("testdata/usual/" + path.Base(f.Path))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(f.New)); diff != "" {
			t.Errorf("%s: %s", f.Path, diff)
		}
	}
	steps := strings.Join(out.Steps, "\n") + "\n"
	want, err := os.ReadFile("testdata/usual.steps")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), steps); diff != "" {
		t.Error(diff)
	}
}

// TestStale: what is not said any more has to be taken out of the account as well.
func TestStale(t *testing.T) {
	now := after(fstest.MapFS{}, run(fstest.MapFS{}, usual))
	out := run(now, &publish.Saying{})
	if len(out.Steps) != 3 || len(out.Files) != 4 || !strings.Contains(out.Steps[0], "proviso-01c001438042: aws cloudfront delete") {
		t.Errorf("%v", out.Steps)
	}
}

func TestEntry(t *testing.T) {
	for entry, want := range map[string]string{"": "proviso-cloudfront", "infra/cf": "infra/cf", "infra/cf/behaviors.json": "infra/cf"} {
		out := cloudfront.Writer.Write(publish.Input{FS: fstest.MapFS{}, Entry: entry, Saying: usual})
		if got := path.Dir(out.Files[0].Path); got != want {
			t.Errorf("%s: writes to %s", entry, got)
		}
	}
	found := fstest.MapFS{"proviso-cloudfront/behaviors.json": &fstest.MapFile{}}
	if cloudfront.Writer.Find(fstest.MapFS{}) != "" || cloudfront.Writer.Find(found) != "proviso-cloudfront/behaviors.json" {
		t.Error("Find")
	}
}

func TestProblems(t *testing.T) {
	const behaviors = "proviso-cloudfront/behaviors.json"
	var many []declare.Collection
	for i := range cloudfront.MaxBehaviors + 1 {
		many = append(many, collection("allow", words[i%5], fmt.Sprintf("/p%d/", i)))
	}
	withField := saying(collection("deny", "allow"), collection("deny", "allow", "/a$"))
	withField.Rules[0].Headers = append(withField.Rules[0].Headers, publish.Header{Name: "X", Value: "1"})
	withField.Rules[1].Headers = append(withField.Rules[1].Headers, publish.Header{Name: "X", Value: "2"})
	for _, c := range []struct {
		name     string
		fsys     fs.FS
		s        *publish.Saying
		code     string
		severity proviso.Severity
	}{
		{"foreign", fstest.MapFS{behaviors: {Data: []byte("{}")}}, usual, publish.CodeForeign, proviso.Fault},
		{"folder", fstest.MapFS{behaviors + "/x": {}}, usual, publish.CodeUnreadable, proviso.Fault},
		{"too large", fstest.MapFS{behaviors: {Data: make([]byte, publish.MaxFile+1)}}, usual, publish.CodeTooLarge, proviso.Fault},
		{"no folder", fstest.MapFS{"proviso-cloudfront": {}}, usual, publish.CodeUnreadable, proviso.Fault},
		{"quota", fstest.MapFS{}, saying(many...), cloudfront.CodeQuota, proviso.Warning},
		{"field", fstest.MapFS{}, withField, cloudfront.CodeField, proviso.Warning},
	} {
		t.Run(c.name, func(t *testing.T) {
			out := run(c.fsys, c.s)
			if len(out.Problems) != 1 || out.Problems[0].Code != c.code || out.Problems[0].Severity != c.severity {
				t.Fatalf("problems %v", out.Problems)
			}
			if c.severity == proviso.Fault && len(out.Files)+len(out.Steps) > 0 {
				t.Errorf("and yet %v", out)
			}
		})
	}
}

func TestCodes(t *testing.T) {
	for _, c := range cloudfront.Codes() {
		if !strings.HasPrefix(c.Code, "cloudfront-") || !strings.HasSuffix(c.Meaning, ".") {
			t.Errorf("%+v", c)
		}
	}
}
