package answer

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/expr"
)

// Request is one question in the batch form, with everything that was gathered
// for it. Its members are described in docs/batch.md.
type Request struct {
	ID           json.RawMessage // any JSON value; nil for none
	URL          string
	As           []string
	Robots       []byte // nil for none
	RobotsStatus int    // 0 for none given
	Headers      []carrier.Field
	Body         []byte // nil for none
	MediaType    string
	Documents    []Document
	// Refused tells of documents that were given and cannot be read, a sentence each.
	Refused []string
	Profile string
	Policy  string
}

// Document is a response that is not the asset but speaks about it, as it is given
// in a request.
type Document struct {
	URL       string // that was asked for, absolute
	Status    int    // 0 for none given
	MediaType string
	Headers   []carrier.Field
	Body      []byte // nil for none
}

// MaxDocuments is how many documents one request may have.
const MaxDocuments = 64

// MaxTokens is how many product tokens one asker may have.
const MaxTokens = 64

// ParseRequest reads one request. Every member is optional here; unknown ones
// are ignored, and of two with one name the last counts. The error says what is
// wrong in one sentence.
func ParseRequest(line []byte) (Request, error) {
	var r Request
	var members map[string]json.RawMessage
	if !utf8.Valid(line) {
		return r, errors.New("the request is not UTF-8; send other bytes as robots_base64 or body_base64")
	}
	if err := json.Unmarshal(line, &members); err != nil {
		return r, fmt.Errorf("the request is not a JSON object: %v", reason(err))
	}
	if members == nil {
		return r, errors.New("the request is not a JSON object but null")
	}
	r.ID = compact(members["id"])
	var robots, robots64, body, body64 *string
	for _, m := range []struct {
		name string
		into any
	}{
		{"url", &r.URL}, {"as", &r.As},
		{"robots", &robots}, {"robots_base64", &robots64}, {"robots_status", &r.RobotsStatus},
		{"headers", (*fields)(&r.Headers)},
		{"body", &body}, {"body_base64", &body64}, {"media_type", &r.MediaType},
		{"documents", (*documents)(&r)},
		{"profile", &r.Profile}, {"policy", &r.Policy},
	} {
		raw, ok := members[m.name]
		if !ok {
			continue
		}
		if err := json.Unmarshal(raw, m.into); err != nil {
			return r, fmt.Errorf("member %s: %v", m.name, reason(err))
		}
	}
	if len(r.As) > MaxTokens {
		return r, fmt.Errorf("member as: %d product tokens are more than the %d that are read", len(r.As), MaxTokens)
	}
	var err error
	if r.Robots, err = textOrBase64("robots", robots, robots64); err != nil {
		return r, err
	}
	r.Body, err = textOrBase64("body", body, body64)
	return r, err
}

// compact gives a JSON value without the white space around its parts, so that
// it can stand in a line of output.
func compact(raw json.RawMessage) json.RawMessage {
	if raw == nil {
		return nil
	}
	var b bytes.Buffer
	if json.Compact(&b, raw) != nil {
		return nil
	}
	return b.Bytes()
}

// textOrBase64 takes bytes in either of the two ways they can be given.
func textOrBase64(name string, text, encoded *string) ([]byte, error) {
	if encoded != nil && text != nil {
		return nil, fmt.Errorf("member %s: it is given twice, as text and as base64", name)
	}
	if encoded != nil {
		b, err := base64.StdEncoding.DecodeString(*encoded)
		if err != nil {
			return nil, fmt.Errorf("member %s_base64: %v", name, err)
		}
		if b == nil {
			b = []byte{}
		}
		return b, nil
	}
	if text == nil {
		return nil, nil
	}
	return []byte(*text), nil
}

// reason drops the Go names from what encoding/json says.
func reason(err error) string {
	if mistyped, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return "of another type: " + mistyped.Value
	}
	return strings.TrimPrefix(err.Error(), "json: ")
}

// fields reads header fields as [[name, value], …].
type fields []carrier.Field

func (f *fields) UnmarshalJSON(raw []byte) error {
	var pairs [][]string
	if err := json.Unmarshal(raw, &pairs); err != nil {
		return err
	}
	for _, pair := range pairs {
		if len(pair) != 2 {
			return errors.New("a header field is a pair: [name, value]")
		}
		*f = append(*f, carrier.Field{Name: strings.TrimSpace(pair[0]), Value: pair[1]})
	}
	return nil
}

// documents reads documents as [{"url", "status", "media_type", "headers",
// "body" or "body_base64"}, …] into a request. One that cannot be read is left out and
// told of, so that the rest of the request is answered; of two with one URL neither is
// read, since nothing tells which is the one.
type documents Request

func (r *documents) UnmarshalJSON(raw []byte) error {
	var list []json.RawMessage
	if err := json.Unmarshal(raw, &list); err != nil {
		return err
	}
	r.Documents, r.Refused = nil, nil
	given := make(map[string]int)
	for i, raw := range list {
		if i == MaxDocuments {
			r.refuse(strconv.Itoa(len(list)) + " documents are more than the " + strconv.Itoa(MaxDocuments) + " that are read; the rest is left out")
			break
		}
		d, err := parseDocument(raw)
		if err != nil {
			r.refuse("document " + strconv.Itoa(i+1) + " cannot be read: " + reason(err))
			continue
		}
		if given[d.source()]++; given[d.source()] == 2 {
			r.refuse(strconv.Quote(carrier.Clip(d.source(), 256)) + " is given twice; neither is read")
		}
		r.Documents = append(r.Documents, d)
	}
	r.Documents = slices.DeleteFunc(r.Documents, func(d Document) bool { return given[d.source()] > 1 })
	return nil
}

func (r *documents) refuse(why string) { r.Refused = append(r.Refused, why) }

func parseDocument(raw json.RawMessage) (Document, error) {
	var d struct {
		URL        string  `json:"url"`
		Status     int     `json:"status"`
		MediaType  string  `json:"media_type"`
		Headers    fields  `json:"headers"`
		Body       *string `json:"body"`
		BodyBase64 *string `json:"body_base64"`
	}
	if err := json.Unmarshal(raw, &d); err != nil {
		return Document{}, err
	}
	if carrier.Origin(d.URL) == "" {
		return Document{}, errors.New("its url is not absolute, http or https")
	}
	body, err := textOrBase64("body", d.Body, d.BodyBase64)
	return Document{d.URL, d.Status, d.MediaType, d.Headers, body}, err
}

// source is the URL as documents are found by it.
func (d *Document) source() string {
	url, _, _ := strings.Cut(d.URL, "#")
	return carrier.Canonical(url)
}

// artifact makes the document an artifact.
func (d *Document) artifact() *carrier.Artifact {
	return &carrier.Artifact{
		Kind: carrier.Document, Source: d.source(), Status: d.Status, Header: d.Headers,
		MediaType: mediaType(d.Headers, d.MediaType), Body: d.Body,
	}
}

// Answer answers the request. What is wrong with the request becomes a problem
// in the answer.
func (r *Request) Answer() *Answer { return r.answer(r.robotsArtifact()) }

// answer takes the robots artifact apart, because many requests share one.
func (r *Request) answer(robots *carrier.Artifact) *Answer {
	artifacts := make([]*carrier.Artifact, 0, 2+len(r.Documents))
	if robots != nil {
		artifacts = append(artifacts, robots)
	}
	if r.Headers != nil || r.Body != nil {
		artifacts = append(artifacts, &carrier.Artifact{
			Kind: carrier.Response, Source: r.URL, Header: r.Headers, MediaType: mediaType(r.Headers, r.MediaType), Body: r.Body,
		})
	}
	for i := range r.Documents {
		artifacts = append(artifacts, r.Documents[i].artifact())
	}
	q := carrier.Question{URL: r.URL, As: r.As}
	profile, profileKnown := expr.ProfileNamed(r.Profile)
	if profileKnown {
		q.Profile = profile
	}
	var policy *proviso.Policy
	if r.Policy != "" {
		if p, ok := proviso.PolicyNamed(r.Policy); ok {
			policy = &p
		}
	}
	a := Of(q, artifacts, policy)
	a.ID = r.ID
	switch {
	case r.URL == "":
		a.problem(CodeURLMissing, proviso.Warning, "no url was given: the answer is for the path / of no known host")
	case carrier.Origin(r.URL) == "":
		a.problem(CodeURLNotAbsolute, proviso.Warning, "the url is not an absolute http or https URL: the path was read from it as it stands, and no host is known")
	case !ascii(r.URL):
		a.problem(CodeURLNotASCII, proviso.Warning, "the url has characters outside ASCII: rules about access were compared with it as it stands, as google/robotstxt does; percent-encode it to be sure")
	}
	for _, why := range r.Refused {
		a.problem(CodeDocumentRefused, proviso.Fault, why)
	}
	for _, token := range r.As {
		if !IsToken(token) {
			a.problem(CodeAskerNotToken, proviso.Warning, strconv.Quote(token)+" is no product token, such as ExampleBot, and was read as nobody in particular")
		}
	}
	if !profileKnown {
		a.problem(CodeProfileUnknown, proviso.Warning, "no profile has this name: labels were read as "+a.Question.Profile.Name)
	}
	if r.Policy != "" && policy == nil {
		a.problem(CodePolicyUnknown, proviso.Warning, "no policy has this name: no decisions were made")
	}
	return a
}

// robotsArtifact is nil where the request says nothing about robots.txt.
func (r *Request) robotsArtifact() *carrier.Artifact {
	if r.Robots == nil && r.RobotsStatus == 0 {
		return nil
	}
	return &carrier.Artifact{Kind: carrier.Robots, Status: r.RobotsStatus, Body: r.Robots}
}

// mediaType is what the last Content-Type that names a type says (Fetch Standard,
// "extract a MIME type"), or else what the request says.
func mediaType(headers []carrier.Field, otherwise string) string {
	said := ""
	for _, f := range headers {
		if strings.EqualFold(f.Name, "Content-Type") && strings.Contains(f.Value, "/") {
			said = f.Value
		}
	}
	if said == "" {
		said = otherwise
	}
	return carrier.MediaType(said)
}

// malformed is the answer to a line that is no request, with as much of it as was read.
func malformed(r *Request, code, hint string) *Answer {
	a := Of(carrier.Question{URL: r.URL}, nil, nil)
	a.ID = r.ID
	a.problem(code, proviso.Fault, hint)
	return a
}

// IsToken reports whether an asker can be looked for by this name: one word, perhaps
// with a version behind a slash.
func IsToken(name string) bool {
	word, _, _ := strings.Cut(name, "/")
	return word != "" && !strings.ContainsAny(name, " \t\r\n,;()\"")
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
