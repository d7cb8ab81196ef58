// Package netlify publishes what is declared in netlify.toml, the configuration of a site
// at Netlify: as header rules behind all else that stands there.
//
//	# BEGIN proviso: made from proviso.toml, edits here are overwritten
//	[[headers]]
//	for = "/*"
//	[headers.values]
//	Content-Usage = "train-ai=n, search=y"
//	# END proviso
//
// An element of an array of tables can always be added at the end of a TOML file (TOML 1.0,
// "Array of Tables"), unless the array is written in one piece, "headers = […]"; then the
// file is left as it is. How rules match is in [layer.Netlify].
//
// Rules of netlify.toml come behind those of a _headers file and take the place of theirs
// (@netlify/headers-parser 9.0, merge). They are not applied to functions and proxies.
//
// Specification: https://docs.netlify.com/manage/routing/headers/, as of September 2026.
package netlify

import (
	"bytes"
	"errors"
	"io/fs"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"
	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/publish/headersfile/layer"
)

// Name is how the file is called.
const Name = "netlify.toml"

// Writer writes netlify.toml where there is one.
var Writer = publish.Writer{
	Codes:    Codes(),
	Needs:    publish.Headers,
	Name:     "netlify",
	Title:    "netlify.toml",
	Spec:     "https://docs.netlify.com/manage/routing/headers/",
	Carriers: []string{"content-usage"},
	Root:     publish.Sources,
	Find: func(fsys fs.FS) string {
		if _, err := fs.Stat(fsys, Name); err == nil {
			return Name
		}
		return ""
	},
	Write: write,
}

func write(in publish.Input) (out publish.Output) {
	name := in.Entry
	if name == "" {
		name = Name
	}
	tell := func(code string, severity proviso.Severity, line, column int, hint string) {
		out.Problems = append(out.Problems, proviso.Problem{Code: code, Severity: severity, Where: proviso.Where{Source: name, Line: line, Column: column}, Hint: hint})
	}
	text, problem := publish.ReadText(in.FS, name, "")
	switch {
	case problem != nil:
		out.Problems = append(out.Problems, *problem)
		return out
	case !utf8.Valid(text.Old):
		tell(publish.CodeEncoding, proviso.Fault, 0, 0, "the file is no UTF-8 text")
		return out
	case len(text.Spans) > 0 && belongs(text.Old[text.Spans[len(text.Spans)-1].End:]):
		tell(publish.CodeBlock, proviso.Fault, 0, 0, "behind Proviso's own part stand values that would belong to the table before it: put them above, or under a table of their own")
		return out
	}
	config, line, column, err := parse(text.Bare)
	if err != nil {
		tell(CodeTOML, proviso.Fault, line, column, "this is no TOML, and the file is left as it is: "+err.Error())
		return out
	}
	layers := layer.Of(in.Saying, layer.Netlify)
	if len(layers.List) == 0 {
		out.Files = []publish.File{{Path: name, Old: text.Old, New: text.Bare}}
		return out
	}
	if speaks(config) {
		tell(publish.CodeForeign, proviso.Fault, lineOf(text.Bare, layer.Field), 0, "somebody else's value of "+layer.Field+" stands here, and Netlify may join it with ours: take it out, and nothing is lost that proviso.toml says")
		return out
	}
	changed := with(text, layers.List)
	if _, _, _, err := parse(changed); err != nil {
		tell(CodeInline, proviso.Fault, lineOf(text.Bare, "headers"), 0, "headers are written in one piece here, and rules cannot be added behind it: write each as [[headers]]")
		return out
	}
	out.Losses, out.Projections = layers.Losses, layers.Projections
	for _, field := range layers.Dropped {
		tell(CodeField, proviso.Warning, 0, 0, field+" is set nowhere: rules differ about it where Netlify cannot tell them apart")
	}
	out.Files = []publish.File{{Path: name, Old: text.Old, New: changed}}
	out.Steps = []string{"Deploy the site anew: Netlify reads " + Name + " when it builds."}
	return out
}

// parse reads a file, and tells where it is no TOML.
func parse(text []byte) (config map[string]any, line, column int, err error) {
	err = toml.Unmarshal(bytes.TrimPrefix(text, []byte("\ufeff")), &config)
	var at *toml.DecodeError
	if errors.As(err, &at) {
		line, column = at.Position()
	}
	return config, line, column, err
}

// speaks reports whether a header rule sets our field.
func speaks(config map[string]any) bool {
	rules, _ := config["headers"].([]any)
	for _, r := range rules {
		r, _ := r.(map[string]any)
		values, _ := r["values"].(map[string]any)
		for name := range values {
			if strings.EqualFold(strings.TrimSpace(name), layer.Field) {
				return true
			}
		}
	}
	return false
}

// lineOf finds the first line that has a word and is no comment; 0 for none.
func lineOf(text []byte, word string) int {
	for i, line := range strings.Split(strings.ToLower(string(text)), "\n") {
		if line = strings.TrimSpace(line); !strings.HasPrefix(line, "#") && strings.Contains(line, strings.ToLower(word)) {
			return i + 1
		}
	}
	return 0
}
