package api

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// validator holds JSON to the schemas of the document, by as much of JSON Schema 2020-12
// as the document uses; a keyword that is not known here is an error. It notes which
// members were seen, so that a test can tell what was never there.
type validator struct {
	schemas map[string]any
	seen    map[string]bool
}

func newValidator(t testing.TB) *validator {
	var d struct {
		Components struct {
			Schemas map[string]any `json:"schemas"`
		} `json:"components"`
	}
	if err := json.Unmarshal(document, &d); err != nil {
		t.Fatal(err)
	}
	return &validator{d.Components.Schemas, make(map[string]bool)}
}

// check returns what is wrong with a value, or nil.
func (v *validator) check(s any, value any, at string) error {
	m, ok := s.(map[string]any)
	if !ok {
		return fmt.Errorf("%s: no schema", at)
	}
	for keyword := range m {
		if !slices.Contains([]string{"$ref", "type", "description", "enum", "const", "oneOf", "items", "minItems", "maxItems",
			"properties", "required", "additionalProperties", "pattern", "minimum", "format", "contentEncoding"}, keyword) {
			return fmt.Errorf("%s: the keyword %s is not known", at, keyword)
		}
	}
	if ref, ok := m["$ref"].(string); ok {
		name := strings.TrimPrefix(ref, "#/components/schemas/")
		if v.schemas[name] == nil {
			return fmt.Errorf("%s: no schema %s", at, name)
		}
		return v.check(v.schemas[name], value, name)
	}
	if options, ok := m["oneOf"].([]any); ok {
		return v.oneOf(options, value, at)
	}
	for _, err := range []error{typed(m, value, at), listed(m, value, at)} {
		if err != nil {
			return err
		}
	}
	switch value := value.(type) {
	case map[string]any:
		return v.object(m, value, at)
	case []any:
		if n, ok := m["minItems"].(float64); ok && len(value) < int(n) {
			return fmt.Errorf("%s: %d items", at, len(value))
		}
		if n, ok := m["maxItems"].(float64); ok && len(value) > int(n) {
			return fmt.Errorf("%s: %d items", at, len(value))
		}
		for _, item := range value {
			if err := v.check(m["items"], item, at+"[]"); err != nil {
				return err
			}
		}
	}
	return nil
}

func (v *validator) oneOf(options []any, value any, at string) error {
	fits := 0
	var last error
	for _, o := range options {
		trial := &validator{v.schemas, make(map[string]bool)}
		if err := trial.check(o, value, at); err != nil {
			last = err
			continue
		}
		fits++
		maps.Copy(v.seen, trial.seen)
	}
	if fits != 1 {
		return fmt.Errorf("%s: fits %d of oneOf (%v)", at, fits, last)
	}
	return nil
}

func typed(m map[string]any, value any, at string) error {
	var names []any
	switch t := m["type"].(type) {
	case nil:
		return nil
	case string:
		names = []any{t}
	case []any:
		names = t
	}
	is := "null"
	switch value := value.(type) {
	case string:
		is = "string"
	case bool:
		is = "boolean"
	case map[string]any:
		is = "object"
	case []any:
		is = "array"
	case float64:
		is = "number"
		if value == float64(int64(value)) {
			is = "integer"
		}
	}
	if !slices.Contains(names, any(is)) {
		return fmt.Errorf("%s: %s is no %v", at, is, names)
	}
	return nil
}

func listed(m map[string]any, value any, at string) error {
	if c, ok := m["const"]; ok && c != value {
		return fmt.Errorf("%s: %v is not %v", at, value, c)
	}
	if e, ok := m["enum"].([]any); ok && !slices.Contains(e, value) {
		return fmt.Errorf("%s: %v is none of %v", at, value, e)
	}
	if n, ok := m["minimum"].(float64); ok && value.(float64) < n {
		return fmt.Errorf("%s: %v is less than %v", at, value, n)
	}
	if p, ok := m["pattern"].(string); ok && !regexp.MustCompile(p).MatchString(value.(string)) {
		return fmt.Errorf("%s: %v is not like %v", at, value, p)
	}
	return nil
}

func (v *validator) object(m, value map[string]any, at string) error {
	properties, _ := m["properties"].(map[string]any)
	required, _ := m["required"].([]any)
	for _, name := range required {
		if _, ok := value[name.(string)]; !ok {
			return fmt.Errorf("%s: lacks %s", at, name)
		}
	}
	for name, one := range value {
		s, ok := properties[name]
		if !ok {
			if m["additionalProperties"] == false {
				return fmt.Errorf("%s: has %s, which is not described", at, name)
			}
			continue
		}
		v.seen[at+"."+name] = true
		if err := v.check(s, one, at+"."+name); err != nil {
			return err
		}
	}
	return nil
}

// members lists all members that the schemas describe.
func (v *validator) members() (list []string) {
	var walk func(s any, at string)
	walk = func(s any, at string) {
		m, _ := s.(map[string]any)
		properties, _ := m["properties"].(map[string]any)
		for name, one := range properties {
			list = append(list, at+"."+name)
			walk(one, at+"."+name)
		}
		if m["items"] != nil {
			walk(m["items"], at+"[]")
		}
	}
	for name, s := range v.schemas {
		walk(s, name)
	}
	slices.Sort(list)
	return list
}
