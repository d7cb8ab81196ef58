package rsl

import (
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/expr"
)

func whole(uses ...proviso.Use) (reaches []expr.Reach) {
	for _, u := range uses {
		reaches = append(reaches, expr.Reach{Use: u, How: expr.Whole})
	}
	return reaches
}

func and(reaches []expr.Reach, how expr.How, use proviso.Use) []expr.Reach {
	return append(reaches, expr.Reach{Use: use, How: how})
}

// draft marks the words of RSL's drafts of 2025, which are still in use.
const draft = "Word of the drafts of 2025, not of RSL 1.0."

// tokens are the classes of usage of section 3.4.1.1, and those of the drafts.
var tokens = []carrier.Token{
	{Token: "all", Meaning: "any automated processing, AI training and search among it",
		Reaches: whole(proviso.TrainAI, proviso.AIUse, proviso.Search, proviso.TDM)},
	{Token: "ai-all", Meaning: "any use by AI systems, those not yet named included",
		Reaches: and(whole(proviso.TrainAI, proviso.AIUse), expr.Part, proviso.TDM),
		Note:    "Search and analysis without AI are left out."},
	{Token: "ai-train", Meaning: "training or fine-tuning AI models of any kind",
		Reaches: and(whole(proviso.TrainAI), expr.Part, proviso.TDM),
		Note:    "Wider than train-ai of AIPREF: models that generate nothing are included."},
	{Token: "ai-input", Meaning: "input to AI models: retrieval, grounding, generated answers and search summaries",
		Reaches: whole(proviso.AIUse)},
	{Token: "ai-index", Meaning: "inclusion in an AI system's own index or retrieval database",
		Reaches: and(and(nil, expr.Edge, proviso.AIUse), expr.Part, proviso.TDM),
		Note:    "A step on the way to AI use: where only a wider word permits AI use, prohibiting the index prohibits it."},
	{Token: "search", Meaning: "a search index and its results, links and short excerpts, without summaries by AI",
		Reaches: whole(proviso.Search)},
	{Token: "train-ai", Meaning: "training AI models", Note: draft,
		Reaches: and(whole(proviso.TrainAI), expr.Part, proviso.TDM)},
	{Token: "train-genai", Meaning: "training generative AI models", Note: draft, Reaches: whole(proviso.TrainAI)},
	{Token: "ai-use", Meaning: "use as input to AI models", Note: draft, Reaches: whole(proviso.AIUse)},
	{Token: "ai-summarize", Meaning: "summaries by AI", Note: draft, Reaches: and(nil, expr.Part, proviso.AIUse)},
}

// narrowness ranks a token: the narrower beats the wider (section 3.1.1).
func narrowness(token string) int {
	switch token {
	case "all":
		return 1
	case "ai-all":
		return 2
	}
	return 3
}

// users are the classes of user of section 3.4.1.2. A licence for all of them is for
// everybody.
var users = []string{"commercial", "non-commercial", "education", "government", "personal"}

// payments are the types of section 3.7 that ask for money.
var payments = []string{"purchase", "subscription", "training", "crawl", "use"}

// oldPayments are those of the drafts.
var oldPayments = []string{"inference", "royalty"}

// words takes a list apart. RSL 1.0 has spaces between words; the drafts had commas.
func words(list string) (all []string, commas bool) {
	commas = strings.Contains(list, ",")
	return strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' || r == '\t' || r == '\n' || r == '\r' }), commas
}

// isExtension reports whether a word is one of somebody else's vocabulary: prefix:name.
func isExtension(word string) bool {
	prefix, rest, ok := strings.Cut(word, ":")
	return ok && prefix != "" && rest != ""
}

func everybody(list []string) bool {
	return !slices.ContainsFunc(users, func(u string) bool { return !slices.Contains(list, u) })
}
