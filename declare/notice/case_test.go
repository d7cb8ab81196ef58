package notice

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
)

// TestPathsStay: addresses that were given out are there for ever. Never change
// testdata/paths.txt but by adding to it.
func TestPathsStay(t *testing.T) {
	var got strings.Builder
	for c := range All() {
		path := Path(c.Use, c.Answer, c.Role)
		got.WriteString(path + "\n")
		if back, ok := ParsePath(path); !ok || back != c {
			t.Errorf("%s is read as %v", path, back)
		}
	}
	want, err := os.ReadFile("testdata/paths.txt")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Error(diff)
	}
	for range All() {
		break // may be left early
	}
}

func TestParsePathIsStrict(t *testing.T) {
	for _, path := range []string{
		"", "/", "/statements/", "/statements/1/train-ai/cc-cr/custodian", "/statements/1/train-ai/cc-cr/custodian//", "/statements/1/train-ai/cc-cr/custodian/x/",
		"/statements/2/train-ai/cc-cr/custodian/", "/statements/train-ai/cc-cr/custodian/", "statements/1/train-ai/cc-cr/custodian/", "/statements/1/Train-AI/cc-cr/custodian/",
		"/statements/1/train-ai/conditional/custodian/", "/statements/1/train-ai/cc-cr/owner/", "/statements/1/use(9)/deny/author/", "/statements/1/train-ai/cc-cr/custodian/de.html",
		"/statements/1//cc-cr/custodian/", "/statements/1/train-ai//custodian/", "/statements/1/train-ai/cc-cr//",
	} {
		if c, ok := ParsePath(path); ok {
			t.Errorf("%q is read as %v", path, c)
		}
	}
}

func TestNoSuchCase(t *testing.T) {
	for _, c := range []Case{{9, "deny", declare.Author}, {proviso.TDM, "conditional", declare.Author}, {proviso.TDM, "", declare.Author}, {proviso.TDM, "deny", "owner"}, {proviso.TDM, "deny", ""}} {
		if path := Path(c.Use, c.Answer, c.Role); path != "" {
			t.Errorf("%v is at %s", c, path)
		}
		if _, err := Statement(c.Use, c.Answer, c.Role, "en"); err == nil {
			t.Errorf("%v has a page", c)
		}
	}
}

// TestAnswers: answers and outcomes stand for each other.
func TestAnswers(t *testing.T) {
	for _, answer := range declare.Answers() {
		if back, ok := answerOf(outcomeOf(answer)); !ok || back != answer {
			t.Errorf("%s comes back as %s", answer, back)
		}
	}
	several := proviso.Permit(proviso.NewOffer(proviso.Term{Kind: proviso.Credit}), proviso.NewOffer(proviso.Term{Kind: proviso.Open}))
	opaque := proviso.Permit(proviso.NewOffer(proviso.Term{Kind: proviso.KindCondition, Link: "https://terms.example/"}))
	for _, o := range []proviso.Outcome{several, opaque} {
		if answer, ok := answerOf(o); ok {
			t.Errorf("%v is taken for %s", o, answer)
		}
		d := &declare.Declaration{Party: declare.Party{Name: "x", Role: declare.Author}, Collections: []declare.Collection{{Name: "c", Outcomes: proviso.Outcomes{o}}}}
		if _, err := Declaration(d, Options{}); err == nil {
			t.Errorf("%v has a page", o)
		}
	}
}

func TestMatch(t *testing.T) {
	for _, tt := range []struct {
		tags []string
		want string
	}{
		{nil, "en"}, {[]string{""}, "en"}, {[]string{"zh"}, "en"}, {[]string{"pt-BR"}, "pt"}, {[]string{"PT_br"}, "pt"}, {[]string{"zh-Hant", "ja-JP"}, "ja"},
		{[]string{"nl", "de-AT", "fr"}, "de"}, {[]string{"ar-EG"}, "ar"}, {[]string{"*"}, "en"}, {[]string{"den"}, "en"}, {[]string{"-de"}, "en"}, {[]string{" fr "}, "fr"},
	} {
		if got := Match(tt.tags...); got != tt.want {
			t.Errorf("%v: %s, want %s", tt.tags, got, tt.want)
		}
	}
	for _, lang := range Languages() {
		if Match(lang) != lang {
			t.Errorf("%s does not match itself", lang)
		}
	}
}
