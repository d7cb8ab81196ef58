package aitxt

import (
	"errors"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
)

// errScope: such a pattern would be read otherwise, or break the line.
var errScope = errors.New("ai.txt: a scope begins with / or * and has no white space, # or characters outside ASCII")

// write says the outcomes as an ai.txt that holds them alone. Only whether training is
// permitted can be said; conditions become a refusal. A refusal of training refuses
// other analysis, too, so an owner who permits the one and refuses the other is best
// served by refusing both.
func write(s carrier.Said) (text string, losses []proviso.Loss, err error) {
	if !writable(s.Scope) {
		return "", nil, errScope
	}
	train, tdm := s.Outcomes[proviso.TrainAI].Word(), s.Outcomes[proviso.TDM].Word()
	allows := train == proviso.Allow && tdm != proviso.Deny && tdm != proviso.Conditional
	refuses := train != proviso.Unstated && !allows
	form := ""
	switch {
	case refuses && s.Scope == "":
		// Readers of robots.txt know the first, those that compare names of files the second.
		text, form = "User-Agent: *\nDisallow: /\nDisallow: *\n", "Disallow: /"
	case refuses:
		form = "Disallow: " + s.Scope
		text = "User-Agent: *\n" + form + "\n"
	case allows && s.Scope == "":
		text = "User-Agent: *\nAllow: /\n"
	case allows:
		text = "User-Agent: *\nAllow: " + s.Scope + "\n"
	}
	for _, use := range proviso.Uses() {
		said := s.Outcomes[use]
		lost := proviso.Loss{Use: use, Said: said}
		switch {
		case use == proviso.TrainAI && refuses && train != proviso.Deny:
			lost.Form, lost.Why = form, "ai.txt has no conditions, and permits no training without other analysis: training is refused"
		case use == proviso.TrainAI:
			continue
		case use == proviso.TDM && refuses && tdm == proviso.Deny:
			continue
		case use == proviso.TDM && refuses:
			lost.Form, lost.Why = form, "a refusal in ai.txt is one of training any model, and so of other analysis"
		case said.Word() == proviso.Unstated:
			continue
		default:
			lost.Why = "ai.txt speaks about training alone"
		}
		losses = append(losses, lost)
	}
	return text, losses, nil
}

func writable(scope string) bool {
	if scope == "" {
		return true
	}
	for _, c := range []byte(scope) {
		if c <= ' ' || c > '~' || c == '#' {
			return false
		}
	}
	return strings.HasPrefix(scope, "/") || strings.HasPrefix(scope, "*")
}
