package rsl

import (
	"slices"
	"strconv"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
)

// scope reads a permits or prohibits element.
func (d *document) scope(e *element, l *licence) {
	permits := e.local == "permits"
	kind, has := e.attribute("type")
	list, commas := words(e.text)
	for _, child := range e.children {
		if child.local != "" {
			d.unknownElement(child.local, e.local, child.start)
		}
	}
	if commas {
		d.problem(CodeLegacy, proviso.Notice, e.start, "words in a list are separated by spaces in RSL 1.0; the commas of the drafts are read too", strings.Join(list, " "))
	}
	switch kind {
	case "usage":
		d.usages(list, permits, e, l)
	case "user", "geo":
		d.limit(kind, list, permits, e, l)
	default:
		if !has {
			d.breaks(CodeType, proviso.Fault, e.start, e.local+" has no type, and its words are read as usages")
			d.usages(list, permits, e, l)
			return
		}
		l.terms = append(l.terms, d.limitTerm("rsl-limit", kind, list, permits))
		d.problem(CodeType, proviso.Warning, e.start, "RSL has no "+e.local+" of type "+strconv.Quote(carrier.Clip(kind, 64))+"; it is a limit that nobody can claim to keep to", "")
	}
}

// usages reads a list of usages. An unknown word permits nothing; one that is
// prohibited may mean any use, as may a list without words.
func (d *document) usages(list []string, permits bool, e *element, l *licence) {
	into := &l.prohibits
	if permits {
		into = &l.permits
	}
	into.listed = true
	switch {
	case len(list) == 0 && permits:
		d.problem(CodeEmpty, proviso.Warning, e.start, "the list of what is permitted is empty; no use is licensed by it", "")
	case len(list) == 0:
		d.breaks(CodeEmpty, proviso.Fault, e.start, "the list of what is prohibited is empty, and any use may be meant")
	}
	for _, word := range list {
		t, ok := carrier.TokenNamed(tokens, word)
		if !ok && !permits {
			t, ok = carrier.TokenNamed(tokens, strings.ToLower(word))
		}
		switch {
		case ok && t.Token != word:
			d.problem(CodeToken, proviso.Warning, e.start, "usages are written in lower case; what is prohibited is read in any", t.Token)
			into.add(t)
		case ok:
			if t.Note == draft {
				d.problem(CodeLegacy, proviso.Notice, e.start, strconv.Quote(word)+" is a word of the drafts of 2025, and is read by what it meant; readers of RSL 1.0 do not know it", "")
			}
			into.add(t)
		case isExtension(word):
			d.problem(CodeToken, proviso.Notice, e.start, "the usage "+strconv.Quote(carrier.Clip(word, 64))+" is of a vocabulary that is not known here, and says nothing", "")
		case permits:
			d.problem(CodeToken, proviso.Warning, e.start, "RSL has no usage "+strconv.Quote(carrier.Clip(word, 64))+"; nothing is licensed by it", "")
		default:
			d.breaks(CodeToken, proviso.Fault, e.start, "RSL has no usage "+strconv.Quote(carrier.Clip(word, 64))+", and any use may be meant by it")
		}
	}
}

// limit reads a list of users or places, which becomes a term.
func (d *document) limit(kind string, list []string, permits bool, e *element, l *licence) {
	switch {
	case permits && kind == "user" && everybody(list):
		return
	case len(list) == 0:
		d.problem(CodeEmpty, proviso.Warning, e.start, "the list is empty; whom or what it limits is unknown", "")
	}
	for _, word := range list {
		if !isExtension(word) && !isLimit(kind, word) {
			d.problem(CodeToken, proviso.Warning, e.start, "RSL has no "+kind+" "+strconv.Quote(carrier.Clip(word, 64))+"; the limit stands as it is written", "")
		}
	}
	l.terms = append(l.terms, d.limitTerm("rsl-"+kind, kind, list, permits))
}

func isLimit(kind, word string) bool {
	if kind == "user" {
		return slices.Contains(users, word)
	}
	return len(word) == 2 && 'A' <= word[0] && word[0] <= 'Z' && 'A' <= word[1] && word[1] <= 'Z'
}

// limitTerm words a limit: equal limits are equal terms, in whatever order their words
// stand.
func (d *document) limitTerm(term, kind string, list []string, permits bool) proviso.Term {
	list = slices.Compact(slices.Sorted(slices.Values(list)))
	text := kind + " not " + strings.Join(list, " ")
	if permits {
		text = kind + " " + strings.Join(list, " ")
	}
	return proviso.Term{Kind: term, Link: d.url, Text: carrier.Clip(text, maxTermText)}
}
