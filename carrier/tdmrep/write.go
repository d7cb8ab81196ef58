package tdmrep

import (
	"encoding/json"
	"fmt"
	"html"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
)

// said is what can be put into the two properties.
type said struct {
	reservation reservation
	policy      string
}

// choose finds the properties that say outcomes best without saying less, and what they
// lose. The protocol speaks of mining as a whole, so the strictest wish about any part of
// it decides.
func choose(s carrier.Said) (said, []proviso.Loss, error) {
	link := linkOf(s)
	if link != "" {
		absolute, ok := carrier.Resolve("", link)
		if !ok {
			return said{}, nil, fmt.Errorf("tdmrep: %q is no absolute http or https URL", carrier.Clip(link, maxQuote))
		}
		link = absolute
	}
	var count [proviso.Deny + 1]int
	for _, use := range mined() {
		count[s.Outcomes[use].Word()]++
	}
	var chosen said
	switch train, tdm := s.Outcomes[proviso.TrainAI].Word(), s.Outcomes[proviso.TDM].Word(); {
	case count[proviso.Deny] > 0, count[proviso.Conditional] > 0 && link == "":
		chosen = said{reservation: reserved}
	case count[proviso.Conditional] > 0:
		chosen = said{reserved, link}
	case train == proviso.Allow && tdm == proviso.Allow:
		chosen = said{reservation: notReserved}
	}
	return chosen, losses(s, chosen), nil
}

// mined lists the uses that a reservation speaks about.
func mined() [3]proviso.Use { return [...]proviso.Use{proviso.TrainAI, proviso.AIUse, proviso.TDM} }

// linkOf is the policy to point to: the one that the outcomes themselves ask for, where
// they were read from a reservation with a policy, or else the link given.
func linkOf(s carrier.Said) string {
	for _, use := range mined() {
		if offers := s.Outcomes[use].Offers(); len(offers) == 1 && len(offers[0]) == 1 && offers[0][0].Kind == KindPolicy {
			return offers[0][0].Link
		}
	}
	return s.Link
}

// outcomes is what a reader without the policy makes of the properties.
func (c said) outcomes() (o proviso.Outcomes) {
	switch {
	case c.reservation == notReserved:
		token(notReserved).Spread(proviso.Allowed(), &o)
	case c.policy != "":
		token(reserved).Spread(opaque(c.policy), &o)
	case c.reservation == reserved:
		token(reserved).Spread(proviso.Denied(), &o)
	}
	return o
}

// losses compares what is read with what was to be said.
func losses(s carrier.Said, chosen said) (list []proviso.Loss) {
	read := chosen.outcomes()
	for _, use := range proviso.Uses() {
		wish, got := s.Outcomes[use], read[use]
		if got.Equal(wish) {
			continue
		}
		l := proviso.Loss{Use: use, Said: wish}
		switch {
		case use == proviso.Search:
			l.Why = "the protocol says nothing about search"
		case got.Word() == proviso.Unstated:
			l.Why = "there is no word for this use alone"
		case !got.AtLeast(wish):
			l.Why = "the conditions are said by the policy that is linked to, and by nothing in the text"
		case wish.Word() == proviso.Conditional:
			l.Form, l.Why = chosen.form(), "a condition needs a policy that states it, and no use may be refused beside it"
		default:
			l.Form, l.Why = chosen.form(), "a reservation is about every kind of mining, and goes by the strictest wish"
		}
		list = append(list, l)
	}
	return list
}

// form is the text that stands for what is lost.
func (c said) form() string { return nameReservation + ": " + c.reservation.String() }

// published is a rule of the file as it is written.
type published struct {
	Location    string `json:"location"`
	Reservation int    `json:"tdm-reservation"`
	Policy      string `json:"tdm-policy,omitempty"`
}

// writeFile writes the file with one rule. The location "/" is the whole site, as in
// the first example of section 6.1.2.
func writeFile(s carrier.Said) (string, []proviso.Loss, error) {
	location := s.Scope
	if location == "" {
		location = "/"
	}
	if !strings.HasPrefix(location, "/") && !strings.HasPrefix(location, "*") {
		return "", nil, fmt.Errorf("tdmrep: scope %q is no path pattern, which begins with / as in robots.txt", carrier.Clip(s.Scope, maxQuote))
	}
	chosen, losses, err := choose(s)
	if err != nil || chosen.reservation == unset {
		return "", losses, err
	}
	rule := published{Location: location, Policy: chosen.policy}
	if chosen.reservation == reserved {
		rule.Reservation = 1
	}
	text, err := indented([]published{rule})
	return text, losses, err
}

// writeHeader writes header fields, one a line.
func writeHeader(s carrier.Said) (string, []proviso.Loss, error) {
	chosen, losses, err := choose(s)
	if err != nil || chosen.reservation == unset {
		return "", losses, err
	}
	text := chosen.form()
	if chosen.policy != "" {
		text += "\n" + namePolicy + ": " + chosen.policy
	}
	return text, losses, nil
}

// writeMeta writes meta elements, one a line.
func writeMeta(s carrier.Said) (string, []proviso.Loss, error) {
	chosen, losses, err := choose(s)
	if err != nil || chosen.reservation == unset {
		return "", losses, err
	}
	text := `<meta name="` + nameReservation + `" content="` + chosen.reservation.String() + `">`
	if chosen.policy != "" {
		text += "\n" + `<meta name="` + namePolicy + `" content="` + html.EscapeString(chosen.policy) + `">`
	}
	return text, losses, nil
}

// indented is JSON as people read it.
func indented(v any) (string, error) {
	var b strings.Builder
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(v); err != nil {
		return "", err
	}
	return b.String(), nil
}
