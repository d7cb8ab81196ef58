package report

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"io"
	"unicode/utf8"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/stamp"
)

// Schema names the form of JSON reports.
const Schema = "proviso.stamp-report/1"

// jsonForm writes an object with a file a line. Members always stand in the same order.
type jsonForm struct {
	buf     bytes.Buffer
	encoder *json.Encoder
	begun   bool
}

func newJSON() *jsonForm {
	f := &jsonForm{}
	f.encoder = json.NewEncoder(&f.buf)
	f.encoder.SetEscapeHTML(false)
	return f
}

func (f *jsonForm) row(r *row) ([]byte, error) {
	f.buf.Reset()
	if f.begun {
		f.buf.WriteString(",\n")
	}
	f.begun = true
	return f.encode(fileOf(r))
}

// encode adds a value to the buffer, without the line end that ends each.
func (f *jsonForm) encode(v any) ([]byte, error) {
	err := f.encoder.Encode(v)
	return bytes.TrimSuffix(f.buf.Bytes(), []byte("\n")), err
}

func (f *jsonForm) write(w io.Writer, s *summary, rows *rows) error {
	f.buf.Reset()
	head, err := f.encode(headOf(s))
	if err != nil {
		return err
	}
	if _, err := w.Write(head[:len(head)-1]); err != nil { // the object goes on
		return err
	}
	if _, err := io.WriteString(w, ",\n\"files\":[\n"); err != nil {
		return err
	}
	if _, err := io.Copy(w, rows.all()); err != nil {
		return err
	}
	_, err = io.WriteString(w, "\n]}\n")
	return err
}

// fileJSON is one file. Sizes and digests that are not known are left out; before and
// after are null where the file was not read.
type fileJSON struct {
	Path         string          `json:"path"`
	PathBase64   []byte          `json:"path_base64,omitempty"`
	Format       string          `json:"format,omitempty"`
	Status       stamp.Status    `json:"status"`
	Words        string          `json:"words"`
	Written      bool            `json:"written"`
	How          string          `json:"how,omitempty"`
	Target       string          `json:"target,omitempty"`
	TargetBase64 []byte          `json:"target_base64,omitempty"`
	Before       *usesJSON       `json:"before"`
	After        *usesJSON       `json:"after"`
	Existing     []statementJSON `json:"existing"`
	Losses       []lossJSON      `json:"losses"`
	Code         string          `json:"code,omitempty"`
	Hint         string          `json:"hint,omitempty"`
	Notes        []string        `json:"notes"`
	SizeBefore   int64           `json:"size_before,omitempty"`
	SizeAfter    int64           `json:"size_after,omitempty"`
	SHA256Before string          `json:"sha256_before,omitempty"`
	SHA256After  string          `json:"sha256_after,omitempty"`
	Problems     []problemJSON   `json:"problems"`
}

type statementJSON struct {
	Carrier   string    `json:"carrier"`
	Spec      string    `json:"spec"`
	Where     string    `json:"where"`
	Says      *saysJSON `json:"says"`
	Raw       *string   `json:"raw,omitempty"` // empty is not the same as absent
	RawBase64 []byte    `json:"raw_base64,omitempty"`
	Party     string    `json:"party,omitempty"`
}

type lossJSON struct {
	Use  string      `json:"use"`
	Said outcomeJSON `json:"said"`
	Form string      `json:"form,omitempty"`
	Why  string      `json:"why"`
}

type problemJSON struct {
	Code   string `json:"code"`
	Offset int64  `json:"offset"`
	Hint   string `json:"hint"`
}

func fileOf(r *row) *fileJSON {
	f := &fileJSON{
		Path: r.Path, PathBase64: notText(r.Path), Format: r.Format,
		Status: r.Status, Words: r.words(), Written: r.written, How: r.how(),
		Target: r.Target, TargetBase64: notText(r.Target),
		Existing: make([]statementJSON, len(r.Existing)), Losses: make([]lossJSON, len(r.Losses)),
		Code: r.Code, Hint: r.Hint, Notes: append([]string{}, r.Notes...),
		SizeBefore: r.SizeBefore, SizeAfter: r.sizeAfter(),
		SHA256Before: r.SHA256Before, SHA256After: r.sha256After(),
		Problems: make([]problemJSON, len(r.Problems)),
	}
	if r.read {
		f.Before, f.After = (*usesJSON)(&r.Before), (*usesJSON)(&r.after)
	}
	for i := range r.Existing {
		f.Existing[i] = statementOf(&r.Existing[i])
	}
	for i, l := range r.Losses {
		f.Losses[i] = lossJSON{l.Use.String(), outcomeOf(l.Said), l.Form, l.Why}
	}
	for i, p := range r.Problems {
		f.Problems[i] = problemJSON(p)
	}
	return f
}

func statementOf(e *proviso.Evidence) statementJSON {
	s := statementJSON{Carrier: e.Carrier, Spec: e.Spec, Where: e.Where.String(), Says: (*saysJSON)(&e.Outcomes),
		Party: e.Party.Name, RawBase64: notText(e.Raw)}
	if s.RawBase64 == nil {
		s.Raw = &e.Raw
	}
	return s
}

// notText gives the bytes of what is no UTF-8, which a JSON string cannot hold.
func notText(s string) []byte {
	if utf8.ValidString(s) {
		return nil
	}
	return []byte(s)
}

// base64Of writes bytes as JSON does.
func base64Of(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }
