package nginx

import (
	"bytes"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/publish"
)

// source is one file: its text without what is ours, and what will be put into it.
type source struct {
	name string
	old  []byte // as it stands
	text []byte // without our own blocks
	cuts []cut  // where those stood, ascending
	eol  string
	body []*directive
	// others are blocks of Proviso's for other sites, which stay in the text.
	others []other
	edits  []edit
	loaded bool // what it includes has been read
}

// other is another site's block: where it is in the text.
type other struct {
	publish.Span
	tag    string
	joined bool // the line end above is its own
}

// cut is where a block of ours was left out: at a place in the text, so many bytes.
type cut struct{ at, length int }

// edit puts lines in at a place in the text.
type edit struct {
	at     int
	join   bool // a line end goes before them
	indent string
	lines  []string
}

// withLineEnd ends the first line of a block that had to begin behind something else on its
// line: taking it out takes the line end before it, too.
const withLineEnd = " (as is the line end above)"

// tagOf gives the site that a block is of: what stands between "proviso" and the colon.
func tagOf(block []byte) (tag string, joined bool) {
	line, _, _ := bytes.Cut(block, []byte("\n"))
	_, rest, _ := strings.Cut(string(line), "proviso")
	tag, _, _ = strings.Cut(rest, ":")
	return strings.TrimSpace(tag), strings.HasSuffix(strings.TrimSpace(rest), withLineEnd)
}

// newSource reads a file. Blocks whose tag is ours are left out of its text.
func newSource(name string, old []byte, ours func(tag string) bool) (*source, error) {
	s := &source{name: name, old: old, eol: publish.LineEnd(old)}
	spans, err := publish.HashBlock.Find(old)
	if err != nil {
		return nil, err
	}
	at := 0
	for _, span := range spans {
		of, joined := tagOf(old[span.Start:span.End])
		start := span.Start
		if !ours(of) {
			shift := len(s.text) - at
			s.others = append(s.others, other{publish.Span{Start: start + shift, End: span.End + shift}, of, joined})
			continue
		}
		if joined && bytes.HasSuffix(old[at:start], []byte(s.eol)) {
			start -= len(s.eol)
		}
		s.text = append(s.text, old[at:start]...)
		s.cuts = append(s.cuts, cut{len(s.text), span.End - start})
		at = span.End
	}
	s.text = append(s.text, old[at:]...)
	return s, nil
}

// where tells where a place in the text is in the file as it stands.
func (s *source) where(at int) proviso.Where {
	offset := at
	for _, c := range s.cuts {
		if c.at <= at {
			offset += c.length
		}
	}
	before := s.old[:min(offset, len(s.old))]
	line := bytes.LastIndexByte(before, '\n') + 1
	return proviso.Where{Source: s.name, Line: bytes.Count(before, []byte("\n")) + 1, Column: len(before) - line + 1}
}

// behind finds the place for lines that are to come behind a token that ends at a place in
// the text: the next line, if nothing but a comment stands between.
func (s *source) behind(at int) edit {
	rest := s.text[at:]
	space := len(rest) - len(bytes.TrimLeft(rest, " \t\r"))
	end := bytes.IndexByte(rest, '\n')
	if end < 0 || space < end && rest[space] != '#' {
		return s.apart(edit{at: at, join: true})
	}
	return s.apart(edit{at: at + end + 1})
}

// before finds the place for lines that are to come before a directive: above its own line and
// the comments that stand on it, no higher than where the one before it ends.
func (s *source) before(d *directive, ends int) edit {
	line := bytes.LastIndexByte(s.text[:d.start], '\n') + 1
	if line < ends {
		return s.apart(edit{at: ends, join: ends > 0})
	}
	for line > ends {
		above := bytes.LastIndexByte(s.text[:line-1], '\n') + 1
		comment := bytes.TrimSpace(s.text[above:line])
		if above < ends || len(comment) == 0 || comment[0] != '#' || bytes.HasPrefix(comment, []byte(publish.HashBlock.End)) {
			break
		}
		line = above
	}
	return s.apart(edit{at: line})
}

// apart keeps out of another site's block, and clear of one that has the line end above it for
// its own.
func (s *source) apart(e edit) edit {
	for _, o := range s.others {
		switch {
		case o.Start < e.at && e.at < o.End:
			e.at, e.join = o.End, o.joined
		case o.joined && (e.at == o.Start || e.at == o.End):
			e.at, e.join = o.End, true
		}
	}
	return e
}

// ofOther reports whether a place in the text is in another site's block.
func (s *source) ofOther(at int) bool {
	return slices.ContainsFunc(s.others, func(o other) bool { return o.Start <= at && at < o.End })
}

// indentOf gives the white space that a line begins with, and whether there is nothing else on
// it before a place. Of lines that are longer than anybody writes it is none.
func (s *source) indentOf(at int) (indent string, alone bool) {
	const far = 4096
	from := max(0, at-far)
	line := bytes.LastIndexByte(s.text[from:at], '\n') + 1
	if line == 0 && from > 0 {
		return "", false
	}
	before := s.text[from+line : at]
	rest := bytes.TrimLeft(before, " \t")
	return string(before[:len(before)-len(rest)]), len(rest) == 0
}

// inside gives the indentation of lines within a block.
func (s *source) inside(d *directive) string {
	for _, kid := range d.body {
		if indent, alone := s.indentOf(kid.start); alone {
			return indent
		}
	}
	indent, _ := s.indentOf(d.start)
	return indent + "    "
}

// written gives the file with all that is put into it.
func (s *source) written(block publish.Block) []byte {
	slices.SortStableFunc(s.edits, func(a, b edit) int { return a.at - b.at })
	var out []byte
	at := 0
	for _, e := range s.edits {
		out = append(out, s.text[at:e.at]...)
		own := block
		if e.join {
			out = append(out, s.eol...)
			own.Begin += withLineEnd
		}
		out = append(out, own.Lines(e.lines, e.indent, s.eol)...)
		at = e.at
	}
	return append(out, s.text[at:]...)
}
