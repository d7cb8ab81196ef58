package tdmrep_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso"
	carriertdmrep "github.com/proviso-signals/proviso/carrier/tdmrep"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/publish/tdmrep"
)

// museum reserves, has a condition that nothing explains, and permits.
func museum() *declare.Declaration {
	credit, no, yes := proviso.Signals()[0].Outcome(), proviso.Denied(), proviso.Allowed()
	return &declare.Declaration{
		Party: declare.Party{Name: "Example Museum", Role: declare.Custodian, Domain: "museum.example", Contact: "mailto:rights@museum.example?subject=TDM"},
		Collections: []declare.Collection{
			{Name: "website", Outcomes: proviso.Outcomes{no, no, yes, no}},
			{Name: "photographs", Paths: []string{"/photos/"}, Outcomes: proviso.Outcomes{credit, {}, yes, credit}},
			{Name: "press", Paths: []string{"/press/"}, Outcomes: proviso.Outcomes{yes, {}, yes, yes}},
			{Name: "logos", Paths: []string{"/press/logos/"}, Outcomes: proviso.Outcomes{{}, {}, yes, {}}},
		},
	}
}

// TestWrite: rules among those of somebody else, and the policy.
func TestWrite(t *testing.T) {
	const old = "[\n  {\"location\": \"/press/old/\", \"tdm-reservation\": 0},\n  {\"location\": \"/journal/\", \"tdm-reservation\": 1},\n  {\"location\": \"/\", \"tdm-reservation\": 0}\n]\n"
	new, out := site{tdmrep.File: []byte(old)}.publish(t, publish.NewSaying(museum()))
	rule := func(location string, value int, more string) string {
		return fmt.Sprintf("{\n    \"location\": %q,\n    \"tdm-reservation\": %d,\n%s    \"generator\": \"Proviso\"\n  }", location, value, more)
	}
	policy := "    \"tdm-policy\": \"https://museum.example/.well-known/proviso-tdm-policy.json\",\n"
	want := "[\n  " + strings.Join([]string{
		rule("/press/old/", 1, ""),
		`{"location": "/press/old/", "tdm-reservation": 0}`, `{"location": "/journal/", "tdm-reservation": 1}`,
		rule("/press/logos/", 1, ""), rule("/photos/", 1, policy), rule("/press/", 0, ""), rule("/", 1, ""),
		`{"location": "/", "tdm-reservation": 0}`,
	}, ",\n  ") + "\n]\n"
	if diff := cmp.Diff(want, string(new[tdmrep.File])); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if text := string(new[tdmrep.PolicyFile]); !strings.Contains(text, `"vcard:hasEmail": "mailto:rights@museum.example"`) || !strings.Contains(text, "obtainConsent") {
		t.Errorf("%s", text)
	}
	lines := map[int]bool{}
	for _, p := range out.Problems {
		if p.Code == publish.CodeForeign && p.Severity == proviso.Warning {
			lines[p.Where.Line] = true
		}
	}
	if !lines[2] || !lines[4] || lines[3] {
		t.Errorf("%+v", out.Problems)
	}
}

// TestFaults: what is not understood stays, and is told.
func TestFaults(t *testing.T) {
	var full strings.Builder
	for range carriertdmrep.MaxRules {
		full.WriteString(`{"location":"/a/","tdm-reservation":1},`)
	}
	for name, tt := range map[string]struct{ file, old, code string }{
		"no JSON":                {tdmrep.File, "[{]", tdmrep.CodeForm},
		"a comma too many":       {tdmrep.File, "[{},]", tdmrep.CodeForm},
		"a page":                 {tdmrep.File, "<html>", tdmrep.CodeForm},
		"an empty file":          {tdmrep.File, "", tdmrep.CodeForm},
		"an object":              {tdmrep.File, `{"location": "/", "tdm-reservation": 1}`, tdmrep.CodeForm},
		"a name given twice":     {tdmrep.File, `[{"location": "/", "location": "/a"}]`, tdmrep.CodeForm},
		"too many rules":         {tdmrep.File, "[" + strings.TrimSuffix(full.String(), ",") + "]", publish.CodeTooLarge},
		"somebody else's policy": {tdmrep.PolicyFile, `{"uid": "https://museum.example/other"}`, publish.CodeForeign},
		"a policy that is none":  {tdmrep.PolicyFile, "", publish.CodeForeign},
	} {
		old := site{tt.file: []byte(tt.old)}
		new, out := old.publish(t, publish.NewSaying(museum()))
		if !new.equal(old) || len(out.Problems) == 0 || out.Problems[0].Code != tt.code || out.Problems[0].Severity != proviso.Fault || out.Problems[0].Where.Source != tt.file {
			t.Errorf("%s: %v, %+v", name, new, out.Problems)
		}
		if len(out.Projections)+len(out.Losses) > 0 {
			t.Errorf("%s: nothing is published, and more is told", name)
		}
	}
}

func TestCodes(t *testing.T) {
	for _, c := range tdmrep.Codes() {
		if !strings.HasPrefix(c.Code, "tdmrep-") || c.Meaning == "" {
			t.Errorf("%+v", c)
		}
	}
}
