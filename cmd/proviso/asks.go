package main

import (
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
)

// asks words the offers of a conditional outcome as what "you" do. Alternatives that
// read the same are told once.
func asks(o proviso.Outcome) string {
	var alternatives []string
	for _, offer := range o.Offers() {
		if text := asksAll(offer); !slices.Contains(alternatives, text) {
			alternatives = append(alternatives, text)
		}
	}
	return strings.Join(alternatives, ", or ")
}

// asksAll words the terms of one offer. A document that several of them stand in is
// named once, behind the last.
func asksAll(offer proviso.Offer) string {
	var parts []string
	for i, t := range offer {
		text := ask(t)
		more := slices.ContainsFunc(offer[i+1:], func(later proviso.Term) bool { return later.Link == t.Link })
		if t.Link != "" && !more {
			text += " (" + visible(t.Link) + ")"
		}
		if !slices.Contains(parts, text) {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, " and ")
}

// asked words the kinds of terms that carriers make; %s stands for the term's text.
var asked = map[string]string{
	proviso.Credit:                "give credit",
	proviso.DirectContribution:    "support the declaring party",
	proviso.EcosystemContribution: "give back to the commons",
	proviso.Open:                  "keep your AI system open",
	proviso.KindCondition:         "accept the conditions",
	"content-signal-use":          "keep to %s",
	"tdm-policy":                  "accept the policy",
	"tdm-obtain-consent":          "obtain consent",
	"tdm-compensate":              "pay compensation",
	"tdm-purpose":                 "keep to the purpose %s",
	"tdm-target":                  "keep to %s",
	"tdm-condition":               "meet a condition of the policy",
	"rsl-licence":                 "accept the licence",
	"rsl-terms":                   "accept the terms",
	"rsl-server":                  "get a licence from the licence server",
	"rsl-reporting":               "report your use",
	"rsl-payment":                 "pay: %s",
	"rsl-contribution":            "contribute",
	"rsl-user":                    "stay within its limit: %s",
	"rsl-geo":                     "stay within its limit: %s",
	"rsl-limit":                   "stay within its limit: %s",
	"nocache":                     "use %s",
	"max-snippet":                 "quote %s",
}

// ask words one term, without its link.
func ask(t proviso.Term) string {
	phrase, known := asked[t.Kind]
	switch {
	case !known && t.Text != "":
		return "accept: " + visible(t.Text)
	case !known && t.Link != "":
		return "accept the conditions"
	case !known:
		return "accept a condition (" + visible(t.Kind) + ")"
	case strings.Contains(phrase, "%s") && t.Text == "":
		return strings.TrimRight(strings.ReplaceAll(phrase, "%s", ""), ": ")
	}
	return strings.ReplaceAll(phrase, "%s", visible(t.Text))
}
