package statements

import (
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/declare/notice"
)

// profilePath is where our terms for ODRL are explained.
const profilePath = Path + notice.Edition + "/profile.jsonld"

// term is one of our terms.
type term struct {
	ID         string `json:"@id"`
	Type       string `json:"@type"`
	IncludedIn string `json:"includedIn,omitempty"`
	Label      string `json:"dcterms:title"`
	Definition string `json:"dcterms:description"`
}

// profile explains the terms: the uses and what is asked as actions, and openness.
func profile() []byte {
	var list []term
	for _, u := range proviso.Uses() {
		list = append(list, term{Namespace + u.String(), "Action", "use", u.String(), uses[u]})
	}
	for _, t := range []struct{ kind, in, means string }{
		{proviso.Credit, "attribute", "Give appropriate credit, by the method, means and context of the use."},
		{proviso.DirectContribution, "use", "Support the declaring party with money or in kind, in good faith. It is no price and no commercial transaction."},
		{proviso.EcosystemContribution, "use", "Give back to the commons with money or in kind, in good faith. It is no price and no commercial transaction."},
	} {
		list = append(list, term{Namespace + t.kind, "Action", t.in, strings.ReplaceAll(t.kind, "-", " "), t.means})
	}
	list = append(list, term{ID: Namespace + "openness", Type: "LeftOperand", Label: "openness", Definition: "The levels of openness that the AI system meets in which the works are used."})
	for _, level := range declare.OpenLevels() {
		list = append(list, term{ID: Namespace + string(level), Type: "RightOperand", Label: string(level), Definition: levels[level]})
	}
	list = append(list, term{ID: Namespace + "Silence", Type: "http://www.w3.org/2000/01/rdf-schema#Class", Label: "silence",
		Definition: "A statement that nothing is said about a use: neither permission nor prohibition, and so no policy."})
	return written(struct {
		Context []any  `json:"@context"`
		Graph   []term `json:"@graph"`
	}{[]any{odrlContext, prefixes}, list})
}

var uses = [4]string{
	proviso.TrainAI: "Training a generative AI model with the works (draft-ietf-aipref-vocab-08, train-ai).",
	proviso.AIUse:   "Using the works as input to a generative AI model, but for what its users provide (draft-ietf-aipref-vocab-08, ai-use).",
	proviso.Search:  "Finding the works and sending people to them (draft-ietf-aipref-vocab-08, search).",
	proviso.TDM:     "Any other automated analysis. The AIPREF vocabulary has no label for it.",
}

var levels = map[declare.OpenLevel]string{
	declare.MOF1: "Model Openness Framework, Class I.", declare.MOF2: "Model Openness Framework, Class II.", declare.OSAID: "Open Source AI Definition.",
}
