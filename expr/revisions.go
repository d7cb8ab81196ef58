package expr

import "github.com/proviso-signals/proviso"

// Revision is one revision of draft-ietf-aipref-vocab: its labels and what they
// meant.
type Revision struct {
	Name       string     // "vocab-02"
	Draft      string     // "draft-ietf-aipref-vocab-02"
	Date       string     // of its text, as YYYY-MM-DD
	Summary    string     // what it is known by, in one sentence
	Categories []Category // in the draft's order; read-only
}

// Revisions lists every revision there has been, oldest first. vocab-00 had
// categories but no labels and no syntax, so its list is empty. Read-only.
func Revisions() []Revision { return revisions }

// RevisionNamed finds a revision by its name, such as "vocab-02".
func RevisionNamed(name string) (Revision, bool) {
	for _, r := range revisions {
		if r.Name == name {
			return r, true
		}
	}
	return Revision{}, false
}

// current is the revision that texts are written by.
var current = &revisions[8]

// The tables below were read from the tagged drafts at
// github.com/ietf-wg-aipref/drafts; vocab-08, which is not in that repository,
// from its published text. Dates are those of the tags.
//
// How a category maps to our uses is judged by three questions. Does it cover
// the whole use (whole)? Does it cover a part that its refusal must not lose
// (part)? Would a permission from a wider category be read too widely without it
// (edge)? A mapping may be stricter than its label and is never looser.
var revisions = []Revision{
	{
		Name: "vocab-00", Draft: "draft-ietf-aipref-vocab-00", Date: "2025-04-28",
		Summary: "three nested kinds of opt-out (text and data mining, AI training, generative AI training) with no labels and no syntax",
	},
	{
		Name: "vocab-01", Draft: "draft-ietf-aipref-vocab-01", Date: "2025-06-18",
		Summary: "the first labels and the y/n dictionary; the CC signals draft of June 2025 was written for it",
		Categories: []Category{
			{
				Label: "tdm", Title: "Text and Data Mining",
				Meaning: "any automated analysis of text and data to generate information",
				// Search was registered below tdm, but section 5.1 says that no statement
				// restricts search and discovery unless search-specific means do. So tdm
				// says nothing about search.
				Reaches: []Reach{{proviso.TrainAI, Whole}, {proviso.AIUse, Whole}, {proviso.TDM, Whole}},
				Beyond:  beyondAll,
			},
			{
				Label: "ai", Title: "AI Training", Parent: "tdm",
				Meaning: "training any machine learning model",
				// Models that generate nothing belong to our tdm, which is wider.
				Reaches: []Reach{{proviso.TrainAI, Whole}, {proviso.TDM, Part}},
				Beyond:  "it covers training models that generate nothing",
			},
			{
				Label: "genai", Title: "Generative AI Training", Parent: "ai",
				Meaning: "training general-purpose models that can generate content, or other models made to generate it",
				Reaches: []Reach{{proviso.TrainAI, Whole}},
			},
			{
				Label: "search", Title: "Search", Parent: "tdm",
				Meaning: "building a search index, or feeding a model that provides search results with direct links",
				Reaches: []Reach{{proviso.Search, Whole}},
			},
			{
				Label: "inference", Title: "AI Inference", Parent: "tdm",
				Meaning: "feeding assets to any trained model as part of its operation",
				// Wider than ai-use: models that generate nothing belong to our tdm.
				Reaches: []Reach{{proviso.AIUse, Whole}, {proviso.TDM, Edge}},
				Beyond:  "it covers models that generate nothing, and what users provide themselves",
			},
		},
	},
	{
		Name: "vocab-02", Draft: "draft-ietf-aipref-vocab-02", Date: "2025-07-20",
		Summary: "all labels renamed and nested below all; the README of CC signals still follows it",
		Categories: []Category{
			{
				Label: "all", Title: "Automated Processing",
				Meaning: "any automated processing to analyse text and data and generate information; it contains all other categories",
				Reaches: []Reach{{proviso.TrainAI, Whole}, {proviso.AIUse, Whole}, {proviso.Search, Whole}, {proviso.TDM, Whole}},
				Beyond:  beyondAll,
			},
			{
				Label: "train-ai", Title: "AI Training", Parent: "all",
				Meaning: "training any machine learning model",
				Reaches: []Reach{{proviso.TrainAI, Whole}, {proviso.TDM, Part}},
				Beyond:  "it covered training models that generate nothing",
				Moved:   "the label now speaks of generative models only",
			},
			{
				Label: "train-genai", Title: "Generative AI Training", Parent: "train-ai",
				Meaning: "training general-purpose models that can generate content, or other models made to generate it",
				Reaches: []Reach{{proviso.TrainAI, Whole}},
			},
			{
				Label: "ai-use", Title: "AI Use", Parent: "all",
				Meaning: "feeding assets to any trained model as part of its operation",
				Reaches: []Reach{{proviso.AIUse, Whole}, {proviso.TDM, Edge}},
				Beyond:  "it covered models that generate nothing, and what users provide themselves",
				Moved:   "the label now speaks of generative models only, and not of what users provide themselves",
			},
			{
				Label: "search", Title: "Search", Parent: "all",
				Meaning: "a search application that directs users to where the assets came from",
				Reaches: []Reach{{proviso.Search, Whole}},
				Moved:   "the label now excludes summaries",
			},
		},
	},
	{
		Name: "vocab-03", Draft: "draft-ietf-aipref-vocab-03", Date: "2025-09-05",
		Summary: "all became bots and ai-use was dropped; the working group's last call ran on it and found no consensus",
		Categories: []Category{
			{
				Label: "bots", Title: "Automated Processing",
				Meaning: "any automated processing to analyse text and data and generate information; it contains all other categories",
				// The draft has no category for AI use any more. A refusal of all
				// automated processing plainly refuses it; a permission is not read as one
				// for a use the draft stopped naming.
				Reaches: []Reach{{proviso.TrainAI, Whole}, {proviso.AIUse, Part}, {proviso.Search, Whole}, {proviso.TDM, Whole}},
				Beyond:  beyondAll,
			},
			{
				Label: "train-ai", Title: "AI Training", Parent: "bots",
				Meaning: "training any machine learning model",
				Reaches: []Reach{{proviso.TrainAI, Whole}, {proviso.TDM, Part}},
				Beyond:  "it covered training models that generate nothing",
				Moved:   "the label now speaks of generative models only",
			},
			{
				Label: "train-genai", Title: "Generative AI Training", Parent: "train-ai",
				Meaning: "training general-purpose models that can generate content, or other models made to generate it",
				Reaches: []Reach{{proviso.TrainAI, Whole}},
			},
			{
				Label: "search", Title: "Search", Parent: "bots",
				Meaning: "those parts of a search application that direct users to where the assets are, without summaries",
				Reaches: []Reach{{proviso.Search, Whole}},
			},
		},
	},
	{
		Name: "vocab-04", Draft: "draft-ietf-aipref-vocab-04", Date: "2025-10-23",
		Summary: "train-ai narrowed to foundation models, and ai-output added with search inside it",
		Categories: []Category{
			{
				Label: "bots", Title: "Automated Processing",
				Meaning: "any automated processing to analyse text and data and generate information; it contains all other categories",
				Reaches: []Reach{{proviso.TrainAI, Whole}, {proviso.AIUse, Whole}, {proviso.Search, Whole}, {proviso.TDM, Whole}},
				Beyond:  beyondAll,
			},
			{
				Label: "train-ai", Title: "Foundation Model Production", Parent: "bots",
				Meaning: "training or fine-tuning a foundation model",
				// Same label, other wording: the nearest the draft had to generative
				// models, which foundation models typically are.
				Reaches: []Reach{{proviso.TrainAI, Whole}},
				Moved:   "the label now speaks of every generative model, where it spoke of foundation models",
			},
			{
				Label: "ai-output", Title: "AI Output", Parent: "bots",
				Meaning: "generating output for the clients of an AI-based system from assets they did not provide, search results included",
				Reaches: []Reach{{proviso.AIUse, Whole}, {proviso.Search, Whole}, {proviso.TDM, Edge}},
				Beyond:  "it covers the training needed to generate the output, and systems that are not generative",
			},
			{
				Label: "search", Title: "Search", Parent: "ai-output",
				Meaning: "output that refers to where the asset is and represents it by verbatim excerpts only",
				Reaches: []Reach{{proviso.Search, Whole}},
				Moved:   "the label now allows other changes to excerpts, such as translation",
			},
		},
	},
	{
		Name: "vocab-05", Draft: "draft-ietf-aipref-vocab-05", Date: "2025-11-28",
		Summary: "bots and ai-output dropped; train-ai and search remain",
		Categories: []Category{
			{
				Label: "train-ai", Title: "Foundation Model Production",
				Meaning: "training or fine-tuning a foundation model",
				Reaches: []Reach{{proviso.TrainAI, Whole}},
				Moved:   "the label now speaks of every generative model, where it spoke of foundation models",
			},
			{
				Label: "search", Title: "Search",
				Meaning: "a search application that directs users to the asset and represents it by verbatim excerpts only",
				Reaches: []Reach{{proviso.Search, Whole}},
				Moved:   "the label now allows other changes to excerpts, such as translation",
			},
		},
	},
	{
		Name: "vocab-06", Draft: "draft-ietf-aipref-vocab-06", Date: "2026-04-28",
		Summary: "train-ai is any model that can generate content, and search goes by its purpose",
		Categories: []Category{
			{
				Label: "train-ai", Title: "AI Model Training",
				Meaning: "producing or refining an AI model that can generate content",
				Reaches: []Reach{{proviso.TrainAI, Whole}},
				Moved:   "the label now goes by what a model is used for, where it went by what it can do",
			},
			searchByPurpose,
		},
	},
	{
		Name: "vocab-07", Draft: "draft-ietf-aipref-vocab-07", Date: "2026-08-19",
		Summary: "hierarchy and inheritance between categories removed",
		Categories: []Category{
			{
				Label: "train-ai", Title: "AI Model Training",
				Meaning: "modifying the learned parameters of a model that is used to generate synthetic content",
				Reaches: []Reach{{proviso.TrainAI, Whole}},
			},
			searchByPurpose,
		},
	},
	{
		Name: "vocab-08", Draft: "draft-ietf-aipref-vocab-08", Date: "2026-09-13",
		Summary: "ai-use is back beside train-ai and search, which overrides both",
		Categories: []Category{
			{
				Label: "train-ai", Title: "AI Model Training",
				Meaning: "modifying the learned parameters of a generative AI model",
				Reaches: []Reach{{proviso.TrainAI, Whole}},
			},
			{
				Label: "ai-use", Title: "AI Use",
				Meaning: "giving an asset as input to a generative AI model, unless the user provided it directly; training is excluded",
				Reaches: []Reach{{proviso.AIUse, Whole}},
			},
			searchByPurpose,
		},
	},
}

// beyondAll is what the wide labels cover and vocab-08 cannot say.
const beyondAll = "it covers any other automated analysis, such as statistics and training models that generate nothing"

// searchByPurpose is the category as it stands since vocab-06.
var searchByPurpose = Category{
	Label: "search", Title: "Search",
	Meaning: "an application whose primary purpose is to select assets and direct users to them, training and other processing for it included, summaries excluded",
	Reaches: []Reach{{proviso.Search, Whole}},
}
