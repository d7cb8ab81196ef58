package check

import (
	"html/template"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare/notice"
)

// sentence says in one breath what machines are told, to somebody who never heard of
// AIPREF.
func sentence(o proviso.Outcomes) string {
	if o.Silent() {
		return "Nothing is said about how machines may use this. Silence is not a yes."
	}
	var told []string
	for _, part := range []struct {
		use               proviso.Use
		deny, allow, only string
	}{
		{proviso.TrainAI, "do not train on this", "you may train on this", "train on this only if you "},
		{proviso.AIUse, "do not use it in AI answers", "you may use it in AI answers", "use it in AI answers only if you "},
	} {
		switch o[part.use].Word() {
		case proviso.Deny:
			told = append(told, part.deny)
		case proviso.Allow:
			told = append(told, part.allow)
		case proviso.Conditional:
			told = append(told, part.only+asks(o[part.use]))
		}
	}
	var sentences []string
	if len(told) > 0 {
		sentences = append(sentences, "AI companies are told: "+strings.Join(told, "; ")+".")
	}
	for _, part := range []struct {
		use                    proviso.Use
		who, deny, allow, only string
	}{
		{proviso.Search, "Search engines", "must not list it", "may list it", "may list it if they "},
		{proviso.TDM, "Other automated analysis", "is refused", "is permitted", "is permitted to those who "},
	} {
		switch o[part.use].Word() {
		case proviso.Deny:
			sentences = append(sentences, part.who+" "+part.deny+".")
		case proviso.Allow:
			sentences = append(sentences, part.who+" "+part.allow+".")
		case proviso.Conditional:
			sentences = append(sentences, part.who+" "+part.only+asks(o[part.use])+".")
		}
	}
	return strings.Join(sentences, " ")
}

var elements = map[string]string{
	proviso.Credit: "give credit", proviso.DirectContribution: "support the declaring party",
	proviso.EcosystemContribution: "give back to the commons", proviso.Open: "use an open AI system",
}

// asks words what a conditional outcome asks for, as the end of "only if you …".
func asks(o proviso.Outcome) string {
	var alternatives []string
	for _, offer := range o.Offers() {
		var parts []string
		for _, t := range offer {
			switch element, known := elements[t.Kind]; {
			case known && !t.Opaque():
				parts = append(parts, element)
			case t.Kind == proviso.KindCondition && t.Link != "":
				parts = append(parts, "meet the conditions at "+clip(t.Link, 120))
			default:
				parts = append(parts, "meet a condition ("+clip(t.String(), 160)+")")
			}
		}
		alternatives = append(alternatives, strings.Join(parts, " and "))
		if len(alternatives) == 4 && len(o.Offers()) > 4 {
			alternatives = append(alternatives, "meet one of further offers")
			break
		}
	}
	return strings.Join(alternatives, ", or ")
}

// uses names the uses for people, briefly.
var uses = [...]struct{ Name, Short string }{
	proviso.TrainAI: {"Training an AI", "training"},
	proviso.AIUse:   {"AI answers", "AI answers"},
	proviso.Search:  {"Search results", "search"},
	proviso.TDM:     {"Other analysis", "analysis"},
}

// word is an outcome as it is shown: a shape, a word and a class for its colour. Whoever
// does not see colours, or shapes, has the others.
type word struct {
	Class string
	Text  string
	Icon  template.HTML
}

const svgHead = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">`

// Shapes besides those of package notice, on the same square.
const (
	lozenge   = svgHead + `<path d="M12 1.5 22.5 12 12 22.5 1.5 12z" stroke-linejoin="round"/><path d="M8.5 12h7"/></svg>`
	differing = svgHead + `<circle cx="12" cy="12" r="10"/><path d="M7 10h10M7 14h10M14.5 6.5l-5 11"/></svg>`
	speaking  = svgHead + `<path d="M2 3h20v14H11l-5 5v-5H2z" stroke-linejoin="round"/><path d="M6.5 8h11M6.5 12h7"/></svg>`
	unseen    = svgHead + `<circle cx="12" cy="12" r="10" stroke-dasharray="2 3"/><path d="M5 19 19 5"/></svg>`
)

func wordOf(outcome string, offers [][]term) word {
	w := word{Class: "unsaid", Text: "not said", Icon: template.HTML(notice.Icon(proviso.Unstated.String(), ""))}
	switch outcome {
	case proviso.Allow.String():
		w = word{"yes", "yes", template.HTML(notice.Icon(outcome, ""))}
	case proviso.Deny.String():
		w = word{"no", "no", template.HTML(notice.Icon(outcome, ""))}
	case proviso.Conditional.String():
		w = word{"only", "only if", lozenge}
		o := ruling{Outcome: outcome, Offers: offers}.outcome()
		if list := o.Offers(); len(list) == 1 {
			if signal, ok := proviso.SignalFor(list[0]); ok {
				w.Icon = template.HTML(notice.Icon(signal.Token, ""))
			}
		}
	}
	return w
}

// clip cuts foreign text that is to stand in a sentence.
func clip(s string, limit int) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	n := 0
	for i := range s {
		if n == limit {
			return s[:i] + "…"
		}
		n++
	}
	return s
}
