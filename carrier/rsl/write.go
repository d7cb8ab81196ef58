package rsl

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
)

// RobotsLine is the line of robots.txt that refers to a licence document. Before the
// first group it is for everyone.
func RobotsLine(url string) string { return "License: " + url }

// LinkHeader is the Link field that refers to a licence document, as one line.
func LinkHeader(url string) string { return "Link: " + LinkValue(url) }

// LinkValue is the value of [LinkHeader].
func LinkValue(url string) string {
	return "<" + url + `>; rel="license"; type="` + MediaType + `"`
}

// LinkElement is the element for the head of a page that refers to a licence document.
func LinkElement(url string) string {
	return `<link rel="license" type="` + MediaType + `" href="` + escape.Replace(url) + `">`
}

var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// labelled are the uses that RSL has a word for. Other analysis has none: a document
// that permits anything licenses it only as part of "all".
var labelled = []struct {
	use   proviso.Use
	token string
}{{proviso.TrainAI, "ai-train"}, {proviso.AIUse, "ai-input"}, {proviso.Search, "search"}}

// write says outcomes as a licence document, with one licence for each set of terms.
//
// Credit and contributions are asked by payments of these types that link to the page
// of the CC signal; without its link, RSL's types say less than CC's elements. That
// the system must be open, RSL cannot ask for: a reader that does not know the signal
// would miss it. What cannot be asked for is prohibited.
func write(s carrier.Said) (string, []proviso.Loss, error) {
	if s.Outcomes.Silent() {
		return "", nil, nil
	}
	scope := s.Scope
	if scope == "" {
		scope = "/"
	}
	if !strings.HasPrefix(scope, "/") && !strings.HasPrefix(scope, "*") || strings.ContainsFunc(scope, isControl) {
		return "", nil, errors.New("a scope is a path pattern as in robots.txt, such as /photos/")
	}
	if s.Link != "" && (carrier.Origin(s.Link) == "" || strings.ContainsFunc(s.Link, isControl)) {
		return "", nil, errors.New("the link to the terms is no absolute http or https URL")
	}
	w := writer{said: s.Outcomes}
	w.sort()
	w.lose()
	if len(w.licences)+len(w.refused) == 0 {
		return "", w.losses, nil
	}
	return w.document(scope, s.Link), w.losses, nil
}

func isControl(r rune) bool {
	return r <= ' ' || r == 0x7F || r == 0xFFFD || r == 0xFFFE || r == 0xFFFF
}

// writer puts uses into licences.
type writer struct {
	said     proviso.Outcomes
	licences []grant
	refused  []string // tokens
	losses   []proviso.Loss
	all      bool // everything is said by "all"
}

// grant is a licence that permits something.
type grant struct {
	offer  proviso.Offer
	tokens []string
}

// payment gives the payment that asks for an offer, if RSL can ask for it.
func payment(offer proviso.Offer) (xml string, ok bool) {
	if len(offer) == 0 {
		return `<payment type="free"/>`, true
	}
	signal, ok := proviso.SignalFor(offer)
	if !ok || slices.ContainsFunc(offer, func(t proviso.Term) bool { return t.Kind == proviso.Open }) {
		return "", false
	}
	kind := "contribution"
	if len(offer) == 1 {
		kind = "attribution"
	}
	return fmt.Sprintf("<payment type=%q><standard>%s</standard></payment>", kind, signalPage(signal)), true
}

// sort gathers the offers of all uses, and what is refused. One word serves where all
// four uses are the same.
func (w *writer) sort() {
	first := w.said[0]
	w.all = !slices.ContainsFunc(w.said[:], func(o proviso.Outcome) bool { return !o.Equal(first) })
	if w.all {
		w.add(first, "all")
		return
	}
	for _, l := range labelled {
		w.add(w.said[l.use], l.token)
	}
}

func (w *writer) add(o proviso.Outcome, token string) {
	if o.Word() == proviso.Unstated {
		return
	}
	permitted := false
	for _, offer := range o.Offers() {
		if _, ok := payment(offer); !ok {
			continue
		}
		permitted = true
		i := slices.IndexFunc(w.licences, func(g grant) bool { return slices.Equal(g.offer, offer) })
		if i < 0 {
			i = len(w.licences)
			w.licences = append(w.licences, grant{offer: offer})
		}
		w.licences[i].tokens = append(w.licences[i].tokens, token)
	}
	if !permitted {
		w.refused = append(w.refused, token)
	}
}

// document puts the licences into a document.
func (w *writer) document(scope, link string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<rsl xmlns=%q>\n  <content url=\"%s\">\n", Namespace, escape.Replace(scope))
	for i, g := range w.licences {
		refused := w.refused
		if i > 0 {
			refused = nil
		}
		pay, _ := payment(g.offer)
		w.licence(&b, g.tokens, refused, pay)
	}
	if len(w.licences) == 0 {
		w.licence(&b, nil, w.refused, "")
	}
	if link != "" {
		fmt.Fprintf(&b, "    <terms>%s</terms>\n", escape.Replace(link))
	}
	b.WriteString("  </content>\n</rsl>\n")
	return b.String()
}

func (w *writer) licence(b *strings.Builder, permitted, refused []string, pay string) {
	b.WriteString("    <license>\n")
	if len(permitted) > 0 {
		fmt.Fprintf(b, "      <permits type=\"usage\">%s</permits>\n", strings.Join(permitted, " "))
	}
	if len(refused) > 0 {
		fmt.Fprintf(b, "      <prohibits type=\"usage\">%s</prohibits>\n", strings.Join(refused, " "))
	}
	if pay != "" {
		fmt.Fprintf(b, "      %s\n", pay)
	}
	b.WriteString("    </license>\n")
}
