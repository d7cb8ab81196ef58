package proviso

// SignalsSpec names the revision of the framework that [Signals] follows.
const SignalsSpec = "CC signals 0.1"

// Signal is one of the signals of the CC signals draft: a fixed set of elements
// under one token.
type Signal struct {
	Token    string    // as in exceptions=cc-cr; lower case, exact
	Name     string    // the draft's own name
	Elements []Element // what is asked, in the draft's order; read-only
	offers   []Offer
}

// Element is one element of a signal, with the draft's text.
type Element struct {
	Kind string // the [Term] kind
	Name string
	// Text is the binding text of the element, quoted from the CC signals draft
	// 0.1 by Creative Commons, licensed CC BY 4.0.
	Text string
	// Expects sums up what the draft's README expects of someone who adheres.
	Expects string
}

// Offer is what the signal asks, as a single offer.
func (s Signal) Offer() Offer { return s.offers[0] }

// Outcome is what the signal says about a use: permitted under its offer.
func (s Signal) Outcome() Outcome { return Outcome{stated: true, offers: s.offers} }

// The element texts are quoted from github.com/creativecommons/cc-signals at
// 2b863d8 (2025-12-04), signals/*/0.1/README.md, under CC BY 4.0.
var (
	creditElement = Element{
		Kind: Credit, Name: "Credit",
		Text:    "You must give appropriate credit based on the method, means, and context of your use.",
		Expects: "Cite the training dataset or collection; where an output can be tied to content, as in retrieval, cite the collection with a link.",
	}
	directElement = Element{
		Kind: DirectContribution, Name: "Direct Contribution",
		Text:    "You must provide monetary or in-kind support to the Declaring Party for their development and maintenance of the assets, based on a good faith valuation taking into account your use of the assets and your financial means.",
		Expects: "Support the declaring party in proportion to the kind and scale of use and to your means. It is not a commercial transaction.",
	}
	ecosystemElement = Element{
		Kind: EcosystemContribution, Name: "Ecosystem Contribution",
		Text:    "You must provide monetary or in-kind support back to the ecosystem from which you are benefiting, based on a good faith valuation taking into account your use of the assets and your financial means.",
		Expects: "Give back to the commons you benefit from, in proportion to use and means.",
	}
	openElement = Element{
		Kind: Open, Name: "Open",
		Text:    "The AI system used must be open. For example, AI systems must satisfy the Model Openness Framework (MOF) Class II, MOF Class I, or the Open Source AI Definition (OSAID).",
		Expects: "Use an AI system that is open, for example by MOF Class II or I, or by the OSAID.",
	}
)

// signals is ordered as in the draft.
var signals = []Signal{
	newSignal("cc-cr", "CC Credit", creditElement),
	newSignal("cc-cr-dc", "CC Credit Direct Contribution", creditElement, directElement),
	newSignal("cc-cr-ec", "CC Credit Ecosystem", creditElement, ecosystemElement),
	newSignal("cc-cr-op", "CC Credit Open", creditElement, openElement),
}

func newSignal(token, name string, elements ...Element) Signal {
	terms := make([]Term, len(elements))
	for i, e := range elements {
		terms[i] = Term{Kind: e.Kind}
	}
	return Signal{token, name, elements, []Offer{NewOffer(terms...)}}
}

// Signals lists the signals of the draft, in its order. Read-only.
func Signals() []Signal { return signals }

// SignalNamed finds a signal by its exact token, such as "cc-cr-ec".
func SignalNamed(token string) (Signal, bool) {
	for i := range signals {
		if signals[i].Token == token {
			return signals[i], true
		}
	}
	return Signal{}, false
}

// SignalFor finds the signal that asks for exactly the terms of the offer.
func SignalFor(offer Offer) (Signal, bool) {
	for i := range signals {
		if signals[i].Offer().compare(offer) == 0 {
			return signals[i], true
		}
	}
	return Signal{}, false
}
