package declare

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Change sets one key of a declaration file.
type Change struct {
	// Collection is the name of the collection whose key it is; empty for keys of the
	// declaration itself.
	Collection string
	// Key is dotted, as in "train-ai", "conditions.floor", "party.name" or
	// "validity.until".
	Key string
	// Value is a text, or a date as TOML writes it, or true or false.
	Value string
	// List is for keys that take several texts.
	List []string
}

// ErrEdit is returned for what [Edit] cannot do.
var ErrEdit = errors.New("declare: the file cannot be changed so")

// Edit makes changes, one after the other, in the text of a declaration file. Only the
// bytes of values that change are changed; a key that is not there is put behind the last
// one of its table. Comments, order and white space stay, line ends are as they were. In a
// list only the values that differ are touched.
//
// An error says which change could not be made: the text is not TOML, there is no such key
// or collection, or the value is not one that the key takes. A file that has other
// mistakes can be changed all the same, and so be mended.
func Edit(text []byte, changes ...Change) ([]byte, error) {
	for _, c := range changes {
		edited, err := edit(text, c)
		if err != nil {
			return nil, fmt.Errorf("%w: %s: %w", ErrEdit, c.Key, err)
		}
		text = edited
	}
	return text, nil
}

func edit(text []byte, c Change) ([]byte, error) {
	kind, ok := shapeAt(c)
	if !ok {
		return nil, errors.New("there is no such key")
	}
	value, err := c.toml(kind)
	if err != nil {
		return nil, err
	}
	at, err := locate(text, c)
	if err != nil {
		return nil, err
	}
	edited := at.splice(text, value, c.List)
	if err := checkEdit(text, edited, c); err != nil {
		return nil, err
	}
	return edited, nil
}

// shapeAt tells what a change's key takes.
func shapeAt(c Change) (shape, bool) {
	table, name, dotted := strings.Cut(c.Key, ".")
	switch {
	case c.Collection != "" && !dotted:
		return shapeIn(collectionKeys(), c.Key)
	case !dotted:
		return shapeIn(fileKeys(), c.Key)
	case table == "conditions":
		return shapeIn(conditionKeys(), name)
	case table == "party" && c.Collection == "":
		return shapeIn(partyKeys(), name)
	case table == "validity" && c.Collection == "":
		return shapeIn(validityKeys(), name)
	case table == "publish" && c.Collection == "":
		return shapeIn(publicationKeys(), name)
	}
	return 0, false
}

func shapeIn[T any](keys []key[T], name string) (shape, bool) {
	i := slices.IndexFunc(keys, func(k key[T]) bool { return k.name == name })
	if i < 0 || keys[i].shape == aNumber || keys[i].shape == aTable || keys[i].shape == theTables {
		return 0, false
	}
	return keys[i].shape, true
}

var dateLike = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[Tt ][0-9:.]+(?:[Zz]|[+\-][0-9:]+))?$`)

// toml writes the value of a change.
func (c Change) toml(kind shape) (string, error) {
	switch {
	case kind == aList:
		if c.Value != "" || len(c.List) == 0 {
			return "", errors.New("the key takes a list")
		}
		return "[" + tomlTexts(c.List) + "]", nil
	case len(c.List) > 0:
		return "", errors.New("the key takes one value")
	case kind == aDate:
		if !dateLike.MatchString(c.Value) {
			return "", errors.New("the key takes a date")
		}
		return c.Value, nil
	case kind == aBool:
		if c.Value != "true" && c.Value != "false" {
			return "", errors.New("the key takes true or false")
		}
		return c.Value, nil
	}
	return tomlText(c.Value), nil
}

func tomlTexts(list []string) string {
	written := make([]string, len(list))
	for i, s := range list {
		written[i] = tomlText(s)
	}
	return strings.Join(written, ", ")
}

// place is where a change goes: at an entry that is there, or into a table as a new key.
type place struct {
	entry *entry
	table *node
	key   string // what to call a new entry there
}

// locate finds where a change goes.
func locate(text []byte, c Change) (place, error) {
	r := newReader(text)
	if isUTF16(text) || len(text) > MaxSize {
		return place{}, errors.New("the file is too large, or not UTF-8")
	}
	table := r.scan()
	if r.faults > 0 {
		return place{}, fmt.Errorf("the file is not TOML at %s", r.listed()[0].Where)
	}
	if c.Collection != "" {
		if table = collectionNamed(table, c.Collection); table == nil {
			return place{}, fmt.Errorf("there is no collection %q", c.Collection)
		}
	}
	parts := strings.Split(c.Key, ".")
	for i, name := range parts[:len(parts)-1] {
		e := table.get(name)
		if e == nil {
			return place{table: table, key: strings.Join(parts[i:], ".")}, nil
		}
		if e.value.shape != aTable || e.value.made == byChild {
			return place{}, fmt.Errorf("%q is no table", name)
		}
		table = e.value
	}
	last := parts[len(parts)-1]
	return place{entry: table.get(last), table: table, key: last}, nil
}

// collectionNamed finds the table of a collection.
func collectionNamed(root *node, name string) *node {
	e := root.get("collection")
	if e == nil {
		return nil
	}
	for _, t := range e.value.items {
		if n := t.get("name"); t.shape == aTable && n != nil && n.value.text == name {
			return t
		}
	}
	return nil
}

// splice puts a value in.
func (p place) splice(text []byte, value string, list []string) []byte {
	switch {
	case p.entry != nil && p.entry.value.shape == aList && len(list) > 0:
		from, to, middle := spliceList(p.entry.value, list)
		return replace(text, from, to, middle)
	case p.entry != nil:
		return replace(text, p.entry.value.start, p.entry.value.end, value)
	case p.table.made == byBraces && len(p.table.entries) == 0:
		return replace(text, p.table.start+1, p.table.end-1, " "+p.key+" = "+value+" ")
	case p.table.made == byBraces:
		return replace(text, p.table.next, p.table.next, ", "+p.key+" = "+value)
	}
	at := p.table.next
	line := indent(text, p.table) + p.table.dotted + p.key + " = " + value
	end := "\n"
	if bytes.Contains(text, []byte("\r\n")) {
		end = "\r\n"
	}
	if at > 0 && text[at-1] != '\n' && !(at == len(byteOrderMark) && bytes.HasPrefix(text, []byte(byteOrderMark))) {
		return replace(text, at, at, end+line+end)
	}
	return replace(text, at, at, line+end)
}

// indent is the white space before the last key of a table.
func indent(text []byte, t *node) string {
	if len(t.entries) == 0 {
		return ""
	}
	at := t.entries[len(t.entries)-1].line
	from := bytes.LastIndexByte(text[:at], '\n') + 1
	if strings.Trim(string(text[from:at]), " \t") != "" {
		return ""
	}
	return string(text[from:at])
}

// spliceList gives what to replace in a list so that it has other values, and no more than
// that: what both begin and end with stays, and so do the comments there.
func spliceList(v *node, list []string) (from, to int, middle string) {
	old := v.items
	for _, item := range old {
		if item.shape != aText {
			return v.start, v.end, "[" + tomlTexts(list) + "]"
		}
	}
	head := 0
	for head < min(len(old), len(list)) && old[head].text == list[head] {
		head++
	}
	tail := 0
	for tail < min(len(old), len(list))-head && old[len(old)-1-tail].text == list[len(list)-1-tail] {
		tail++
	}
	gone, fresh := old[head:len(old)-tail], list[head:len(list)-tail]
	switch {
	case len(old) == 0:
		return v.start, v.end, "[" + tomlTexts(list) + "]"
	case len(gone) > 0 && len(fresh) > 0:
		return gone[0].start, gone[len(gone)-1].end, tomlTexts(fresh)
	case len(gone) > 0 && head > 0:
		return old[head-1].end, gone[len(gone)-1].end, ""
	case len(gone) > 0:
		return gone[0].start, old[len(gone)].start, ""
	case len(fresh) > 0 && head > 0:
		return old[head-1].end, old[head-1].end, ", " + tomlTexts(fresh)
	case len(fresh) > 0:
		return old[0].start, old[0].start, tomlTexts(fresh) + ", "
	}
	return v.start, v.start, ""
}

func replace(text []byte, from, to int, with string) []byte {
	return slices.Concat(text[:from], []byte(with), text[to:])
}

// checkEdit reads the result back: it says the new thing, and has no mistake that was not
// there before.
func checkEdit(before, after []byte, c Change) error {
	if c.Collection != "" && c.Key == "name" {
		c.Collection = c.Value // as which it is found now
	}
	at, err := locate(after, c)
	if err != nil {
		return fmt.Errorf("the result does not read back: %w", err)
	}
	if at.entry == nil || !c.says(at.entry.value) {
		return errors.New("the result does not say what was to be said")
	}
	was, is := newReader(before), newReader(after)
	was.read()
	is.read()
	for _, p := range is.problems {
		if is.faults > was.faults && p.at >= at.entry.value.start && p.at <= at.entry.value.end {
			return errors.New(p.Hint)
		}
	}
	if is.faults > was.faults {
		return errors.New("the result has more mistakes than the file had")
	}
	return nil
}

// says reports whether a value is the change's.
func (c Change) says(v *node) bool {
	if v.shape != aList {
		return len(c.List) == 0 && v.text == c.Value
	}
	return slices.EqualFunc(v.items, c.List, func(item *node, s string) bool { return item.shape == aText && item.text == s })
}

// AddCollection puts a collection that has only a name at the end of the file; [Edit] can
// then say what there is to say about it.
func AddCollection(text []byte, name string) ([]byte, error) {
	r := newReader(text)
	root := r.scan()
	if r.faults > 0 {
		return nil, fmt.Errorf("%w: the file is not TOML at %s", ErrEdit, r.listed()[0].Where)
	}
	if e := root.get("collection"); e != nil && e.value.shape != theTables {
		return nil, fmt.Errorf("%w: its collections do not stand under [[collection]]", ErrEdit)
	}
	if collectionNamed(root, name) != nil {
		return nil, fmt.Errorf("%w: there is a collection %q", ErrEdit, name)
	}
	end := "\n"
	if bytes.Contains(text, []byte("\r\n")) {
		end = "\r\n"
	}
	out := slices.Clone(text)
	if len(out) > 0 && !bytes.HasSuffix(out, []byte("\n")) {
		out = append(out, end...)
	}
	if len(out) > 0 {
		out = append(out, end...)
	}
	out = append(out, "[[collection]]"+end+"name = "+tomlText(name)+end...)
	was, is := newReader(text), newReader(out)
	was.read()
	is.read()
	if is.faults > was.faults {
		return nil, fmt.Errorf("%w: %s", ErrEdit, is.listed()[0].Hint)
	}
	return out, nil
}
