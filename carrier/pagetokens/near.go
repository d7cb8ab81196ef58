package pagetokens

import (
	"strconv"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
)

// slip looks at a word that no robot knows, and says so where it was nearly one that
// counts, or seems to permit. A product that is named without a colon is remembered:
// "ccbot, gptbot: noai".
func (l *list) slip(word, name string, offset int) {
	if len(word) > maxWord {
		return
	}
	if l.meta == nil && isProduct(word) {
		if _, known := l.m.product(word); known {
			l.hanging = true
			return
		}
	}
	if meant := nearly(name); meant != "" {
		l.misspelt(word, meant, offset)
		return
	}
	if isInvented(name) {
		l.invented(word, offset)
	}
}

func (l *list) misspelt(word, meant string, offset int) {
	l.m.problem(CodeMisspelt, proviso.Warning, l.at(offset),
		strconv.QuoteToASCII(carrier.Clip(word, maxWord))+" is no directive and is not read; "+meant+" was probably meant", meant)
}

func (l *list) invented(word string, offset int) {
	mend := ""
	if _, value, ok := strings.Cut(strings.ToLower(word), "="); ok && refuses[value] {
		mend = "noai"
	}
	l.m.problem(CodeInvented, proviso.Warning, l.at(offset),
		strconv.QuoteToASCII(carrier.Clip(word, maxWord))+" is no robots directive and is not read; no directive permits a use", mend)
}

// refuses are values that say no in other formats.
var refuses = map[string]bool{"no": true, "n": true, "none": true, "false": true, "0": true, "deny": true, "disallow": true}

// parted joins "no" with the one or two words behind it where that makes a word of
// the table, and tells where they end.
func (l *list) parted(from, end int) (joined string, next int) {
	joined, next = "no", from
	for range 2 {
		first := firstWord(l.text, next, end)
		next = wordEnd(l.text, first, end)
		if next-first > maxWord {
			break
		}
		joined += strings.ToLower(l.text[first:next])
		if isRefusal(joined) {
			return joined, next
		}
	}
	return "", from
}

// misspellings are words that stand for words of the table and are too far from them
// to be found by comparing letters.
var misspellings = map[string]string{
	"noaitraining": "noai", "noaitrain": "noai", "notrain": "noai", "notraining": "noai", "noaiuse": "noai",
	"nogenai": "noai", "nogenerativeai": "noai", "nollm": "noai", "nogpt": "noai", "noaicrawl": "noai",
	"noimgai": "noimageai", "noimagesai": "noimageai", "noaiimage": "noimageai", "noaiimages": "noimageai", "nopicai": "noimageai",
	"nomachinelearning": "noml", "nomltraining": "noml",
}

// nearly finds the word of the table that a word in lower case was probably meant to
// be: the same letters, a known slip, or one letter missing, added, changed or
// swapped. Empty where there is none.
func nearly(name string) string {
	if len(name) > maxWord || len(name) < 3 {
		return ""
	}
	bare := squeeze(name)
	if meant := misspellings[bare]; meant != "" {
		return meant
	}
	if number, ok := strings.CutPrefix(bare, "maxsnippet"); ok {
		return strings.TrimSuffix(maxSnippet+":"+number, ":")
	}
	for i := range tokens {
		if word := tokens[i].Token; isRefusal(word) && oneSlip(bare, word) {
			return word
		}
	}
	return ""
}

// squeeze drops all but letters and digits.
func squeeze(name string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, name)
}

// oneSlip reports whether two words are the same but for one letter, or two that
// changed places.
func oneSlip(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 || a == "" {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	switch {
	case len(a) < len(b):
		return a[i:] == b[i+1:]
	case i >= len(a)-1:
		return true
	case a[i+1:] == b[i+1:]:
		return true
	}
	return a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}

// subjects are what made-up permissions and words of other formats speak of.
var subjects = map[string]bool{
	"ai": true, "genai": true, "ml": true, "llm": true, "imageai": true, "training": true, "train": true,
	"aitrain": true, "aitraining": true, "trainai": true, "traingenai": true, "aiinput": true, "aiuse": true, "aiindex": true,
}

// isInvented reports whether a word in lower case looks like a permission to use
// something for machine learning, or like a word of another format.
func isInvented(name string) bool {
	if len(name) > maxWord {
		return false
	}
	label, _, _ := strings.Cut(name, "=")
	bare := squeeze(label)
	for _, verb := range [...]string{"", "allow", "allowed", "yes", "ok", "permit", "index"} {
		if rest, ok := strings.CutPrefix(bare, verb); ok && subjects[rest] {
			return true
		}
		if rest, ok := strings.CutSuffix(bare, verb); ok && subjects[rest] {
			return true
		}
	}
	return false
}
