package chooser_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/declare/chooser"
)

// choose answers the questions; those without an answer in the map get an empty one.
func choose(t *testing.T, answers map[string]string) *chooser.Choice {
	t.Helper()
	c := &chooser.Choice{}
	for _, q := range chooser.Questions() {
		if !q.Applies(c) {
			continue
		}
		if err := q.Answer(c, answers[q.Key]); err != nil {
			t.Fatalf("%s: %v", q.Key, err)
		}
	}
	return c
}

func TestAPhotographer(t *testing.T) {
	c := choose(t, map[string]string{
		"who": "photographer", "name": "Harbour Light", "domain": "https://Harbour.example/", "train-ai": "deny", "ai-use": "cc-cr", "images": "photos, prints/*.jpg",
	})
	want := `# proviso.toml: what machines may do with what is published here.
# Every key is explained in docs/declaring.md of Proviso.
version = 1

[party]
name = "Harbour Light"
role = "author"                 # made the works
domain = "harbour.example"      # whoever finds the declaration there knows that it is yours

[publish] # where; not published itself
stamp = true # mark the image files, too

[[collection]]
name = "website"                # neither paths nor files: the whole site
languages = ["en"]
credit = "Harbour Light"
credit-link = "https://harbour.example/"
train-ai = "deny"               # training generative AI
ai-use = "cc-cr"                # AI answers: grounding, summaries
search = "allow"                # search results that link back
tdm = "unstated"                # any other analysis by machines

[[collection]]
name = "image files"            # the same, in the files themselves
files = ["photos/", "prints/*.jpg"]
languages = ["en"]
credit = "Harbour Light"
credit-link = "https://harbour.example/"
train-ai = "deny"               # training generative AI
ai-use = "cc-cr"                # AI answers: grounding, summaries
search = "allow"                # search results that link back
tdm = "unstated"                # any other analysis by machines
`
	if diff := cmp.Diff(want, string(c.File())); diff != "" {
		t.Error(diff)
	}
}

// TestEveryPath: whatever is chosen, the file is a sound declaration that says it.
func TestEveryPath(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	plain := map[string][]string{
		"name": {"Harbour Archive", `A "quoted" name \ with more`, "港の資料館"}, "for": {"Example Museum"}, "domain": {"harbour.example", "", "http://www.harbour.example/x"},
		"credit": {"", "© Harbour"}, "credit-link": {"", "https://harbour.example/credit"}, "payee-link": {"", "https://harbour.example/pay"},
		"beneficiary": {"", "Example Commons Fund"}, "beneficiary-link": {"", "https://fund.example/"}, "languages": {"", "de, pt-BR"}, "images": {"", "a/, b", "none"},
	}
	for range 2000 {
		c := &chooser.Choice{}
		for _, q := range chooser.Questions() {
			if !q.Applies(c) {
				continue
			}
			answers := plain[q.Key]
			if q.Options != nil {
				for _, o := range q.Options(c) {
					answers = append(answers, o.Value)
				}
			}
			answer := answers[r.IntN(len(answers))]
			if err := q.Answer(c, answer); err != nil {
				t.Fatalf("%s %q: %v", q.Key, answer, err)
			}
		}
		d, problems := c.Declaration()
		if d == nil {
			t.Fatalf("%v\n%s", problems, c.File())
		}
		if d.Party.Role != c.Who.Role() || d.Party.Name != c.Name {
			t.Fatalf("%+v", d.Party)
		}
		for _, use := range proviso.Uses() {
			want := proviso.Outcome{}
			switch answer := c.Uses[use]; answer {
			case "allow":
				want = proviso.Allowed()
			case "deny":
				want = proviso.Denied()
			case "unstated":
			default:
				s, _ := proviso.SignalNamed(answer)
				want = s.Outcome()
			}
			for _, col := range d.Collections {
				if !col.Outcomes[use].Equal(want) {
					t.Fatalf("%s: %v is %v, want %v", col.Name, use, col.Outcomes[use], want)
				}
			}
		}
	}
}

// TestWrongAnswers are told, and change nothing.
func TestWrongAnswers(t *testing.T) {
	for _, tt := range []struct{ key, answer, want string }{
		{"who", "pirate", "one of photographer"},
		{"name", "  ", "something has to be said"},
		{"name", "a\x07b", "control characters"},
		{"domain", "not a host", "host"},
		{"train-ai", "maybe", "one of cc-cr"},
		{"languages", "klingonese-language", "language"},
		{"images", "/etc", "folder of the declaration file"},
		{"credit-link", "example", "URL"},
	} {
		for _, q := range chooser.Questions() {
			if q.Key != tt.key {
				continue
			}
			c := chooser.Choice{Who: chooser.Photographer, Uses: [4]string{"cc-cr"}}
			before := c
			err := q.Answer(&c, tt.answer)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%s %q: %v", tt.key, tt.answer, err)
			}
			if diff := cmp.Diff(before, c); diff != "" {
				t.Errorf("%s %q: %s", tt.key, tt.answer, diff)
			}
		}
	}
}

// TestEveryAnswerIsOffered: what a file can say about a use can be chosen.
func TestEveryAnswerIsOffered(t *testing.T) {
	for _, q := range chooser.Questions() {
		if _, ok := proviso.ParseUse(q.Key); !ok {
			continue
		}
		offered := map[string]bool{}
		for _, o := range q.Options(&chooser.Choice{}) {
			offered[o.Value] = true
		}
		for _, answer := range declare.Answers() {
			if !offered[answer] {
				t.Errorf("%s: %s is not offered", q.Key, answer)
			}
		}
	}
}
