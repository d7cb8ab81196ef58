package expr

import (
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/internal/sfv"
)

// exceptionsKey is the parameter of the CC signals draft. Two meanings share the
// name, and the type of the value tells them apart: a Token is a CC signal (CC
// signals 0.1), a String is a URI-reference to a document of conditions (AIPREF
// pull request 62, July 2025, which was not adopted).
const exceptionsKey = "exceptions"

// noExceptions is the token for a deny that says so in more words
// (creativecommons/cc-signals issue 20).
const noExceptions = "none"

// exceptions gives the outcome for n with the parameter exceptions. Whatever is
// not understood leaves the deny as it is.
func (r *reader) exceptions(m *sfv.Member, p *sfv.Param) proviso.Outcome {
	switch p.Value.Type {
	case sfv.Token:
		if signal, ok := proviso.SignalNamed(p.Value.Text); ok {
			return signal.Outcome()
		}
		r.badToken(m, p)
	case sfv.String:
		return r.conditions(m, p)
	default:
		if !r.full() {
			r.report(p.Start, CodeExceptionsType, proviso.Warning, "",
				"the value of exceptions is a %s, where a token or a string is read; the deny stands", p.Value.Type)
		}
	}
	return proviso.Denied()
}

// badToken reports a token that is no signal.
func (r *reader) badToken(m *sfv.Member, p *sfv.Param) {
	if r.full() {
		return
	}
	token := p.Value.Text
	lower := strings.ToLower(token)
	_, signal := proviso.SignalNamed(lower)
	switch {
	case lower == noExceptions:
		r.report(p.Start, CodeExceptionsNone, proviso.Notice, m.Key+"=n",
			"exceptions=none is a plain deny, as %s=n alone would be", m.Key)
	case signal:
		mend := r.mend(m)
		r.report(p.Start, CodeExceptionsCase, proviso.Warning, mend,
			"%s is no CC signal, whose tokens are lower case; the deny stands", clip(token))
	case likeLink(token):
		mend := r.mend(m)
		r.report(p.Start, CodeExceptionsUnquoted, proviso.Warning, mend,
			"a link counts only in double quotes, so the deny stands")
	default:
		mend := r.mend(m)
		r.report(p.Start, CodeExceptionsSignal, proviso.Warning, mend,
			"%s is no CC signal of version 0.1 (cc-cr, cc-cr-dc, cc-cr-ec, cc-cr-op); the deny stands", clip(token))
	}
}

// conditions reads a String: a link to a document of conditions.
func (r *reader) conditions(m *sfv.Member, p *sfv.Param) proviso.Outcome {
	text := p.Value.Text
	tokens := signalsIn(text)
	if len(tokens) > 0 {
		r.quotedTokens(m, p, tokens)
	}
	link, why := resolve(text, r.base)
	if why == "" && !(len(tokens) == 1 && tokens[0] == noExceptions) {
		return proviso.Permit(proviso.NewOffer(proviso.Term{Kind: proviso.KindCondition, Link: link}))
	}
	if len(tokens) == 0 && !r.full() {
		mend := r.mend(m)
		r.report(p.Start, why, proviso.Warning, mend, "the exception %q is ignored and the deny stands: %s", clip(text), refusals[why])
	}
	return proviso.Denied()
}

var refusals = map[string]string{
	CodeExceptionsEmpty:      "an empty link names no conditions",
	CodeExceptionsNotURI:     "it is not a URI-reference",
	CodeExceptionsUnresolved: "it is a relative link, and it is not known to what",
	CodeExceptionsNotHTTP:    "it does not lead to an http or https document, or holds a user name",
}

// quotedTokens reports signals in quotes.
func (r *reader) quotedTokens(m *sfv.Member, p *sfv.Param, tokens []string) {
	if r.full() {
		return
	}
	mend := r.mend(m)
	hint := "in quotes, " + tokens[0] + " is a link and no signal"
	switch {
	case len(tokens) > 1:
		hint = "several signals in quotes are not read, and an expression can name only one; the deny stands"
	case tokens[0] == noExceptions:
		hint = "in quotes, none is read as no exception all the same; the deny stands"
	}
	r.report(p.Start, CodeExceptionsLikeToken, proviso.Warning, mend, hint)
}

// signalsIn splits a text into tokens of CC signals, in lower case; nil if
// anything else is in it. A lone "none" counts.
func signalsIn(text string) []string {
	tokens := strings.FieldsFunc(strings.ToLower(text), func(c rune) bool { return c == ' ' || c == ',' })
	if len(tokens) == 1 && tokens[0] == noExceptions {
		return tokens
	}
	for _, t := range tokens {
		if _, ok := proviso.SignalNamed(t); !ok {
			return nil
		}
	}
	return tokens
}

// likeLink reports whether a token is a link that somebody forgot to quote.
func likeLink(token string) bool {
	lower := strings.ToLower(token)
	return strings.HasPrefix(lower, "https://") || strings.HasPrefix(lower, "http://")
}

// likeExceptions reports whether a parameter key was probably meant to be
// exceptions: misspelt, or a signal standing alone, as in "train-ai=n;cc-cr".
func likeExceptions(key string) bool {
	if _, ok := proviso.SignalNamed(key); ok {
		return true
	}
	switch key {
	case exceptionsKey:
		return false
	case "except", "exception", "excepts", "unless":
		return true
	}
	return near(key, exceptionsKey)
}
