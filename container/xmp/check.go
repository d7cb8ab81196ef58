package xmp

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/proviso-signals/proviso/container"
)

func refuse(code, format string, args ...any) *container.Refusal {
	return &container.Refusal{Code: code, Hint: fmt.Sprintf(format, args...)}
}

// check refuses what XML or XMP cannot say. It returns error so that nil stays nil.
func (c *Change) check() error {
	if r := checkName(c.Space, c.Prefix, c.Name); r != nil {
		return r
	}
	if c.Value == nil {
		return nil
	}
	if r := checkValue(c.Name, c.Value, 0); r != nil {
		return r
	}
	return nil
}

// checkName refuses a name. Of those of RDF, only rdf:type may be had.
func checkName(space, prefix, local string) *container.Refusal {
	switch {
	case !isNCName(local) || !utf8.ValidString(local):
		return refuse("xmp-name", "%.40q is no name.", local)
	case prefix != "" && (!isNCName(prefix) || !utf8.ValidString(prefix)):
		return refuse("xmp-name", "%.40q is no prefix.", prefix)
	case space == "" || space == NSXML || space == namespaceXMLNS || !isText(space):
		return refuse("xmp-name", "%.40q cannot be the namespace of a property.", space)
	case space == NSRDF && local != "type":
		return refuse("xmp-name", "rdf:%.40s belongs to the syntax of RDF.", local)
	}
	return nil
}

// maxWritten is how deep a value may nest that is written: three elements each.
const maxWritten = MaxDepth/3 - 3

func checkValue(name string, v *Value, depth int) *container.Refusal {
	switch {
	case depth > maxWritten:
		return refuse("xmp-value", "The value of %s nests too deep.", name)
	case v.Kind >= KindXML || v.Cut:
		return refuse("xmp-value", "The value of %s was not read whole, and cannot be written.", name)
	case len(v.Items) > 0 && !v.Kind.array(), len(v.Fields) > 0 && v.Kind != KindStruct, v.Text != "" && v.Kind > KindURI:
		return refuse("xmp-value", "The value of %s is %s and has what belongs to another kind.", name, v.Kind)
	case !isText(v.Text) || !isText(v.Lang):
		return refuse("xmp-value", "The value of %s has characters that XML cannot hold.", name)
	case len(v.Items) > MaxItems:
		return refuse("xmp-value", "The value of %s has more than %d items.", name, MaxItems)
	}
	for i := range v.Items {
		if r := checkValue(name, &v.Items[i], depth+1); r != nil {
			return r
		}
	}
	if r := checkFields(name, v.Fields, depth); r != nil {
		return r
	}
	return checkFields(name, v.Qualifiers, depth)
}

func checkFields(name string, fields []Field, depth int) *container.Refusal {
	if len(fields) > MaxAttributes {
		return refuse("xmp-value", "The value of %s has more than %d fields.", name, MaxAttributes)
	}
	for i := range fields {
		f := &fields[i]
		if r := checkName(f.Space, f.Prefix, f.Name); r != nil {
			return r
		}
		if find(fields[:i], f.Space, f.Name) != nil {
			return refuse("xmp-value", "The value of %s has %s twice.", name, f.Name)
		}
		if r := checkValue(name, &f.Value, depth+1); r != nil {
			return r
		}
	}
	return nil
}

// isText reports whether XML can hold a text.
func isText(s string) bool {
	return utf8.ValidString(s) && strings.IndexFunc(s, func(r rune) bool { return !isChar(r) }) < 0
}

// Verify holds what [Parse] has made of the edited packet against the draft: the changes
// are made, and nothing else changed. Any error is a [*container.Refusal].
func (d *Draft) Verify(after *Packet) error {
	if broken := after.scanner.broken; broken != nil {
		return refuse(broken.Code, "The packet would no longer be read: %s", broken.Hint)
	}
	for i := range d.changes {
		c := &d.changes[i]
		got := after.Get(c.Space, c.Name)
		if (got == nil) != (c.Value == nil) || got != nil && !got.Equal(c.Value) {
			return refuse("xmp-verify", "%s does not read back as it was set.", c.Name)
		}
	}
	changed := func(q *Property) bool { return changeOf(d.changes, q.Space, q.Name) != nil }
	j := 0
	for i := range d.before.Properties {
		b := &d.before.Properties[i]
		if changed(b) {
			continue
		}
		for j < len(after.Properties) && changed(&after.Properties[j]) {
			j++
		}
		if j == len(after.Properties) || !after.Properties[j].says(b) {
			return refuse("xmp-verify", "%s would not stay as it is.", b.Name)
		}
		j++
	}
	return nil
}

// changeOf finds the change of a property, or nil.
func changeOf(changes []Change, space, name string) *Change {
	for i := range changes {
		if c := &changes[i]; c.Name == name && c.Space == space {
			return c
		}
	}
	return nil
}

// says reports whether two properties are the same and say the same.
func (q *Property) says(o *Property) bool {
	cut := q.Value.Cut && o.Value.Cut
	return q.Name == o.Name && q.Space == o.Space && q.About == o.About && (cut || q.Value.Equal(&o.Value))
}
