package pagetokens

import (
	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/expr"
)

// The operators whose own words are in the table, as package agents spells them.
const (
	microsoft = "Microsoft"
	google    = "Google"
	apple     = "Apple"
	amazon    = "Amazon"
)

// The words that are treated by name.
const (
	noimageai   = "noimageai"
	noarchive   = "noarchive"
	nocache     = "nocache"
	none        = "none"
	maxSnippet  = "max-snippet"
	unavailable = "unavailable_after"
)

// training is what a refusal of machine learning of any kind reaches.
var training = []expr.Reach{{Use: proviso.TrainAI, How: expr.Whole}, {Use: proviso.TDM, How: expr.Part}}

// tokens has a row per word and operator. Sources and dates are in
// docs/design/0003-page-level-tokens.md.
var tokens = []carrier.Token{
	{
		Token: "noai", Reaches: training,
		Meaning: "Not for datasets that train machine-learning models of any kind.",
		Note:    "Whether it also refuses input to models is contested: DeviantArt speaks of datasets in one sentence and of \"input to AI models\" in another. Nothing is read about ai-use.",
	}, {
		Token: noimageai, Reaches: training,
		Meaning: "As noai, for images only.",
		Note:    "Binds an asset that is an image. On a page it says nothing about the text.",
	}, {
		Token: "noml", Reaches: training,
		Meaning: "Data from the page should not be used in machine learning.",
		Note:    "A proposal. Its open letter speaks of \"training and applications\"; nothing is read about ai-use.",
	}, {
		Token: noarchive, Asker: microsoft,
		Reaches: []expr.Reach{{Use: proviso.TrainAI, How: expr.Whole}, {Use: proviso.AIUse, How: expr.Whole}},
		Meaning: "Not in chat answers, and not for training Microsoft's generative foundation models.",
		Note:    "Beside nocache it is treated as nocache.",
	}, {
		Token: nocache, Asker: microsoft,
		Reaches: []expr.Reach{{Use: proviso.TrainAI, How: expr.Whole}, {Use: proviso.AIUse, How: expr.Whole}},
		Meaning: "Only URL, title and snippet may be used in chat answers and for training.",
		Note:    "A condition that no signal of CC's can state: an opaque term.",
	}, {
		Token: noarchive, Asker: amazon,
		Reaches: []expr.Reach{{Use: proviso.TrainAI, How: expr.Whole}},
		Meaning: "Do not use the page for model training.",
		Note:    "Amazon names the robots meta element; the header field is read alike.",
	}, {
		Token: "nosnippet", Asker: google,
		Reaches: []expr.Reach{{Use: proviso.AIUse, How: expr.Whole}},
		Meaning: "No snippets, and not a direct input for AI Overviews and AI Mode.",
	}, {
		Token: maxSnippet, Asker: google,
		Reaches: []expr.Reach{{Use: proviso.AIUse, How: expr.Whole}},
		Meaning: "Limits how much of the text may be used as a direct input for AI Overviews and AI Mode: 0 refuses, another number is a condition, -1 says nothing.",
		Note:    "A condition that no signal of CC's can state: an opaque term.",
	}, {
		Token: "nosnippet", Asker: apple,
		Reaches: []expr.Reach{{Use: proviso.AIUse, How: expr.Whole}},
		Meaning: "Not used as context when models generate output in Apple's products.",
	}, {
		Token: none, Asker: apple,
		Reaches: []expr.Reach{{Use: proviso.AIUse, How: expr.Whole}},
		Meaning: "To Applebot: noindex, nosnippet and nofollow.",
		Note:    "To others it is noindex and nofollow, and no preference.",
	},
}

// says is the outcome of a directive for the uses that its row reaches.
func (d *directive) says() proviso.Outcome {
	switch {
	case d.token == nocache:
		return limited
	case d.token == maxSnippet && d.limit != "0":
		return proviso.Permit(proviso.NewOffer(proviso.Term{Kind: maxSnippet, Text: "at most " + d.limit + " characters"}))
	}
	return proviso.Denied()
}

// limited is what nocache permits.
var limited = proviso.Permit(proviso.NewOffer(proviso.Term{Kind: nocache, Text: "only URL, title and snippet"}))

// isToken reports whether a word in lower case is in the table.
func isToken(word string) bool {
	_, ok := carrier.TokenNamed(tokens, word)
	return ok
}

// isRefusal reports whether a word can be nothing but a directive of the table:
// "none" is also a value of max-image-preview, and max-snippet takes a number.
func isRefusal(word string) bool { return word != none && word != maxSnippet && isToken(word) }

// isValued reports whether a directive takes a value behind a colon.
func isValued(word string) bool {
	switch word {
	case maxSnippet, "max-image-preview", "max-video-preview", unavailable:
		return true
	}
	return false
}

// isDirective reports whether a word in lower case is any directive that robots know.
func isDirective(word string) bool { return isToken(word) || isValued(word) || otherwise[word] }

// otherwise lists directives that state no preference about machine learning.
var otherwise = map[string]bool{
	"all": true, "index": true, "noindex": true, "follow": true, "nofollow": true,
	"archive": true, "cache": true, "snippet": true, "imageindex": true, "noimageindex": true,
	"translate": true, "notranslate": true, "odp": true, "noodp": true, "ydir": true, "noydir": true,
	"indexifembedded": true, "nositelinkssearchbox": true, "nopagereadaloud": true,
	"noyaca": true, "nomediaindex": true, "nohtmlindex": true, "notranscode": true,
}
