package main

import (
	"strings"

	"github.com/proviso-signals/proviso"
)

// sign is how a word is shown: a shape and a word, so that colour is never the
// only sign, and unstated and allow share neither.
type sign struct {
	shape  string
	word   string
	colour string // a colour of style
}

var signs = [...]sign{
	proviso.Unstated:    {"·", "not said", dim},
	proviso.Allow:       {"✓", "yes", green},
	proviso.Conditional: {"◐", "only if", yellow},
	proviso.Deny:        {"✗", "no", red},
}

// sentence says in one breath what the owner tells machines, for somebody who
// never heard of AIPREF.
func sentence(o proviso.Outcomes) string {
	if o.Silent() {
		return "Nothing is said about how machines may use this. Silence is not permission."
	}
	var told []string
	for _, part := range []struct {
		use                       proviso.Use
		deny, allow, onlyIfPrefix string
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
			told = append(told, part.onlyIfPrefix+asks(o[part.use]))
		}
	}
	var sentences []string
	if len(told) > 0 {
		sentences = append(sentences, "AI companies are told: "+strings.Join(told, "; ")+".")
	}
	for _, part := range []struct {
		use                 proviso.Use
		who, deny, allow, x string
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
			sentences = append(sentences, part.who+" "+part.x+asks(o[part.use])+".")
		}
	}
	return strings.Join(sentences, " ")
}
