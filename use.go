package proviso

import "fmt"

// Use is a category of use: something a machine might do with an asset.
// Three come from draft-ietf-aipref-vocab-08 section 4; [TDM] is ours.
type Use uint8

const (
	// TrainAI is training a generative AI model: using an asset to modify the
	// learned parameters of a model that generates synthetic content
	// (vocab-08, label train-ai).
	TrainAI Use = iota
	// AIUse is using an asset as input to a generative model, unless the user
	// provided it directly: grounding, retrieval, summaries (vocab-08, label
	// ai-use). It excludes training.
	AIUse
	// Search is selecting assets and directing users to where they are
	// (vocab-08, label search). It overrides the other two: processing that only
	// serves a qualifying search application falls under Search, even training.
	Search
	// TDM is any other automated analysis, including training models that
	// generate nothing. It has no AIPREF label and is never written as one;
	// TDMRep, noai, RSL and older AIPREF drafts speak of it.
	TDM

	numUses = 4
)

// Uses lists every category of use in report order.
func Uses() [numUses]Use { return [numUses]Use{TrainAI, AIUse, Search, TDM} }

var useNames = [numUses]string{"train-ai", "ai-use", "search", "tdm"}

// String gives the stable name: train-ai, ai-use, search or tdm.
func (u Use) String() string {
	if int(u) < len(useNames) {
		return useNames[u]
	}
	return fmt.Sprintf("use(%d)", uint8(u))
}

// Plain describes the use to a person who never heard of AIPREF.
func (u Use) Plain() string {
	switch u {
	case TrainAI:
		return "training generative AI"
	case AIUse:
		return "AI answers (grounding, summaries)"
	case Search:
		return "search results that link back"
	case TDM:
		return "other automated analysis"
	}
	return u.String()
}

// ParseUse is the inverse of [Use.String]; ok is false for any other text.
func ParseUse(s string) (u Use, ok bool) {
	for i, name := range useNames {
		if s == name {
			return Use(i), true
		}
	}
	return 0, false
}
