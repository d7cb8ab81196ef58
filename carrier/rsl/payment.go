package rsl

import (
	"slices"
	"strconv"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
)

// payment reads a payment element (section 3.7): one that asks something becomes a
// term, and so does each licence that it links to.
func (d *document) payment(e *element, l *licence) {
	p := bill{document: d, at: e.start}
	p.kind, _ = e.attribute("type")
	for _, child := range e.children {
		p.child(child)
	}
	l.terms = append(l.terms, p.terms()...)
	l.free = l.free || p.kind == "free"
}

// bill is a payment as it is read.
type bill struct {
	*document
	at     int
	kind   string
	links  []string // of standard and custom
	signal proviso.Offer
	words  []string // amount and accepts, for people
}

func (p *bill) child(e *element) {
	switch e.local {
	case "standard", "custom":
		if signal, ok := signalAt(e.text); ok {
			p.signal = append(p.signal, signal.Offer()...)
			return
		}
		p.links = append(p.links, e.text)
		if e.local == "custom" {
			p.acquire(e.text, e)
		}
	case "amount":
		currency, _ := e.attribute("currency")
		amount, err := strconv.ParseFloat(e.text, 64)
		if err == nil && amount == 0 && p.kind == "free" {
			return
		}
		p.words = append(p.words, strings.TrimSpace(currency+" "+e.text))
		if err != nil || len(currency) != 3 {
			p.problem(CodePayment, proviso.Warning, e.start, "an amount is a decimal number with the currency in three letters; what is to be paid is unknown", "")
		}
	case "accepts":
		kind, _ := e.attribute("type")
		p.words = append(p.words, "by "+kind)
	case "":
	default:
		p.unknownElement(e.local, "payment", e.start)
	}
}

// terms makes terms of the payment.
func (p *bill) terms() []proviso.Term {
	terms := slices.Clone(p.signal)
	links := p.links
	// first takes the first link for the term that the type makes; the rest are
	// licences of their own.
	first := func(kind, text string) {
		link := ""
		if len(links) > 0 {
			link, links = links[0], links[1:]
		}
		terms = append(terms, p.linkTerm(kind, link, text))
	}
	asks := func(kind string) bool {
		return slices.ContainsFunc(p.signal, func(t proviso.Term) bool { return t.Kind == kind })
	}
	switch {
	case p.kind == "attribution" && !asks(proviso.Credit):
		first(proviso.Credit, "attribution")
	case p.kind == "contribution" && !asks(proviso.DirectContribution) && !asks(proviso.EcosystemContribution):
		first("rsl-contribution", "")
	case p.kind == "attribution", p.kind == "contribution":
	case p.kind == "free", p.kind == "":
		if len(p.words) == 0 {
			break
		}
		p.problem(CodePayment, proviso.Warning, p.at, "the payment has an amount, or a way to pay, and no type that asks for money; it asks for money", "")
		first("rsl-payment", p.wording())
		return p.withLinks(terms, links)
	default:
		p.checkType()
		first("rsl-payment", p.wording())
		return p.withLinks(terms, links)
	}
	if len(p.words) > 0 { // attribution or contribution with an amount
		terms = append(terms, p.linkTerm("rsl-payment", "", p.wording()))
	}
	return p.withLinks(terms, links)
}

// withLinks adds the licences that are linked to.
func (p *bill) withLinks(terms []proviso.Term, links []string) []proviso.Term {
	for _, link := range links {
		terms = append(terms, p.linkTerm("rsl-terms", link, ""))
	}
	return terms
}

func (p *bill) wording() string {
	return carrier.Clip(strings.Trim(p.kind+", "+strings.Join(p.words, ", "), ", "), maxTermText)
}

// checkType reports a type that RSL does not have.
func (p *bill) checkType() {
	switch {
	case slices.Contains(payments, p.kind):
	case slices.Contains(oldPayments, p.kind):
		p.problem(CodeLegacy, proviso.Notice, p.at, "the payment is of a type that the drafts of 2025 had; it asks for money", "")
	case isExtension(p.kind):
		p.problem(CodePayment, proviso.Notice, p.at, "the payment is of a type that is not known here; it asks something that nobody can claim to have given", "")
	default:
		p.problem(CodePayment, proviso.Warning, p.at, "RSL has no payment of type "+strconv.Quote(carrier.Clip(p.kind, 64))+"; it asks something that nobody can claim to have given", "")
	}
}

// signals is where the CC signals are defined. They have no address of their own yet.
const signals = "https://github.com/creativecommons/cc-signals/"

// signalAt finds the CC signal that a URL is the page of:
// …/tree/main/signals/cr-dc/0.1, of any branch, tag or commit.
func signalAt(url string) (proviso.Signal, bool) {
	if len(url) < len(signals) || !strings.EqualFold(url[:len(signals)], signals) {
		return proviso.Signal{}, false
	}
	parts := strings.Split(url[len(signals):], "/")
	if len(parts) < 4 || parts[0] != "tree" && parts[0] != "blob" || parts[2] != "signals" {
		return proviso.Signal{}, false
	}
	return proviso.SignalNamed("cc-" + parts[3])
}

// signalPage is the page of a signal; see [signalAt].
func signalPage(s proviso.Signal) string {
	return signals + "tree/main/signals/" + strings.TrimPrefix(s.Token, "cc-") + "/0.1"
}
