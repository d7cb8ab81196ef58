package contentsignal

import (
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/expr"
)

// tokens are the signals, and the levels of the signal "use".
var tokens = []carrier.Token{
	{
		Token: "search", Meaning: "Building a search index and giving search results: links and short excerpts, without summaries by AI.",
		Reaches: []expr.Reach{{Use: proviso.Search, How: expr.Whole}},
	},
	{
		Token: "ai-input", Meaning: "Input to AI models when they answer: grounding, retrieval, summaries.",
		Reaches: []expr.Reach{{Use: proviso.AIUse, How: expr.Whole}},
	},
	{
		Token: "ai-train", Meaning: "Training or fine-tuning any AI model, whether it generates anything or not.",
		Reaches: []expr.Reach{{Use: proviso.TrainAI, How: expr.Whole}, {Use: proviso.TDM, How: expr.Part}},
		Note:    "Wider than train-ai of AIPREF, which is about generative models: a refusal reaches tdm too.",
	},
	{
		Token: useImmediate, Meaning: "At most ephemeral use for a single response, of which nothing is kept.",
		Reaches: []expr.Reach{
			{Use: proviso.AIUse, How: expr.Whole}, {Use: proviso.Search, How: expr.Whole},
			{Use: proviso.TrainAI, How: expr.Part}, {Use: proviso.TDM, How: expr.Part},
		},
		Note: "A test since 2026-07. A limit and no permission: AI use and search are conditional on it, and training is beyond it.",
	},
	{
		Token: useReference, Meaning: "At most indexing and citing, with excerpts and links back.",
		Reaches: []expr.Reach{
			{Use: proviso.AIUse, How: expr.Whole}, {Use: proviso.TrainAI, How: expr.Part}, {Use: proviso.TDM, How: expr.Part},
		},
		Note: "A test since 2026-07. A limit and no permission: AI use is conditional on it, search lies within it, and training is beyond it.",
	},
	{
		Token: useFull, Meaning: "Any use, training among them, as far as the level goes.",
		Note: "A test since 2026-07. It lifts no other signal and grants nothing by itself.",
	},
}

const (
	useKey       = "use"
	useImmediate = "use=immediate"
	useReference = "use=reference"
	useFull      = "use=full"
)

// unknownLevel stands for a level that nobody defined: since it may be any limit,
// whatever may be limited is conditional on it.
var unknownLevel = carrier.Token{
	Reaches: []expr.Reach{
		{Use: proviso.TrainAI, How: expr.Whole}, {Use: proviso.AIUse, How: expr.Whole}, {Use: proviso.Search, How: expr.Whole},
	},
}

// KindUse is the kind of the opaque term that a level of use below "full" is.
const KindUse = "content-signal-use"

// levels is the page that defines the levels of use.
const levels = "https://developers.cloudflare.com/browser-run/quick-actions/crawl-endpoint/#content-signals"

// level is what a level of use says, and the token by which it says it. The level is
// in lower case.
func level(value string) (t *carrier.Token, said proviso.Outcome, known bool) {
	t, known = carrier.TokenNamed(tokens, useKey+"="+value)
	text := useKey + "=" + value
	if known {
		text += ": " + strings.ToLower(t.Meaning[:1]) + strings.TrimSuffix(t.Meaning[1:], ".")
	} else {
		t, text = &unknownLevel, carrier.Clip(text, maxQuoted)
	}
	return t, proviso.Permit(proviso.NewOffer(proviso.Term{Kind: KindUse, Link: levels, Text: text})), known
}
