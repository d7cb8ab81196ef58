package vectors

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Expectation is what a program must answer.
type Expectation struct {
	// Access is allowed, disallowed or unknown; empty where it is not judged.
	Access string `json:"access,omitempty"`
	// Uses has an outcome for every use.
	Uses map[string]Outcome `json:"uses"`
}

// Uses lists the names of the categories of use in report order: the labels of
// draft-ietf-aipref-vocab-08, and tdm for any other automated analysis.
func Uses() []string { return []string{"train-ai", "ai-use", "search", "tdm"} }

// Outcome is what is expected, or was answered, about one use.
type Outcome struct {
	Word string `json:"outcome"` // unstated, allow, conditional or deny
	// Offers are the alternatives of a conditional outcome, each a set of terms
	// that must all be met. As in an answer, allow is the one empty offer, and
	// unstated and deny have none.
	Offers [][]Term `json:"offers"`
}

// Term is one thing asked for: a CC signals element, or an opaque term, which may
// have a link.
type Term struct {
	Kind   string
	Link   string
	Opaque bool // in an answer, an object and not a string
}

// elements are the terms that CC signals 0.1 defines.
var elements = []string{"credit", "direct-contribution", "ecosystem-contribution", "open"}

// MarshalJSON writes a term as an answer does: a CC signals element as a string,
// any other as an object.
func (t Term) MarshalJSON() ([]byte, error) {
	if !t.Opaque {
		return marshal(t.Kind)
	}
	return marshal(struct {
		Kind string `json:"kind"`
		Link string `json:"link,omitempty"`
	}{t.Kind, t.Link})
}

// UnmarshalJSON reads either form; an element as an object with nothing but its kind
// is the element. The text of an opaque term is for people and not kept.
func (t *Term) UnmarshalJSON(data []byte) error {
	if err := json.Unmarshal(data, &t.Kind); err == nil {
		t.Link, t.Opaque = "", false
		return nil
	}
	var object struct{ Kind, Link, Text string }
	if err := json.Unmarshal(data, &object); err != nil {
		return err
	}
	bare := slices.Contains(elements, object.Kind) && object.Link == "" && object.Text == ""
	*t = Term{object.Kind, object.Link, !bare}
	return nil
}

// String writes the term in the grammar of the -- expect -- section.
func (t Term) String() string {
	if !t.Opaque {
		return t.Kind
	}
	return t.Kind + " <" + t.Link + ">"
}

// String writes the outcome in the grammar of the -- expect -- section, terms and
// offers sorted, so that equal outcomes are equal strings.
func (o Outcome) String() string {
	if o.Word != "conditional" {
		return o.Word
	}
	offers := make([]string, len(o.Offers))
	for i, offer := range o.Offers {
		terms := make([]string, len(offer))
		for j, t := range offer {
			terms[j] = t.String()
		}
		slices.Sort(terms)
		offers[i] = strings.Join(slices.Compact(terms), " + ")
	}
	slices.Sort(offers)
	return "conditional " + strings.Join(slices.Compact(offers), " | ")
}

// parseOutcome reads the value of a use in an -- expect -- section:
//
//	outcome = "unstated" / "allow" / "deny" / "conditional" SP offer *( " | " offer )
//	offer   = term *( " + " term )
//	term    = element / kind SP "<" [ URL ] ">"
func parseOutcome(s string) (Outcome, error) {
	word, rest, _ := strings.Cut(s, " ")
	switch word {
	case "unstated", "allow", "deny":
		if rest != "" {
			return Outcome{}, fmt.Errorf("%s takes no offers", word)
		}
		o := Outcome{Word: word, Offers: [][]Term{}}
		if word == "allow" {
			o.Offers = [][]Term{{}}
		}
		return o, nil
	case "conditional":
	default:
		return Outcome{}, fmt.Errorf("unknown outcome %q", word)
	}
	o := Outcome{Word: word}
	for alternative := range strings.SplitSeq(rest, " | ") {
		var offer []Term
		for text := range strings.SplitSeq(alternative, " + ") {
			t, err := parseTerm(text)
			if err != nil {
				return Outcome{}, err
			}
			if slices.Contains(offer, t) {
				return Outcome{}, fmt.Errorf("term %q twice in one offer", text)
			}
			offer = append(offer, t)
		}
		o.Offers = append(o.Offers, offer)
	}
	for i, a := range o.Offers {
		for j, b := range o.Offers {
			if i != j && includes(a, b) {
				return Outcome{}, fmt.Errorf("offer %d asks for all of offer %d, so it offers nothing", i+1, j+1)
			}
		}
	}
	return o, nil
}

func parseTerm(s string) (Term, error) {
	if slices.Contains(elements, s) {
		return Term{Kind: s}, nil
	}
	kind, link, ok := strings.Cut(s, " <")
	link, closed := strings.CutSuffix(link, ">")
	if !ok || !closed || kind == "" || strings.ContainsAny(kind+link, " <>") {
		return Term{}, fmt.Errorf("unknown term %q", s)
	}
	return Term{Kind: kind, Link: link, Opaque: true}, nil
}

// includes reports whether a asks for every term of b.
func includes(a, b []Term) bool {
	return !slices.ContainsFunc(b, func(t Term) bool { return !slices.Contains(a, t) })
}
