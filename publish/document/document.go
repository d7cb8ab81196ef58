// Package document publishes the declaration itself, as it was made from proviso.toml:
//
//	GET /.well-known/proviso.json
//
// The text is made before, since it stands behind what is published elsewhere
// (docs/declaration.md). A document there with a signature that is of the same text stays
// as it is: signing is not for a writer to undo.
package document

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/internal/jsontree"
	"github.com/proviso-signals/proviso/publish"
)

// File is where the document is in the folder that is served.
const File = ".well-known/proviso.json"

// Writer publishes the declaration.
var Writer = publish.Writer{
	Codes:     Codes(),
	Needs:     publish.WellKnown,
	Name:      "declaration",
	Title:     "declaration document",
	Spec:      "https://github.com/proviso-signals/proviso/blob/main/docs/declaration.md",
	Carriers:  []string{"declaration"},
	Root:      publish.Public,
	Find:      func(fs.FS) string { return File },
	Makes:     true,
	Documents: true,
	Write:     write,
}

func write(in publish.Input) (out publish.Output) {
	fault := func(code, hint string) publish.Output {
		out.Problems = append(out.Problems, proviso.Problem{
			Code: code, Severity: proviso.Fault, Where: proviso.Where{Source: in.Entry}, Hint: hint,
		})
		return out
	}
	old, err := fs.ReadFile(in.FS, in.Entry)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		old = nil
	case err != nil:
		return fault(publish.CodeUnreadable, "the file could not be read: "+err.Error())
	case !isDeclaration(old):
		return fault(publish.CodeForeign, "the file is no declaration of the form "+declare.Schema+": it was left as it is")
	}
	text := in.Saying.Document
	switch {
	case in.Saying.Silent():
		text = nil
	case len(text) == 0:
		return fault(CodeNoText, "there is no text of the declaration to publish")
	case !isDeclaration(text):
		return fault(CodeNoText, "the text to publish is no declaration of the form "+declare.Schema)
	case len(text) > declare.MaxPublished:
		return fault(publish.CodeTooLarge, fmt.Sprintf("the declaration has %d bytes, and readers read %d", len(text), declare.MaxPublished))
	case signs(old, text):
		text = old
	}
	if bytes.Equal(old, text) && (old == nil) == (text == nil) {
		return out
	}
	out.Files = []publish.File{{Path: in.Entry, Old: old, New: text}}
	if text != nil {
		out.Steps = []string{"The folder .well-known has to be served: some programs that build sites leave out folders whose name begins with a dot."}
	}
	return out
}

// isDeclaration reports whether a text is of the form that is published.
func isDeclaration(text []byte) bool {
	root, _ := jsontree.Parse(text)
	schema, _ := root.Get("schema").Str()
	return schema == declare.Schema
}

// signs reports whether a document is signed and otherwise the same as a text that is not.
func signs(old, text []byte) bool {
	if old == nil || declare.SignedWith(old) == "" || declare.SignedWith(text) != "" {
		return false
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(old, &members); err != nil {
		return false
	}
	delete(members, "signature")
	plain, err := json.Marshal(members)
	if err != nil {
		return false
	}
	plain, err1 := declare.Canonical(plain)
	same, err2 := declare.Canonical(text)
	return err1 == nil && err2 == nil && bytes.Equal(plain, same)
}
