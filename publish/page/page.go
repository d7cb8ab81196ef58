// Package page publishes the pages on which people read what is declared: one in the
// collections' main language, at the path that the declaration file names, and one in each
// of the other languages that there are.
//
//	/machine-use/index.html   in the main language
//	/machine-use/de.html      …
//
// They are files of their own; one that stands there and is not ours is left alone.
package page

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/declare/notice"
	"github.com/proviso-signals/proviso/publish"
)

// CodeForeign is the code of the problem that a page of somebody else's stands there.
const CodeForeign = "page-foreign"

// Codes lists the codes with their meanings.
func Codes() []publish.Code {
	return []publish.Code{{Code: CodeForeign, Meaning: "Where the page for people would be stands one that Proviso has not made; it is left alone."}}
}

// Writer writes the pages.
var Writer = publish.Writer{
	Codes: Codes(),
	Name:  "page", Title: "page for people", Root: publish.Public,
	Spec:      "https://github.com/proviso-signals/proviso/blob/main/docs/publishing.md",
	Documents: true, Makes: true, Lists: true,
	Find:  func(fs.FS) string { return strings.Trim(declare.DefaultPage, "/") + "/index.html" },
	Write: write,
}

func write(in publish.Input) (out publish.Output) {
	w := &writing{in: in, out: &out}
	if in.Saying.Silent() {
		w.put(in.Entry, nil)
		return out
	}
	place, ok := strings.CutPrefix(in.Saying.PageURL, in.Saying.Origin)
	if !ok || in.Saying.PageURL == "" {
		return out // without a domain nothing can link to it
	}
	folder := strings.Trim(place, "/")
	first := mainLanguage(in.Saying.Declaration)
	var alternates []notice.Alternate
	for _, lang := range notice.Languages() {
		alternates = append(alternates, notice.Alternate{Lang: lang, URL: place + named(lang, first)})
	}
	for _, lang := range notice.Languages() {
		p, err := notice.Declaration(in.Saying.Declaration, notice.Options{
			Lang: lang, DocumentURL: in.Saying.DocumentURL, Document: in.Saying.Document, Languages: alternates,
		})
		if err != nil {
			w.problem(publish.CodeUnreadable, folder, err.Error())
			return out
		}
		name := named(lang, first)
		if name == "" {
			name = "index.html"
		}
		w.put(path.Join(folder, name), append(p.HTML(), publish.OwnPage...))
	}
	return out
}

// named is what the page in a language is called, behind the folder.
func named(lang, first string) string {
	if lang == first {
		return ""
	}
	return lang + ".html"
}

// mainLanguage is the first language that any collection names.
func mainLanguage(d *declare.Declaration) string {
	for _, c := range d.Collections {
		if len(c.Languages) > 0 {
			return notice.Match(c.Languages...)
		}
	}
	return notice.Match()
}

type writing struct {
	in  publish.Input
	out *publish.Output
}

// put plans a page, unless somebody else's stands there.
func (w *writing) put(name string, text []byte) {
	old, err := fs.ReadFile(w.in.FS, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		old = nil
	case err != nil:
		w.problem(publish.CodeUnreadable, name, err.Error())
		return
	case !bytes.HasSuffix(old, []byte(publish.OwnPage)):
		if text != nil {
			w.problem(CodeForeign, name, "a page that Proviso has not made stands where the page for people would be: it is left alone; name another place with page = \"/…/\" in [publish]")
		}
		return
	}
	w.out.Files = append(w.out.Files, publish.File{Path: name, Old: old, New: text})
}

func (w *writing) problem(code, name, hint string) {
	w.out.Problems = append(w.out.Problems, proviso.Problem{
		Code: code, Severity: proviso.Fault, Where: proviso.Where{Source: name}, Hint: hint,
	})
}
