package gather

import (
	"bytes"
	"net/url"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/warc"
)

// artifact reads a record: a response, the header a revisit repeats of one, or a
// resource that was archived without a response around it.
func (a *archive) artifact(asset *Asset, r *warc.Record, limit int64) (*carrier.Artifact, error) {
	asset.warcNotes(asset.Name, r.Notes)
	if r.Type == "resource" && carrier.MediaType(r.ContentType) != "application/http" {
		bare := warc.Response{Body: r.Block()}
		body, cut := bare.ReadPrefix(limit)
		asset.noteCut(cut, int64(len(body)) == limit)
		return &carrier.Artifact{Kind: carrier.File, Source: r.TargetURI, MediaType: carrier.MediaType(r.ContentType),
			Body: body, Truncated: cut, Observed: r.Date}, nil
	}
	p, err := r.HTTP()
	if err != nil {
		return nil, err
	}
	asset.warcNotes(asset.Name, p.Notes)
	if r.Type == "revisit" {
		return responseArtifact(r.TargetURI, p, nil, false, r.Date), nil // its body stands in another record
	}
	body, cut := p.ReadPrefix(limit)
	asset.noteCut(cut, int64(len(body)) == limit)
	return responseArtifact(r.TargetURI, p, body, cut, r.Date), nil
}

func (a *Asset) noteCut(cut, limit bool) {
	switch {
	case cut && limit:
		a.note(proviso.Warning, NoteTruncated, a.Name, "The body is larger than the limit; its start is kept.")
	case cut:
		a.note(proviso.Warning, NoteShort, a.Name, "The archive holds only the start of the body, or it is damaged; what could be decoded is kept.")
	}
}

// robotsCapture reads a record at /robots.txt by the rules of RFC 9309 section
// 2.3.1. It is nil for a revisit, which does not hold the text.
func (a *archive) robotsCapture(r *warc.Record, origin string) (*robotsCapture, error) {
	if r.Type == "revisit" {
		return nil, nil
	}
	asset := &Asset{Name: a.at(r.Offset)}
	from, err := a.artifact(asset, r, MaxRobots)
	if err != nil {
		return nil, err
	}
	c := &robotsCapture{origin: origin, name: asset.Name, date: r.Date, notes: asset.Notes}
	c.artifact = &carrier.Artifact{Kind: carrier.Robots, Source: from.Source, Status: from.Status,
		Header: from.Header, MediaType: from.MediaType, Observed: from.Observed}
	switch status := from.Status; {
	case from.Kind == carrier.File: // a resource: it was there
		c.artifact.Status = 200
	case status == 429 || status >= 500 || status < 200:
		c.artifact.Unreachable = true
		return c, nil
	case status >= 300:
		if isRedirect(status) {
			c.location = absolute(r.TargetURI, from)
		}
		return c, nil
	case from.Body == nil: // coded in a way that is not read
		return c, nil
	}
	text := from.Body
	if from.Truncated {
		// Half a line could say something else than the whole.
		text, c.artifact.Truncated = text[:bytes.LastIndexAny(text, "\r\n")+1], true
	}
	c.artifact.Body = append([]byte{}, text...) // exactly as large as it is: many are kept
	return c, nil
}

// absolute gives where a captured redirect leads; empty if it does not say.
func absolute(target string, from *carrier.Artifact) string {
	for _, f := range from.Header {
		if !strings.EqualFold(f.Name, "Location") || f.Value == "" {
			continue
		}
		base, err := url.Parse(target)
		if err != nil {
			return f.Value
		}
		to, err := base.Parse(f.Value)
		if err != nil {
			return f.Value
		}
		return to.String()
	}
	return ""
}
