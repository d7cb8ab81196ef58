package statements

import (
	"encoding/json"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/declare/notice"
	"github.com/proviso-signals/proviso/expr"
)

// A statement as ODRL (Information Model 2.2, W3C Recommendation of 15 February 2018):
//
//   - The policy is a Set, which grants nothing to anybody in particular (section 2.1.1). An
//     Offer would propose terms that somebody could take up, and a statement of preference
//     is no offer of a contract.
//   - "only if" is a permission with a duty for each thing that is asked. Openness is what a
//     system is and nothing that one does, so it is a constraint. "no" is a prohibition.
//   - "not said" is no policy: a policy has at least one rule (section 2.1), and silence has
//     none.
//   - ODRL has no actions for these uses. Ours are in a profile (section 3), in our own
//     namespace, and none is put into that of Creative Commons.
//   - A contribution is not odrl:compensate, which pays for a use: CC signals 0.1 says that
//     it is no commercial transaction.
//   - The target is the works that point to the statement: no page knows them.
//   - Identifiers are paths, so that they are right wherever the pages are served.
const (
	odrlContext = "http://www.w3.org/ns/odrl.jsonld"
	// Namespace has our terms for ODRL. It is its own, and versioned.
	Namespace = "https://github.com/proviso-signals/proviso/ns/odrl/1.0/"
)

// prefixes are what a document uses besides ODRL's own context.
var prefixes = map[string]string{"proviso": Namespace, "dcterms": "http://purl.org/dc/terms/"}

// translated is a text in one language.
type translated struct {
	Value string `json:"@value"`
	Lang  string `json:"@language"`
}

// policy is a statement; Type is "Set", or our own where there is no rule.
type policy struct {
	Context     []any        `json:"@context"`
	Type        string       `json:"@type"`
	UID         string       `json:"uid"`
	Profile     string       `json:"profile,omitempty"`
	Conflict    string       `json:"conflict,omitempty"`
	Title       []translated `json:"dcterms:title"`
	Description []translated `json:"dcterms:description"`
	Use         string       `json:"proviso:use"`
	Answer      string       `json:"proviso:answer"`
	Role        string       `json:"proviso:role"`
	// Expression is what stands in a Content-Usage field; empty where nothing does.
	Expression  string `json:"proviso:expression,omitempty"`
	Permission  []rule `json:"permission,omitempty"`
	Prohibition []rule `json:"prohibition,omitempty"`
}

type rule struct {
	Target     *target      `json:"target,omitempty"`
	Action     string       `json:"action"`
	Duty       []rule       `json:"duty,omitempty"`
	Constraint []constraint `json:"constraint,omitempty"`
}

type target struct {
	Type        string       `json:"@type"`
	UID         string       `json:"uid"`
	Description []translated `json:"dcterms:description"`
}

type constraint struct {
	Left     string       `json:"leftOperand"`
	Operator string       `json:"operator"`
	Right    []identified `json:"rightOperand"`
}

type identified struct {
	ID string `json:"@id"`
}

// linked gives a statement as JSON-LD.
func linked(c notice.Case) []byte {
	path := notice.Path(c.Use, c.Answer, c.Role)
	p := policy{
		Context: []any{odrlContext, prefixes}, Type: "Set", UID: path, Profile: Namespace, Conflict: "prohibit",
		Use: c.Use.String(), Answer: c.Answer, Role: string(c.Role),
	}
	for _, lang := range notice.Languages() {
		if s, err := notice.Statement(c.Use, c.Answer, c.Role, lang); err == nil {
			p.Title = append(p.Title, translated{s.Title, lang})
			p.Description = append(p.Description, translated{s.Summary, lang})
		}
	}
	o := outcomeOf(c.Answer)
	var all proviso.Outcomes
	all[c.Use] = o
	p.Expression, _, _ = expr.Write(all)
	r := rule{Target: &target{"AssetCollection", path + "#works", []translated{{"The works whose declaration points to this statement.", "en"}}}, Action: Namespace + c.Use.String()}
	switch o.Word() {
	case proviso.Unstated:
		p.Type, p.Profile, p.Conflict = "proviso:Silence", "", ""
	case proviso.Deny:
		p.Prohibition = []rule{r}
	default:
		r.asking(o.Offers()[0])
		p.Permission = []rule{r}
	}
	return written(p)
}

// asking adds what is asked in return.
func (r *rule) asking(offer proviso.Offer) {
	for _, term := range offer {
		if term.Kind != proviso.Open {
			r.Duty = append(r.Duty, rule{Action: Namespace + term.Kind})
			continue
		}
		open := constraint{Left: Namespace + "openness", Operator: "isAnyOf"}
		for _, level := range declare.OpenLevels() {
			open.Right = append(open.Right, identified{Namespace + string(level)})
		}
		r.Constraint = append(r.Constraint, open)
	}
}

// outcomeOf reads an answer of package declare.
func outcomeOf(answer string) proviso.Outcome {
	switch answer {
	case proviso.Allow.String():
		return proviso.Allowed()
	case proviso.Deny.String():
		return proviso.Denied()
	}
	if signal, ok := proviso.SignalNamed(answer); ok {
		return signal.Outcome()
	}
	return proviso.Outcome{}
}

// written writes JSON that people can read.
func written(v any) []byte {
	text, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return nil // the types above are all texts
	}
	return append(text, '\n')
}
