package htmlhead

import "bytes"

// class of a byte inside a tag.
const (
	space    = 1 << iota // tab, line feed, form feed, carriage return, space
	endsName             // ends a tag's name: space, "/", ">"
	endsAttr             // ends an attribute's name: the same, and "="
	alpha                // begins a tag's name
	mends                // a byte of a value that does not stay as it is: "&", CR, NUL
	endsHost             // ends a URL's host: ":", "/", "?", "#", space
)

var class = func() (table [256]byte) {
	for _, c := range []byte("\t\n\f\r ") {
		table[c] |= space | endsName | endsAttr
	}
	for _, c := range []byte("/>") {
		table[c] |= endsName | endsAttr
	}
	table['='] |= endsAttr
	for c := byte('a'); c <= 'z'; c++ {
		table[c] |= alpha
		table[c-'a'+'A'] |= alpha
	}
	for _, c := range []byte(":/?#\t\n\r ") {
		table[c] |= endsHost
	}
	table['&'] |= mends
	table['\r'] |= mends
	table[0] |= mends
	return table
}()

// tag is a start or end tag as it stood.
type tag struct {
	element element
	closed  bool // "/>"
	present set
	start   int // of "<"
	next    int // behind ">"
	name    span
	values  [attributes]span // as written; only those present mean anything
}

// span is a stretch of the page.
type span struct{ from, to int }

func (at span) of(html []byte) []byte { return html[at.from:at.to:at.to] }

// has reports whether a tag has an attribute.
func (t *tag) has(a attribute) bool { return t.present&(1<<a) != 0 }

// read reads the tag whose "<" is at start and whose name begins at i. It reports
// false for a tag that the page's end cuts off: the standard drops those. Of several
// attributes with one name the first counts. Sections 13.2.5.8 and 13.2.5.32 to
// 13.2.5.40.
func (t *tag) read(html []byte, start, i int) bool {
	t.start, t.closed, t.present = start, false, 0
	from := i
	for i < len(html) && class[html[i]]&endsName == 0 {
		i++
	}
	t.name = span{from, i}
	t.element = elementOf(html, from, i)
	for {
		// Before attribute name.
		for i < len(html) && class[html[i]]&space != 0 {
			i++
		}
		if i >= len(html) {
			return false
		}
		switch html[i] {
		case '>':
			t.next = i + 1
			return true
		case '/':
			i++
			t.closed = i < len(html) && html[i] == '>'
			continue
		}
		which, n := shortcut(html, i)
		if which != unknown {
			i += n
		} else {
			// Attribute name; "=" may be its first letter.
			from := i
			for i++; i < len(html) && class[html[i]]&endsAttr == 0; i++ {
			}
			which = attributeOf(html, from, i)
			for i < len(html) && class[html[i]]&space != 0 {
				i++
			}
			if i >= len(html) {
				return false
			}
		}
		value := span{i, i}
		if html[i] == '=' {
			for i++; i < len(html) && class[html[i]]&space != 0; i++ {
			}
			if i >= len(html) {
				return false
			}
			switch quote := html[i]; quote {
			case '"', '\'':
				i++
				n := bytes.IndexByte(html[i:], quote)
				if n < 0 {
					return false
				}
				value = span{i, i + n}
				i += n + 1
			default:
				value.from = i // and to, where ">" follows
				for i < len(html) && html[i] != '>' && class[html[i]]&space == 0 {
					i++
				}
				value.to = i
			}
		}
		if which != unknown && !t.has(which) {
			t.present |= 1 << which
			t.values[which] = value
		}
	}
}
