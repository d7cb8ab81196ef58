package robots

import (
	"strconv"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
)

// Codes of the problems that this package adds to those of the file.
const (
	CodeUnreachable  = "robots-unreachable"         // 5xx, 429 or no answer: nothing may be fetched
	CodeUnavailable  = "robots-unavailable"         // 4xx, or too many redirects: nothing is stated
	CodeStatusOdd    = "robots-status-odd"          // a status no server should give
	CodeNoBody       = "robots-no-body"             // a 2xx whose text was not kept
	CodeStatements   = "robots-too-many-statements" // more on one path than are read
	CodeNotInherited = "robots-usage-not-inherited" // a statement of the group for everyone
	CodeTokenCut     = "robots-token-cut"           // readers differ on whether a group names the asker
)

var codes = []carrier.Code{
	{Code: CodeUnreachable, Meaning: "The robots.txt gave 5xx, 429 or no answer: nothing may be fetched."},
	{Code: CodeUnavailable, Meaning: "The robots.txt gave 4xx or too many redirects: nothing is stated, and crawling is not restricted."},
	{Code: CodeStatusOdd, Meaning: "The robots.txt came with a status that no server should give; nothing may be fetched."},
	{Code: CodeNoBody, Meaning: "A robots.txt exists but its text was not kept."},
	{Code: CodeStatements, Meaning: "More Content-Usage rules have the same path than are read; the uses that have a label are taken as denied."},
	{Code: CodeNotInherited, Meaning: "The group for everyone states something about the path, and the asker's own group, which alone binds it, does not."},
	{Code: CodeTokenCut, Meaning: "A group names the asker by a name that is no legal product token; google/robotstxt cuts such names short and follows other rules."},
}

// readStatus settles what can be settled without looking into the file
// (RFC 9309 section 2.3.1). Where that leaves room it follows Google's published
// practice: 429 counts as unreachable, because it says nothing about the file.
func readStatus(a *carrier.Artifact) (reading carrier.Reading, settled bool) {
	status := a.Status
	switch {
	case a.Unreachable:
		return unreachable("the robots.txt could not be fetched"), true
	case status == 0 && a.Body == nil:
		return carrier.Reading{}, true
	case status == 0, status >= 200 && status < 300, status == 304: // not modified: the text is the one known

		if a.Body == nil {
			return carrier.Reading{Problems: []proviso.Problem{{
				Code: CodeNoBody, Severity: proviso.Warning, Where: proviso.Where{Source: Source},
				Hint: "a robots.txt exists but its text was not given, so access and preferences are unknown",
			}}}, true
		}
		return carrier.Reading{}, false
	case status == 429, status >= 500 && status < 600:
		return unreachable("the robots.txt answered " + strconv.Itoa(status)), true
	case status >= 300 && status < 500:
		severity := proviso.Notice
		if status < 400 && len(a.Body) > 0 {
			severity = proviso.Warning // perhaps the status of a first hop, and not the final one
		}
		return carrier.Reading{
			Access: proviso.AccessAllowed,
			Problems: []proviso.Problem{{
				Code: CodeUnavailable, Severity: severity, Where: proviso.Where{Source: Source},
				Hint: "the robots.txt answered " + strconv.Itoa(status) + ": crawling is not restricted, and nothing is stated about use",
			}},
		}, true
	}
	reading = unreachable("the robots.txt answered " + strconv.Itoa(status) + ", which is no final HTTP status")
	reading.Problems[0].Code = CodeStatusOdd
	return reading, true
}

func unreachable(why string) carrier.Reading {
	return carrier.Reading{
		Access: proviso.AccessDisallowed,
		Problems: []proviso.Problem{{
			Code: CodeUnreachable, Severity: proviso.Warning, Where: proviso.Where{Source: Source},
			Hint: why + ": RFC 9309 asks to assume that nothing may be fetched",
		}},
	}
}
