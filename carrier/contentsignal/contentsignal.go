// Package contentsignal reads and writes Content Signals, by which Cloudflare lets
// owners say how what was fetched may be used (contentsignals.org, launched on
// 2025-09-24; the policy text is CC0):
//
//	User-agent: *
//	Content-Signal: search=yes, ai-input=no, ai-train=no
//	Allow: /
//
// There is no grammar. The policy text defines three signals, yes and no, and what a
// missing signal means: it neither grants nor restricts.
// draft-romm-aipref-contentsignals-00 (2025-10-01, expired) defines the same three
// categories and no syntax. A fourth signal, "use", is a test since 2026-07-01; what
// its levels mean is told by the announcement of that day and, closer, by Cloudflare's
// documentation of its crawl endpoint (2026-08-31), the one reader of the format that
// its author runs. Where none of them speaks, the decisions are ours:
//
//   - A line belongs to the group in which RFC 9309 puts it, a blank line before it or
//     not, and groups are chosen for each product token of the asker as for access: a
//     group that names the asker binds that asker alone and inherits nothing. Where
//     others would read more into the file, a problem says so.
//   - A line before any group is for the whole site, unless the asker's own group says
//     something.
//   - A path that robots.txt closes to the asker has no preference from robots.txt, as
//     in package carrier/robots.
//   - Several lines of one group, and several lines of the header field, are one text.
//     A signal that is repeated in it says the strictest of what it says.
//   - Keys and values are compared without regard to case: they are English words, no
//     text asks for more, and a reservation of rights should not hang on a capital.
//     White space around "," and "=" means nothing.
//   - Any value but yes and no neither grants nor restricts, and keeps a yes for the
//     same signal from counting. The words of AIPREF, TDMRep and RSL are named and
//     never translated.
//   - The levels of "use" are the most that may be done. Below "full" there is no
//     training; "reference" is indexing, excerpts and links; "immediate" keeps
//     nothing. What remains of AI use, and under "immediate" of search, is conditional
//     on a term that nothing automatic can meet. A level that nobody defined makes all
//     three conditional.
//   - Forms that nobody published: a meta element is read as the header field would
//     be. Of a line that begins with a path only what it refuses counts, on paths that
//     match.
//   - A signal that the network in front of the site put there counts like any other,
//     and is marked.
//
// Silence is a missing signal. Nothing here is unreadable as a whole: what cannot be
// read is left out and reported.
package contentsignal

import (
	"strings"
	"time"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
)

// Field is the name of the header field, of the robots.txt directive and, in lower
// case, of the meta element.
const Field = "Content-Signal"

// Carrier reads Content Signals in robots.txt, in the header of responses and in HTML.
var Carrier = carrier.Carrier{
	Name:   "content-signal",
	Title:  "Content-Signal in robots.txt, headers and HTML",
	Spec:   carrier.Spec{Name: "Content Signals", Revision: "2026-07", URL: "https://contentsignals.org/"},
	Rule:   "of a signal that is repeated in one place the strictest counts; lines before any group hold for the whole site unless the asker's own group says something",
	Wants:  wants,
	Read:   carrier.EachOf(wants, read),
	Forms:  forms,
	Tokens: tokens,
	Codes:  codes,
}

func wants(a *carrier.Artifact) bool {
	return a.Kind == carrier.Robots || a.Kind == carrier.Response && len(a.Header) > 0 || carrier.IsHTML(a)
}

const spec = "Content Signals-2026-07"

func read(a *carrier.Artifact, q *carrier.Question) carrier.Reading {
	if a.Kind == carrier.Robots {
		return readRobots(a, q)
	}
	reading := readHeader(a, q)
	reading.Add(readMetas(a, q))
	return reading
}

// found is where statements of one artifact come from.
type found struct {
	party    proviso.Party
	observed time.Time
	reach    proviso.Reach
}

// evidence is one statement.
func (f *found) evidence(outcomes proviso.Outcomes, where proviso.Where, raw string) proviso.Evidence {
	return proviso.Evidence{
		Statement: proviso.Statement{Outcomes: outcomes, Party: f.party},
		Carrier:   "content-signal",
		Spec:      spec,
		Where:     where,
		Raw:       carrier.Clip(strings.Trim(raw, " \t"), carrier.MaxRaw),
		Observed:  f.observed,
		Reach:     f.reach,
	}
}
