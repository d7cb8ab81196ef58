package declare

import (
	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/expr"
)

// publishedCollection is a collection as readers of a later form may want it. Its paths are
// those of the file; its files are nobody's business.
type publishedCollection struct {
	Name       string                  `json:"name"`
	Paths      []string                `json:"paths,omitempty"`
	WholeSite  bool                    `json:"wholeSite,omitempty"`
	Rights     Rights                  `json:"rights,omitempty"`
	Licence    string                  `json:"licence,omitempty"`
	Credit     *publishedName          `json:"credit,omitempty"`
	Languages  []string                `json:"languages,omitempty"`
	Uses       map[string]publishedUse `json:"uses"`
	Conditions *publishedConditions    `json:"conditions,omitempty"`
}

type publishedName struct {
	Name string `json:"name,omitempty"`
	Link string `json:"link,omitempty"`
}

// publishedUse is one of the four words, and the signal for "conditional".
type publishedUse struct {
	Outcome string `json:"outcome"`
	Signal  string `json:"signal,omitempty"`
}

type publishedConditions struct {
	Payee       *publishedName  `json:"payee,omitempty"`
	Floor       *publishedFloor `json:"floor,omitempty"`
	Beneficiary *publishedName  `json:"beneficiary,omitempty"`
	Open        []OpenLevel     `json:"open,omitempty"`
}

type publishedFloor struct {
	Amount   string `json:"amount"` // decimal; JSON numbers are binary
	Currency string `json:"currency"`
	Per      string `json:"per,omitempty"`
}

func publishedCollections(d *Declaration) []publishedCollection {
	list := make([]publishedCollection, len(d.Collections))
	for i, c := range d.Collections {
		list[i] = publishedCollection{
			Name: c.Name, Paths: c.Paths, WholeSite: c.WholeSite(), Rights: c.Rights, Licence: c.Licence,
			Credit: nameOf(c.Credit, c.CreditLink), Languages: c.Languages,
			Uses: map[string]publishedUse{}, Conditions: c.publishedConditions(),
		}
		for _, use := range proviso.Uses() {
			list[i].Uses[use.String()] = useOf(c.Outcomes[use])
		}
	}
	return list
}

func useOf(o proviso.Outcome) publishedUse {
	u := publishedUse{Outcome: o.Word().String()}
	if o.Word() == proviso.Conditional {
		u.Signal, _ = answerFor(o)
	}
	return u
}

func nameOf(name, link string) *publishedName {
	if name == "" && link == "" {
		return nil
	}
	return &publishedName{name, link}
}

// publishedConditions gives the details of the conditions that the collection has, and
// only of those. Levels of openness are always spelt out where they matter.
func (c *Collection) publishedConditions() *publishedConditions {
	out := publishedConditions{}
	if c.asks(proviso.DirectContribution) {
		out.Payee = nameOf(c.Conditions.Payee, c.Conditions.PayeeLink)
	}
	if f := c.Conditions.Floor; f != (Floor{}) && (c.asks(proviso.DirectContribution) || c.asks(proviso.EcosystemContribution)) {
		out.Floor = &publishedFloor{f.Amount, f.Currency, f.Per}
	}
	if c.asks(proviso.EcosystemContribution) {
		out.Beneficiary = nameOf(c.Conditions.Beneficiary, c.Conditions.BeneficiaryLink)
	}
	if c.asks(proviso.Open) {
		out.Open = c.Conditions.Accepted()
	}
	if out.Payee == nil && out.Floor == nil && out.Beneficiary == nil && out.Open == nil {
		return nil
	}
	return &out
}

// asks reports whether any use is conditional on an element of the CC signals draft.
func (c *Collection) asks(element string) bool {
	for _, o := range c.Outcomes {
		for _, offer := range o.Offers() {
			for _, term := range offer {
				if term.Kind == element {
					return true
				}
			}
		}
	}
	return false
}

// vocabulary names what expressions are written in.
func vocabulary() string {
	newest := expr.Revision{}
	for _, r := range expr.Revisions() {
		if r.Date > newest.Date {
			newest = r
		}
	}
	return newest.Draft + ", " + proviso.SignalsSpec
}
