package api

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"strings"

	"github.com/proviso-signals/proviso/web/page"
)

//go:embed openapi.json
var document []byte

//go:embed docs.html
var docsText string

var docsTemplate = template.Must(template.New("docs").Funcs(template.FuncMap{"prose": prose}).Parse(docsText))

// Document is the OpenAPI document.
func Document() []byte { return bytes.Clone(document) }

func (h *Handler) serveDocument(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "public, max-age=3600")
	_, _ = w.Write(document)
}

func (h *Handler) serveDocs(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Cache-Control", "public, max-age=300")
	page.Write(w, page.Content{
		Title: "API", Description: "Ask from a program what machines are told about an asset.", Here: "/api",
		Body: h.docs.body, Styles: []string{"api.css"}, Scripts: []string{"api.js"},
	})
}

// ordered is a JSON object whose members keep their order.
type ordered[T any] []member[T]

type member[T any] struct {
	Name  string
	Value T
}

// UnmarshalJSON reads the members in the order in which they stand.
func (o *ordered[T]) UnmarshalJSON(text []byte) error {
	d := json.NewDecoder(bytes.NewReader(text))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return fmt.Errorf("api: no object: %v", err)
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return err
		}
		var m member[T]
		m.Name, _ = name.(string)
		if err := d.Decode(&m.Value); err != nil {
			return err
		}
		*o = append(*o, m)
	}
	return nil
}

// described is what the page takes of the document.
type described struct {
	Info struct {
		Title, Version, Summary, Description string
	} `json:"info"`
	Paths      ordered[ordered[*operation]] `json:"paths"`
	Components struct {
		Schemas ordered[*schema] `json:"schemas"`
	} `json:"components"`
}

type operation struct {
	OperationID string `json:"operationId"`
	Summary     string
	Description string
	Parameters  []*parameter
	RequestBody *struct {
		Description string
		Content     ordered[*media]
	}
	Responses ordered[*response]
}

type parameter struct {
	Name, Description string
	Required          bool
	Example           string
	Schema            *schema
}

type response struct {
	Description string
	Headers     ordered[*struct{ Description string }]
	Content     ordered[*media]
}

type media struct {
	Schema  *schema
	Example json.RawMessage
}

type schema struct {
	Ref         string `json:"$ref"`
	Type        any
	Description string
	Properties  ordered[*schema]
	Required    []string
	Items       *schema
	OneOf       []*schema
	Enum        []string
	Const       string
}

// docs is the page that is made of the document.
type docs struct{ body template.HTML }

// shownOperation, shownSchema and shownField are what the template shows.
type shownOperation struct {
	Method, Path string
	*operation
	Curl string
}

type shownSchema struct {
	Name, Description string
	Kind              template.HTML
	Fields            []shownField
}

type shownField struct {
	Name        string
	Kind        template.HTML
	Optional    bool
	Description string
}

func makeDocs(text []byte) (*docs, error) {
	var d described
	if err := json.Unmarshal(text, &d); err != nil {
		return nil, fmt.Errorf("api: the OpenAPI document: %w", err)
	}
	var v struct {
		described
		Operations []shownOperation
		Schemas    []shownSchema
		Codes      []Code
	}
	v.described, v.Codes = d, Codes()
	for _, path := range d.Paths {
		for _, o := range path.Value {
			v.Operations = append(v.Operations, shownOperation{strings.ToUpper(o.Name), path.Name, o.Value, curl(o.Name, path.Name, o.Value)})
		}
	}
	for _, s := range d.Components.Schemas {
		shown := shownSchema{Name: s.Name, Description: s.Value.Description, Kind: kindOf(s.Value)}
		shown.Fields = fieldsOf("", s.Value)
		v.Schemas = append(v.Schemas, shown)
	}
	var b bytes.Buffer
	if err := docsTemplate.Execute(&b, v); err != nil {
		return nil, fmt.Errorf("api: the page of the OpenAPI document: %w", err)
	}
	return &docs{template.HTML(b.String())}, nil
}

// fieldsOf lists the members of an object, those of objects within it behind a dot.
func fieldsOf(prefix string, s *schema) (list []shownField) {
	for _, p := range s.Properties {
		required := false
		for _, name := range s.Required {
			required = required || name == p.Name
		}
		list = append(list, shownField{prefix + p.Name, kindOf(p.Value), !required, p.Value.Description})
		list = append(list, fieldsOf(prefix+p.Name+".", p.Value)...)
	}
	return list
}

// kindOf words what a value is, with links to what is described elsewhere.
func kindOf(s *schema) template.HTML {
	escape := template.HTMLEscapeString
	name := strings.TrimPrefix(s.Ref, "#/components/schemas/")
	switch {
	case s.Ref != "":
		return template.HTML(`<a href="#` + escape(name) + `">` + escape(name) + `</a>`)
	case len(s.OneOf) > 0:
		var parts []string
		for _, one := range s.OneOf {
			parts = append(parts, string(kindOf(one)))
		}
		return template.HTML(strings.Join(parts, " or "))
	case s.Items != nil:
		return "list of " + kindOf(s.Items)
	case s.Const != "":
		return template.HTML("<code>" + escape(s.Const) + "</code>")
	case len(s.Enum) > 0:
		var parts []string
		for _, word := range s.Enum {
			parts = append(parts, "<code>"+escape(word)+"</code>")
		}
		return template.HTML(strings.Join(parts, ", "))
	}
	switch t := s.Type.(type) {
	case string:
		return template.HTML(escape(t))
	case []any:
		var parts []string
		for _, one := range t {
			parts = append(parts, escape(fmt.Sprint(one)))
		}
		return template.HTML(strings.Join(parts, " or "))
	}
	return "anything"
}

// prose shows what stands between backquotes as code.
func prose(text string) template.HTML {
	var b strings.Builder
	for i, part := range strings.Split(text, "`") {
		if i%2 == 1 {
			b.WriteString("<code>" + template.HTMLEscapeString(part) + "</code>")
		} else {
			b.WriteString(template.HTMLEscapeString(part))
		}
	}
	return template.HTML(b.String())
}

// curl gives a command line that asks for the operation.
func curl(method, path string, o *operation) string {
	if method == "post" && o.RequestBody != nil {
		var line bytes.Buffer
		for _, m := range o.RequestBody.Content {
			if json.Compact(&line, m.Value.Example) == nil {
				return "curl --data-binary '" + line.String() + "' ORIGIN" + path
			}
		}
	}
	var query []string
	for _, p := range o.Parameters {
		query = append(query, p.Name+"="+p.Example)
	}
	if query == nil {
		return "curl ORIGIN" + path
	}
	return "curl 'ORIGIN" + path + "?" + strings.Join(query, "&") + "'"
}
