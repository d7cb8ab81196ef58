// Package rsl publishes a licence document of Really Simple Licensing 1.0
// (https://rslstandard.org/rsl):
//
//	GET /license.xml
//
//	<!-- BEGIN proviso: made from proviso.toml, edits here are overwritten -->
//	<rsl xmlns="https://rslstandard.org/rsl">
//	  <content url="/">…</content>
//	  <content url="/press/">…</content>
//	</rsl>
//	<!-- END proviso -->
//
// Package publish/robotstxt refers to it by a License line, package publish/htmlhead by a
// link element, as long as it begins with that comment. An owner who licenses by RSL says
// more than a preference, so none is made unless it is asked for by name.
//
// # Decisions
//
//   - The file is ours or somebody else's as a whole; one of somebody else's is left alone.
//   - In RSL each use is looked for from the narrowest content element to the widest, while
//     what is declared for a part holds as a whole. So a use about which nothing is said
//     for a part is refused there where a wider element would permit it.
package rsl

import (
	"bytes"
	"errors"
	"io/fs"
	"strings"

	"github.com/proviso-signals/proviso"
	carrierrsl "github.com/proviso-signals/proviso/carrier/rsl"
	"github.com/proviso-signals/proviso/publish"
)

// File is where the document is in the folder that is served.
const File = "license.xml"

// The comments around the document.
const (
	begin = "<!-- BEGIN proviso: made from proviso.toml, edits here are overwritten -->"
	end   = "<!-- END proviso -->"
)

// Writer publishes the document.
var Writer = publish.Writer{
	Codes:    Codes(),
	Name:     "rsl",
	Title:    "Really Simple Licensing",
	Spec:     carrierrsl.Carrier.Spec.URL,
	Carriers: []string{carrierrsl.Carrier.Name},
	Root:     publish.Public,
	Find:     func(fs.FS) string { return File },
	Write:    write,
}

// job is one plan.
type job struct {
	in    publish.Input
	out   publish.Output
	parts []part
	asked int             // how often the declaration was asked for an explanation
	told  map[string]bool // what of a part was told to be said otherwise
}

func write(in publish.Input) publish.Output {
	j := &job{in: in, told: map[string]bool{}}
	old, err := fs.ReadFile(in.FS, in.Entry)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		old = nil
	case err != nil:
		j.fault(publish.CodeUnreadable, "the file could not be read: "+err.Error())
		return j.out
	case !ours(old):
		j.fault(publish.CodeForeign, "the file is not one that was published from proviso.toml: it was left as it is")
		return j.out
	}
	var text []byte
	if !in.Saying.Silent() {
		if !j.word() {
			return j.out
		}
		if text = j.text(); len(text) > carrierrsl.MaxDocument {
			j.fault(publish.CodeTooLarge, "the document would be longer than readers read: it was not written")
			return publish.Output{Problems: j.out.Problems}
		}
		j.explain()
		if text != nil && in.Saying.HeaderOnly && in.Saying.Origin != "" {
			j.out.Steps = []string{"Have responses refer to the licence: " + carrierrsl.LinkHeader(in.Saying.Origin+"/"+File)}
		}
	}
	if !bytes.Equal(old, text) || (old == nil) != (text == nil) {
		j.out.Files = []publish.File{{Path: in.Entry, Old: old, New: text}}
	}
	return j.out
}

// ours reports whether a document is ours from its beginning to its end.
func ours(text []byte) bool {
	s := strings.TrimSpace(string(text))
	return strings.HasPrefix(s, "<!-- BEGIN proviso") && strings.HasSuffix(s, end)
}

func (j *job) fault(code, hint string) {
	j.out.Problems = append(j.out.Problems, proviso.Problem{
		Code: code, Severity: proviso.Fault, Where: proviso.Where{Source: j.in.Entry}, Hint: hint,
	})
}

func (j *job) lose(scope string, l proviso.Loss) {
	j.out.Losses = append(j.out.Losses, publish.Loss{Scope: scope, Loss: l})
}
