package verify

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
)

// words names an outcome as people see it: "yes", "no", "not said", "only if cc-cr".
func words(o proviso.Outcome) string {
	if o.Word() != proviso.Conditional {
		return strconv.Quote(o.Word().Plain())
	}
	offers := make([]string, 0, len(o.Offers()))
	for _, offer := range o.Offers() {
		if signal, ok := proviso.SignalFor(offer); ok {
			offers = append(offers, signal.Token)
			continue
		}
		offers = append(offers, offer.String())
	}
	return strconv.Quote("only if " + clip(strings.Join(offers, ", or "), MaxText))
}

// says words a check about a reader.
func (v *visit) says(c *Check, p *place, r *Reader) string {
	about := r.Title + " finds " + words(c.Found) + " about " + c.Use.Plain()
	switch c.Verdict {
	case Equal:
		return about + ", as declared"
	case Stricter:
		if c.Severity == Pass {
			return about + "; " + words(c.Declared) + " is declared, and it can be told nothing nearer"
		}
		return about + ", where " + words(c.Declared) + " is declared: it refuses more than is meant"
	case Silent:
		if c.Expected.Word() == proviso.Unstated {
			return r.Title + " has no word for " + c.Use.Plain() + "; " + words(c.Declared) + " is declared"
		}
		return r.Title + " learns nothing here about " + c.Use.Plain() + "; " + words(c.Declared) + " is declared"
	case Looser:
		text := about + ", where " + words(c.Declared) + " is declared"
		if c.Declared.Word() == proviso.Unstated {
			text += ": that is leave which nobody has given"
		}
		if p.elsewhere {
			text += "; it lies on " + hostname(p.public) + ", which the declaration does not name"
		}
		return text
	}
	return "only the beginning of the file was looked at, and nothing stands in it"
}

// mend tells what to do.
func (v *visit) mend(c *Check, p *place) string {
	switch {
	case c.Severity < Warn:
		return ""
	case c.Verdict == Silent && c.Reader == "image-file":
		return "Mark the files: proviso stamp. If they are marked where they lie, something drops the mark on the way."
	case c.Verdict == Silent && c.Use == proviso.TDM:
		return "No label of AIPREF says it. Publish a carrier that can, such as TDMRep."
	case c.Verdict == Silent && p.elsewhere:
		return "Let " + hostname(p.public) + " send Content-Usage with the file, or mark the file itself: proviso stamp."
	case c.Verdict == Silent:
		return "Publish what is declared: proviso apply. If that was done, the server does not send it here."
	case len(c.Evidence) == 0:
		return ""
	}
	e := c.Evidence[0]
	if e.Injected != "" {
		return e.Injected + " seems to put the statement at " + e.Where + " there on its way: switch that off, or let it say what is declared."
	}
	if c.Verdict == Looser {
		return "Take out or change the statement at " + e.Where + " (" + e.Carrier + "), which permits it."
	}
	return "If it is not meant, change the statement at " + e.Where + " (" + e.Carrier + "), which refuses it, or let the declaration stand behind it."
}

// shownEvidence adds a statement to those that are shown.
func (v *visit) shownEvidence(list []Evidence, e *proviso.Evidence) []Evidence {
	if len(list) >= MaxEvidence {
		return list
	}
	where := clip(e.Where.String(), MaxText)
	return append(list, Evidence{Carrier: e.Carrier, Where: where, Raw: clip(e.Raw, MaxEvidenceRaw), Says: e.Outcomes, Injected: clip(e.Injected, 64)})
}

// clip takes foreign text into a message: cut to a number of bytes, and without what could
// steer a terminal or break a file of XML.
func clip(s string, limit int) string {
	return strings.Map(func(c rune) rune {
		if c == utf8.RuneError || unicode.IsControl(c) || unicode.Is(unicode.Bidi_Control, c) || c == '\u2028' || c == '\u2029' {
			return unicode.ReplacementChar
		}
		return c
	}, carrier.Clip(strings.ToValidUTF8(s, "\uFFFD"), limit))
}
