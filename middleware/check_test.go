package middleware

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/robots"
)

// mistakes lists what New tells about a configuration.
func mistakes(cfg Config) (list []Mistake) {
	m, err := New(cfg)
	if err == nil || m != nil {
		return nil
	}
	for _, e := range err.(interface{ Unwrap() []error }).Unwrap() {
		var mistake *Mistake
		if errors.As(e, &mistake) {
			list = append(list, *mistake)
		}
	}
	return list
}

func TestMistakes(t *testing.T) {
	rule := func(path string) Config { return Config{Rules: []Rule{{path, "search=y"}}} }
	usage := func(text string) Config { return Config{Rules: []Rule{{"/a", text}}} }
	for _, tt := range []struct {
		name        string
		cfg         Config
		field, mend string
	}{
		{"no slash", rule("photos/"), "Rules[0].Path", `"/photos/"`},
		{"a URL", rule("https://museum.example/photos/"), "Rules[0].Path", `"/photos/"`},
		{"white space", rule("/my photos/"), "Rules[0].Path", `"/my%20photos/"`},
		{"a line break", rule("/a\nDisallow:"), "Rules[0].Path", ""},
		{"a fragment", rule("/a#b"), "Rules[0].Path", `"/a"`},
		{"braces", rule("/{a,b}/"), "Rules[0].Path", `a rule each for "/a/" and "/b/"`},
		{"not UTF-8", rule("/\xff"), "Rules[0].Path", "its bytes percent-encoded"},
		{"a long path", rule("/" + strings.Repeat("a", MaxPath)), "Rules[0].Path", ""},
		{"a star in robots.txt", Config{Rules: []Rule{{"*.jpg", "search=y"}}, RobotsTxt: AllowAll}, "Rules[0].Path", `"/*.jpg"`},
		{"a star and a slash", Config{Rules: []Rule{{"*/a", "search=y"}}, RobotsTxt: AllowAll}, "Rules[0].Path", `a rule each for "/a" and "/*/a"`},
		{"the same path", Config{Rules: []Rule{{"/a", "search=y"}, {"/a", ""}}}, "Rules[1].Path", "one rule for it"},

		{"a value in words", usage("train-ai=no"), "Rules[0].Usage", `"train-ai=n"`},
		{"a label of another format", usage("ai-train=n"), "Rules[0].Usage", `"train-ai=n"`},
		{"a label that nobody knows", usage("training=n"), "Rules[0].Usage", ""},
		{"an inner list", usage("train-ai=n;exceptions=(cc-cr cc-cr-op)"), "Rules[0].Usage", ""},
		{"a condition on y", usage("train-ai=y;exceptions=cc-cr"), "Rules[0].Usage", ""},
		{"no dictionary", usage("train-ai: n"), "Rules[0].Usage", ""},
		{"a fragment in a link", usage(`train-ai=n;exceptions="https://museum.example/terms#ai"`), "Rules[0].Usage", ""},
		{"a line break in a usage", usage("search=y\r\nSet-Cookie: a=b"), "Rules[0].Usage", ""},
		{"a long usage", usage(strings.Repeat("a", MaxUsage+1)), "Rules[0].Usage", ""},
		{"too many rules", Config{Rules: make([]Rule, MaxRules+1)}, "Rules", "fewer and wider paths"},

		{"a long time", Config{MaxAge: 25 * time.Hour}, "MaxAge", "24h0m0s or less"},
		{"half a second", Config{MaxAge: 500 * time.Millisecond}, "MaxAge", "1s"},

		{"Content-Usage in robots.txt", Config{RobotsTxt: "User-agent: *\nContent-Usage: /a search=y\n"}, "RobotsTxt line 2", "a rule in Rules, and no line here"},
		{"nearly Content-Usage in robots.txt", Config{RobotsTxt: "User-agent: *\nContent Usage: search=y\n"}, "RobotsTxt line 2", ""},
		{"a page", Config{RobotsTxt: "<!DOCTYPE html><html></html>"}, "RobotsTxt line 1", ""},
		{"Latin 1", Config{RobotsTxt: "# caf\xe9\n"}, "RobotsTxt", ""},
		{"NUL", Config{RobotsTxt: "# \x00\n"}, "RobotsTxt", ""},
		{"large", Config{RobotsTxt: strings.Repeat("#\n", robots.MaxSize)}, "RobotsTxt", ""},
		{"large with the rules", Config{RobotsTxt: strings.Repeat("User-agent: a\nAllow: /\n", 10000), Rules: []Rule{{"", "train-ai=n, search=y"}}}, "RobotsTxt", "fewer rules, or one group where several say the same"},

		{"no JSON", Config{Document: []byte("{")}, "Document", "what declare.Publish gives"},
		{"another schema", Config{Document: []byte(`{"schema":"x"}`)}, "Document", "what declare.Publish gives"},
		{"large document", Config{Document: make([]byte, declare.MaxPublished+1)}, "Document", ""},
		{"a looser rule", Config{Document: document1, Rules: []Rule{{"/a", "train-ai=y"}}}, "Document statements[0]", `Rule{"/a", "train-ai=n"}`},
		{"no rule", Config{Document: document1}, "Document statements[0]", `Rule{"/a", "train-ai=n"}`},
		{"not to be published", FromDeclaration(&declare.Declaration{Collections: []declare.Collection{{Name: "a", Paths: []string{"a"}}}}), "Document", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			list := mistakes(tt.cfg)
			if len(list) == 0 {
				t.Fatal("no mistake is told")
			}
			i := 0
			if tt.name == "not to be published" {
				i = len(list) - 1
			}
			if list[i].Field != tt.field || tt.mend != "" && list[i].Mend != tt.mend || list[i].Why == "" {
				t.Errorf("told: %v", &list[i])
			}
		})
	}
}

var document1 = []byte(`{"schema":"proviso.declaration/1","statements":[{"scope":"/a","expression":"train-ai=n"}]}`)

func TestEveryMistakeAtOnce(t *testing.T) {
	cfg := Config{
		Rules:     []Rule{{"photos", "train-ai=no"}, {"/b", "train-ai=n"}, {"/b", "search=Y"}},
		RobotsTxt: "User-agent: *\nContent-Usage: a=b\n", Document: []byte("1"), MaxAge: time.Millisecond,
	}
	var fields []string
	for _, m := range mistakes(cfg) {
		fields = append(fields, m.Field)
	}
	want := []string{"Rules[0].Path", "Rules[0].Usage", "Rules[2].Usage", "Rules[2].Path", "Document", "MaxAge", "RobotsTxt line 2"}
	if diff := cmp.Diff(want, fields); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestMaxMistakes(t *testing.T) {
	list := mistakes(Config{Rules: make([]Rule, MaxRules)})
	if len(list) != MaxMistakes+1 || !strings.Contains(list[MaxMistakes].Why, "more than the 256") {
		t.Errorf("%d mistakes are told, the last: %v", len(list), list[len(list)-1])
	}
}

func TestMistakeText(t *testing.T) {
	_, err := New(Config{Rules: []Rule{{"/a", "train-ai=no"}}})
	want := `middleware: Rules[0].Usage "train-ai=no": `
	if err == nil || !strings.HasPrefix(err.Error(), want) || !strings.HasSuffix(err.Error(), `; right would be "train-ai=n"`) {
		t.Errorf("%v", err)
	}
	if long := (&Mistake{Value: clip(strings.Repeat("é", 100))}); len(long.Value) > maxQuoted+len("…") || strings.ContainsRune(long.Value, '\uFFFD') {
		t.Errorf("%q", long.Value)
	}
}
