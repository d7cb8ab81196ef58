package declare

import (
	"github.com/pelletier/go-toml/v2/unstable"
)

// shape is what a value of the file is.
type shape uint8

const (
	aText   shape = iota // a string
	aNumber              // an integer or a float
	aBool
	aDate     // a date, or a time with its offset
	aLocal    // a time without an offset, or without a date
	aList     // values in brackets
	aTable    // a table under a header, in braces, or made by dotted keys
	theTables // tables under [[headers]]
)

// plain words the shape for people.
func (s shape) plain() string {
	return [...]string{"text in quotation marks", "a number", "true or false", "a date", "a time without its offset", "a list in square brackets", "a table", "tables under [[…]]"}[s]
}

// node is a value of the file with where it stands.
type node struct {
	shape      shape
	start, end int    // its bytes; of tables under headers, the header's key
	text       string // of a string its value, of other scalars what is written
	items      []*node
	entries    []*entry
	made       making
	// next is where a further entry of the table goes: behind its last line, or behind
	// its last value for one in braces. dotted is what then stands before its key.
	next   int
	dotted string
}

// making is how a table came to be, which decides who may add to it.
type making uint8

const (
	byHeader making = iota // [a]
	byChild                // [a.b], which implies a
	byDots                 // a.b = 1
	byBraces               // a = { b = 1 }
)

// entry is one key of a table.
type entry struct {
	name       string
	start, end int // of the key
	line       int // where the expression begins that it stands in
	value      *node
}

// get finds an entry by its name; nil where there is none.
func (n *node) get(name string) *entry {
	if n == nil {
		return nil
	}
	for _, e := range n.entries {
		if e.name == name {
			return e
		}
	}
	return nil
}

// tree puts the expressions of a file together, by the rules of TOML 1.0 about who may
// define what, once.
type tree struct {
	root, table *node
	entries     int
	repeated    func(at int, name string)
	many        func(at int)
}

// header opens the table that a header names. An unsound header opens a table that
// belongs to nothing, so that what stands under it is not taken for something else.
func (t *tree) header(keys []*entry, several bool) {
	last := keys[len(keys)-1]
	made := &node{shape: aTable, start: keys[0].start, end: last.end}
	t.table = made
	in := t.root
	for _, k := range keys[:len(keys)-1] {
		e := in.get(k.name)
		if e == nil {
			e = t.add(in, k, &node{shape: aTable, start: k.start, end: k.end, made: byChild})
		}
		if in = openTable(e.value); in == nil {
			t.repeated(k.start, k.name)
			return
		}
	}
	e := in.get(last.name)
	switch {
	case several && e == nil:
		t.add(in, last, &node{shape: theTables, start: made.start, end: made.end, items: []*node{made}})
	case several && e.value.shape == theTables:
		e.value.items = append(e.value.items, made)
	case !several && e == nil:
		t.add(in, last, made)
	case !several && e.value.shape == aTable && e.value.made == byChild:
		e.value.made, e.value.start, e.value.end = byHeader, made.start, made.end
		t.table = e.value
	default:
		t.repeated(last.start, last.name)
	}
}

// openTable gives the table that a header can go through; nil for none.
func openTable(v *node) *node {
	switch {
	case v.shape == theTables:
		return v.items[len(v.items)-1]
	case v.shape == aTable && v.made != byBraces:
		return v
	}
	return nil
}

// assign puts a value where a key, perhaps dotted, names it within a table.
func (t *tree) assign(in *node, keys []*entry, value *node) {
	for _, k := range keys[:len(keys)-1] {
		e := in.get(k.name)
		if e == nil {
			e = t.add(in, k, &node{shape: aTable, start: k.start, end: k.end, made: byDots})
		}
		if e.value.shape != aTable || e.value.made != byDots {
			t.repeated(k.start, k.name)
			return
		}
		in = e.value
	}
	last := keys[len(keys)-1]
	if in.get(last.name) != nil {
		t.repeated(last.start, last.name)
		return
	}
	t.add(in, last, value)
}

func (t *tree) add(in *node, k *entry, value *node) *entry {
	e := &entry{name: k.name, start: k.start, end: k.end, line: k.line, value: value}
	if t.entries++; t.entries > MaxEntries {
		if t.entries == MaxEntries+1 {
			t.many(k.start)
		}
		return e
	}
	in.entries = append(in.entries, e)
	return e
}

// shapes maps the kinds of the TOML library.
var shapes = map[unstable.Kind]shape{
	unstable.String: aText, unstable.Integer: aNumber, unstable.Float: aNumber, unstable.Bool: aBool,
	unstable.LocalDate: aDate, unstable.DateTime: aDate, unstable.LocalDateTime: aLocal, unstable.LocalTime: aLocal,
	unstable.Array: aList, unstable.InlineTable: aTable,
}
