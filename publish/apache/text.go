package apache

import (
	"bytes"
	"errors"
	"io/fs"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/publish"
)

// file is a file as it is, and without our own parts.
type file struct {
	path  string
	site  string // whose parts are ours; empty for any
	old   []byte // nil where there is none
	bare  []byte
	spans []publish.Span // our parts in old
	lines []line         // of bare
}

// read reads a file, in which the parts of one site are ours; of any, if site is empty. A
// problem means that it is left alone.
func read(fsys fs.FS, path, site string) (*file, *proviso.Problem) {
	f := &file{path: path, site: site}
	info, err := fs.Stat(fsys, path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return f, nil
	case err != nil:
		return nil, f.fault(publish.CodeUnreadable, -1, "the file could not be read: "+err.Error())
	case info.Size() > publish.MaxFile:
		return nil, f.fault(publish.CodeTooLarge, -1, "the file is larger than what is read; nothing in it is changed")
	}
	if f.old, err = fs.ReadFile(fsys, path); err != nil {
		return nil, f.fault(publish.CodeUnreadable, -1, "the file could not be read: "+err.Error())
	}
	if f.old == nil {
		f.old = []byte{}
	}
	switch {
	case len(f.old) > publish.MaxFile:
		return nil, f.fault(publish.CodeTooLarge, -1, "the file is larger than what is read; nothing in it is changed")
	case bytes.IndexByte(f.old, 0) >= 0:
		return nil, f.fault(publish.CodeEncoding, bytes.IndexByte(f.old, 0), "there is a zero byte here: the file is no text in an encoding that httpd reads")
	}
	spans, err := publish.HashBlock.Find(f.old)
	if err != nil {
		return nil, f.fault(publish.CodeBlock, bytes.Index(f.old, []byte("proviso")), "the lines that mark Proviso's part do not come in pairs; take them out, with what is between them")
	}
	for _, span := range spans {
		if tag := tagOf(f.old[span.Start:span.End]); tag == "" || site == "" || tag == site {
			f.spans = append(f.spans, span)
		}
	}
	f.bare = f.without()
	f.lines = splitLines(f.bare)
	return f, nil
}

// tagOf gives the site that a part is of: what stands between "proviso" and the colon. A
// server can have several sites, each with a declaration of its own.
func tagOf(part []byte) string {
	line, _, _ := bytes.Cut(part, []byte("\n"))
	_, rest, _ := bytes.Cut(line, []byte("proviso"))
	tag, _, _ := bytes.Cut(rest, []byte(":"))
	return string(bytes.TrimSpace(tag))
}

// marks is how our part of a site is marked.
func marks(site string) publish.Block {
	b := publish.HashBlock
	if site != "" {
		b.Begin = strings.Replace(b.Begin, "proviso:", "proviso "+site+":", 1)
	}
	return b
}

// without takes our parts out. One at the very end that has no line end of its own gave it
// to the line before, which had none.
func (f *file) without() []byte {
	rest := make([]byte, 0, len(f.old))
	at := 0
	for _, s := range f.spans {
		rest = append(rest, f.old[at:s.Start]...)
		at = s.End
		if s.End == len(f.old) && f.old[s.End-1] != '\n' {
			rest = bytes.TrimSuffix(rest, []byte(publish.LineEnd(f.old[s.Start:])))
		}
	}
	return append(rest, f.old[at:]...)
}

// insertion is where our part goes in the text without it.
type insertion struct {
	at     int
	indent string
}

// with puts our part in, at places in ascending order.
func (f *file) with(places []insertion, lines []string) []byte {
	eol := publish.LineEnd(f.bare)
	var text []byte
	at := 0
	for _, p := range places {
		text = append(text, f.bare[at:p.at]...)
		part := marks(f.site).Lines(lines, p.indent, eol)
		if p.at > 0 && f.bare[p.at-1] != '\n' { // at the end of a file that ends without
			text = append(text, eol...)
			part = bytes.TrimSuffix(part, []byte(eol))
		}
		text, at = append(text, part...), p.at
	}
	return append(text, f.bare[at:]...)
}

// change is the file before and after; none where nothing changes.
func (f *file) change(text []byte) []publish.File {
	if bytes.Equal(f.old, text) {
		return nil
	}
	if len(text) == 0 {
		text = nil
	}
	return []publish.File{{Path: f.path, Old: f.old, New: text}}
}

// fault is a problem at an offset of the file as it is; -1 for none.
func (f *file) fault(code string, at int, hint string) *proviso.Problem {
	p := &proviso.Problem{Code: code, Severity: proviso.Fault, Hint: hint}
	p.Where.Source = f.path
	if at >= 0 {
		p.Where.Line = bytes.Count(f.old[:at], []byte("\n")) + 1
		p.Where.Column = at - (bytes.LastIndexByte(f.old[:at], '\n') + 1) + 1
	}
	return p
}

// original is where an offset of the text without our parts lies in the file as it is.
func (f *file) original(at int) int {
	for _, s := range f.spans {
		if s.Start > at {
			break
		}
		at += s.End - s.Start
	}
	return at
}
