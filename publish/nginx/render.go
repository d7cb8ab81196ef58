package nginx

import (
	"regexp"
	"strings"
)

// dollar is a variable that holds a dollar sign: the language has no other way to write one in
// a value. The module geo takes its values literally (ngx_http_geo_module).
const dollar = "proviso_dollar"

// line sets the field in a block.
func (f *field) line(keyed bool) string {
	value := f.variable
	if !f.isMapped(keyed) {
		value = quoted(f.whole)
	}
	return "add_header " + f.name + " " + value + " always;"
}

// isMapped reports whether the value comes out of a map: if it depends on the path, or on the
// server.
func (f *field) isMapped(keyed bool) bool { return f.mapped || keyed }

// maps writes the map of the field. With names, which are what $server_name is in the site's
// servers, the map gives nothing in other servers.
func (f *field) maps(names []string) []string {
	source, server := "$request_uri", ""
	fallback := []string{"    default " + quoted(f.whole) + ";"}
	if names != nil {
		var any []string
		for _, name := range names {
			any = append(any, regexp.QuoteMeta(name))
		}
		source, server = "$server_name$request_uri", "(?:"+strings.Join(any, "|")+")"
		fallback = []string{`    default "";`}
	}
	lines := append([]string{"map " + source + " " + f.variable + " {"}, fallback...)
	for _, c := range f.cases {
		if c.why != "" {
			lines = append(lines, "    # "+c.why)
		}
		lines = append(lines, "    "+key("~^"+server+c.regexp[1:])+" "+quoted(c.value)+";")
	}
	if names != nil {
		lines = append(lines, "    "+key("~^"+server+"/")+" "+quoted(f.whole)+";")
	}
	return append(lines, "}")
}

// dollarLines define the variable that holds a dollar sign, if one is needed.
func dollarLines(fields []*field) []string {
	for _, f := range fields {
		for _, c := range append([]scoped{{value: f.whole}}, f.cases...) {
			if strings.Contains(c.value, "$") {
				return []string{"geo $" + dollar + " {", `    default "$";`, "}"}
			}
		}
	}
	return nil
}

// quoted writes a value of a header field.
func quoted(value string) string {
	quote := `"`
	if strings.Contains(value, `"`) && !strings.ContainsAny(value, `'\`) {
		return "'" + strings.ReplaceAll(value, "$", "${"+dollar+"}") + "'"
	}
	return quote + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "$", "${"+dollar+"}").Replace(value) + quote
}

// key writes the key of a map, in which a dollar sign is one. A backslash is doubled only where
// nginx would take it out, so that regular expressions stay readable.
func key(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c == '"' || c == '\\' && (i+1 == len(text) || strings.IndexByte(`"'\trn`, text[i+1]) >= 0) {
			b.WriteByte('\\')
		}
		b.WriteByte(c)
	}
	if strings.ContainsAny(text, " \t\r\n;{}\"'#") {
		return `"` + b.String() + `"`
	}
	return b.String()
}
