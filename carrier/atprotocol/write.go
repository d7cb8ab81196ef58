package atprotocol

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
)

// errScope: a permission for a part would become one for all of the account.
var errScope = errors.New("at-protocol: a record of the default scope is about all that the account holds")

// write says the outcomes as the default record of an account, key "self": the record's
// value in JSON, without a line end. The lexicon asks for the time of the decision; one
// that nobody knows is written as the beginning of 1970. Conditions become refusals; Search cannot be said, and other analysis only be
// refused. An owner who permits training and refuses other analysis is best served by
// refusing both, as the lexicon's training is that of any model.
func write(s carrier.Said) (text string, losses []proviso.Loss, err error) {
	if s.Scope != "" && s.Scope != "/" {
		return "", nil, errScope
	}
	var said [numTokens]proviso.Word
	train, ai := s.Outcomes[proviso.TrainAI].Word(), s.Outcomes[proviso.AIUse].Word()
	refusesTDM := refusing(s.Outcomes[proviso.TDM].Word())
	if said[training] = binary(train); train == proviso.Allow && refusesTDM {
		said[training] = proviso.Deny
	}
	if said[inference] = binary(ai); refusing(ai) {
		said[syntheticContent] = proviso.Deny
	}
	// Search by meaning needs embeddings, so they are not refused to an owner who permits
	// search.
	if search := s.Outcomes[proviso.Search].Word(); refusesTDM && (search == proviso.Unstated || search == proviso.Deny) {
		said[embedding] = proviso.Deny
	}
	changed := s.Changed
	if changed.IsZero() {
		changed = time.Unix(0, 0)
	}
	return recordText(said, changed), lossesOf(s, said), nil
}

func refusing(w proviso.Word) bool { return w == proviso.Deny || w == proviso.Conditional }

// binary is what stands for a word where only true and false can be said.
func binary(w proviso.Word) proviso.Word {
	if refusing(w) {
		return proviso.Deny
	}
	return w
}

// lossesOf tells what the preferences do not say as the owner did.
func lossesOf(s carrier.Said, said [numTokens]proviso.Word) (losses []proviso.Loss) {
	refusals := [numTokens]string{}
	for i := range refusals {
		if said[i] == proviso.Deny {
			refusals[i] = `"` + tokens[i].Token + `": {"allow": false}`
		}
	}
	analysis := refusals[embedding]
	if analysis == "" {
		analysis = refusals[training]
	}
	for _, use := range proviso.Uses() {
		word := s.Outcomes[use].Word()
		lost := proviso.Loss{Use: use, Said: s.Outcomes[use]}
		switch {
		case use == proviso.TrainAI && said[training] == word, use == proviso.AIUse && said[inference] == word:
			continue
		case use == proviso.TrainAI:
			lost.Form, lost.Why = refusals[training], "a record has no conditions, and permits no training without other analysis: training is refused"
		case use == proviso.AIUse:
			lost.Form, lost.Why = refusals[inference], "a record has no conditions: AI use is refused"
		case use == proviso.TDM && analysis != "" && word == proviso.Deny:
			continue
		case use == proviso.TDM && analysis != "":
			lost.Form, lost.Why = analysis, "a refusal in a record is one of training any model, or of any embedding, and so of other analysis"
		case word == proviso.Unstated:
			continue
		default:
			lost.Why = "a record has no preference for this"
		}
		losses = append(losses, lost)
	}
	return losses
}

// recordText writes the preferences in the lexicon's order.
func recordText(said [numTokens]proviso.Word, changed time.Time) string {
	when := changed.UTC().Format("2006-01-02T15:04:05.000Z")
	var b strings.Builder
	for i, word := range said {
		if word == proviso.Unstated {
			continue
		}
		if b.Len() == 0 {
			b.WriteString("{\n  \"$type\": \"" + Collection + "\",\n  \"updatedAt\": \"" + when + "\",\n" +
				"  \"scope\": {\n    \"$type\": \"" + Collection + "#globalScope\"\n  },\n  \"preferences\": {\n")
		} else {
			b.WriteString(",\n")
		}
		b.WriteString("    \"" + tokens[i].Token + "\": {\n      \"allow\": " + strconv.FormatBool(word == proviso.Allow) +
			",\n      \"updatedAt\": \"" + when + "\"\n    }")
	}
	if b.Len() == 0 {
		return ""
	}
	b.WriteString("\n  }\n}")
	return b.String()
}
