package stamp

import (
	"fmt"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
)

// Intent is what files are to say.
type Intent struct {
	Outcomes proviso.Outcomes
	// Clear takes out what an earlier stamp has put in; the rest is empty then.
	Clear bool
	// Declaration is the absolute URL of the declaration that says it in full.
	Declaration string
	// Document is the text of the declaration, of which the digest is stamped; nil for
	// none.
	Document []byte
	Rights   Rights
	// Replace also writes where a file says something stricter, or something that was
	// not put there by a stamp.
	Replace bool
	// Pointer says where else to put a link to the declaration, for readers and
	// platforms that drop XMP.
	Pointer Pointer
}

// Rights are whom to credit and where to ask. Empty ones are left as they are.
type Rights struct {
	Notice      string // copyright notice
	Creator     string
	Credit      string // credit line
	LicensorURL string // where to ask
	Terms       string // usage terms, in words
}

// Pointer tells how the fields of Exif and IIM are used.
type Pointer uint8

const (
	PointerNone     Pointer = iota // they are left alone
	PointerExisting                // where the file has such a block already
	PointerAlways                  // such a block is made where there is none
)

// Preset is an intent in people's words.
type Preset struct {
	Name    string // stable, kebab-case
	Words   string // "credit me"
	Meaning string // one sentence
	// signal is what is asked for the uses that are named; empty where outcomes says all.
	signal   string
	outcomes map[proviso.Use]proviso.Outcome
	clear    bool
}

var presets = []Preset{
	{Name: "credit", Words: "credit me", signal: "cc-cr",
		Meaning: "Yes, if you credit me."},
	{Name: "support", Words: "support me", signal: "cc-cr-dc",
		Meaning: "Yes, if you credit me and contribute to me directly."},
	{Name: "give-back", Words: "ask something back", signal: "cc-cr-ec",
		Meaning: "Yes, if you credit me and give back to the commons."},
	{Name: "open", Words: "keep it open", signal: "cc-cr-op",
		Meaning: "Yes, if you credit me and keep your model open."},
	{Name: "no-training", Words: "no AI training",
		Meaning:  "No training of generative AI; nothing is said about other uses.",
		outcomes: map[proviso.Use]proviso.Outcome{proviso.TrainAI: proviso.Denied()}},
	{Name: "no-ai", Words: "no AI",
		Meaning:  "Neither training nor AI use; nothing is said about search.",
		outcomes: map[proviso.Use]proviso.Outcome{proviso.TrainAI: proviso.Denied(), proviso.AIUse: proviso.Denied()}},
	{Name: "search-only", Words: "nothing but search",
		Meaning: "Search engines may list it; no training, no AI use.",
		outcomes: map[proviso.Use]proviso.Outcome{proviso.TrainAI: proviso.Denied(), proviso.AIUse: proviso.Denied(),
			proviso.Search: proviso.Allowed()}},
	{Name: "yes", Words: "use it freely",
		Meaning:  "Training and AI use are fine, and so is search.",
		outcomes: map[proviso.Use]proviso.Outcome{proviso.TrainAI: proviso.Allowed(), proviso.AIUse: proviso.Allowed(), proviso.Search: proviso.Allowed()}},
	{Name: "clear", Words: "clear", Meaning: "Takes out what an earlier stamp has put in.", clear: true},
}

// Presets lists the presets.
func Presets() []Preset { return slices.Clone(presets) }

// FromPreset gives the intent of a preset by its name or its words. Uses are those that
// a condition is for; none are training and AI use. A preset that says itself what uses
// it is about takes none.
func FromPreset(name string, uses []proviso.Use) (Intent, error) {
	said := strings.ToLower(strings.Join(strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' || r == '_' }), " "))
	for _, p := range presets {
		if said != strings.ReplaceAll(p.Name, "-", " ") && said != strings.ToLower(p.Words) {
			continue
		}
		if p.signal != "" {
			return FromSignal(p.signal, uses)
		}
		if len(uses) > 0 {
			return Intent{}, fmt.Errorf("the preset %s says itself which uses it is about; leave out the uses", p.Name)
		}
		i := Intent{Clear: p.clear}
		for u, o := range p.outcomes {
			i.Outcomes[u] = o
		}
		return i, nil
	}
	return Intent{}, fmt.Errorf("no preset is called %q", name)
}

// FromSignal gives the intent of a CC signal, such as "cc-cr", for the uses; none are
// training and AI use.
func FromSignal(token string, uses []proviso.Use) (Intent, error) {
	signal, ok := proviso.SignalNamed(token)
	if !ok {
		return Intent{}, fmt.Errorf("no signal is called %q: choose cc-cr, cc-cr-dc, cc-cr-ec or cc-cr-op", token)
	}
	if len(uses) == 0 {
		uses = []proviso.Use{proviso.TrainAI, proviso.AIUse}
	}
	var i Intent
	for _, u := range uses {
		if u == proviso.TDM {
			return Intent{}, fmt.Errorf("tdm cannot be written as a preference: no label of AIPREF says it")
		}
		i.Outcomes[u] = signal.Outcome()
	}
	return i, nil
}
