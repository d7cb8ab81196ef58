package tdmrep_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier/tdmrep"
	"github.com/proviso-signals/proviso/internal/jsontree"
	"github.com/proviso-signals/proviso/robots"
)

// rule is a rule as encoding/json reads it.
type rule struct {
	Location    *string      `json:"location"`
	Reservation *json.Number `json:"tdm-reservation"`
}

// plain reads a file as the report has it: a JSON array of sound rules, of which the
// first match counts. ok is false for any other file.
func plain(text string) (word proviso.Word, ok bool) {
	var list []rule
	_, faults := jsontree.Parse([]byte(text))
	if len(faults) > 0 || json.Unmarshal([]byte(text), &list) != nil || len(list) > tdmrep.MaxRules || !strings.HasPrefix(strings.TrimLeft(text, " \t\r\n"), "[") {
		return 0, false
	}
	found := proviso.Unstated
	for _, r := range list {
		if r.Location == nil || r.Reservation == nil || !strings.HasPrefix(*r.Location, "/") || *r.Reservation != "0" && *r.Reservation != "1" {
			return 0, false
		}
		if _, match := robots.MatchPath(*r.Location, "/a"); match && found == proviso.Unstated {
			found = map[json.Number]proviso.Word{"0": proviso.Allow, "1": proviso.Deny}[*r.Reservation]
		}
	}
	return found, true
}

// FuzzRules holds the reading of a file to the plain one, and keeps a file that is no
// JSON from permitting anything.
func FuzzRules(f *testing.F) {
	for _, text := range []string{
		`[{"location":"/","tdm-reservation":1}]`, `[{"location":"/a$","tdm-reservation":0},{"location":"/*","tdm-reservation":1}]`,
		`[{"location":"/b","tdm-reservation":1},{"location":"/a","tdm-reservation":0},]`, `[{"location":"/","tdm-reservation":0.0}]`,
		`{"location":"/","tdm-reservation":0}`, `[{"location":"a","tdm-reservation":1},{"location":"/","tdm-reservation":0}]`,
		`[{"Location":"/","tdm-reservation":0}]`, `[{"location":"/","tdm-reservation":0,"location":"/b"}]`,
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if strings.Contains(text, "tdm-policy") {
			return // policies are tried elsewhere
		}
		got := word(read(file(text)), proviso.TDM)
		if want, ok := plain(text); ok && got != want && onlyExactNames(text) {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
		if got == proviso.Allow && !json.Valid([]byte(text)) {
			t.Errorf("%q is no JSON, and permits", text)
		}
	})
}

// onlyExactNames reports whether a file has no names that differ from those of the
// report in case alone, which encoding/json would take for them.
func onlyExactNames(text string) bool {
	var list []map[string]any
	if json.Unmarshal([]byte(text), &list) != nil {
		return false
	}
	for _, object := range list {
		for name := range object {
			if name != "location" && name != "tdm-reservation" && (strings.EqualFold(name, "location") || strings.EqualFold(name, "tdm-reservation")) {
				return false
			}
		}
	}
	return true
}

// FuzzOffers holds policies to their promise: a reservation is never silence, and mining
// is permitted without conditions only by a sound policy of the profile, one of whose
// permissions holds nothing but the action. Input to models never is.
func FuzzOffers(f *testing.F) {
	for _, members := range []string{
		`"permission":[{"action":"tdm:mine"}]`, `"permission":[{"action":"mine","duty":[],"constraint":null}]`, `"permission":[{"action":"tdm:mine"},]`,
		`"permission":[{"action":"tdm:mine","duty":[{"action":"obtainConsent"}]}]`, `"permission":[{"action":"tdm:mine"}],"prohibition":[{}]`,
		`"permission":[{"action":"tdm:mine"}],"duty":[{"action":"compensate"}]`, `"permission":[],"prohibition":[{"action":"tdm:mine"}]`,
		`"permission":[{"action":["tdm:mine"],"uid":"x","target":"y"}]`, `"permission":[{"action":"tdm:mine"}],"permission":[]`,
	} {
		f.Add(odrl(members))
	}
	f.Fuzz(func(t *testing.T, text string) {
		r := read(policy(text))
		if word(r, proviso.TDM) == proviso.Unstated || word(r, proviso.AIUse) == proviso.Allow {
			t.Errorf("%q: %+v", text, r.Evidence)
		}
		if word(r, proviso.TDM) == proviso.Allow && !permits(text) {
			t.Errorf("%q permits", text)
		}
		without := proviso.Combine(read(header("tdm-reservation: 1\ntdm-policy: " + policyURL)).Evidence).Everyone[proviso.TDM].Outcome
		if got := proviso.Combine(r.Evidence).Everyone[proviso.TDM].Outcome; len(codes(r)) > 0 && got.Word() != proviso.Deny && !asksForThePolicy(got, without, codes(r)) {
			t.Errorf("%q is %v, with the problems %v", text, got, codes(r))
		}
	})
}

// asksForThePolicy: where anything in a policy is not understood, each offer asks for all
// that it may ask. Permissions for something else are passed over, and leave the others.
func asksForThePolicy(got, without proviso.Outcome, codes []string) bool {
	for _, code := range codes {
		if code == tdmrep.CodePolicyBroken || code == tdmrep.CodePolicyHuman {
			return got.AtLeast(without)
		}
	}
	return true
}

// permits is the condition for a permission without conditions, by encoding/json.
func permits(text string) bool {
	var p struct {
		Context     []string `json:"@context"`
		Type        any      `json:"@type"`
		Permission  any      `json:"permission"`
		Prohibition any      `json:"prohibition"`
		Obligation  any      `json:"obligation"`
	}
	if json.Unmarshal([]byte(text), &p) != nil || len(p.Context) != 2 || empty(p.Permission) || !empty(p.Prohibition) || !empty(p.Obligation) {
		return false
	}
	list, ok := p.Permission.([]any)
	if !ok {
		list = []any{p.Permission}
	}
	for _, item := range list {
		one, ok := item.(map[string]any)
		if ok && empty(one["duty"]) && empty(one["constraint"]) && empty(one["target"]) && !empty(one["action"]) {
			return true
		}
	}
	return false
}

// empty reports whether nothing is in a JSON value, as null and an empty array.
func empty(v any) bool {
	list, isList := v.([]any)
	return v == nil || isList && len(list) == 0
}
