package main

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"unicode/utf8"

	"github.com/proviso-signals/proviso/answer"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/gather"
)

// printer puts answers out, in one of several forms.
type printer interface {
	asset(*gather.Asset, *answer.Answer) error
	end() error
}

func (k *asking) printer(out *bufio.Writer, explain bool) printer {
	switch {
	case k.requests:
		return &requestPrinter{out: out, k: k}
	case k.json:
		return &jsonPrinter{out: out}
	case explain:
		return &explainPrinter{out: out, style: newStyle(k.out)}
	}
	return &checkPrinter{out: out, style: newStyle(k.out)}
}

// jsonPrinter writes answers as lines of JSON.
type jsonPrinter struct {
	out *bufio.Writer
	b   []byte
}

func (p *jsonPrinter) asset(asset *gather.Asset, a *answer.Answer) error {
	if a.ID == nil && asset.Name != asset.URL {
		// A bare file has no URL to be known by.
		if id, err := json.Marshal(asset.Name); err == nil {
			a.ID = id
		}
	}
	p.b = append(a.AppendJSON(p.b[:0]), '\n')
	_, err := p.out.Write(p.b)
	if err != nil {
		return err
	}
	return p.out.Flush()
}

func (p *jsonPrinter) end() error { return nil }

// requestPrinter writes what was gathered as requests of the batch form, to be
// answered later or elsewhere.
type requestPrinter struct {
	out *bufio.Writer
	k   *asking
}

// batchRequest is a request as it is written; see docs/batch.md.
type batchRequest struct {
	ID           string          `json:"id,omitempty"`
	URL          string          `json:"url"`
	As           []string        `json:"as,omitempty"`
	Robots       *string         `json:"robots,omitempty"`
	RobotsBase64 *string         `json:"robots_base64,omitempty"`
	RobotsStatus int             `json:"robots_status,omitempty"`
	Headers      [][2]string     `json:"headers,omitempty"`
	Body         *string         `json:"body,omitempty"`
	BodyBase64   *string         `json:"body_base64,omitempty"`
	MediaType    string          `json:"media_type,omitempty"`
	Documents    []batchDocument `json:"documents,omitempty"`
	Profile      string          `json:"profile,omitempty"`
	Policy       string          `json:"policy,omitempty"`
}

// batchDocument is a document of a request.
type batchDocument struct {
	URL        string      `json:"url"`
	Status     int         `json:"status,omitempty"`
	Headers    [][2]string `json:"headers,omitempty"`
	MediaType  string      `json:"media_type,omitempty"`
	Body       *string     `json:"body,omitempty"`
	BodyBase64 *string     `json:"body_base64,omitempty"`
}

// documentOf writes a document. One that could not be had is written without a status
// and a body: there, and unknown.
func documentOf(a *carrier.Artifact) batchDocument {
	d := batchDocument{URL: a.Source, Status: a.Status, Headers: pairs(a.Header), MediaType: a.MediaType}
	d.Body, d.BodyBase64 = textOrBase64(a.Body)
	return d
}

func pairs(fields []carrier.Field) (list [][2]string) {
	for _, f := range fields {
		list = append(list, [2]string{f.Name, f.Value})
	}
	return list
}

func (p *requestPrinter) asset(asset *gather.Asset, _ *answer.Answer) error {
	r := batchRequest{URL: asset.URL, As: p.k.as, Profile: p.k.profile, Policy: p.k.policy}
	if asset.Name != asset.URL {
		r.ID = asset.Name
	}
	for _, a := range asset.Artifacts {
		switch {
		case a.Kind == carrier.Robots && a.Unreachable:
			r.RobotsStatus = 503
		case a.Kind == carrier.Robots:
			r.RobotsStatus = a.Status
			r.Robots, r.RobotsBase64 = textOrBase64(a.Body)
		case a.Kind == carrier.Document:
			r.Documents = append(r.Documents, documentOf(a))
		default:
			r.Headers = pairs(a.Header)
			r.MediaType = a.MediaType
			r.Body, r.BodyBase64 = textOrBase64(a.Body)
		}
	}
	encoder := json.NewEncoder(p.out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(r); err != nil {
		return err
	}
	return p.out.Flush()
}

func (p *requestPrinter) end() error { return nil }

func textOrBase64(b []byte) (text, encoded *string) {
	if b == nil {
		return nil, nil
	}
	s := string(b)
	if utf8.ValidString(s) {
		return &s, nil
	}
	s = base64.StdEncoding.EncodeToString(b)
	return nil, &s
}
