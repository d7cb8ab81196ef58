package survival

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"unicode/utf8"

	"github.com/proviso-signals/proviso"
)

// The form of docs/survival.md. Members always stand in the same order.
type (
	jsonReport struct {
		Schema     string          `json:"schema"`
		Held       bool            `json:"held"`
		Silent     bool            `json:"silent"`
		Original   jsonSide        `json:"original"`
		Delivered  jsonSide        `json:"delivered"`
		Identical  bool            `json:"identical"`
		Picture    Picture         `json:"picture"`
		Uses       jsonUses        `json:"uses"`
		Statements []jsonStatement `json:"statements"`
		Blocks     []jsonBlock     `json:"metadata"`
		Rights     []jsonRight     `json:"rights"`
		Notices    []jsonNotice    `json:"notices"`
		Cause      *jsonCause      `json:"likely_cause"`
		Advice     jsonAdvice      `json:"advice"`
	}
	jsonSide struct {
		Name   string `json:"name"`
		URL    string `json:"url,omitempty"`
		Format string `json:"format"`
		Width  int    `json:"width,omitempty"`
		Height int    `json:"height,omitempty"`
		Size   int64  `json:"bytes,omitempty"`
		Cut    bool   `json:"cut"`
	}
	jsonUse struct {
		Fate      Fate        `json:"fate"`
		Original  jsonOutcome `json:"original"`
		Delivered jsonOutcome `json:"delivered"`
		Saved     jsonOutcome `json:"saved"`
	}
	jsonOutcome struct {
		Outcome string  `json:"outcome"`
		Offers  [][]any `json:"offers"`
	}
	jsonStatement struct {
		Carrier   string        `json:"carrier"`
		Fate      Fate          `json:"fate"`
		Place     Place         `json:"place"`
		Covered   bool          `json:"covered"`
		Why       string        `json:"why,omitempty"`
		Original  *jsonEvidence `json:"original"`
		Delivered *jsonEvidence `json:"delivered"`
	}
	jsonEvidence struct {
		Spec   string            `json:"spec"`
		Where  string            `json:"where"`
		Says   map[string]string `json:"says"`
		Raw    *string           `json:"raw,omitempty"`
		Base64 string            `json:"raw_base64,omitempty"`
		Asker  string            `json:"asker,omitempty"`
		Trust  string            `json:"trust"`
	}
	jsonBlock struct {
		Kind       string          `json:"kind"`
		Fate       Fate            `json:"fate"`
		Original   int64           `json:"original"`
		Delivered  int64           `json:"delivered"`
		Properties *jsonProperties `json:"properties,omitempty"`
	}
	jsonProperties struct {
		Kept    int `json:"kept"`
		Changed int `json:"changed"`
		Lost    int `json:"lost"`
		New     int `json:"new"`
	}
	jsonRight struct {
		Kind      string      `json:"kind"`
		Fate      Fate        `json:"fate"`
		Original  *jsonRights `json:"original"`
		Delivered *jsonRights `json:"delivered"`
	}
	jsonRights struct {
		Kind  string `json:"kind"`
		Value string `json:"value"`
		Where string `json:"where"`
	}
	jsonNotice struct {
		Field     string `json:"field"`
		Fate      Fate   `json:"fate"`
		Original  string `json:"original"`
		Delivered string `json:"delivered"`
		Link      string `json:"link,omitempty"`
		LinkKept  bool   `json:"link_kept"`
	}
	jsonCause struct {
		Code    string       `json:"code"`
		Text    string       `json:"text"`
		Sources []jsonSource `json:"sources"`
	}
	jsonSource struct {
		Text string `json:"text"`
		URL  string `json:"url,omitempty"`
	}
	jsonAdvice struct {
		Code string `json:"code"`
		Text string `json:"text"`
	}
)

// jsonUses is an object with a member per use, in their order.
type jsonUses [len(proviso.Outcomes{})]jsonUse

// MarshalJSON keeps the order of uses.
func (u jsonUses) MarshalJSON() ([]byte, error) {
	b := []byte{'{'}
	for i, use := range proviso.Uses() {
		if i > 0 {
			b = append(b, ',')
		}
		value, err := json.Marshal(u[use])
		if err != nil {
			return nil, err
		}
		b = append(append(b, `"`+use.String()+`":`...), value...)
	}
	return append(b, '}'), nil
}

// AppendJSON appends the report as one line of JSON without the line end, in the form of
// docs/survival.md. Equal reports are equal bytes.
func (r *Report) AppendJSON(b []byte) []byte {
	out := jsonReport{
		Schema: Schema, Held: r.Held(), Silent: r.Silent(), Original: sideJSON(&r.Original), Delivered: sideJSON(&r.Delivered),
		Identical: r.Identical, Picture: r.Picture,
		Statements: []jsonStatement{}, Blocks: []jsonBlock{}, Rights: []jsonRight{}, Notices: []jsonNotice{},
		Advice: jsonAdvice(r.Advice),
	}
	for u := range r.Uses {
		use := &r.Uses[u]
		out.Uses[u] = jsonUse{use.Fate, outcomeJSON(use.Original), outcomeJSON(use.Delivered), outcomeJSON(use.Saved)}
	}
	for _, s := range r.Statements {
		out.Statements = append(out.Statements, jsonStatement{s.Carrier, s.Fate, s.Place, s.Covered, s.Why, evidenceJSON(s.Original), evidenceJSON(s.Delivered)})
	}
	for _, m := range r.Blocks {
		out.Blocks = append(out.Blocks, jsonBlock{m.Kind.String(), m.Fate, m.Original, m.Delivered, (*jsonProperties)(m.Properties)})
	}
	for _, x := range r.Rights {
		out.Rights = append(out.Rights, jsonRight{x.Kind.String(), x.Fate, rightsJSON(x.Original), rightsJSON(x.Delivered)})
	}
	for _, n := range r.Notices {
		out.Notices = append(out.Notices, jsonNotice{n.Field, n.Fate, n.Original, n.Delivered, n.Link, n.LinkKept})
	}
	if c := r.Cause; c != nil {
		out.Cause = &jsonCause{c.Code, c.Text, []jsonSource{}}
		for _, s := range c.Sources {
			out.Cause.Sources = append(out.Cause.Sources, jsonSource(s))
		}
	}
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(&out); err != nil {
		panic(err) // strings, numbers and lists of them
	}
	return append(b, bytes.TrimSuffix(buffer.Bytes(), []byte{'\n'})...)
}

func sideJSON(s *Side) jsonSide {
	return jsonSide{s.Name, s.URL, s.Format, s.Width, s.Height, s.Size, s.Cut}
}

func outcomeJSON(o proviso.Outcome) jsonOutcome {
	out := jsonOutcome{o.Word().String(), [][]any{}}
	for _, offer := range o.Offers() {
		terms := []any{}
		for _, t := range offer {
			terms = append(terms, termJSON(t))
		}
		out.Offers = append(out.Offers, terms)
	}
	return out
}

// termJSON is a string for an element and an object for an opaque term.
func termJSON(t proviso.Term) any {
	if !t.Opaque() {
		return t.Kind
	}
	return struct {
		Kind string `json:"kind"`
		Link string `json:"link,omitempty"`
		Text string `json:"text,omitempty"`
	}(t)
}

func evidenceJSON(e *proviso.Evidence) *jsonEvidence {
	if e == nil {
		return nil
	}
	out := &jsonEvidence{Spec: e.Spec, Where: e.Where.String(), Says: map[string]string{}, Asker: e.Asker, Trust: e.Trust.String()}
	for _, use := range proviso.Uses() {
		if word := e.Outcomes[use].Word(); word != proviso.Unstated {
			out.Says[use.String()] = word.String()
		}
	}
	if utf8.ValidString(e.Raw) {
		out.Raw = &e.Raw
	} else {
		out.Base64 = base64.StdEncoding.EncodeToString([]byte(e.Raw))
	}
	return out
}

func rightsJSON(r *proviso.Rights) *jsonRights {
	if r == nil {
		return nil
	}
	return &jsonRights{r.Kind.String(), r.Value, r.Where.String()}
}
