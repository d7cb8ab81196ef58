package carrier

import (
	"bytes"
	"strings"

	"github.com/proviso-signals/proviso"
)

// DocumentAt finds the document that was gathered for a URL, or nil. Fragments are
// not compared.
func DocumentAt(artifacts []*Artifact, url string) *Artifact {
	url, _, _ = strings.Cut(url, "#")
	for _, a := range artifacts {
		if a.Kind == Document && a.Source == url {
			return a
		}
	}
	return nil
}

// WellKnown finds the document that was gathered for a path of the asset's own
// origin, such as "/.well-known/tdmrep.json", or nil.
func WellKnown(artifacts []*Artifact, q *Question, path string) *Artifact {
	for _, a := range artifacts {
		if a.Kind != Document || !strings.HasSuffix(a.Source, path) {
			continue
		}
		if origin := OriginOf(artifacts, q); origin != "" && a.Source[:len(a.Source)-len(path)] == origin {
			return a
		}
	}
	return nil
}

// OriginOf is the origin of the asset that is asked about: that of the question's
// URL, or else of the response that was gathered. It is empty where there is none.
func OriginOf(artifacts []*Artifact, q *Question) string {
	if o := Origin(q.URL); o != "" {
		return Origin(Canonical(q.URL))
	}
	for _, a := range artifacts {
		if a.Kind == Response {
			return Origin(Canonical(a.Source))
		}
	}
	return ""
}

// BaseOf is what relative references in an artifact resolve against: for the
// response that is asked about, the asset's URL; for others, where they came from.
// It is empty, or no URL, where nothing is known.
func BaseOf(a *Artifact, q *Question) string {
	switch {
	case a.Kind == Document && a.Final != "":
		return a.Final
	case a.Kind == Document, q.URL == "":
		return a.Source
	case a.Kind == Robots:
		if o := Origin(q.URL); o != "" {
			return o + "/robots.txt"
		}
		return a.Source
	}
	return q.URL
}

// Succeeded reports whether a response came and its status is a success (RFC 9110
// section 15.3).
func (a *Artifact) Succeeded() bool { return a != nil && a.Status >= 200 && a.Status < 300 }

// Usable reports whether a document was found and its text is there to be read.
// Status 0 is one that nobody told.
func (a *Artifact) Usable() bool {
	return a != nil && a.Body != nil && !a.Unreachable && (a.Status == 0 || a.Succeeded())
}

// Absent reports whether a document is certainly not there: its server answered
// 404 or 410. Anything else that is not usable leaves open what it says.
func (a *Artifact) Absent() bool {
	return a != nil && !a.Unreachable && (a.Status == 404 || a.Status == 410)
}

// At gives the position of a byte of a text, as line and column from 1. Lines end
// with LF.
func At(source string, text []byte, offset int) proviso.Where {
	offset = max(0, min(offset, len(text)))
	before := text[:offset]
	return proviso.Where{
		Source: source,
		Line:   1 + bytes.Count(before, []byte{'\n'}),
		Column: offset - bytes.LastIndexByte(before, '\n'),
	}
}

// Clip shortens a text that is quoted in a hint or kept as raw text, so that
// hostile input does not swell an answer. It cuts at most limit bytes into s, never
// inside a character, and marks the cut.
func Clip(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	for limit > 0 && s[limit]&0xc0 == 0x80 {
		limit--
	}
	return s[:limit] + "…"
}

// MaxRaw is how many bytes of raw text evidence and rights keep.
const MaxRaw = 1024
