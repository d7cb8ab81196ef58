package chooser

import (
	"errors"
	"fmt"
	"strings"

	"github.com/proviso-signals/proviso"
)

// Question is one step.
type Question struct {
	Key string // stable, kebab-case: what a flag or a form field is called
	// Ask is the question, for people.
	Ask func(*Choice) string
	// Why says in a sentence what the answer is for; empty where that is plain.
	Why string
	// Options are the answers to choose from; nil where anything can be answered.
	Options func(*Choice) []Option
	// Suggested is what an empty answer means; empty where there is none.
	Suggested func(*Choice) string
	// Optional says that an empty answer without a suggestion is one as well.
	Optional bool
	// Applies tells whether the question arises, after what has been chosen.
	Applies func(*Choice) bool

	set func(*Choice, string) error
}

// Option is an answer that can be chosen.
type Option struct {
	Value   string
	Title   string // "yes, with credit"
	Meaning string // a sentence
	// More is set for those that most people do not need: they are shown when asked for.
	More bool
}

// ErrAnswer says that an answer is none.
var ErrAnswer = errors.New("chooser: that is no answer")

// Answer takes an answer, by the value of an option or in plain text. An error says what
// would be one, and the choice is as before.
func (q *Question) Answer(c *Choice, answer string) error {
	answer = strings.TrimSpace(answer)
	if answer == "" && q.Suggested != nil {
		answer = q.Suggested(c)
	}
	if answer == "" && !q.Optional {
		return fmt.Errorf("%w: something has to be said here", ErrAnswer)
	}
	if q.Options != nil && answer != "" {
		var values []string
		known := false
		for _, o := range q.Options(c) {
			values = append(values, o.Value)
			known = known || o.Value == answer
		}
		if !known {
			return fmt.Errorf("%w: it is one of %s", ErrAnswer, strings.Join(values, ", "))
		}
	}
	changed := *c
	if err := q.set(&changed, answer); err != nil {
		return err
	}
	if err := sound(&changed, q.Key); err != nil {
		return err
	}
	*c = changed
	return nil
}

// sound reports whether what was just answered can stand in a declaration file. What is
// still missing is no matter.
func sound(c *Choice, key string) error {
	whole := *c
	if whole.Name == "" {
		whole.Name = "somebody"
	}
	if whole.Who == Developer && whole.For == "" {
		whole.For = "somebody"
	}
	_, problems := whole.Declaration()
	for _, p := range problems {
		if p.Severity == proviso.Fault {
			text := p.Hint
			if p.Mend != "" {
				text += "; nearest is " + p.Mend
			}
			return fmt.Errorf("%w: %s", ErrAnswer, text)
		}
	}
	return nil
}
