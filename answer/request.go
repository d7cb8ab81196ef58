package answer

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
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
	Profile      string
	Policy       string
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
		return r, fmt.Errorf("the request is not a JSON object: %v", err)
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
		{"documents", (*documents)(&r.Documents)},
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
	if len(r.Documents) > MaxDocuments {
		return r, fmt.Errorf("member documents: %d documents are more than the %d that are read", len(r.Documents), MaxDocuments)
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
		return "a " + mistyped.Value + " cannot stand here"
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
		*f = append(*f, carrier.Field{Name: pair[0], Value: pair[1]})
	}
	return nil
}

// documents reads documents as [{"url", "status", "media_type", "headers",
// "body" or "body_base64"}, …].
type documents []Document

func (d *documents) UnmarshalJSON(raw []byte) error {
	var list []struct {
		URL        string  `json:"url"`
		Status     int     `json:"status"`
		MediaType  string  `json:"media_type"`
		Headers    fields  `json:"headers"`
		Body       *string `json:"body"`
		BodyBase64 *string `json:"body_base64"`
	}
	if err := json.Unmarshal(raw, &list); err != nil {
		return err
	}
	for _, one := range list {
		if carrier.Origin(one.URL) == "" {
			return errors.New("the url of a document is absolute, http or https")
		}
		body, err := textOrBase64("body of a document", one.Body, one.BodyBase64)
		if err != nil {
			return err
		}
		*d = append(*d, Document{one.URL, one.Status, one.MediaType, one.Headers, body})
	}
	return nil
}

// artifact makes the document an artifact.
func (d *Document) artifact() *carrier.Artifact {
	source, _, _ := strings.Cut(d.URL, "#")
	return &carrier.Artifact{
		Kind: carrier.Document, Source: source, Status: d.Status, Header: d.Headers,
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

// mediaType is what Content-Type says, or else what the request says.
func mediaType(headers []carrier.Field, otherwise string) string {
	for _, f := range headers {
		if strings.EqualFold(f.Name, "Content-Type") {
			return carrier.MediaType(f.Value)
		}
	}
	return carrier.MediaType(otherwise)
}

// malformed is the answer to a line that is no request.
func malformed(id []byte, code, hint string) *Answer {
	a := Of(carrier.Question{}, nil, nil)
	a.ID = id
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
