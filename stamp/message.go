package stamp

import (
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/mark"
	"github.com/proviso-signals/proviso/carrier/plus"
	"github.com/proviso-signals/proviso/container/xmp"
	"github.com/proviso-signals/proviso/expr"
)

// vocabulary names what expressions follow, as the mark shows it to people.
var vocabulary = "draft-ietf-aipref-vocab-08, " + proviso.SignalsSpec

// message is an intent made ready: what every file gets.
type message struct {
	intent Intent
	mark   mark.Mark // without safe forms, which depend on the file
	// constraint says it to people.
	constraint string
	// losses are what the nearest term of plus:DataMining cannot say.
	losses []proviso.Loss
}

// compose makes a message of an intent.
func compose(i Intent) (*message, error) {
	m := &message{intent: i}
	if i.Clear {
		return m, nil
	}
	text, losses, err := expr.Write(i.Outcomes)
	if err != nil {
		return nil, err
	}
	for _, l := range losses {
		return nil, lossError(l)
	}
	m.mark = mark.Mark{Expression: text, Vocabulary: vocabulary, Declaration: i.Declaration}
	if i.Document != nil {
		m.mark.Digest = mark.DigestOf(i.Document)
	}
	m.constraint = Sentence(i.Outcomes, i.Declaration)
	_, m.losses, err = m.changes(nil) // which finds out what is wrong with links, too
	return m, err
}

type lossError proviso.Loss

func (l lossError) Error() string {
	return "stamp: " + l.Use.String() + " cannot be said as an expression: " + l.Why
}

// changes gives what to change in a packet so that it says the message, and what the
// nearest term of plus:DataMining cannot say. The packet is nil where there is none.
func (m *message) changes(current *xmp.Packet) ([]xmp.Change, []proviso.Loss, error) {
	if m.intent.Clear {
		return clearing(current), nil, nil
	}
	said := carrier.Said{Outcomes: m.intent.Outcomes, Link: m.intent.Declaration}
	changes, losses, err := plus.Changes(current, said, m.constraint)
	if err != nil {
		return nil, nil, err
	}
	k := m.mark
	term, _, err := plus.Carrier.Forms[0].Write(said)
	if err != nil {
		return nil, nil, err
	}
	// A term that somebody else has put there is meant as it stands.
	_, stands := plus.Says(current)
	if term != "" && len(losses) > 0 && (stands != term || plus.Ours(current)) {
		k.SafeForms = []mark.SafeForm{{Carrier: plus.Carrier.Name, Text: term}}
	}
	changes = append(changes, mark.Changes(k)...)
	more, err := m.rights(current)
	return append(changes, more...), losses, err
}

// clearing takes out what a stamp has put in. Whom to credit stays: it is no
// preference, and true all the same.
func clearing(current *xmp.Packet) []xmp.Change {
	if current == nil {
		return nil
	}
	changes := append(plus.Clear(current), mark.Clear()...)
	if old, ok := mark.Of(current); ok && old.Declaration != "" {
		if v := current.Get(xmp.NSXMPRights, "WebStatement"); v != nil && v.Default() == old.Declaration {
			changes = append(changes, xmp.Remove(xmp.NSXMPRights, "WebStatement"))
		}
	}
	return changes
}

// Sentence says outcomes to people, in English, in a sentence or two: what
// plus:OtherConstraints gets.
func Sentence(o proviso.Outcomes, link string) string {
	var parts []string
	for _, u := range proviso.Uses() {
		if o[u].Word() != proviso.Unstated {
			parts = append(parts, strings.ToUpper(u.Plain()[:1])+u.Plain()[1:]+": "+inWords(o[u])+".")
		}
	}
	text := strings.Join(parts, " ")
	if field, _, err := expr.Write(o); err == nil && field != "" {
		text += " Content-Usage: " + field
	}
	if link != "" {
		text += " See " + link
	}
	return text
}

// inWords words an outcome: "only if you credit", "no".
func inWords(o proviso.Outcome) string {
	switch o.Word() {
	case proviso.Allow:
		return "yes"
	case proviso.Deny:
		return "no"
	}
	var offers []string
	for _, offer := range o.Offers() {
		var terms []string
		for _, t := range offer {
			terms = append(terms, termWords(t))
		}
		offers = append(offers, strings.Join(terms, " and "))
	}
	return "only if you " + strings.Join(offers, ", or ")
}

func termWords(t proviso.Term) string {
	switch t.Kind {
	case proviso.Credit:
		return "give credit"
	case proviso.DirectContribution:
		return "contribute to the declaring party"
	case proviso.EcosystemContribution:
		return "give back to the commons"
	case proviso.Open:
		return "use an open AI system"
	}
	return "meet " + t.String()
}
