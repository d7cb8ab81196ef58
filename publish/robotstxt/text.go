package robotstxt

import (
	"bytes"
	"errors"
	"io/fs"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/robots"
)

// text is the file without what is ours.
type text struct {
	bytes   []byte
	eol     string
	numbers []int // of each of its lines, the number in the file as it is there
}

// lineBefore gives the number that a line has in the file as it is there.
func (t *text) lineBefore(number int) int {
	if number <= len(t.numbers) {
		return t.numbers[number-1]
	}
	return number
}

// made is the block of a file that was not there before.
var made = publish.Block{
	Begin: "# BEGIN proviso: this file is made from proviso.toml, edits here are overwritten",
	End:   publish.HashBlock.End,
}

// read reads the file and takes out what is ours; it reports false where the file must
// stay as it is.
func (j *job) read() bool {
	old, err := fs.ReadFile(j.in.FS, j.in.Entry)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		j.problem(publish.CodeUnreadable, proviso.Fault, 0, "the file could not be read: "+err.Error())
		return false
	case old == nil:
		old = []byte{}
	}
	j.old = old
	base, whole, ok := without(old)
	j.base, j.made = base, whole
	begin := base.bytes[markOf(base.bytes):]
	head := bytes.ToLower(bytes.TrimLeft(begin[:min(len(begin), 256)], " \t\r\n\f"))
	switch {
	case len(old) > publish.MaxFile, len(base.bytes) > robots.MaxSize:
		j.problem(publish.CodeTooLarge, proviso.Fault, 0, "the file is longer than the 500 KiB that readers read of it, so that rules at its end bind nobody: it was left as it is")
	case !ok:
		j.problem(publish.CodeBlock, proviso.Fault, 0, "a line that marks the beginning or end of what is ours is missing: put it back, or take out both and what stands between")
	case bytes.HasPrefix(old, []byte("\xFE\xFF")), bytes.HasPrefix(old, []byte("\xFF\xFE")):
		j.problem(publish.CodeEncoding, proviso.Fault, 1, "the file is in UTF-16, which no reader of robots.txt reads: save it as UTF-8")
	case bytes.HasPrefix(head, []byte("<!doctype")), bytes.HasPrefix(head, []byte("<html")), bytes.HasPrefix(head, []byte("<head")):
		j.problem(CodeHTML, proviso.Fault, 1, "this is an HTML page and no robots.txt: it was left as it is")
	default:
		return true
	}
	return false
}

// line is a line of a text: where it begins, where what it says ends, and where the next
// one begins.
type line struct{ start, end, next int }

// linesOf finds lines as readers of robots.txt do, which end at CR, LF or CRLF.
func linesOf(b []byte) (lines []line) {
	for at := 0; at < len(b); {
		l := line{at, len(b), len(b)}
		if n := bytes.IndexAny(b[at:], "\r\n"); n >= 0 {
			l.end, l.next = at+n, at+n+1
			if b[l.end] == '\r' && l.next < len(b) && b[l.next] == '\n' {
				l.next++
			}
		}
		lines = append(lines, l)
		at = l.next
	}
	return lines
}

// marks reports whether a line is one that marks what is ours: words behind "proviso" may
// change.
func marks(line []byte, mark string) bool {
	word, _, _ := strings.Cut(mark, "proviso")
	rest, ok := bytes.CutPrefix(bytes.TrimSpace(line), []byte(word+"proviso"))
	return ok && (len(rest) == 0 || rest[0] == ':' || rest[0] == ' ')
}

// without takes out what is ours. Where the file ends with a block of ours that has no
// line end, the line end before it was put there with it. whole tells that the file was
// made by us; ok is false where the marks are damaged.
func without(old []byte) (base text, whole, ok bool) {
	base = text{bytes: []byte{}, eol: publish.LineEnd(old)}
	open := false
	for i, l := range linesOf(old) {
		said := old[l.start:l.end]
		if l.start == 0 {
			said = said[markOf(said):]
		}
		switch {
		case !open && marks(said, made.Begin):
			if open = true; bytes.Contains(said, []byte("this file is made")) {
				whole = true
			}
			base.bytes = append(base.bytes, old[l.start:l.end-len(said)]...)
		case !open && marks(said, made.End), open && marks(said, made.Begin):
			return base, whole, false
		case open && marks(said, made.End):
			open = false
			if l.next == l.end { // at the very end, without a line end
				base.bytes = bytes.TrimSuffix(base.bytes, []byte(base.eol))
			}
		case !open:
			base.bytes = append(base.bytes, old[l.start:l.next]...)
			base.numbers = append(base.numbers, i+1)
		}
	}
	return base, whole, !open
}
