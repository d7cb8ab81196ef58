// Package contentusage reads and writes the Content-Usage header field
// (draft-ietf-aipref-attach-05 section 2), a structured field dictionary:
//
//	HTTP/1.1 200 OK
//	Content-Usage: train-ai=n;exceptions=cc-cr, search=y
//
// The field is representation metadata: it speaks about the content of the
// message it stands in, a response or a request, and not about the resource.
// Several field lines are one dictionary, joined in order (RFC 9651 section
// 4.2), so the last of two members with one key is the one that counts, and one
// malformed line makes the whole field unreadable.
package contentusage

import (
	"strconv"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/expr"
)

// Field is the name of the header field.
const Field = "Content-Usage"

// MaxLines bounds the field lines that are joined. A message with more is not
// read: nothing sensible repeats the field so often.
const MaxLines = 256

// Carrier reads the Content-Usage field of responses and requests.
var Carrier = carrier.Carrier{
	Name:  "content-usage",
	Title: "Content-Usage header field",
	Spec:  carrier.Attachment,
	Rule:  "all field lines are one dictionary, and the last of two members with one key counts",
	Wants: wants,
	Read:  carrier.EachOf(wants, read),
	Forms: []carrier.Form{{
		Name: "header", Place: "the value of the response header field Content-Usage",
		Write: func(s carrier.Said) (string, []proviso.Loss, error) { return expr.Write(s.Outcomes) },
	}},
	Codes: []carrier.Code{{
		Code: CodeTooManyLines, Meaning: "The header field is repeated so often that it was not read.",
	}},
}

func wants(a *carrier.Artifact) bool {
	return (a.Kind == carrier.Response || a.Kind == carrier.Request) && len(a.Header) > 0
}

var spec = carrier.Attachment.String()

func read(a *carrier.Artifact, q *carrier.Question) carrier.Reading {
	value, lines := join(a.Header)
	if lines == 0 {
		return carrier.Reading{}
	}
	where := proviso.Where{Source: Field}
	if lines > MaxLines {
		return carrier.Reading{Problems: []proviso.Problem{{
			Code: CodeTooManyLines, Severity: proviso.Fault, Where: where,
			Hint: "the field is repeated " + strconv.Itoa(lines) + " times, more than the " + strconv.Itoa(MaxLines) + " that are read; nothing is stated",
		}}}
	}
	source := expr.Source{Base: base(a, q), Profile: q.Profile, Where: where}
	found := expr.Read([]byte(value), &source)
	reading := carrier.Reading{Problems: found.Problems}
	if found.Outcomes.Silent() {
		return reading
	}
	reading.Evidence = []proviso.Evidence{{
		Statement: proviso.Statement{Outcomes: found.Outcomes, Party: party(a, q)},
		Carrier:   "content-usage",
		Spec:      spec,
		Where:     where,
		Raw:       value,
		Observed:  a.Observed,
	}}
	return reading
}

// join gives the field's lines as one value, as RFC 9651 section 4.2 asks.
func join(header []carrier.Field) (value string, lines int) {
	for _, f := range header {
		if !strings.EqualFold(f.Name, Field) {
			continue
		}
		line := strings.Trim(f.Value, " \t")
		lines++
		switch {
		case lines == 1:
			value = line
		case lines <= MaxLines:
			value += ", " + line
		}
	}
	return value, lines
}

// base is what relative references resolve against: the asset, or where the
// message came from.
func base(a *carrier.Artifact, q *carrier.Question) string {
	if q.URL != "" {
		return q.URL
	}
	return a.Source
}

// party is the server for a response. Nothing tells who sends a request.
func party(a *carrier.Artifact, q *carrier.Question) proviso.Party {
	if a.Kind == carrier.Request {
		return proviso.Party{}
	}
	return carrier.ServerOf(base(a, q))
}

// CodeTooManyLines marks a field repeated more than [MaxLines] times.
const CodeTooManyLines = "header-too-many-lines"
