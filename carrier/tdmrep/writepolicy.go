package tdmrep

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
)

// Assigner is who makes an offer, and how to be reached (section 7.1.4). At least one
// of the fields is needed.
type Assigner struct {
	UID   string // an absolute URI that identifies the assigner
	Name  string // full name
	Email string // an address, with or without "mailto:"
	URL   string // absolute URL of a page about acquiring a licence
}

// Policy writes a TDM policy (section 7) that makes the offers of an outcome, each a
// permission. The uid is an absolute URI, best the URL where the policy is published.
//
// The profile has words for consent, compensation, purpose and target, so for the terms
// of [KindConsent], [KindCompensate], [KindPurpose] and [KindTarget] without further
// text. For any other term the duty to obtain consent stands in, which tells an asker to
// ask first, and the term is among the lost. Nothing is made up for credit and the other
// CC signals elements: a reader who knows the profile alone would pass over such a duty
// and see a permission without it.
//
// An error means that there is no offer, or that a URI or address is none.
func Policy(uid string, by Assigner, said proviso.Outcome) (text string, lost []proviso.Term, err error) {
	if w := said.Word(); w != proviso.Allow && w != proviso.Conditional {
		return "", nil, errors.New("tdmrep: a policy makes offers, and there are none in " + w.String())
	}
	if len(said.Offers()) > MaxPermissions {
		return "", nil, fmt.Errorf("tdmrep: a policy has at most %d permissions", MaxPermissions)
	}
	if !absolute(uid) {
		return "", nil, fmt.Errorf("tdmrep: uid %q is no absolute URI", carrier.Clip(uid, maxQuote))
	}
	p := odrlPolicy{Context: [2]string{odrlContext, tdmContext}, Type: "Offer", Profile: profile, UID: uid}
	if p.Assigner, err = by.vCard(); err != nil {
		return "", nil, err
	}
	for _, offer := range said.Offers() {
		var one odrlPermission
		for _, t := range offer {
			if !one.ask(t) && !slices.Contains(lost, t) {
				lost = append(lost, t)
			}
		}
		one.Action = "tdm:mine"
		p.Permission = append(p.Permission, one)
	}
	text, err = indented(p)
	return text, lost, err
}

type odrlPolicy struct {
	Context    [2]string        `json:"@context"`
	Type       string           `json:"@type"`
	Profile    string           `json:"profile"`
	UID        string           `json:"uid"`
	Assigner   vCard            `json:"assigner"`
	Permission []odrlPermission `json:"permission"`
}

type odrlPermission struct {
	Target     string           `json:"target,omitempty"`
	Action     string           `json:"action"`
	Duty       []odrlDuty       `json:"duty,omitempty"`
	Constraint []odrlConstraint `json:"constraint,omitempty"`
}

type odrlDuty struct {
	Action string `json:"action"`
}

type odrlConstraint struct {
	LeftOperand  string `json:"leftOperand"`
	Operator     string `json:"operator"`
	RightOperand string `json:"rightOperand"`
}

// ask adds a term to a permission; said is false where the duty to obtain consent stands
// in for it.
func (p *odrlPermission) ask(t proviso.Term) (said bool) {
	switch {
	case t.Kind == KindConsent && t.Text == "":
		p.duty("obtainConsent")
	case t.Kind == KindCompensate && t.Text == "":
		p.duty("compensate")
	case t.Kind == KindPurpose && (t.Text == "research" || t.Text == "non-research"):
		p.Constraint = append(p.Constraint, odrlConstraint{"purpose", "eq", "tdm:" + t.Text})
	case t.Kind == KindTarget && p.Target == "" && absolute(t.Text):
		p.Target = t.Text
	default:
		p.duty("obtainConsent")
		return false
	}
	return true
}

func (p *odrlPermission) duty(action string) {
	if d := (odrlDuty{action}); !slices.Contains(p.Duty, d) {
		p.Duty = append(p.Duty, d)
	}
}

type vCard struct {
	UID   string `json:"uid,omitempty"`
	Name  string `json:"vcard:fn,omitempty"`
	Email string `json:"vcard:hasEmail,omitempty"`
	URL   string `json:"vcard:hasURL,omitempty"`
}

func (a Assigner) vCard() (vCard, error) {
	card := vCard(a)
	if card.Email != "" && !strings.HasPrefix(card.Email, "mailto:") {
		card.Email = "mailto:" + card.Email
	}
	switch {
	case a == (Assigner{}):
		return vCard{}, errors.New("tdmrep: a policy names its assigner")
	case a.UID != "" && !absolute(a.UID):
		return vCard{}, fmt.Errorf("tdmrep: uid %q of the assigner is no absolute URI", carrier.Clip(a.UID, maxQuote))
	case a.Email != "" && (!strings.Contains(a.Email, "@") || !absolute(card.Email)):
		return vCard{}, fmt.Errorf("tdmrep: %q is no e-mail address", carrier.Clip(a.Email, maxQuote))
	}
	if a.URL != "" {
		if _, ok := carrier.Resolve("", a.URL); !ok {
			return vCard{}, fmt.Errorf("tdmrep: %q is no http or https URL", carrier.Clip(a.URL, maxQuote))
		}
	}
	return card, nil
}

// absolute reports whether a text is a URI with a scheme.
func absolute(text string) bool {
	u, err := url.Parse(text)
	return err == nil && u.IsAbs() && !strings.ContainsAny(text, " \"<>")
}
