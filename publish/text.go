package publish

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/proviso-signals/proviso"
)

// Read reads a file: nil where there is none, and not nil where it is empty. A problem, of
// severity Fault, says that it cannot be read, or is longer than [MaxFile].
func Read(fsys fs.FS, name string) (text []byte, problem *proviso.Problem) {
	file, err := fsys.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err == nil {
		defer file.Close()
		text, err = io.ReadAll(io.LimitReader(file, MaxFile+1))
	}
	problem = &proviso.Problem{Severity: proviso.Fault, Where: proviso.Where{Source: name}}
	switch {
	case err != nil:
		problem.Code, problem.Hint = CodeUnreadable, "the file could not be read: "+err.Error()
	case len(text) > MaxFile:
		problem.Code, problem.Hint = CodeTooLarge, "the file has more than the "+strconv.Itoa(MaxFile)+" bytes that are read: it was left as it is"
	default:
		return text, nil
	}
	return nil, problem
}

// Made is a line that stands in our part of a file that there was not before.
const Made = "# This file was made by Proviso."

// Text is a text file in which "#" begins a comment, and the same without our own parts.
type Text struct {
	Path  string
	Old   []byte // nil where there is none
	Bare  []byte // nil where there is none, or it was made by us and is all ours
	Spans []Span // our parts in Old
	site  string // whose parts are ours; empty for any
}

// ReadText reads a file in which the parts of one site are ours; of any, if site is empty. A
// problem means that it has to be left as it is.
func ReadText(fsys fs.FS, name, site string) (*Text, *proviso.Problem) {
	t := &Text{Path: name, site: site}
	var problem *proviso.Problem
	if t.Old, problem = Read(fsys, name); problem != nil {
		return nil, problem
	}
	if i := bytes.IndexByte(t.Old, 0); i >= 0 {
		return nil, t.Fault(CodeEncoding, i, "there is a zero byte here: the file is no text in an encoding that is read")
	}
	spans, err := HashBlock.Find(t.Old)
	if err != nil {
		return nil, t.Fault(CodeBlock, bytes.Index(t.Old, []byte("proviso")), "the lines that mark Proviso's part do not come in pairs; take them out, with what is between them")
	}
	for _, span := range spans {
		if tag := tagOf(t.Old[span.Start:span.End]); tag == "" || site == "" || tag == site {
			t.Spans = append(t.Spans, span)
		}
	}
	if t.Bare = t.without(); len(t.Bare) == 0 && (t.Old == nil || bytes.Contains(t.Old, []byte(Made))) {
		t.Bare = nil
	}
	return t, nil
}

// tagOf gives the site that a part is of: what stands between "proviso" and the colon. A
// server can have several sites, each with a declaration of its own.
func tagOf(part []byte) string {
	line, _, _ := bytes.Cut(part, []byte("\n"))
	_, rest, _ := bytes.Cut(line, []byte("proviso"))
	tag, _, _ := bytes.Cut(rest, []byte(":"))
	return string(bytes.TrimSpace(tag))
}

// without takes our parts out. One at the very end that has no line end of its own gave it
// to the line before, which had none.
func (t *Text) without() []byte {
	rest := make([]byte, 0, len(t.Old))
	at := 0
	for _, s := range t.Spans {
		rest = append(rest, t.Old[at:s.Start]...)
		at = s.End
		if s.End == len(t.Old) && t.Old[s.End-1] != '\n' {
			rest = bytes.TrimSuffix(rest, []byte(LineEnd(t.Old[s.Start:])))
		}
	}
	return append(rest, t.Old[at:]...)
}

// Insertion is a part of ours and where it goes in the text without them.
type Insertion struct {
	At     int
	Indent string
	Lines  []string
}

// With puts parts of ours into the text without them. One at the end of a text whose last line
// has no end has none either.
func (t *Text) With(parts []Insertion) []byte {
	slices.SortStableFunc(parts, func(a, b Insertion) int { return a.At - b.At })
	block, eol := HashBlock, LineEnd(t.Bare)
	if t.site != "" {
		block.Begin = strings.Replace(block.Begin, "proviso:", "proviso "+t.site+":", 1)
	}
	var text []byte
	at := 0
	for _, p := range parts {
		text = append(text, t.Bare[at:p.At]...)
		part := block.Lines(p.Lines, p.Indent, eol)
		if p.At > 0 && t.Bare[p.At-1] != '\n' {
			text = append(text, eol...)
			part = bytes.TrimSuffix(part, []byte(eol))
		}
		text, at = append(text, part...), p.At
	}
	return append(text, t.Bare[at:]...)
}

// Change is the file before and after; none where nothing changes. An empty text removes it.
func (t *Text) Change(text []byte) []File {
	if bytes.Equal(t.Old, text) {
		return nil
	}
	if len(text) == 0 {
		text = nil
	}
	return []File{{Path: t.Path, Old: t.Old, New: text}}
}

// Fault is a problem at an offset of the file as it is; -1 for none.
func (t *Text) Fault(code string, at int, hint string) *proviso.Problem {
	p := &proviso.Problem{Code: code, Severity: proviso.Fault, Hint: hint}
	p.Where.Source = t.Path
	if at >= 0 {
		p.Where.Line = bytes.Count(t.Old[:at], []byte("\n")) + 1
		p.Where.Column = at - bytes.LastIndexByte(t.Old[:at], '\n')
	}
	return p
}

// Original is where an offset of the text without our parts lies in the file as it is.
func (t *Text) Original(at int) int {
	for _, s := range t.Spans {
		if s.Start > at {
			break
		}
		at += s.End - s.Start
	}
	return at
}
