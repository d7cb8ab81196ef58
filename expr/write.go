package expr

import (
	"errors"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/internal/sfv"
)

// MaxLink bounds the length of a link that is written, so that what is written
// stays within [MaxText].
const MaxLink = 8 << 10

// ErrUnfaithful is returned by [Write] if the text does not read back as what
// was to be said. It means that this package has a bug; no text comes with it.
var ErrUnfaithful = errors.New("expr: the text written does not read back the same")

// Write says the outcomes as an expression, in canonical form: members in report
// order, parted by ", ", such as
//
//	train-ai=n;exceptions=cc-cr, search=y
//
// An outcome that is one CC signal is written as its token, one that is a single
// linked document of conditions as exceptions="https://…". Anything else that is
// conditional becomes a plain n, which refuses more than was meant, and a loss
// says so. So does TDM, for which AIPREF has no label. The text is fit for
// robots.txt: a link with a fragment, which robots.txt would cut, is a loss too.
//
// Where nothing is stated the text is empty. Write never writes what would
// loosen or break in a reader that knows AIPREF alone: a parameter on y, an inner
// list, a link without quotes, an upper-case key, a repeated label. It reads its
// own text back before it returns it.
func Write(o proviso.Outcomes) (text string, losses []proviso.Loss, err error) {
	d := make(sfv.Dictionary, 0, len(labelled))
	var kept proviso.Outcomes
	for _, u := range labelled {
		if o[u].Word() == proviso.Unstated {
			continue
		}
		item, why := itemFor(o[u])
		kept[u] = o[u]
		if why != "" {
			kept[u] = proviso.Denied()
			losses = append(losses, proviso.Loss{Use: u, Said: o[u], Form: u.String() + "=n", Why: why})
		}
		d = append(d, sfv.Member{Key: u.String(), Item: item})
	}
	if tdm := o[proviso.TDM]; tdm.Word() != proviso.Unstated {
		losses = append(losses, proviso.Loss{
			Use: proviso.TDM, Said: tdm,
			Why: "AIPREF has no label for automated analysis other than generative AI and search",
		})
	}
	b, err := sfv.AppendDictionary(nil, d)
	if err != nil {
		return "", nil, err
	}
	if back := readStrict(b, nil); len(back.Problems) > 0 || !back.Outcomes.Equal(kept) {
		return "", nil, ErrUnfaithful
	}
	return string(b), losses, nil
}

// labelled are the uses that have a label in the current revision.
var labelled = []proviso.Use{proviso.TrainAI, proviso.AIUse, proviso.Search}

// itemFor gives the item that says an outcome. Where there is none, it is a plain
// n and why says what is lost. The outcome must be stated.
func itemFor(o proviso.Outcome) (item sfv.Item, why string) {
	deny := sfv.Item{Value: token("n")}
	switch o.Word() {
	case proviso.Allow:
		return sfv.Item{Value: token("y")}, ""
	case proviso.Deny:
		return deny, ""
	}
	offers := o.Offers()
	if len(offers) != 1 {
		return deny, "the use is permitted under one of several offers, and an expression can name only one"
	}
	value, why := exceptionFor(offers[0])
	if why != "" {
		return deny, why
	}
	deny.Params = []sfv.Param{{Key: exceptionsKey, Value: value}}
	return deny, ""
}

// exceptionFor gives the value of exceptions for an offer.
func exceptionFor(offer proviso.Offer) (v sfv.Value, why string) {
	if signal, ok := proviso.SignalFor(offer); ok {
		return token(signal.Token), ""
	}
	if len(offer) != 1 || offer[0].Kind != proviso.KindCondition || offer[0].Text != "" {
		return v, "an expression can name a CC signal or a linked document of conditions, and these terms are neither"
	}
	link := offer[0].Link
	switch back, why := resolve(link, ""); {
	case len(link) > MaxLink:
		return v, "the link to the conditions is too long"
	case why != "" || back != link:
		return v, "the link to the conditions is not an absolute http or https URL in normal form"
	case strings.Contains(link, "#"):
		return v, "the link to the conditions has a fragment, at which robots.txt would cut it"
	}
	return sfv.Value{Type: sfv.String, Text: link}, ""
}
