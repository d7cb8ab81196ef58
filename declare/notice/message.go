package notice

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// piece is a part of a message. Exactly one of the three is set.
type piece struct{ words, code, hole string }

// parseMessage reads a message: words, `machine tokens`, and {holes} for what is filled in.
func parseMessage(s string) (pieces []piece, err error) {
	for s != "" {
		i := strings.IndexAny(s, "`{}")
		if i < 0 {
			return append(pieces, piece{words: s}), nil
		}
		if i > 0 {
			pieces = append(pieces, piece{words: s[:i]})
		}
		closing := map[byte]string{'`': "`", '{': "}"}[s[i]]
		inner, rest, closed := strings.Cut(s[i+1:], closing)
		if closing == "" || !closed || inner == "" || strings.ContainsAny(inner, "`{}") {
			return nil, errors.New("notice: a message has an unpaired mark")
		}
		if closing == "}" {
			pieces = append(pieces, piece{hole: inner})
		} else {
			pieces = append(pieces, piece{code: inner})
		}
		s = rest
	}
	return pieces, nil
}

// arg fills a hole of a message.
type arg struct {
	hole  string
	spans []span
}

func with(hole string, spans ...span) arg { return arg{hole, spans} }

// speaker says things in one language. The first thing that it cannot say is kept: a page
// with a hole in it is no page.
type speaker struct {
	*catalogue
	err error
}

// say gives a message with its holes filled.
func (s *speaker) say(key string, args ...arg) (spans []span) {
	message, ok := s.messages[key]
	pieces, err := parseMessage(message)
	if !ok || err != nil {
		return s.fail("notice: there is no message %q in %q", key, s.language.Tag)
	}
	for _, p := range pieces {
		switch {
		case p.hole != "":
			i := slices.IndexFunc(args, func(a arg) bool { return a.hole == p.hole })
			if i < 0 {
				return s.fail("notice: the message %q in %q asks for %q", key, s.language.Tag, p.hole)
			}
			spans = append(spans, args[i].spans...)
		case p.code != "":
			spans = append(spans, span{kind: code, text: p.code})
		default:
			spans = append(spans, span{kind: words, text: p.words})
		}
	}
	return spans
}

// word gives a message that has no holes and no tokens in it, as plain text.
func (s *speaker) word(key string) string { return plain(s.say(key), false) }

func (s *speaker) fail(format string, args ...any) []span {
	if s.err == nil {
		s.err = fmt.Errorf(format, args...)
	}
	return nil
}

func (s *speaker) rightToLeft() bool { return s.language.Direction == "rtl" }

// speakerFor gives the speaker of the language that is nearest.
func speakerFor(lang string) (*speaker, error) {
	all, err := catalogues()
	if err != nil {
		return nil, err
	}
	return &speaker{catalogue: all[Match(lang)]}, nil
}
