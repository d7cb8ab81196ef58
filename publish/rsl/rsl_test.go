package rsl_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/publish/rsl"
)

func museum() *declare.Declaration {
	credit, no, yes := proviso.Signals()[0].Outcome(), proviso.Denied(), proviso.Allowed()
	return &declare.Declaration{
		Party: declare.Party{Name: "Example Museum", Role: declare.Custodian, Domain: "museum.example"},
		Collections: []declare.Collection{
			{Name: "website", Outcomes: proviso.Outcomes{no, credit, yes, {}}},
			{Name: "forum", Paths: []string{"/forum/"}, Outcomes: proviso.Outcomes{no, {}, {}, {}}},
		},
	}
}

// TestWrite: a part that says nothing about a use closes it where the whole site opens it.
func TestWrite(t *testing.T) {
	text, out := publishOver(t, nil, publish.NewSaying(museum()))
	const want = `<!-- BEGIN proviso: made from proviso.toml, edits here are overwritten -->
<rsl xmlns="https://rslstandard.org/rsl">
  <content url="/">
    <license>
      <permits type="usage">ai-input</permits>
      <prohibits type="usage">ai-train</prohibits>
      <payment type="attribution"><standard>https://github.com/creativecommons/cc-signals/tree/main/signals/cr/0.1</standard></payment>
    </license>
    <license>
      <permits type="usage">search</permits>
      <payment type="free"/>
    </license>
  </content>
  <content url="/forum/">
    <license>
      <prohibits type="usage">ai-train ai-input search</prohibits>
    </license>
  </content>
</rsl>
<!-- END proviso -->
`
	if diff := cmp.Diff(want, string(text)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if len(out.Projections) != 2 || out.Projections[0].Scope != "/forum/" {
		t.Errorf("%+v", out.Projections)
	}
}

// TestForeign: a document of somebody else's stays.
func TestForeign(t *testing.T) {
	for _, old := range []string{"", "<rsl/>", "<!-- BEGIN proviso -->\n<rsl></rsl>\n<!-- END proviso -->\n<more/>"} {
		for _, s := range []*publish.Saying{publish.NewSaying(museum()), {}} {
			text, out := publishOver(t, []byte(old), s)
			if string(text) != old || len(out.Problems) != 1 || out.Problems[0].Code != publish.CodeForeign {
				t.Errorf("%q: %q, %+v", old, text, out.Problems)
			}
		}
	}
}

// TestTooMany: a document that readers would not read to its end is not written.
func TestTooMany(t *testing.T) {
	s := publish.NewSaying(museum())
	s.Declaration = nil
	for range 5000 {
		s.Rules = append(s.Rules, publish.Rule{Scope: "/" + strings.Repeat("a", len(s.Rules)%50), Outcomes: s.Rules[0].Outcomes})
	}
	if text, out := publishOver(t, nil, s); text != nil || len(out.Problems) != 1 || out.Problems[0].Code != publish.CodeTooLarge {
		t.Errorf("%d bytes, %+v", len(text), out.Problems)
	}
}

func TestCodes(t *testing.T) {
	for _, c := range rsl.Codes() {
		if !strings.HasPrefix(c.Code, "rsl-") || c.Meaning == "" {
			t.Errorf("%+v", c)
		}
	}
}
