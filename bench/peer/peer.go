// Package peer asks other implementations the questions that Proviso is asked.
package peer

import (
	"net/url"
	"strings"

	"github.com/dunglas/httpsfv"
	"github.com/jimsmart/grobotstxt"
	"github.com/proviso-signals/proviso/bench/corpus"
	"github.com/temoto/robotstxt"
)

// Grobotstxt answers with github.com/jimsmart/grobotstxt.
func Grobotstxt(body []byte, questions []corpus.Question) []Answer {
	answers := make([]Answer, len(questions))
	text := string(body)
	for i, q := range questions {
		m := grobotstxt.NewRobotsMatcher()
		answers[i].Allowed = m.AgentAllowed(text, q.Token, q.URL)
		answers[i].Line = m.MatchingLine()
	}
	return answers
}

// GrobotstxtFollowsGoogle reports whether grobotstxt, in a question, does what
// google/robotstxt does. On purpose it does not where the URL changes when Go's
// net/url parses it, and where a user-agent line goes on, after the token, with a
// character that it takes for part of a token and Google does not.
func GrobotstxtFollowsGoogle(body []byte, q corpus.Question) bool {
	u, err := url.Parse(q.URL)
	if err != nil || u.String() != q.URL {
		return false
	}
	text, token := strings.ToLower(string(body)), strings.ToLower(q.Token)
	for {
		_, after, found := strings.Cut(text, token)
		if !found {
			return true
		}
		if after != "" && strings.IndexByte("0123456789#$%'*+.^`|~", after[0]) >= 0 {
			return false
		}
		text = after
	}
}

// Temoto answers with github.com/temoto/robotstxt, which tells no lines. It gives
// nil for a file that it does not parse.
func Temoto(body []byte, questions []corpus.Question) []Answer {
	data, err := robotstxt.FromBytes(body)
	if err != nil {
		return nil
	}
	answers := make([]Answer, len(questions))
	for i, q := range questions {
		u, err := url.Parse(q.URL)
		answers[i].Allowed = err == nil && data.TestAgent(u.RequestURI(), q.Token)
	}
	return answers
}

// Dictionary reports whether github.com/dunglas/httpsfv reads a text as a
// dictionary.
func Dictionary(text string) bool {
	_, err := httpsfv.UnmarshalDictionary([]string{text})
	return err == nil
}

// Ignore does nothing with what grobotstxt parses.
type Ignore struct{}

func (Ignore) HandleRobotsStart()                      {}
func (Ignore) HandleRobotsEnd()                        {}
func (Ignore) HandleUserAgent(int, string)             {}
func (Ignore) HandleAllow(int, string)                 {}
func (Ignore) HandleDisallow(int, string)              {}
func (Ignore) HandleSitemap(int, string)               {}
func (Ignore) HandleUnknownAction(int, string, string) {}
