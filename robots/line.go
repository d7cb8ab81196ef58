package robots

import (
	"bytes"
	"iter"
)

// Line is one line of a file.
type Line struct {
	Number int    // from 1
	Offset int    // where it begins in the file, in bytes
	Text   []byte // the whole line as it stands, without its line end
	Kind   Kind
	// Key and Value are the two sides of a directive as written, without the
	// white space around them and without a comment; nil where there is none.
	Key, Value  []byte
	ValueOffset int // where Value begins in the file, in bytes
	Flaws       Flaw
	Group       int // index into [File.Groups]; -1 before the first group
}

// Flaw is a set of things that are wrong with a line.
type Flaw uint8

const (
	Misspelt       Flaw = 1 << iota // the key is read as one it is not
	MissingColon                    // two words without a colon between
	TooLong                         // longer than MaxLine; the rest was dropped
	HasNUL                          // holds a NUL; what follows it was dropped
	BeforeAnyGroup                  // a rule that no user-agent line precedes
)

// Has reports whether all given flaws are present.
func (f Flaw) Has(flaws Flaw) bool { return f&flaws == flaws }

// Lines gives every line in order.
func (f *File) Lines() iter.Seq[Line] {
	return func(yield func(Line) bool) {
		group := newGrouping()
		for i, r := range f.records {
			group.see(r.kind())
			if !yield(f.line(i, group.index)) {
				return
			}
		}
	}
}

// line takes one line apart.
func (f *File) line(i, group int) Line {
	text, offset := f.text(i), f.records[i].offset()
	p := split(text)
	line := Line{
		Number: i + 1, Offset: offset, Text: text, Kind: p.kind,
		Key: p.key, Value: p.value, Flaws: p.flaws, Group: group,
	}
	if p.key != nil {
		line.ValueOffset = offset + p.valueAt
	}
	if group < 0 && isRule(p.kind) {
		line.Flaws |= BeforeAnyGroup
	}
	return line
}

func isRule(k Kind) bool { return k == Allow || k == Disallow || k == ContentUsage }

// parts is a line taken apart.
type parts struct {
	kind       Kind
	key, value []byte // nil, or slices of the line
	valueAt    int    // where value begins in the line
	flaws      Flaw
}

// split takes a line apart as google/robotstxt does, except that a Content-Usage
// rule is read as attach-05 section 3.2 says.
func split(line []byte) parts {
	if p, ok := splitUsage(line); ok {
		return p
	}
	var p parts
	content := line
	if len(content) > MaxLine {
		content = content[:MaxLine]
		p.flaws |= TooLong
	}
	if i := bytes.IndexByte(content, 0); i >= 0 {
		content = content[:i]
		p.flaws |= HasNUL
	}
	comment := bytes.IndexByte(content, '#')
	if comment >= 0 {
		content = content[:comment]
	}
	rest := trimLeft(content)
	start := len(content) - len(rest)
	rest = trimRight(rest)
	if len(rest) == 0 {
		p.kind = Blank
		if comment >= 0 {
			p.kind = Comment
		}
		return p
	}
	p.kind = NoDirective
	separator := bytes.IndexByte(rest, ':')
	if separator < 0 {
		if separator = onlyGap(rest); separator < 0 {
			return p
		}
		p.flaws |= MissingColon
	}
	key := trimRight(rest[:separator])
	if len(key) == 0 {
		return p
	}
	p.kind, p.key = keyKind(key), key
	if p.kind != Unknown && !equalFold(key, p.kind.String()) {
		p.flaws |= Misspelt
	}
	value := trimLeft(rest[separator+1:])
	p.value, p.valueAt = value, start+len(rest)-len(value)
	return p
}

// onlyGap finds where the first of exactly two words ends; -1 where there are
// not two.
func onlyGap(words []byte) int {
	i := bytes.IndexAny(words, " \t")
	if i < 0 || bytes.ContainsAny(bytes.TrimLeft(words[i:], " \t"), " \t") {
		return -1
	}
	return i
}

const usageKey = "content-usage"

// splitUsage takes a Content-Usage rule apart (attach-05 section 3.2).
func splitUsage(line []byte) (parts, bool) {
	start := 0
	for start < len(line) && (line[start] == ' ' || line[start] == '\t') {
		start++
	}
	if len(line)-start <= len(usageKey) || !equalFold(line[start:start+len(usageKey)], usageKey) {
		return parts{}, false
	}
	content := line
	if i := bytes.IndexByte(content, '#'); i >= 0 {
		content = content[:i]
	}
	colon := bytes.IndexByte(content, ':')
	if colon < 0 {
		return parts{}, false
	}
	key := trimBlanks(content[start:colon])
	if len(key) != len(usageKey) {
		return parts{}, false
	}
	value := bytes.TrimLeft(content[colon+1:], " \t")
	at := len(content) - len(value)
	p := parts{kind: ContentUsage, key: key, value: bytes.TrimRight(value, " \t"), valueAt: at}
	if bytes.IndexByte(p.value, 0) >= 0 {
		p.flaws |= HasNUL
	}
	return p, true
}

// value gives the value of a line that is known to be of the given kind: the
// same as split does, faster for lines that are properly spelt.
func (f *File) value(i int) []byte {
	line := f.text(i)
	if !f.nul && len(line) <= MaxLine {
		if _, colon := plainKey(line); colon > 0 {
			value := line[colon+1:]
			if i := bytes.IndexByte(value, '#'); i >= 0 {
				value = value[:i]
			}
			return trim(value)
		}
	}
	return split(line).value
}
