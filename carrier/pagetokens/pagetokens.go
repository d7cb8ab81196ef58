// Package pagetokens reads and writes the words that a page or a file carries for
// robots and that speak of machine learning: noai and its kin in the X-Robots-Tag
// header field and in robots meta elements.
//
//	HTTP/1.1 200 OK
//	X-Robots-Tag: noai, noimageai
//	X-Robots-Tag: ccbot: noml, googlebot: max-snippet:50
//
//	<meta name="robots" content="noindex, noai">
//	<meta name="bingbot" content="nocache">
//
// No one text specifies them. docs/design/0003-page-level-tokens.md says what each
// word means to whom, with a source and a date per row; [Carrier].Tokens is the same
// table as data. The syntax is that of Google's robots meta and X-Robots-Tag
// documentation and of MDN's page on the header field, which agree: directives with
// commas between, the case of letters means nothing, a user agent with a colon may
// stand before directives and holds for those that follow, up to the next user agent
// or the end of the field line.
//
// What was decided here:
//
//   - All that is said counts, in whichever line or element; the most restrictive
//     stands ("the sum of the negative rules"). One operator has a rule of its own:
//     Microsoft treats content with both noarchive and nocache as nocache, so both
//     positions are then read as nocache.
//   - A word that means something to one operator binds that operator, as Asker. With
//     a user agent before it, it binds the operator only if that agent is one of its
//     own: "googlebot: noarchive" says nothing to Microsoft. A word that means the
//     same to everyone binds, with a user agent before it, that product token.
//   - noimageai speaks of images: it binds where the asset is one, or might be. On a
//     page it says nothing about the text.
//   - Silence is the absence of these words. noindex and the like are no preferences
//     about machine learning. No word permits anything; words made up to permit are
//     flagged, and not read.
//   - A colon that follows neither a directive nor what is plainly a user agent makes
//     the directives behind it count for everyone, so that no value and no slip can
//     swallow a refusal. Wrong separators are read, and flagged. Misspelt words are
//     flagged, and not read.
//   - Beyond a limit, every word of the table is taken to stand there.
package pagetokens

import (
	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
)

// Field is the name of the header field.
const Field = "X-Robots-Tag"

// Carrier reads X-Robots-Tag fields and robots meta elements.
var Carrier = carrier.Carrier{
	Name:  "page-tokens",
	Title: "noai and its kin in X-Robots-Tag and robots meta elements",
	Spec:  spec,
	Rule:  "all that is said counts, and the most restrictive stands; to Microsoft, noarchive beside nocache is nocache",
	Wants: wants,
	Read:  carrier.EachOf(wants, read),
	Forms: []carrier.Form{
		{Name: "header", Place: "the value of the response header field X-Robots-Tag", Write: writeHeader},
		{Name: "meta", Place: "an element in the head of the page", Write: writeMeta},
	},
	Tokens: tokens,
	Codes:  codes,
}

var spec = carrier.Spec{
	Name: "page-level-tokens", Revision: "2026-11",
	URL: "https://github.com/proviso-signals/proviso/blob/main/docs/design/0003-page-level-tokens.md",
}

// wants is a first sieve: [carrier.PageOf] tells pages from other bodies, once for
// all carriers.
func wants(a *carrier.Artifact) bool {
	switch a.Kind {
	case carrier.Response:
		return len(a.Header) > 0 || len(a.Body) > 0
	case carrier.Request, carrier.File:
		return len(a.Body) > 0
	}
	return false
}

func read(a *carrier.Artifact, q *carrier.Question) carrier.Reading {
	if !speaks(a) {
		return carrier.Reading{}
	}
	m := message{artifact: a, question: q}
	m.fields()
	m.metas()
	return m.reading()
}

// message is one response or file while it is read.
type message struct {
	artifact *carrier.Artifact
	question *carrier.Question
	found    []directive
	problems []proviso.Problem
	seen     int        // directives of any kind
	beyond   *directive // where a limit ended the reading; nil if none did
}

// directive is one word of the table, where it stands and whom it is for.
type directive struct {
	token string // as in the table
	limit string // of max-snippet: a decimal number without leading zeros
	agent string // the product token it is for; empty for everyone
	where proviso.Where
	raw   string // the field value or element it stands in
}
