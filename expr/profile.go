package expr

import "github.com/proviso-signals/proviso"

// Profile tells how labels and parameters are read. Profiles are data, made by
// this package; compare them by pointer or by name. A profile made elsewhere
// knows no label.
type Profile struct {
	Name  string // stable, kebab-case: "cc-signals"
	Title string // for people
	Note  string // what it is for, in a sentence or two
	// Revision names the revision of the vocabulary it reads by: "vocab-08".
	Revision string
	// Categories are the labels it knows. Read-only.
	Categories []Category
	// Exceptions tells whether the parameter "exceptions" is read.
	Exceptions bool

	uses  [numUses]lookup
	index map[string]int // label to category
	// current: the labels are exactly those of the newest revision.
	current bool
}

// Profiles lists every profile, the default first. Read-only.
func Profiles() []*Profile { return profiles }

// ProfileNamed finds a profile by its name; the empty name is the default.
func ProfileNamed(name string) (*Profile, bool) {
	if name == "" {
		return DefaultProfile(), true
	}
	for _, p := range profiles {
		if p.Name == name {
			return p, true
		}
	}
	return nil, false
}

// DefaultProfile is "cc-signals".
func DefaultProfile() *Profile { return ccSignals }

var (
	ccSignals = newProfile(Profile{
		Name:  "cc-signals",
		Title: "AIPREF vocabulary 08 with CC signals",
		Note: "The labels of the current draft, and conditions in the parameter exceptions: " +
			"a CC signals 0.1 token, or a quoted link to a document of conditions.",
		Revision:   current.Name,
		Categories: current.Categories,
		Exceptions: true,
	})
	aipref = newProfile(Profile{
		Name:  "aipref",
		Title: "AIPREF vocabulary 08, nothing else",
		Note: "The current draft to the letter. Parameters are ignored, so train-ai=n;exceptions=cc-cr " +
			"is a plain deny.",
		Revision:   current.Name,
		Categories: current.Categories,
	})
	legacy = newProfile(Profile{
		Name:  "legacy",
		Title: "Every label there has been, with CC signals",
		Note: "For texts of unknown age. Retired labels are read as the nearest use, and the wide ones (all, bots, tdm) " +
			"as defaults for what a closer label leaves open. A retired label joins a current one and never overrides it, " +
			"so this reading is at least as strict as that of cc-signals.",
		Revision:   current.Name,
		Categories: legacyCategories,
		Exceptions: true,
	})
	profiles = append([]*Profile{ccSignals, aipref, legacy}, pinned()...)
)

// pinned makes one profile for each revision that has a syntax. They read the
// draft and nothing else: exceptions are ignored even by vocab-01 and vocab-02,
// for which the CC signals draft was written, because neither draft has them.
func pinned() []*Profile {
	var all []*Profile
	for _, r := range revisions {
		if len(r.Categories) == 0 {
			continue
		}
		all = append(all, newProfile(Profile{
			Name:       r.Name,
			Title:      "AIPREF vocabulary " + r.Name[len("vocab-"):],
			Note:       "Labels and their hierarchy as in " + r.Draft + " of " + r.Date + ". Parameters are ignored.",
			Revision:   r.Name,
			Categories: r.Categories,
		}))
	}
	return all
}

func newProfile(p Profile) *Profile {
	p.uses = compile(p.Categories)
	p.index = make(map[string]int, len(p.Categories))
	for i, c := range p.Categories {
		p.index[c.Label] = i
	}
	p.current = len(p.Categories) == len(current.Categories) && p.Revision == current.Name
	return &p
}

// withExceptions is the profile of a revision, reading the parameter exceptions
// as well.
func (r Revision) withExceptions() *Profile {
	return newProfile(Profile{Name: r.Name, Revision: r.Name, Categories: r.Categories, Exceptions: true})
}

// outcomes turns what is said about categories into what is said about uses.
func (p *Profile) outcomes(s *said) (o proviso.Outcomes) {
	for u := range o {
		o[u] = p.uses[u].outcome(s)
	}
	return o
}

// everywhere is what the wide labels of the early drafts cover.
var everywhere = []Reach{
	{proviso.TrainAI, Whole}, {proviso.AIUse, Whole}, {proviso.Search, Whole}, {proviso.TDM, Whole},
}

// legacyCategories reads labels of all revisions side by side. Depth in the tree
// makes train-ai, genai and train-genai peers that join, ai their default, and
// the wide labels the default of that; ai-use, inference and ai-output are peers
// likewise.
//
// A text does not tell its age. train-ai and ai-use have their current meaning
// here; where a wide label of an early draft permits everything, they are edges
// of tdm, because in that draft they covered models that generate nothing.
var legacyCategories = []Category{
	{
		Label: "train-ai", Title: "AI Model Training", Parent: "ai",
		Meaning: "training generative models; in early drafts, any model",
		Reaches: []Reach{{proviso.TrainAI, Whole}, {proviso.TDM, Edge}},
	},
	{
		Label: "ai-use", Title: "AI Use", Parent: "all",
		Meaning: "input to generative models; in vocab-02, to any model",
		Reaches: []Reach{{proviso.AIUse, Whole}, {proviso.TDM, Edge}},
	},
	{
		Label: "search", Title: "Search", Parent: "ai-output",
		Meaning: "search that directs users to the asset",
		Reaches: []Reach{{proviso.Search, Whole}},
	},
	{
		Label: "genai", Title: "Generative AI Training", Parent: "ai",
		Meaning: "training generative models (vocab-01)",
		Reaches: []Reach{{proviso.TrainAI, Whole}},
	},
	{
		Label: "train-genai", Title: "Generative AI Training", Parent: "ai",
		Meaning: "training generative models (vocab-02, -03)",
		Reaches: []Reach{{proviso.TrainAI, Whole}},
	},
	{
		Label: "ai", Title: "AI Training", Parent: "all",
		Meaning: "training any model (vocab-01)",
		Reaches: []Reach{{proviso.TrainAI, Whole}, {proviso.TDM, Part}},
		Beyond:  "it covers training models that generate nothing",
	},
	{
		Label: "inference", Title: "AI Inference", Parent: "all",
		Meaning: "input to any trained model (vocab-01)",
		Reaches: []Reach{{proviso.AIUse, Whole}, {proviso.TDM, Edge}},
		Beyond:  "it covers models that generate nothing, and what users provide themselves",
	},
	{
		Label: "ai-output", Title: "AI Output", Parent: "all",
		Meaning: "output of AI-based systems, search results included (vocab-04)",
		Reaches: []Reach{{proviso.AIUse, Whole}, {proviso.Search, Whole}, {proviso.TDM, Edge}},
		Beyond:  "it covers the training needed to generate the output, and systems that are not generative",
	},
	// tdm reaches search here, although vocab-01 exempts it: a text that says tdm
	// may have been written by someone who read it as all.
	{Label: "tdm", Title: "Text and Data Mining", Meaning: "any automated analysis (vocab-01)", Reaches: everywhere, Beyond: beyondAll},
	{Label: "all", Title: "Automated Processing", Meaning: "any automated processing (vocab-02)", Reaches: everywhere, Beyond: beyondAll},
	{Label: "bots", Title: "Automated Processing", Meaning: "any automated processing (vocab-03, -04)", Reaches: everywhere, Beyond: beyondAll},
}
