package vectors

import (
	"strings"
	"testing"
	"testing/fstest"
)

const good = `checks: A sentence.
source: somewhere
spec: RFC 9651
-- expression --
train-ai=n
-- expect --
train-ai: deny
`

const goodWriter = `checks: A sentence.
source: somewhere
spec: RFC 9651
canonical: train-ai=n
-- expect --
train-ai: deny
`

// folder is a kit with one vector per suite, and what is given on top.
func folder(extra map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for _, suite := range Suites() {
		text := good
		if suite == Writer {
			text = goodWriter
		}
		fsys[suite+"/first-of-"+suite+".txtar"] = &fstest.MapFile{Data: []byte(text)}
	}
	for name, text := range extra {
		if text == "" {
			delete(fsys, name)
			continue
		}
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

func TestLoadAcceptsAPlainKit(t *testing.T) {
	all, err := load(folder(nil))
	if err != nil || len(all) != len(Suites()) {
		t.Fatalf("%d vectors, %v", len(all), err)
	}
}

func TestLoadIsStrictAboutFolders(t *testing.T) {
	for name, test := range map[string]struct {
		extra map[string]string
		want  string
	}{
		"empty suite":      {map[string]string{"content-usage/first-of-content-usage.txtar": ""}, "content-usage"},
		"other file":       {map[string]string{"content-usage/notes.txt": "x"}, "vectors/content-usage/notes.txt:1: not a .txtar file"},
		"repeated name":    {map[string]string{"content-usage/first-of-signals.txtar": good}, "vectors/content-usage/first-of-signals.txtar:1: the name is taken by vectors/signals/first-of-signals.txtar"},
		"name in capitals": {map[string]string{"content-usage/Upper.txtar": good}, "vectors/content-usage/Upper.txtar:1: a name is lower-case words with hyphens"},
		"folder inside":    {map[string]string{"content-usage/more/x.txtar": good}, "vectors/content-usage/more:1: not a .txtar file"},
	} {
		all, err := load(folder(test.extra))
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want %q", name, err, test.want)
		}
		if all != nil {
			t.Errorf("%s: vectors beside an error", name)
		}
	}
}

// Each case changes one line of a good vector, and must be told which.
func TestLoadIsStrictAboutFiles(t *testing.T) {
	for name, test := range map[string]struct{ old, new, want string }{
		"unknown key":            {"spec:", "speck: x\nspec:", `:3: unknown key "speck"`},
		"no key":                 {"spec:", "just text\nspec:", `:3: not a "key: value" line`},
		"key twice":              {"spec:", "source: else\nspec:", `:3: key "source" given twice`},
		"empty key":              {"source: somewhere", "source:", `:2: key "source" has no value`},
		"no checks":              {"checks: A sentence.\n", "", `:1: no "checks" line`},
		"no source":              {"source: somewhere\n", "", `:1: no "source" line`},
		"no spec":                {"spec: RFC 9651\n", "", `:1: no "spec" line`},
		"unknown status":         {"spec:", "status: maybe\nspec:", `:3: unknown status "maybe"`},
		"unknown profile":        {"spec:", "profile: vocab-99\nspec:", `:3: unknown profile "vocab-99"`},
		"relative url":           {"spec:", "url: /a\nspec:", `:3: "/a" is not an absolute`},
		"empty token":            {"spec:", "as: A,,B\nspec:", `:3: empty product token`},
		"status that is no code": {"spec:", "robots-status: 999\nspec:", `:3: "999" is not an HTTP status`},
		"must-fail no":           {"spec:", "must-fail: no\nspec:", `:3: "no" is not "yes"`},
		"must-fail with deny":    {"spec:", "must-fail: yes\nspec:", `must-fail, but train-ai is deny`},
		"unknown section":        {"-- expect --", "-- bodies --\nx\n-- expect --", `:6: unknown section "bodies"`},
		"quoted expect":          {"-- expect --", "-- expect.quoted --", `:6: unknown section "expect.quoted"`},
		"section twice":          {"-- expect --", "-- expression --\nx\n-- expect --", `:6: section "expression" given twice`},
		"both ways of quoting":   {"-- expect --", "-- expression.quoted --\n\"x\"\n-- expect --", `:6: section "expression" given twice`},
		"no expect":              {"-- expect --\ntrain-ai: deny\n", "", `:1: no -- expect -- section`},
		"empty expect":           {"train-ai: deny\n", "", `:7: the expectation is empty`},
		"only a problem":         {"train-ai: deny\n", "problem: label-retired\n", `:7: the expectation is empty`},
		"unknown use":            {"train-ai: deny", "training: deny", `:7: unknown expectation "training"`},
		"use twice":              {"train-ai: deny", "train-ai: deny\ntrain-ai: allow", `:8: expectation "train-ai" given twice`},
		"unknown outcome":        {"train-ai: deny", "train-ai: denied", `:7: unknown outcome "denied"`},
		"unknown term":           {"train-ai: deny", "train-ai: conditional money", `:7: unknown term "money"`},
		"term twice":             {"train-ai: deny", "train-ai: conditional credit + credit", `:7: term "credit" twice`},
		"offer within offer":     {"train-ai: deny", "train-ai: conditional credit | credit + open", `:7: offer 2 asks for all of offer 1`},
		"conditional on nothing": {"train-ai: deny", "train-ai: conditional", `:7: unknown term ""`},
		"deny with offers":       {"train-ai: deny", "train-ai: deny credit", `:7: deny takes no offers`},
		"unknown access":         {"train-ai: deny", "access: open", `:7: unknown access "open"`},
		"access of expression":   {"train-ai: deny", "access: unknown", `access is not judged with an expression`},
		"no access of headers":   {"-- expression --\ntrain-ai=n", "-- headers --\nContent-Usage: train-ai=n", `access is judged wherever`},
		"expression and robots":  {"-- expect --", "-- robots.txt --\nx\n-- expect --", `an expression stands alone`},
		"header without colon":   {"-- expression --\ntrain-ai=n", "-- headers --\nA: b\nContent-Usage", `:6: not a "Name: value" line`},
		"no header":              {"-- expression --\ntrain-ai=n", "-- headers --", `:5: no header line`},
		"badly quoted":           {"-- expression --\ntrain-ai=n", "-- expression.quoted --\ntrain-ai=n", `:5: not a quoted string`},
		"header not UTF-8":       {"-- expression --\ntrain-ai=n", "-- expression.quoted --\n\"\\xff\"", `a header that is not UTF-8`},
		"must-fail of robots":    {"-- expression --\ntrain-ai=n\n-- expect --\ntrain-ai: deny", "must-fail: yes\n-- robots.txt --\nx\n-- expect --\naccess: allowed", `must-fail is about Content-Usage fields`},
	} {
		text := strings.Replace(good, test.old, test.new, 1)
		if text == good {
			t.Fatalf("%s: nothing replaced", name)
		}
		_, err := load(folder(map[string]string{"signals/bad.txtar": text}))
		if err == nil || !strings.Contains(err.Error(), "vectors/signals/bad.txtar:") || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want %q", name, err, test.want)
		}
	}
}

func TestLoadIsStrictAboutWriters(t *testing.T) {
	for name, test := range map[string]struct{ old, new, want string }{
		"no canonical": {"canonical: train-ai=n\n", "", `a writer vector needs a "canonical" line`},
		"input":        {"-- expect --", "-- expression --\nx\n-- expect --", `neither input nor access`},
		"access":       {"train-ai: deny", "access: allowed", `neither input nor access`},
	} {
		text := strings.Replace(goodWriter, test.old, test.new, 1)
		_, err := load(folder(map[string]string{"writer/bad.txtar": text}))
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want %q", name, err, test.want)
		}
	}
}

// All mistakes are told at once, each with its line.
func TestLoadTellsEverything(t *testing.T) {
	_, err := load(folder(map[string]string{
		"signals/a.txtar":       strings.NewReplacer("spec:", "speck:", "deny", "denied").Replace(good),
		"content-usage/b.txtar": strings.Replace(good, "source:", "sauce:", 1),
	}))
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{"signals/a.txtar:3:", "signals/a.txtar:7:", `signals/a.txtar:1: no "spec"`, "content-usage/b.txtar:2:"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("error does not mention %s:\n%v", want, err)
		}
	}
}

func TestQuotedSections(t *testing.T) {
	v, err := parseVector("x.txtar", RobotsUsage, "x", `checks: A sentence.
source: somewhere
spec: RFC 9309
as: A, B
canonical:
-- robots.txt.quoted --
"User-agent: *\r"
"Foo: \xff\x00\u00e9\n"
-- headers.quoted --
"Content-Usage:  a\tb"
-- expect --
access: allowed
ai-use: conditional condition <https://example.com/?a=b&c> | credit + open
problem: one, two
`)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(v.Robots), "User-agent: *\rFoo: \xff\x00\u00e9\n"; got != want {
		t.Errorf("robots.txt %q, want %q", got, want)
	}
	if got, want := v.Headers[0], (Field{"Content-Usage", " a\tb"}); got != want {
		t.Errorf("header %q, want %q", got, want)
	}
	if got, want := v.Expect.Uses["ai-use"].String(), "conditional condition <https://example.com/?a=b&c> | credit + open"; got != want {
		t.Errorf("outcome %s, want %s", got, want)
	}
	if len(v.As) != 2 || len(v.Problems) != 2 || v.Canonical == nil || len(v.Canonical) != 0 {
		t.Errorf("as %q, problems %q, canonical %q", v.As, v.Problems, v.Canonical)
	}
	request := string(Request(v))
	for _, want := range []string{`"robots_base64":"`, `"as":["A","B"]`, `["Content-Usage"," a\tb"]`} {
		if !strings.Contains(request, want) {
			t.Errorf("request lacks %s: %s", want, request)
		}
	}
}

func TestSplitTxtar(t *testing.T) {
	sections := splitTxtar("a\nb\n-- one --\nc\n--two--\n-- --\n-- three --")
	want := []section{{"", 1, "a\nb\n"}, {"one", 4, "c\n--two--\n-- --\n"}, {"three", 8, ""}}
	if len(sections) != len(want) {
		t.Fatalf("%+v", sections)
	}
	for i, s := range sections {
		if s != want[i] {
			t.Errorf("section %d: %+v, want %+v", i, s, want[i])
		}
	}
}

func FuzzParseVector(f *testing.F) {
	f.Add(good)
	f.Add(goodWriter)
	f.Add("canonical:\n-- headers.quoted --\n\"A: \\x00\"\n-- expect --\naccess: unknown\nsearch: conditional a <b> | open\n")
	f.Fuzz(func(t *testing.T, text string) {
		v, err := parseVector("fuzz.txtar", Signals, "fuzz", text)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "fuzz.txtar:") {
				t.Fatalf("error without a place: %v", err)
			}
			return
		}
		// What loads can be asked, and its expectation is an answer that passes.
		if diffs := Check(v, expected(t, v)); diffs != nil {
			t.Fatalf("the expectation does not meet itself: %v", diffs)
		}
		if Request(v) == nil {
			t.Fatal("no request")
		}
	})
}
