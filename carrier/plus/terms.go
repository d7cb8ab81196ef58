package plus

import (
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/expr"
)

// Vocabulary is what the URI of every term begins with.
const Vocabulary = "http://ns.useplus.org/ldf/vocab/"

// Names of the terms, without [Vocabulary].
const (
	Unspecified        = "DMI-UNSPECIFIED"
	Allowed            = "DMI-ALLOWED"
	NoTraining         = "DMI-PROHIBITED-AIMLTRAINING"
	NoGenerative       = "DMI-PROHIBITED-GENAIMLTRAINING"
	NothingButSearch   = "DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING"
	Prohibited         = "DMI-PROHIBITED"
	ProhibitedSeeText  = "DMI-PROHIBITED-SEECONSTRAINT"
	ProhibitedSeeInner = "DMI-PROHIBITED-SEEEMBEDDEDRIGHTSEXPR"
	ProhibitedSeeLink  = "DMI-PROHIBITED-SEELINKEDRIGHTSEXPR"
)

// reference is another property that a term refers to.
type reference uint8

const (
	toNothing    reference = iota
	toConstraint           // plus:OtherConstraints
	toEmbedded             // Iptc4xmpExt:EmbdEncRightsExpr
	toLinked               // Iptc4xmpExt:LinkedEncRightsExpr
)

// term is a term of the vocabulary.
type term struct {
	carrier.Token
	says   proviso.Outcome // about what the token reaches
	search bool            // search alone is permitted
	refers reference
	// labels are what ExifTool (PLUS.pm, 13.58) and Exiv2 (properties.cpp) show.
	labels []string
}

// outcomes is what the term says about each use.
func (t *term) outcomes() (o proviso.Outcomes) {
	t.Spread(t.says, &o)
	if t.search {
		o[proviso.Search] = proviso.Allowed()
	}
	return o
}

func (t *term) uri() string { return Vocabulary + t.Token.Token }

var everything = []expr.Reach{
	{Use: proviso.TrainAI, How: expr.Whole}, {Use: proviso.AIUse, How: expr.Whole},
	{Use: proviso.Search, How: expr.Whole}, {Use: proviso.TDM, How: expr.Whole},
}

const noteCondition = "a text or expression is referred to for exceptions; no machine can claim to have met it, so the refusal stands"

// terms is the vocabulary, in the order of the specification.
var terms = []term{
	{Token: carrier.Token{Token: Unspecified, Meaning: "no prohibition is defined", Note: "says nothing, and permits nothing"},
		labels: []string{"Unspecified - no prohibition defined", "Unspecified"}},
	{Token: carrier.Token{Token: Allowed, Meaning: "data mining is allowed", Reaches: []expr.Reach{
		{Use: proviso.TrainAI, How: expr.Whole}, {Use: proviso.TDM, How: expr.Whole},
		{Use: proviso.AIUse, How: expr.Part}, {Use: proviso.Search, How: expr.Part},
	}, Note: "mining is but a part of AI answers and of search, so it permits neither"},
		says: proviso.Allowed(), labels: []string{"Allowed"}},
	{Token: carrier.Token{Token: NoTraining, Meaning: "no training of any model", Reaches: []expr.Reach{
		{Use: proviso.TrainAI, How: expr.Whole}, {Use: proviso.TDM, How: expr.Part},
	}, Note: "training models that generate nothing is a part of tdm, which is refused as a whole"},
		says: proviso.Denied(), labels: []string{"Prohibited for AI/ML training"}},
	{Token: carrier.Token{Token: NoGenerative, Meaning: "no training of generative models", Reaches: []expr.Reach{
		{Use: proviso.TrainAI, How: expr.Whole},
	}}, says: proviso.Denied(), labels: []string{"Prohibited for Generative AI/ML training"}},
	{Token: carrier.Token{Token: NothingButSearch, Meaning: "no data mining but indexing by search engines", Reaches: []expr.Reach{
		{Use: proviso.TrainAI, How: expr.Whole}, {Use: proviso.AIUse, How: expr.Whole}, {Use: proviso.TDM, How: expr.Whole},
	}, Note: "search, which it excepts, is permitted"},
		says: proviso.Denied(), search: true, labels: []string{"Prohibited except for search engine indexing"}},
	{Token: carrier.Token{Token: Prohibited, Meaning: "no data mining", Reaches: everything,
		Note: "whether it covers search is contested; that the vocabulary excepts search by a term of its own shows that it does"},
		says: proviso.Denied(), labels: []string{"Prohibited"}},
	{Token: carrier.Token{Token: ProhibitedSeeText, Meaning: "no data mining; see plus:OtherConstraints", Reaches: everything, Note: noteCondition},
		says: proviso.Denied(), refers: toConstraint,
		labels: []string{"Prohibited, see plus:OtherConstraints", "Prohibited, see Other Constraints property"}},
	{Token: carrier.Token{Token: ProhibitedSeeInner, Meaning: "no data mining; see Iptc4xmpExt:EmbdEncRightsExpr", Reaches: everything, Note: noteCondition},
		says: proviso.Denied(), refers: toEmbedded,
		labels: []string{"Prohibited, see iptcExt:EmbdEncRightsExpr", "Prohibited, see Embedded Encoded Rights Expression property"}},
	{Token: carrier.Token{Token: ProhibitedSeeLink, Meaning: "no data mining; see Iptc4xmpExt:LinkedEncRightsExpr", Reaches: everything, Note: noteCondition},
		says: proviso.Denied(), refers: toLinked,
		labels: []string{"Prohibited, see iptcExt:LinkedEncRightsExpr", "Prohibited, see Linked Encoded Rights Expression property"}},
}

// drafts are the terms of the public draft of 2023 that were renamed, each with the one
// that says what it refuses.
var drafts = map[string]string{
	"DMI-ALLOWED-NOAITRAINING":    NoTraining,
	"DMI-ALLOWED-NOAIGENTRAINING": NoGenerative,
	"DMI-SEE-CONSTRAINT":          ProhibitedSeeText,
	"DMI-SEE-EMBEDDEDRIGHTSEXPR":  ProhibitedSeeInner,
	"DMI-SEE-LINKEDRIGHTSEXPR":    ProhibitedSeeLink,
}

// meant are words that files and programs have in place of a term, with what was
// probably meant. They are read as unknown, and mended.
var meant = map[string]string{
	"DMI-PROHIBITED-AITRAINING":           NoTraining,
	"DMI-PROHIBITED-MLTRAINING":           NoTraining,
	"DMI-PROHIBITED-AIGENAI":              NoGenerative,
	"DMI-PROHIBITED-GENAITRAINING":        NoGenerative,
	"DMI-PROHIBITED-GENERATIVEAI":         NoGenerative,
	"DMI-PROHIBITED-EXCEPTSEARCHINDEXING": NothingButSearch,
	"DMI-PROHIBITED-EXCEPTSEARCH":         NothingButSearch,
	"DMI-PROHIBITED-SEECONSTRAINTS":       ProhibitedSeeText,
}

func tokens() []carrier.Token {
	list := make([]carrier.Token, len(terms))
	for i := range terms {
		list[i] = terms[i].Token
	}
	return list
}

// named finds a term by its name.
func named(name string) *term {
	for i := range terms {
		if strings.EqualFold(terms[i].Token.Token, name) {
			return &terms[i]
		}
	}
	return nil
}

// labelled finds a term by a label that people see.
func labelled(label string) *term {
	label = strings.ReplaceAll(label, "–", "-")
	for i := range terms {
		for _, l := range terms[i].labels {
			if strings.EqualFold(l, label) {
				return &terms[i]
			}
		}
	}
	return nil
}

// cutFold cuts the first of the prefixes off that the text begins with, in any letter
// case.
func cutFold(s string, prefixes ...string) (rest string, ok bool) {
	for _, p := range prefixes {
		if len(s) >= len(p) && strings.EqualFold(s[:len(p)], p) {
			return s[len(p):], true
		}
	}
	return s, false
}
