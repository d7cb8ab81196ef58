// Package trusttxt publishes the attribute datatrainingallowed of trust.txt
// (JournalList's Reference Document, revision of April 2024):
//
//	# BEGIN proviso: made from proviso.toml, edits here are overwritten
//	datatrainingallowed=no
//	# END proviso
//
// The file is about associations and accounts of publishers, so that none is made unless
// it is asked for by name. The attribute is about the whole site and about training alone:
//
//   - yes stands there if every collection allows training, and none of them refuses other
//     analysis.
//   - no stands there if training is refused for the whole site, or if it is conditional
//     there and the declaration can explain the no.
//   - Where the file has the attribute already, a no of somebody else's stays the answer
//     and ours is not put beside it; a no of ours is put beside a yes, as readers let the
//     refusal count.
package trusttxt

import (
	"bytes"
	"errors"
	"io/fs"

	"github.com/proviso-signals/proviso"
	carriertrust "github.com/proviso-signals/proviso/carrier/trusttxt"
	"github.com/proviso-signals/proviso/publish"
)

// The two places where the file can be in the folder that is served.
const (
	File      = "trust.txt"
	WellKnown = ".well-known/trust.txt"
)

// Writer publishes the attribute.
var Writer = publish.Writer{
	Codes:    Codes(),
	Name:     "trust-txt",
	Title:    "trust.txt",
	Spec:     carriertrust.Carrier.Spec.URL,
	Carriers: []string{carriertrust.Carrier.Name},
	Root:     publish.Public,
	Find:     find,
	Write:    write,
}

func find(fsys fs.FS) string {
	if _, err := fs.Stat(fsys, File); err == nil {
		return File
	}
	if _, err := fs.Stat(fsys, WellKnown); err == nil {
		return WellKnown
	}
	return File
}

// made is the block of a file that was not there before.
var made = publish.Block{
	Begin: "# BEGIN proviso: this file is made from proviso.toml, edits here are overwritten",
	End:   publish.HashBlock.End,
}

// job is one plan.
type job struct {
	in   publish.Input
	out  publish.Output
	old  []byte // nil for none
	base []byte // without what is ours
	made bool   // the file was made for ours
}

func write(in publish.Input) publish.Output {
	j := &job{in: in}
	if !j.read() {
		return j.out
	}
	result := j.base
	if !in.Saying.Silent() {
		result = j.put(j.line())
	}
	if len(result) == 0 && (j.made || j.old == nil) {
		result = nil
	}
	if !bytes.Equal(result, j.old) || (result == nil) != (j.old == nil) {
		j.out.Files = append(j.out.Files, publish.File{Path: in.Entry, Old: j.old, New: result})
	}
	return j.out
}

// read reads the file and takes out what is ours; it reports false where the file must
// stay as it is.
func (j *job) read() bool {
	old, err := fs.ReadFile(j.in.FS, j.in.Entry)
	if errors.Is(err, fs.ErrNotExist) {
		return true
	}
	if err == nil && old == nil {
		old = []byte{}
	}
	fault := func(code, hint string) bool {
		j.problem(code, proviso.Fault, 0, hint)
		return false
	}
	switch {
	case err != nil:
		return fault(publish.CodeUnreadable, "the file could not be read: "+err.Error())
	case len(old) > carriertrust.MaxSize-1024:
		return fault(publish.CodeTooLarge, "with ours the file could be longer than readers read: it was left as it is")
	case bytes.HasPrefix(old, []byte("\xFE\xFF")), bytes.HasPrefix(old, []byte("\xFF\xFE")):
		return fault(publish.CodeEncoding, "the file is in UTF-16, and readers read UTF-8: it was left as it is")
	case bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(old, []byte("\xEF\xBB\xBF")), " \t\r\n\f"), []byte("<")):
		return fault(CodeHTML, "this is a page of markup and no trust.txt: it was left as it is")
	case bytes.Contains(bytes.ReplaceAll(old, []byte("\r\n"), nil), []byte("\r")):
		return fault(CodeLineEnds, "a line ends with a carriage return alone: save the file with usual line ends; it was left as it is")
	}
	spans, err := publish.HashBlock.Find(old)
	if err != nil {
		return fault(publish.CodeBlock, "a line that marks the beginning or end of what is ours is missing: put it back, or take out both and what stands between")
	}
	j.old = old
	j.base = append([]byte{}, old...)
	if len(spans) == 0 {
		return true
	}
	j.base, _ = publish.HashBlock.Without(old)
	j.base = append([]byte{}, j.base...)
	last := spans[len(spans)-1]
	if last.End == len(old) && !bytes.HasSuffix(old, []byte("\n")) {
		j.base = bytes.TrimSuffix(j.base, []byte(publish.LineEnd(old)))
	}
	j.made = bytes.Contains(old[spans[0].Start:spans[0].End], []byte("this file is made"))
	return true
}

// put puts a line at the end of the file. At the end of a file without a line end the one
// before it goes with it.
func (j *job) put(line string) []byte {
	if line == "" {
		return j.base
	}
	block, eol := publish.HashBlock, publish.LineEnd(j.base)
	if j.old == nil || j.made {
		block = made
	}
	text := block.Lines([]string{line}, "", eol)
	if len(j.base) == 0 || bytes.HasSuffix(j.base, []byte("\n")) {
		return append(bytes.Clone(j.base), text...)
	}
	return append(append(bytes.Clone(j.base), eol...), bytes.TrimSuffix(text, []byte(eol))...)
}

func (j *job) problem(code string, severity proviso.Severity, line int, hint string) {
	j.out.Problems = append(j.out.Problems, proviso.Problem{
		Code: code, Severity: severity, Where: proviso.Where{Source: j.in.Entry, Line: line}, Hint: hint,
	})
}
