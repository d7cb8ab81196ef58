package publish

import (
	"bytes"
	"errors"
)

// Block is a part of a text file that is ours, between two lines that say so:
//
//	# BEGIN proviso: what machines may do; made from proviso.toml, edits are overwritten
//	…
//	# END proviso
//
// All else in the file is somebody else's, and stays.
type Block struct {
	Begin, End string // the two lines, without their line ends
}

// HashBlock is the block of formats in which "#" begins a comment.
var HashBlock = Block{
	Begin: "# BEGIN proviso: made from proviso.toml, edits here are overwritten",
	End:   "# END proviso",
}

// OwnPage is what an HTML file ends with that is ours as a whole.
const OwnPage = "<!-- proviso: made from proviso.toml, edits here are overwritten -->\n"

// Span is where a block stands in a text: from the first byte of its first line to behind
// the end of its last one.
type Span struct{ Start, End int }

// ErrBlock says that a file has the beginning of a block without its end, or the other way
// round, or one within another: it cannot be told what is ours.
var ErrBlock = errors.New("publish: the lines that mark Proviso's own part are damaged")

// Find finds all blocks of a text. Lines are compared without the white space around
// them, and only up to the word "proviso", so that the words behind it can change.
func (b Block) Find(text []byte) ([]Span, error) {
	begin, end := marker(b.Begin), marker(b.End)
	var spans []Span
	open := -1
	for at := 0; at < len(text); {
		next := len(text)
		if n := bytes.IndexByte(text[at:], '\n'); n >= 0 {
			next = at + n + 1
		}
		switch line := marker(string(text[at:next])); {
		case line == begin:
			if open >= 0 {
				return nil, ErrBlock
			}
			open = at
		case line == end:
			if open < 0 {
				return nil, ErrBlock
			}
			spans = append(spans, Span{open, next})
			open = -1
		}
		at = next
	}
	if open >= 0 {
		return nil, ErrBlock
	}
	return spans, nil
}

// marker is what a line that marks a block is known by: everything up to "proviso".
func marker(line string) string {
	line = string(bytes.TrimSpace([]byte(line)))
	if i := bytes.Index([]byte(line), []byte("proviso")); i >= 0 {
		return line[:i+len("proviso")]
	}
	return ""
}

// Without gives the text without its blocks.
func (b Block) Without(text []byte) ([]byte, error) {
	spans, err := b.Find(text)
	if err != nil || len(spans) == 0 {
		return text, err
	}
	var rest []byte
	at := 0
	for _, s := range spans {
		rest = append(rest, text[at:s.Start]...)
		at = s.End
	}
	return append(rest, text[at:]...), nil
}

// Lines writes the block around its lines, each with the line end of the file that it is
// for and the given indentation.
func (b Block) Lines(lines []string, indent, eol string) []byte {
	var out []byte
	for _, line := range append(append([]string{b.Begin}, lines...), b.End) {
		if line != "" {
			out = append(out, indent...)
		}
		out = append(append(out, line...), eol...)
	}
	return out
}

// LineEnd gives the line end that a text uses: that of its first line, "\n" for none.
func LineEnd(text []byte) string {
	if i := bytes.IndexByte(text, '\n'); i > 0 && text[i-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}
