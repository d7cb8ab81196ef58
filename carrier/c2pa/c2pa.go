// Package c2pa reads what the C2PA manifest of an image says about training and mining.
//
// Specifications: the assertion c2pa.training-mining of C2PA Technical Specification 1.3
// (section 19.21) and 1.4 (section 19.23,
// https://c2pa.org/specifications/specifications/1.4/specs/C2PA_Specification.html), which
// 2.0 took out; and its successor cawg.training-mining of the CAWG Training and Data Mining
// Assertion 1.0 (18 March 2024) and 1.1 (16 May 2025,
// https://cawg.io/training-and-data-mining/1.1/). Sections without a name below are those of
// C2PA 2.2. What is in a store, and which of its manifests and assertions speak for the
// asset, is the business of package internal/c2pa.
//
//	{"entries": {
//	  "cawg.ai_generative_training": {"use": "notAllowed"},
//	  "cawg.data_mining": {"use": "constrained", "constraint_info": "https://example.com/mining"}}}
//
// refuses train-ai and makes tdm conditional on what stands at the link.
//
// # What the entries say
//
//   - ai_generative_training is train-ai: "training data to an AI/ML model that could
//     generate assets".
//   - ai_training is about models that generate nothing, whatever its name suggests. That is
//     a part of tdm: a refusal is carried to tdm, a permission permits nothing, and neither
//     says anything about train-ai. Whoever refuses it and says nothing about generative
//     training is told so.
//   - ai_inference is "input to a trained AI/ML model for the purposes of inferring a
//     result": the whole of ai-use, and a part of tdm, as classifiers and readers of text are
//     trained models, too.
//   - data_mining is the nearest that C2PA has to tdm. Since training and inference have
//     entries of their own, it permits tdm only where its assertion permits these two as
//     well.
//   - Search is nowhere spoken of. It is left unstated.
//
// # Decisions
//
//   - Which counts: all assertions of the active manifest and of those that it updates, with
//     either label, are joined. An update does not loosen what it updates, unless it redacts
//     it; what a redaction blotted out is silence.
//   - allowed with constraint_info is conditional: nobody states a constraint for nothing.
//   - constrained without constraint_info is notAllowed, as the texts say. With it, the use
//     is conditional on an opaque term: the link, where it is one, or else the text. Nothing
//     automatic can claim to have met it.
//   - Unreadable: a use that is missing, no text, or none of the three words refuses.
//   - An entry of the other specification (cawg.data_mining in c2pa.training-mining), one
//     without its prefix, or in other spelling, counts for what it refuses. An entry that
//     nobody defined speaks of something else; it is shown, and changes nothing.
//   - Signatures are not checked, nor whether the image is the one that the manifest is
//     about: what is found is worth what any other metadata is worth, and its trust is
//     "unchecked". What can be checked without keys is. A store that C2PA's rules reject on
//     that account, or that was not read whole, permits nothing. What it refuses counts, and
//     on any condition: a broken seal is no reason to train, and nobody knows whether a
//     condition was tampered with. An assertion that is not what its claim hashed is
//     "tampered".
//   - Several stores in a file: C2PA takes none of them for valid (section 15.5.2.1). They
//     count for what they refuse.
//   - Manifests of ingredients say nothing about the asset, even where it was made from one
//     that refuses. That they speak of training is told.
//   - Silence: no store, a store without such an assertion, an assertion without entries.
//     A store or assertion that cannot be read says nothing, and is a fault; what can be
//     read beside it permits nothing.
//   - A store somewhere else, which a Link field with the relation c2pa-manifest or
//     dcterms:provenance in the XMP leads to (section 15.5.3), is told of and not read.
//   - Whom it binds: everyone. Who speaks is not known: the claim generator is a program, a
//     signer vouches for an assertion only if it is among the created ones, and neither need
//     own the rights.
//   - What a manifest of a part, such as a gain map, says counts for what it refuses.
//
// Nothing is written: an assertion that nobody signs is worth nothing to others.
package c2pa

import (
	"slices"

	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/container"
)

// Limits of what is taken from one file.
const (
	// MaxStores is how many manifest stores are read. C2PA allows one.
	MaxStores = 4
	// MaxStatements is how many entries become evidence. Where there are more, every use
	// is refused.
	MaxStatements = 64
	// MaxProblems is how many problems are reported.
	MaxProblems = 128
	// MaxConstraint is how many bytes of the text of a constraint are kept.
	MaxConstraint = 400
)

// Carrier reads training and data mining assertions in the manifest store of an image.
var Carrier = carrier.Carrier{
	Name:   "c2pa",
	Title:  "C2PA: training and data mining assertions of the active manifest",
	Spec:   carrier.Spec{Name: "CAWG-TDM", Revision: "1.1", URL: "https://cawg.io/training-and-data-mining/1.1/"},
	Rule:   "all assertions of the active manifest, and of those it updates, are joined",
	Wants:  wants,
	Read:   carrier.EachOf(wants, read),
	Tokens: tokens,
	Codes:  codes(),
}

func wants(a *carrier.Artifact) bool { return carrier.ImageOf(a) != nil || linked(a) }

type readingKey struct{}

// read gives what an artifact says, reading it once however many questions are asked: a
// store may be large, and nothing in it depends on the question.
func read(a *carrier.Artifact, _ *carrier.Question) carrier.Reading {
	image := carrier.ImageOf(a)
	if !linked(a) && image.Scan.Find(container.C2PA) == nil && !leads(image) {
		return carrier.Reading{}
	}
	kept := a.Parsed(readingKey{}, func(a *carrier.Artifact) any {
		r := reader{image: image, artifact: a}
		r.read()
		return &r.reading
	}).(*carrier.Reading)
	return carrier.Reading{Evidence: slices.Clone(kept.Evidence), Problems: slices.Clone(kept.Problems)}
}
