package rsl

import (
	"slices"

	"github.com/proviso-signals/proviso"
)

const (
	whyRefused = "RSL has no way to ask for this, so the use is refused"
	whyFewer   = "RSL has no way to ask for some of the alternatives, which are left out"
)

// unsaid reports whether an outcome has offers that RSL cannot ask for.
func (w *writer) unsaid(o proviso.Outcome) bool {
	return slices.ContainsFunc(o.Offers(), func(offer proviso.Offer) bool {
		_, ok := payment(offer)
		return !ok
	})
}

// lose lists what the document says otherwise than it was to be said.
func (w *writer) lose() {
	lists := len(w.licences) > 0
	for _, l := range labelled {
		o, token := w.said[l.use], l.token
		if w.all {
			token = "all"
		}
		switch {
		case o.Word() == proviso.Unstated && lists:
			w.lost(l.use, "no permits", "a licence that permits something licenses nothing else")
		case o.Word() == proviso.Unstated && len(w.refused) > 0:
			w.lost(l.use, "", "readers that follow RSL's guide take what a licence does not prohibit for licensed; nothing is said about it here")
		case w.unsaid(o) && slices.Contains(w.refused, token):
			w.lost(l.use, "prohibits "+token, whyRefused)
		case w.unsaid(o):
			w.lost(l.use, "permits "+token+" on the other terms", whyFewer)
		}
	}
	if w.all {
		w.loseAll()
	} else {
		w.loseAnalysis(lists)
	}
}

// loseAll is for other analysis where all uses are said in one word.
func (w *writer) loseAll() {
	switch tdm := w.said[proviso.TDM]; {
	case tdm.Word() == proviso.Deny || !w.unsaid(tdm):
	case len(w.refused) > 0:
		w.lost(proviso.TDM, "prohibits all", whyRefused)
	default:
		w.lost(proviso.TDM, "permits all on the other terms", whyFewer)
	}
}

// loseAnalysis is for other analysis, which has no word of its own.
func (w *writer) loseAnalysis(lists bool) {
	tdm := w.said[proviso.TDM].Word()
	training := slices.Contains(w.refused, "ai-train")
	switch {
	case tdm == proviso.Deny && (lists || training):
	case lists:
		w.lost(proviso.TDM, "no permits", "RSL has no word for analysis other than training, AI input and search, and what is not permitted is not licensed")
	case training:
		w.lost(proviso.TDM, "prohibits ai-train", "RSL's word for training covers models that generate nothing, which are refused with it")
	case tdm != proviso.Unstated:
		w.lost(proviso.TDM, "", "RSL has no word for analysis other than training, AI input and search")
	}
}

func (w *writer) lost(u proviso.Use, form, why string) {
	w.losses = append(w.losses, proviso.Loss{Use: u, Said: w.said[u], Form: form, Why: why})
}
