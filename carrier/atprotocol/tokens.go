package atprotocol

import (
	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/expr"
)

// The preferences, by index into tokens.
const (
	training = iota
	inference
	syntheticContent
	embedding
	syntheticContentGeneration // of the older proposal

	numTokens
)

var tokens = []carrier.Token{
	training: {
		Token: "training", Meaning: "Use as input for training, fine-tuning, distilling or aligning models.",
		Reaches: []expr.Reach{{Use: proviso.TrainAI, How: expr.Whole}, {Use: proviso.TDM, How: expr.Part}},
		Note:    "models that generate nothing are included",
	},
	inference: {
		Token: "inference", Meaning: "Use at inference time: retrieval, grounding, context.",
		Reaches: []expr.Reach{{Use: proviso.AIUse, How: expr.Whole}},
	},
	syntheticContent: {
		Token: "syntheticContent", Meaning: "Generating synthetic content or interactions from the data.",
		Reaches: []expr.Reach{{Use: proviso.AIUse, How: expr.Part}},
		Note:    "beside an allowed inference, its refusal may be meant for imitations only; it is read as one of AI use",
	},
	embedding: {
		Token: "embedding", Meaning: "Vector embeddings and semantic indexing.",
		Reaches: []expr.Reach{{Use: proviso.TDM, How: expr.Part}, {Use: proviso.Search, How: expr.Edge}},
		Note:    "search and retrieval that work with embeddings need it; a refusal does not refuse search",
	},
	syntheticContentGeneration: {
		Token: "syntheticContentGeneration", Meaning: "Input to models that could generate synthetic content, at any stage (org.user-intents.declaration).",
		Reaches: []expr.Reach{{Use: proviso.TrainAI, How: expr.Whole}, {Use: proviso.AIUse, How: expr.Whole}},
		Note:    "of a proposal that was never adopted: a refusal is read, a permission is not",
	},
}

// tokenAt finds a preference among those of the lexicon, or of the older proposal.
func tokenAt(name string, older bool) (index int, ok bool) {
	from, to := training, embedding+1
	if older {
		from, to = to, numTokens
	}
	for i := from; i < to; i++ {
		if tokens[i].Token == name {
			return i, true
		}
	}
	return 0, false
}
