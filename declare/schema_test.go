package declare_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
)

// The schema is tried with the few keywords that it uses. A library would know them all,
// and be a dependency for one test; a keyword that is not known here fails.

type schema map[string]any

func theSchema(t testing.TB) schema {
	t.Helper()
	var s schema
	if err := json.Unmarshal(declare.FileSchema(), &s); err != nil {
		t.Fatal(err)
	}
	if s["$schema"] != "https://json-schema.org/draft/2020-12/schema" || s["$id"] != declare.SchemaURL {
		t.Error("the schema does not say what it is")
	}
	return s
}

// refusal tells why a schema refuses a value; empty where it accepts it.
func (root schema) refusal(s schema, value any, at string) string {
	for _, keyword := range slices.Sorted(maps.Keys(s)) {
		if why := root.keyword(s, keyword, value, at); why != "" {
			return why
		}
	}
	return ""
}

func (root schema) keyword(s schema, keyword string, value any, at string) string {
	arg := s[keyword]
	text, isText := value.(string)
	list, isList := value.([]any)
	object, isObject := value.(map[string]any)
	wrong := false
	switch keyword {
	case "$schema", "$id", "$defs", "title", "description":
	case "$ref":
		name := strings.TrimPrefix(arg.(string), "#/$defs/")
		return root.refusal(root["$defs"].(map[string]any)[name].(map[string]any), value, at)
	case "type":
		_, isBool := value.(bool)
		wrong = arg == "boolean" && !isBool || arg == "string" && !isText || arg == "array" && !isList || arg == "object" && !isObject
	case "const":
		wrong = !reflect.DeepEqual(arg, value)
	case "enum":
		wrong = !slices.ContainsFunc(arg.([]any), func(v any) bool { return reflect.DeepEqual(v, value) })
	case "pattern":
		wrong = isText && !goPattern(arg.(string)).MatchString(text)
	case "minLength":
		wrong = isText && utf8.RuneCountInString(text) < int(arg.(float64))
	case "maxLength":
		wrong = isText && utf8.RuneCountInString(text) > int(arg.(float64))
	case "minItems":
		wrong = isList && len(list) < int(arg.(float64))
	case "maxItems":
		wrong = isList && len(list) > int(arg.(float64))
	case "items":
		for i, item := range list {
			if why := root.refusal(arg.(map[string]any), item, fmt.Sprintf("%s[%d]", at, i)); why != "" {
				return why
			}
		}
	case "required":
		for _, name := range arg.([]any) {
			if _, ok := object[name.(string)]; isObject && !ok {
				wrong = true
			}
		}
	case "properties":
		for _, name := range slices.Sorted(maps.Keys(object)) {
			if sub, ok := arg.(map[string]any)[name]; ok {
				if why := root.refusal(sub.(map[string]any), object[name], at+"."+name); why != "" {
					return why
				}
			}
		}
	case "additionalProperties":
		for name := range object {
			if _, ok := s["properties"].(map[string]any)[name]; !ok {
				return at + "." + name + " is not known"
			}
		}
	default:
		return "the keyword " + keyword + " is not known here"
	}
	if wrong {
		return at + ": " + keyword
	}
	return ""
}

var compiledPatterns sync.Map

// goPattern compiles a pattern: the schema uses only what ECMAScript and Go share.
func goPattern(p string) *regexp.Regexp {
	if compiled, ok := compiledPatterns.Load(p); ok {
		return compiled.(*regexp.Regexp)
	}
	compiled := regexp.MustCompile(p)
	compiledPatterns.Store(p, compiled)
	return compiled
}

// dataModel reads a file with the library's own decoder, which shares no code with the
// reading of ours but the grammar: tables are objects, dates are strings.
func dataModel(text []byte) (map[string]any, error) {
	var data map[string]any
	if err := toml.Unmarshal([]byte(strings.TrimPrefix(string(text), "\xEF\xBB\xBF")), &data); err != nil {
		return nil, err
	}
	return plainData(data).(map[string]any), nil
}

func plainData(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := map[string]any{}
		for name, value := range v {
			out[name] = plainData(value)
		}
		return out
	case []any:
		out := []any{}
		for _, value := range v {
			out = append(out, plainData(value))
		}
		return out
	case int64:
		return float64(v)
	case time.Time:
		return v.Format(time.RFC3339Nano)
	case fmt.Stringer: // dates and times without an offset
		return v.String()
	}
	return v
}

func TestSchemaAcceptsTheExamples(t *testing.T) {
	s := theSchema(t)
	for name, text := range examples(t) {
		data, err := dataModel(text)
		if err != nil {
			t.Fatal(name, err)
		}
		if why := s.refusal(s, data, ""); why != "" {
			t.Errorf("%s: %s", name, why)
		}
	}
}

// seenBySchema are the mistakes that are of keys, types and words, which the schema must
// refuse as well. The others are about forms, of which it knows the most.
var seenBySchema = []string{declare.CodeUnknownKey, declare.CodeType, declare.CodeMissing, declare.CodeVersion, declare.CodeEmpty, declare.CodeFloor}

// TestSchemaAndParserAgree breaks every line of every example in many ways. What the
// schema refuses, Parse refuses; mistakes of keys, types and words, the schema refuses, but
// for dates where a text belongs, which are the same to it.
func TestSchemaAndParserAgree(t *testing.T) {
	s := theSchema(t)
	tried, refused := 0, 0
	for name, text := range examples(t) {
		for _, broken := range breakings(string(text)) {
			data, err := dataModel([]byte(broken))
			d, problems := declare.Parse([]byte(broken))
			if err != nil {
				if d != nil {
					t.Errorf("%s: %v, and Parse finds nothing\n%s", name, err, broken)
				}
				continue
			}
			tried++
			why := s.refusal(s, data, "")
			if why != "" {
				refused++
			}
			if why != "" && d != nil {
				t.Errorf("%s: the schema refuses %s, and Parse does not\n%s", name, why, broken)
			}
			for _, p := range problems {
				if p.Severity == proviso.Fault && slices.Contains(seenBySchema, p.Code) && why == "" && !strings.Contains(p.Hint, "stands a date") && !strings.Contains(p.Hint, "stands a time") {
					t.Errorf("%s: Parse finds %s (%s), and the schema nothing\n%s", name, p.Code, p.Hint, broken)
				}
			}
		}
	}
	if tried < 1000 || refused < tried/3 {
		t.Errorf("%d of %d are refused", refused, tried)
	}
}

// breakings are variants of a file with one line changed.
func breakings(text string) (list []string) {
	lines := strings.Split(text, "\n")
	put := func(i int, line string) {
		changed := slices.Clone(lines)
		changed[i] = line
		list = append(list, strings.Join(changed, "\n"))
	}
	for i, line := range lines {
		key, value, found := strings.Cut(line, " = ")
		switch {
		case found && !strings.HasPrefix(line, "#"):
			put(i, "")
			put(i, "x"+line)
			put(i, strings.ToUpper(key)+" = "+value)
			for _, v := range []string{"1", "-1.5", "true", "[]", "{}", "[[]]", `""`, `" "`, `"x"`, `"X y"`, `["x"]`, `["x", 1]`, "[1]", `["/x/", "en"]`, `{a = 1}`,
				"2026-01-01", "2026-01-01T10:00:00", "2026-01-01T10:00:00Z", "10:00:00", "inf", `"https://example.com/"`, `"https://exa mple/"`, `"ftp://x.example/"`,
				`"allow"`, `"Allow"`, `"cc-cr-dc"`, `"cc-dc"`, `"5 EUR"`, `"5 EUR per decade"`, `"x.example"`, `"mailto:a@b.example"`, `"a` + "\\u0007" + `b"`,
				`["` + strings.Repeat("x", 3000) + `"]`, `"` + strings.Repeat("x", 3000) + `"`, `["/x y"]`, `["/x` + "\u3000" + `y"]`, `["en-"]`, `["mof-1"]`} {
				put(i, key+" = "+v)
			}
		case strings.HasPrefix(line, "[["):
			put(i, strings.ReplaceAll(strings.ReplaceAll(line, "[[", "["), "]]", "]"))
			put(i, "[[colection]]")
		case strings.HasPrefix(line, "["):
			put(i, "["+line+"]")
			put(i, "[partie]")
			put(i, "")
		}
	}
	return list
}

// TestSchemaKnowsTheWords: every word that is read is in the schema, and no other.
func TestSchemaKnowsTheWords(t *testing.T) {
	s := theSchema(t)
	find := func(path ...string) any {
		var at any = map[string]any(s)
		for _, name := range path {
			at = at.(map[string]any)[name]
		}
		return at
	}
	for _, tt := range []struct {
		path []string
		want any
	}{
		{[]string{"$defs", "answer", "enum"}, declare.Answers()},
		{[]string{"$defs", "party", "properties", "role", "enum"}, declare.Roles()},
		{[]string{"$defs", "collection", "properties", "rights", "enum"}, declare.RightsStatuses()},
		{[]string{"$defs", "conditions", "properties", "open", "items", "enum"}, declare.OpenLevels()},
	} {
		if got, want := fmt.Sprint(find(tt.path...)), fmt.Sprint(tt.want); got != want {
			t.Errorf("%v: %s, want %s", tt.path, got, want)
		}
	}
}

// TestThePage: the file that docs/declaring.md shows is the museum's, sound, and the same
// as the example; its other pieces are sound in a file.
func TestThePage(t *testing.T) {
	page, err := os.ReadFile("../docs/declaring.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile("(?s)```toml\n(.*?)```").FindAllSubmatch(page, -1)
	if len(blocks) == 0 || string(blocks[0][1]) != string(examples(t)["museum.toml"]) {
		t.Fatal("the first file on the page is not testdata/examples/museum.toml")
	}
	for _, block := range blocks[1:] {
		if d, problems := declare.Parse([]byte(smallest + string(block[1]))); d == nil {
			t.Errorf("%s: %v", block[1], problems)
		}
	}
	for _, word := range slices.Concat(declare.Answers(), []string{declare.FileName, declare.WellKnown, declare.KeysPath}) {
		if !strings.Contains(string(page), "`"+word+"`") && !strings.Contains(string(page), "`\""+word+"\"`") && !strings.Contains(string(page), word+"`") {
			t.Errorf("the page does not speak of %s", word)
		}
	}
}
