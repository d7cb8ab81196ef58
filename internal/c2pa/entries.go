package c2pa

import (
	"github.com/proviso-signals/proviso/internal/cbor"
	"github.com/proviso-signals/proviso/internal/jsontree"
	"github.com/proviso-signals/proviso/internal/jumbf"
)

// value is what CBOR and JSON have in common, as far as it matters here.
type value struct {
	end     int
	text    string
	isText  bool
	isMap   bool
	members []member
}

type member struct {
	key   string
	at    int
	value value
}

func (v *value) get(key string) *value {
	for i := len(v.members) - 1; i >= 0; i-- {
		if v.members[i].key == key {
			return &v.members[i].value
		}
	}
	return nil
}

// Levels of maps that are looked into: the assertion, its entries, and an entry.
const levels = 3

func ofCBOR(n *cbor.Node, level int) value {
	end := n.End
	if n = n.Bare(); n == nil {
		return value{end: end}
	}
	v := value{end: end, isMap: n.Kind == cbor.Map}
	v.text, v.isText = n.Str()
	if level < levels {
		for _, m := range n.Members {
			if key, ok := m.Key.Str(); ok {
				v.members = append(v.members, member{key, m.Key.Offset, ofCBOR(m.Value, level+1)})
			}
		}
	}
	return v
}

func ofJSON(n *jsontree.Node, level int) value {
	v := value{end: n.End, isMap: n.Kind == jsontree.Object}
	v.text, v.isText = n.Str()
	if level < levels {
		for _, m := range n.Members {
			v.members = append(v.members, member{m.Name, m.Offset, ofJSON(m.Value, level+1)})
		}
	}
	return v
}

// entries reads the content of a training and data mining assertion.
func (r *reader) entries(m *manifest, b *jumbf.Box, a *Assertion) {
	content, root := r.content(m, b)
	if content == nil || !root.isMap {
		r.problem("c2pa-content", a.Offset, quoted(a.Label)+" holds no map in CBOR or JSON.")
		return
	}
	a.JSON, a.Raw = content.Type == "json", content.Content(m.data)
	for _, candidate := range candidates(&root) {
		if len(a.Entries) == MaxEntries {
			r.problem("c2pa-limit", a.Offset, quoted(a.Label)+" has more entries than are read.")
			return
		}
		a.Entries = append(a.Entries, r.entry(m, content, candidate))
	}
}

// content reads the CBOR or JSON of an assertion.
func (r *reader) content(m *manifest, b *jumbf.Box) (content *jumbf.Box, root value) {
	if content = b.First("cbor"); content != nil {
		if n, _ := r.cbor(m, b); n != nil {
			root = ofCBOR(n, 0)
		}
		return content, root
	}
	if content = b.First("json"); content == nil {
		return nil, root
	}
	n, faults := jsontree.Parse(content.Content(m.data))
	for _, f := range faults {
		r.problem("c2pa-content", m.place(content.Body+f.Offset), "In the JSON of "+quoted(b.Label)+", "+f.Reason.Plain()+".")
	}
	if n != nil {
		root = ofJSON(n, 0)
	}
	return content, root
}

// candidates are the members of an assertion that are entries: those under "entries",
// and at the top level all but metadata, or, where there are "entries", all that say a
// use.
func candidates(root *value) (found []member) {
	entries := root.get("entries")
	wrapped := entries != nil && entries.isMap && entries.get("use") == nil
	for _, mem := range root.members {
		switch {
		case mem.key == "entries" && mem.value.isMap && mem.value.get("use") == nil:
			found = append(found, mem.value.members...)
		case mem.key == "metadata" && mem.value.get("use") == nil:
		case !wrapped || mem.value.get("use") != nil:
			found = append(found, mem)
		}
	}
	return found
}

// entry reads one entry.
func (r *reader) entry(m *manifest, content *jumbf.Box, mem member) Entry {
	e := Entry{
		Key:    mem.key,
		Offset: m.place(content.Body + mem.at),
		Raw:    content.Content(m.data)[mem.at:mem.value.end:mem.value.end],
	}
	use := mem.value.get("use")
	if use == nil || !use.isText {
		r.problem("c2pa-entry", e.Offset, "The entry "+quoted(e.Key)+" does not say a use.")
		return e
	}
	e.Use = use.text
	for _, key := range []string{"constraints_info", "constraint_info"} {
		if info := mem.value.get(key); info != nil && info.isText {
			e.Info = info.text
		}
	}
	return e
}
