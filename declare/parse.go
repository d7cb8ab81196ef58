package declare

import (
	"github.com/proviso-signals/proviso"
)

// Parse reads a declaration file. Problems are in the order of the file; a problem's
// Mend is the nearest valid form of what stands there, where there is one.
//
// With any [proviso.Fault] among the problems there is no declaration: what a misspelt
// line would have refused must not pass as silence. Warnings and notices are advice, and
// are only given about a file without faults. It never panics.
func Parse(text []byte) (*Declaration, []proviso.Problem) {
	r := newReader(text)
	d := r.read()
	if r.faults > 0 {
		return nil, r.listed()
	}
	r.advise(d)
	return d, r.listed()
}

func (r *reader) read() *Declaration {
	d := &Declaration{}
	switch {
	case len(r.text) > MaxSize:
		r.fault(CodeTooLarge, 0, "the file has more than the "+number(MaxSize)+" bytes that are read", "")
		return d
	case isUTF16(r.text):
		r.fault(CodeTOML, 0, "the file is not UTF-8: save it as UTF-8", "")
		return d
	}
	root := r.scan()
	readTable(r, root, d, fileKeys())
	r.finish(root, d)
	return d
}

// finish looks at what is there only when all is read.
func (r *reader) finish(root *node, d *Declaration) {
	for _, name := range []string{"version", "party", "collection"} {
		if root.get(name) == nil {
			r.fault(CodeMissing, 0, missing[name].why, missing[name].mend)
		}
	}
	if party := root.get("party"); party != nil && party.value.shape == aTable {
		r.required(party.value, "name", "role")
	}
	if e := root.get("party"); e != nil {
		r.partyAt = e.value.start
	}
	if e := root.get("conditions"); e != nil {
		r.conditionsAt = e.value.start
	}
	if v := d.Validity; !v.Until.IsZero() && !v.Until.After(v.From) {
		if e := root.get("validity").value.get("until"); e != nil {
			r.fault(CodeValidity, e.value.start, "the declaration ends before it begins, so that it never holds", "")
		}
	}
	seen := map[string]bool{}
	for i := range d.Collections {
		c := &d.Collections[i]
		if c.Name != "" && seen[c.Name] {
			r.fault(CodeName, r.standing[i].keys["name"], "another collection is called "+quote(c.Name), "")
		}
		seen[c.Name] = true
		c.Conditions = c.Conditions.over(d.Conditions)
	}
}

// missing tells why a key must be there, and what it could say.
var missing = map[string]struct{ why, mend string }{
	"version":    {"the file does not say which version of the form it follows", "version = 1"},
	"party":      {"the file does not say who speaks", "[party]\nname = \"…\"\nrole = \"rightsholder\""},
	"collection": {"the file says nothing about any collection", "[[collection]]\nname = \"whole site\"\ntrain-ai = \"deny\""},
	"name":       {"it has no name", `name = "…"`},
	"role":       {"the party does not say what it is to its collections: author, rightsholder, custodian or agent", `role = "rightsholder"`},
}

// required tells of keys that a table must have.
func (r *reader) required(t *node, names ...string) {
	for _, name := range names {
		if t.get(name) == nil {
			r.fault(CodeMissing, t.start, missing[name].why, missing[name].mend)
		}
	}
}
