package c2pa

import (
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/expr"
	"github.com/proviso-signals/proviso/internal/c2pa"
)

// Names of the entries behind their prefix.
const (
	mining     = "data_mining"
	inference  = "ai_inference"
	generative = "ai_generative_training"
	training   = "ai_training"
)

// tokens are the entries that the two specifications define.
var tokens = append(entriesOf(prefixCAWG, ""), entriesOf(prefixC2PA, "Word of C2PA 1.3 and 1.4, gone in 2.0.")...)

const (
	prefixCAWG = "cawg."
	prefixC2PA = "c2pa."
)

// prefixOf is what the defined entries of an assertion begin with.
func prefixOf(assertion string) string {
	if assertion == c2pa.LabelC2PA {
		return prefixC2PA
	}
	return prefixCAWG
}

func entriesOf(prefix, origin string) []carrier.Token {
	note := func(text string) string { return strings.TrimSpace(text + " " + origin) }
	return []carrier.Token{
		{Token: prefix + generative, Meaning: "Training a model that could generate assets.",
			Reaches: []expr.Reach{{Use: proviso.TrainAI, How: expr.Whole}}, Note: note("")},
		{Token: prefix + training, Meaning: "Training a model that generates nothing, such as one for classification.",
			Reaches: []expr.Reach{{Use: proviso.TDM, How: expr.Part}},
			Note:    note("By its name one might take it for all training; the texts leave generative models out.")},
		{Token: prefix + inference, Meaning: "Input to a trained model, to infer a result.",
			Reaches: []expr.Reach{{Use: proviso.AIUse, How: expr.Whole}, {Use: proviso.TDM, How: expr.Part}},
			Note:    note("Models that generate nothing are included. Nothing is read about search, which uses models as well.")},
		{Token: prefix + mining, Meaning: "Extracting text or data to find patterns, trends and correlations.",
			Reaches: []expr.Reach{{Use: proviso.TDM, How: expr.Whole}},
			Note:    note("Permits tdm only where ai_training and ai_inference are permitted beside it. Whether it covers search is contested; nothing is read about it.")},
	}
}

// key is an entry's key as it is understood.
type key struct {
	token *carrier.Token // nil for one that nobody defined
	// misnamed is set where the key is not spelt as its assertion has it.
	misnamed bool
}

// keyOf tells what a key in an assertion means.
func keyOf(assertion, name string) key {
	prefix := prefixOf(assertion)
	if t, ok := carrier.TokenNamed(tokens, name); ok && strings.HasPrefix(name, prefix) {
		return key{token: t}
	}
	bare := plain(name)
	for _, p := range [...]string{prefixCAWG, prefixC2PA} {
		bare = strings.TrimPrefix(bare, p)
	}
	for i := range tokens {
		if own, ok := strings.CutPrefix(tokens[i].Token, prefix); ok && plain(own) == bare {
			return key{token: &tokens[i], misnamed: true}
		}
	}
	return key{}
}

// longest is more than any spelling of a key that is recognised.
const longest = 64

// plain takes case, and what stands between words, out of a name.
func plain(name string) string {
	if len(name) > longest {
		return name
	}
	return between.Replace(strings.ToLower(name))
}

var between = strings.NewReplacer("_", "", "-", "", " ", "")

// is reports whether the key is the one by that name.
func (k key) is(name string) bool {
	return k.token != nil && k.token.Token[len(prefixCAWG):] == name
}

// The words of an entry.
const (
	wordAllowed     = "allowed"
	wordNotAllowed  = "notAllowed"
	wordConstrained = "constrained"
)

// KindConstraint is the kind of the opaque term that a constraint makes. Link is the
// constraint where that is an http or https URL; Text is it otherwise.
const KindConstraint = "c2pa-constraint"

// outcomeOf is what an entry says about what it reaches, with the code of what is wrong
// with it; empty where nothing is.
func outcomeOf(e *c2pa.Entry) (said proviso.Outcome, slip string) {
	info := strings.TrimSpace(strings.ToValidUTF8(e.Info, "�"))
	switch {
	case e.Use == wordAllowed && info == "":
		return proviso.Allowed(), ""
	case e.Use == wordAllowed:
		return constrained(info), CodeConstraintUnasked
	case e.Use == wordConstrained && info != "":
		return constrained(info), ""
	case e.Use == wordConstrained:
		return proviso.Denied(), CodeConstraintMissing
	case e.Use == wordNotAllowed:
		return proviso.Denied(), ""
	}
	return proviso.Denied(), CodeUse
}

func constrained(info string) proviso.Outcome {
	term := proviso.Term{Kind: KindConstraint}
	if url, ok := carrier.Resolve("", info); ok && !strings.ContainsAny(info, " \t\r\n") {
		term.Link = url
	} else {
		term.Text = carrier.Clip(info, MaxConstraint)
	}
	return proviso.Permit(proviso.NewOffer(term))
}

// permitsAll reports whether an assertion permits mining, training and inference alike,
// so that nothing of tdm is left unsaid.
func permitsAll(a *c2pa.Assertion) bool {
	said := map[string]proviso.Outcome{}
	for i := range a.Entries {
		e := &a.Entries[i]
		if k := keyOf(a.Type, e.Key); k.token != nil && !k.misnamed {
			outcome, _ := outcomeOf(e)
			name := k.token.Token[len(prefixCAWG):]
			said[name] = said[name].Join(outcome)
		}
	}
	for _, name := range [...]string{mining, training, inference} {
		if said[name].Word() != proviso.Allow {
			return false
		}
	}
	return true
}
