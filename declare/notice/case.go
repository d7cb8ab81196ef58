package notice

import (
	"iter"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
)

// Edition is the version segment of [Path]: it stands for what the uses and the answers
// mean, AIPREF vocabulary 08 and CC signals 0.1 together.
//
// Neither draft has a version in its tokens, and both may change under them: train-ai has
// meant four things so far. A version of CC signals alone, as in their own
// signals/cr/0.1/, would leave half of the meaning open, and would stand in addresses of
// answers that are not CC's, such as deny. So there is one number for the pair. It grows
// when a meaning changes, and never for better wording; pages of earlier editions stay.
const Edition = "1"

// pathPrefix is what all paths begin with.
const pathPrefix = "/statements/" + Edition + "/"

// Case is what there is a page about: an answer about a use, by a party in a role.
type Case struct {
	Use    proviso.Use
	Answer string // one of [declare.Answers]
	Role   declare.Role
}

// All gives every case there is: by use, answer and role, in the order of
// [proviso.Uses], [declare.Answers] and [declare.Roles].
func All() iter.Seq[Case] {
	return func(yield func(Case) bool) {
		for _, use := range proviso.Uses() {
			for _, answer := range declare.Answers() {
				for _, role := range declare.Roles() {
					if !yield(Case{use, answer, role}) {
						return
					}
				}
			}
		}
	}
}

// exists reports whether there is a page about the case.
func (c Case) exists() bool {
	uses := proviso.Uses()
	return slices.Contains(uses[:], c.Use) && slices.Contains(declare.Answers(), c.Answer) && slices.Contains(declare.Roles(), c.Role)
}

// Path gives the path of the page about a case:
//
//	/statements/EDITION/USE/ANSWER/ROLE/
//	/statements/1/train-ai/cc-cr/custodian/
//
// It is the address of the statement in every language, for others to point to: whoever
// serves it chooses a language by [Match]. Below it are the pages in each language, named
// by [File]. A path never changes, never comes to mean anything else, and is never taken
// down. It is empty where there is no such page.
func Path(use proviso.Use, answer string, role declare.Role) string {
	if !(Case{use, answer, role}).exists() {
		return ""
	}
	return pathPrefix + use.String() + "/" + answer + "/" + string(role) + "/"
}

// ParsePath is the inverse of [Path]. It is strict, so that a page has one address: ok is
// false for anything that Path does not give.
func ParsePath(path string) (c Case, ok bool) {
	rest, ours := strings.CutPrefix(path, pathPrefix)
	parts := strings.Split(rest, "/")
	if !ours || len(parts) != 4 || parts[3] != "" {
		return Case{}, false
	}
	use, known := proviso.ParseUse(parts[0])
	c = Case{use, parts[1], declare.Role(parts[2])}
	if !known || !c.exists() {
		return Case{}, false
	}
	return c, true
}

// Form is a form in which a page is written: the ending of its file's name.
type Form string

// The forms.
const (
	FormHTML     Form = "html"
	FormMarkdown Form = "md"
	FormText     Form = "txt"
)

// File names a statement's page in one language, below its [Path]: "de.html". The pages
// link to each other by these names.
func File(lang string, form Form) string { return lang + "." + string(form) }

// answerOf names an outcome by the answer of a declaration file; ok is false for one that
// such a file cannot give.
func answerOf(o proviso.Outcome) (answer string, ok bool) {
	if o.Word() != proviso.Conditional {
		return o.Word().String(), true
	}
	if len(o.Offers()) != 1 {
		return "", false
	}
	signal, ok := proviso.SignalFor(o.Offers()[0])
	return signal.Token, ok
}

// outcomeOf is the inverse of answerOf. The answer must be one of [declare.Answers].
func outcomeOf(answer string) proviso.Outcome {
	switch answer {
	case proviso.Allow.String():
		return proviso.Allowed()
	case proviso.Deny.String():
		return proviso.Denied()
	case proviso.Unstated.String():
		return proviso.Outcome{}
	}
	signal, _ := proviso.SignalNamed(answer)
	return signal.Outcome()
}
