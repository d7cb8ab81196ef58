package expr

import (
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/internal/sfv"
)

// unknownLabel reports a label that the profile does not know, as gravely as it
// is likely to be a mistake.
func (r *reader) unknownLabel(m *sfv.Member) {
	if r.full() {
		return
	}
	label := clip(m.Key)
	if names := revisionsWith(m.Key); len(names) > 0 {
		code, which := CodeLabelRetired, "was a label of"
		if names[len(names)-1] > r.profile.Revision {
			code, which = CodeLabelNewer, "is a label of"
		}
		mend := r.mend(m)
		r.report(m.Start, code, proviso.Warning, mend, "%s %s %s and is ignored by %s%s",
			label, which, strings.Join(names, ", "), r.profile.Revision, r.unsayable(m, mend))
		return
	}
	if home, ok := foreignLabels[m.Key]; ok {
		mend := r.mend(m)
		r.report(m.Start, CodeLabelForeign, proviso.Warning, mend, "%s belongs to %s and is ignored here", label, home.format)
		return
	}
	if meant, ok := r.profile.misspelt(m.Key); ok {
		r.report(m.Start, CodeLabelMisspelt, proviso.Warning, r.mend(m), "%s is no label and is ignored; %s was probably meant", label, meant)
		return
	}
	r.report(m.Start, CodeLabelUnknown, proviso.Notice, "", "%s is no label of %s and is ignored", label, r.profile.Revision)
}

// unsayable ends the hint for a retired label with what its nearest current
// labels leave out.
func (r *reader) unsayable(m *sfv.Member, mend string) string {
	c, ok := legacy.index[m.Key]
	if !ok || mend == "" || legacy.Categories[c].Beyond == "" || !r.profile.current {
		return ""
	}
	return "; " + legacy.Categories[c].Beyond + ", which no label says now"
}

// retiredButRead notes a retired label in a profile that reads it all the same.
func (r *reader) retiredButRead(m *sfv.Member) {
	if r.profile != legacy || r.full() {
		return
	}
	if _, ok := ccSignals.index[m.Key]; ok {
		return
	}
	r.report(m.Start, CodeLabelRetired, proviso.Notice, meantMember(m, ccSignals),
		"%s was a label of %s; it is read here as the profile's table says, and ignored by %s",
		m.Key, strings.Join(revisionsWith(m.Key), ", "), r.profile.Revision)
}

// revisionsWith names the revisions that have the label, oldest first.
func revisionsWith(label string) []string {
	var names []string
	for _, r := range revisions {
		if slices.ContainsFunc(r.Categories, func(c Category) bool { return c.Label == label }) {
			names = append(names, r.Name)
		}
	}
	return names
}

// foreign is a label of another format that turns up in Content-Usage.
type foreign struct {
	format string
	meant  string // the label of vocab-08 that is nearest; empty if none is
}

// foreignLabels holds labels of other formats. Those whose values work the other
// way round (tdm-reservation=1 is a deny) have no nearest label on purpose.
var foreignLabels = map[string]foreign{
	"ai-train":        {"Content-Signal", "train-ai"},
	"ai-input":        {"Content-Signal", "ai-use"},
	"use":             {"Content-Signal", ""},
	"ai-all":          {"RSL", ""},
	"ai-index":        {"RSL", ""},
	"tdm-reservation": {"TDMRep", ""},
	"tdm-policy":      {"TDMRep", ""},
	"noai":            {"the noai convention", ""},
	"noimageai":       {"the noai convention", ""},
}

// meantLabel gives the label that the profile knows, or that was retired, for a
// key that is neither.
func (p *Profile) meantLabel(key string) (string, bool) {
	if p.ours(key) {
		return key, false
	}
	if home, ok := foreignLabels[key]; ok {
		_, known := p.index[home.meant]
		return home.meant, known
	}
	return p.misspelt(key)
}

// ours reports whether the key is a label: one that the profile knows, or for a
// profile with the current labels, one that was retired and can be replaced.
func (p *Profile) ours(key string) bool {
	if _, ok := p.index[key]; ok {
		return true
	}
	return p.retired(key)
}

// retired reports whether the key is a label of old that the current labels of
// the profile can stand in for.
func (p *Profile) retired(key string) bool {
	_, known := p.index[key]
	_, old := legacy.index[key]
	return p.current && old && !known
}

// misspelt finds the label that a key was probably meant to be.
func (p *Profile) misspelt(key string) (string, bool) {
	if len(revisionsWith(key)) > 0 {
		return "", false
	}
	bare := plainLetters(key)
	for _, c := range p.Categories {
		if alias, ok := labelAliases[bare]; ok && alias == c.Label || bare == plainLetters(c.Label) || near(key, c.Label) {
			return c.Label, true
		}
	}
	return "", false
}

// labelAliases are guesses that are further than two letters away, written
// without hyphens.
var labelAliases = map[string]string{
	"aitraining": "train-ai",
	"trainingai": "train-ai",
	"aitrain":    "train-ai",
	"aiusage":    "ai-use",
	"useai":      "ai-use",
}

// plainLetters drops what people put between words.
func plainLetters(s string) string {
	if len(s) > 2*longestLabel {
		return s
	}
	return strings.Map(func(c rune) rune {
		if c == '-' || c == '_' || c == '.' {
			return -1
		}
		return c
	}, s)
}

// longestLabel is longer than any label, and than "exceptions".
const longestLabel = 16

// near reports whether two words differ by one letter left out, added, changed
// or swapped with its neighbour; by two in words of eight letters or more. Words
// of fewer than five letters must be equal.
func near(word, label string) bool {
	limit := 0
	switch {
	case len(label) >= 8:
		limit = 2
	case len(label) >= 5:
		limit = 1
	}
	if len(word) > len(label)+limit || len(label) > len(word)+limit || len(label) > longestLabel {
		return false
	}
	return distance(word, label) <= limit
}

// distance counts edits, a swap of neighbours being one (optimal string
// alignment). Both words are short; see near.
func distance(a, b string) int {
	var rows [3][longestLabel + 1]int // before last, last, this
	for j := range len(b) + 1 {
		rows[1][j] = j
	}
	for i := 1; i <= len(a); i++ {
		rows[2][0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(rows[1][j]+1, rows[2][j-1]+1, rows[1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, rows[0][j-2]+1)
			}
			rows[2][j] = d
		}
		rows[0], rows[1] = rows[1], rows[2]
	}
	return rows[1][len(b)]
}
