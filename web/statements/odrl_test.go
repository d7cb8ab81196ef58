package statements_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare/notice"
	"github.com/proviso-signals/proviso/web/statements"
)

type policy struct {
	Type        string `json:"@type"`
	UID         string `json:"uid"`
	Profile     string `json:"profile"`
	Permission  []rule `json:"permission"`
	Prohibition []rule `json:"prohibition"`
	Obligation  []rule `json:"obligation"`
	Title       []struct {
		Lang string `json:"@language"`
	} `json:"dcterms:title"`
}

type rule struct {
	Target *struct {
		UID string `json:"uid"`
	} `json:"target"`
	Action     string `json:"action"`
	Duty       []rule `json:"duty"`
	Constraint []struct {
		Left     string `json:"leftOperand"`
		Operator string `json:"operator"`
		Right    []any  `json:"rightOperand"`
	} `json:"constraint"`
}

// TestODRL holds each statement to the rules of the Information Model 2.2: a policy has at
// least one rule, a rule one target and one action, and terms that are not ODRL's a profile
// (sections 2.1, 2.5, 2.6 and 3). A permission asks just for what the answer asks for.
func TestODRL(t *testing.T) {
	terms := get("/statements/1/profile.jsonld").Body.String()
	explained := func(term string) {
		if !strings.HasPrefix(term, statements.Namespace) || !strings.Contains(terms, `"@id": "`+term+`"`) {
			t.Errorf("%s is not ours, or not explained", term)
		}
	}
	for c := range notice.All() {
		path := notice.Path(c.Use, c.Answer, c.Role)
		w := get(path + "statement.jsonld")
		if strings.Contains(w.Body.String(), "creativecommons.org/ns") {
			t.Errorf("%s: a term of Creative Commons", path)
		}
		var p policy
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
			t.Fatal(err)
		}
		if p.UID != path || len(p.Title) != len(notice.Languages()) || len(p.Obligation) > 0 {
			t.Errorf("%s: %+v", path, p)
		}
		var want proviso.Offer
		if s, ok := proviso.SignalNamed(c.Answer); ok {
			want = s.Offer()
		}
		rules := append(p.Permission, p.Prohibition...)
		switch c.Answer {
		case "unstated":
			if len(rules) > 0 || p.Type == "Set" || p.Profile != "" {
				t.Errorf("%s: silence is no policy: %+v", path, p)
			}
			continue
		case "deny":
			if len(p.Prohibition) != 1 || len(p.Permission) > 0 {
				t.Errorf("%s: %+v", path, p)
			}
		default:
			if len(p.Permission) != 1 || len(p.Prohibition) > 0 {
				t.Errorf("%s: %+v", path, p)
			}
		}
		r := rules[0]
		if p.Type != "Set" || p.Profile != statements.Namespace || r.Target == nil || r.Target.UID != path+"#works" || r.Action != statements.Namespace+c.Use.String() {
			t.Errorf("%s: %+v", path, p)
		}
		explained(r.Action)
		asked := map[string]bool{}
		for _, d := range r.Duty {
			explained(d.Action)
			asked[strings.TrimPrefix(d.Action, statements.Namespace)] = true
		}
		for _, k := range r.Constraint {
			explained(k.Left)
			asked[proviso.Open] = k.Operator == "isAnyOf" && len(k.Right) == 3
		}
		if len(asked) != len(want) {
			t.Errorf("%s asks for %v, want %s", path, asked, want)
		}
		for _, term := range want {
			if !asked[term.Kind] {
				t.Errorf("%s does not ask for %s", path, term.Kind)
			}
		}
	}
}
