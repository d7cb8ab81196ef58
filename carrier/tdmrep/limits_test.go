package tdmrep_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/tdmrep"
	"github.com/proviso-signals/proviso/internal/jsontree"
)

const ours = `{"location":"/","tdm-reservation":1}`

func array(items ...string) string { return "[" + strings.Join(items, ",") + "]" }

// odrl is a policy of the profile with the members given.
func odrl(members string) string {
	return `{"@context":["http://www.w3.org/ns/odrl.jsonld","http://www.w3.org/ns/tdmrep.jsonld"],"@type":"Offer",` +
		`"profile":"http://www.w3.org/ns/tdmrep","uid":"https://example.com/1",` + members + `}`
}

const mine = `{"action":"tdm:mine"}`

// TestLimits is the hostile test of every limit: what just fits is read; beyond it
// nothing becomes looser, and a problem says so.
func TestLimits(t *testing.T) {
	other := `{"location":"/x","tdm-reservation":1}`
	rules := func(n int) string { return array(append(slices.Repeat([]string{other}, n), ours)...) }
	lines := func(n int, first, rest string) string {
		return first + strings.Repeat("\n"+rest, n-1)
	}
	policies := func(n int) string {
		text := "tdm-reservation: 1"
		for i := range n {
			text += fmt.Sprintf("\ntdm-policy: /%d", i)
		}
		return text
	}
	permissions := func(n int) string {
		return odrl(`"permission":` + array(slices.Repeat([]string{`{"action":"tdm:mine","duty":[{"action":"obtainConsent"}]}`}, n)...))
	}
	duties := func(n int) string {
		return odrl(`"permission":[{"action":"tdm:mine","duty":` + array(slices.Repeat([]string{`{"action":"obtainConsent"}`}, n)...) + `}]`)
	}
	const consent, whole = "conditional: tdm-obtain-consent <" + policyURL + ">", "conditional: tdm-policy <" + policyURL + ">"
	for _, tt := range []struct {
		name      string
		artifacts []*carrier.Artifact
		outcome   string // for mining; a prefix
		code      string // of the problem; empty for none
	}{
		{"rules fit", file(rules(tdmrep.MaxRules - 1)), "deny", ""},
		{"rules", file(rules(tdmrep.MaxRules)), "unstated", tdmrep.CodeFileForm},
		{"rules behind a match", file(array(append([]string{`{"location":"/","tdm-reservation":0}`}, slices.Repeat([]string{other}, tdmrep.MaxRules)...)...)), "allow", tdmrep.CodeFileForm},
		{"size", file(array(ours) + strings.Repeat(" ", jsontree.MaxSize)), "deny", tdmrep.CodeFileBroken},
		{"size of a permission", file(`[{"location":"/","tdm-reservation":0}]` + strings.Repeat(" ", jsontree.MaxSize)), "unstated", tdmrep.CodeFileBroken},
		{"depth", file(`[` + ours + `,` + strings.Repeat("[", jsontree.MaxDepth)), "deny", tdmrep.CodeFileBroken},
		{"values fit", header(lines(tdmrep.MaxValues, "tdm-reservation: 0", "tdm-reservation: 0")), "allow", ""},
		{"values", header(lines(tdmrep.MaxValues+1, "tdm-reservation: 0", "tdm-reservation: 0")), "deny", tdmrep.CodeTooMany},
		{"values that reserve", header(lines(tdmrep.MaxValues+1, "tdm-reservation: 1", "tdm-reservation: 1")), "deny", tdmrep.CodeTooMany},
		{"policies fit", header(policies(tdmrep.MaxPolicies)), "conditional", tdmrep.CodeRepeated},
		{"policies", header(policies(tdmrep.MaxPolicies + 1)), "deny", tdmrep.CodeTooMany},
		{"the same policy fits", header(lines(tdmrep.MaxValues, "tdm-reservation: 1\ntdm-policy: /p", "tdm-policy: /p")), "conditional", tdmrep.CodePolicyNotRead},
		{"the same policy", header(lines(tdmrep.MaxValues+1, "tdm-reservation: 1\ntdm-policy: /p", "tdm-policy: /p")), "deny", tdmrep.CodeTooMany},
		{"permissions fit", policy(permissions(tdmrep.MaxPermissions)), consent, ""},
		{"permissions", policy(permissions(tdmrep.MaxPermissions + 1)), whole, tdmrep.CodePolicyUnclear},
		{"terms fit", policy(duties(tdmrep.MaxTerms)), consent, ""},
		{"terms", policy(duties(tdmrep.MaxTerms + 1)), whole, tdmrep.CodePolicyUnclear},
		{"size of a policy", policy(odrl(`"permission":[`+mine+`]`) + strings.Repeat(" ", jsontree.MaxSize)), whole, tdmrep.CodePolicyBroken},
	} {
		r := read(tt.artifacts)
		outcome := proviso.Combine(r.Evidence).Everyone[proviso.TDM].Outcome.String()
		if !strings.HasPrefix(outcome, tt.outcome) {
			t.Errorf("%s: %s, want %s", tt.name, outcome, tt.outcome)
		}
		if got := codes(r); tt.code == "" && len(got) > 0 || tt.code != "" && !slices.Contains(got, tt.code) {
			t.Errorf("%s: problems %v, want %q", tt.name, got, tt.code)
		}
	}
}

// TestProblemsAreBounded: a file or policy of nothing but slips does not swell an
// answer.
func TestProblemsAreBounded(t *testing.T) {
	long := strings.Repeat("x", 1<<16)
	for name, artifacts := range map[string][]*carrier.Artifact{
		"rules":        file(array(slices.Repeat([]string{"{}"}, tdmrep.MaxRules)...)),
		"commas":       file("[" + strings.Repeat(",", 1000) + ours + "]"),
		"long values":  file(array(slices.Repeat([]string{`{"location":"` + long + `","tdm-reservation":"` + long + `"}`}, 4)...)),
		"long field":   header("tdm-reservation: " + long + "\ntdm-policy: " + long),
		"members":      policy(odrl(`"permission":[]` + strings.Repeat(`,"`+long+`":1`, 10))),
		"permissions":  policy(odrl(`"permission":` + array(slices.Repeat([]string{`{"action":"` + long + `"}`}, 10)...))),
		"long terms":   policy(odrl(`"permission":` + array(slices.Repeat([]string{`{"action":"tdm:mine","` + long + `":"` + long + `"}`}, 4)...))),
		"long element": page(`<meta name="tdm-reservation" content="1" title="` + long + `">`),
	} {
		r := read(artifacts)
		if len(r.Problems) > tdmrep.MaxProblems+3 {
			t.Errorf("%s: %d problems", name, len(r.Problems))
		}
		for _, p := range r.Problems {
			if len(p.Hint) > 600 || len(p.Mend) > carrier.MaxRaw {
				t.Errorf("%s: a hint of %d bytes, a mend of %d", name, len(p.Hint), len(p.Mend))
			}
		}
		for _, e := range r.Evidence {
			if len(e.Raw) > 2*carrier.MaxRaw+10 {
				t.Errorf("%s: %d bytes of raw text", name, len(e.Raw))
			}
			if s := e.Outcomes[proviso.TDM].String(); len(s) > 4*1024 {
				t.Errorf("%s: an outcome of %d bytes", name, len(s))
			}
		}
	}
}

// TestTimeIsBounded: nothing that a site can publish takes long to be read.
func TestTimeIsBounded(t *testing.T) {
	stars := array(slices.Repeat([]string{`{"location":"` + strings.Repeat("*a", 400) + `$","tdm-reservation":1}`}, tdmrep.MaxRules)...)
	q := &carrier.Question{URL: origin + "/" + strings.Repeat("a", 1<<14) + "b"}
	for name, artifacts := range map[string][]*carrier.Artifact{
		"stars":       file(stars),
		"fields":      header(strings.Repeat("tdm-reservation: 1,1,1,1\ntdm-policy: /p\n", 50_000)),
		"commas":      header("tdm-reservation: " + strings.Repeat("1,", 1<<20)),
		"permissions": policy(odrl(`"permission":` + array(slices.Repeat([]string{`{"action":"tdm:mine","duty":[{},{},{}]}`}, 12_000)...))),
		"values":      file(`[{"location":"/"` + strings.Repeat(`,"tdm-reservation":2`, 40_000) + `}]`),
		"policies":    file(`[{"location":"/","tdm-reservation":1` + strings.Repeat(`,"tdm-policy":"/"`, 40_000) + `}]`),
		"no members":  policy(odrl(`"permission":[]` + strings.Repeat(`,"x":1`, 60_000))),
		"assigners":   policy(odrl(`"permission":[]` + strings.Repeat(`,"assigner":{"hasURL":"/"}`, 20_000))),
		"members":     policy(odrl(`"permission":[{"action":"tdm:mine"` + strings.Repeat(`,"x":[0,1]`, 16_000) + `}]`)),
		"metas":       page(strings.Repeat(`<meta name="tdm-reservation" content="0">`, 50_000)),
	} {
		start := time.Now()
		tdmrep.Carrier.Read(artifacts, q)
		if took := time.Since(start); took > 30*time.Second {
			t.Errorf("%s: %v", name, took)
		}
	}
}
