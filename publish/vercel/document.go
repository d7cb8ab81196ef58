package vercel

import (
	"bytes"
	"slices"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/internal/jsontree"
	"github.com/proviso-signals/proviso/publish/headersfile/layer"
)

// schema is what a file that we make names besides its headers.
const schema = "https://openapi.vercel.sh/vercel.json"

// document is a vercel.json that was read.
type document struct {
	text    []byte
	root    *jsontree.Node
	headers *jsontree.Node // nil for none
}

// read reads a file that is strict JSON and has the shape of a vercel.json, as far as that
// matters here.
func (j *job) read(text []byte) (*document, bool) {
	root, faults := jsontree.Parse(text)
	if len(faults) > 0 {
		hint := faults[0].Reason.Plain()
		if faults[0].Reason == jsontree.Syntax {
			hint += "; Vercel takes no comments either"
		}
		j.tell(CodeJSON, proviso.Fault, faults[0].Offset, hint)
		return nil, false
	}
	if root.Kind != jsontree.Object {
		j.tell(CodeShape, proviso.Fault, root.Offset, "the file is no object")
		return nil, false
	}
	d := &document{text: text, root: root, headers: root.Get("headers")}
	if d.headers == nil {
		return d, true
	}
	if d.headers.Kind != jsontree.Array {
		j.tell(CodeShape, proviso.Fault, d.headers.Offset, `"headers" is no array`)
		return nil, false
	}
	for _, rule := range d.headers.Items {
		if rule.Kind != jsontree.Object {
			j.tell(CodeShape, proviso.Fault, rule.Offset, "a header rule is no object")
			return nil, false
		}
	}
	return d, true
}

func (d *document) rules() []*jsontree.Node {
	if d.headers == nil {
		return nil
	}
	return d.headers.Items
}

// isOurs tells our rules by their source. One that has conditions was made by somebody.
func isOurs(rule *jsontree.Node) bool {
	source, _ := rule.Get("source").Str()
	return len(rule.Members) == 2 && layer.Ours(source)
}

// cut is a part of a text that is to go.
type cut struct{ from, to int }

// without gives the text without our rules, nil for a file that we made.
func (d *document) without() []byte {
	rules := d.rules()
	if !slices.ContainsFunc(rules, isOurs) {
		return d.text
	}
	if !slices.ContainsFunc(rules, func(r *jsontree.Node) bool { return !isOurs(r) }) {
		return d.withoutAll()
	}
	var cuts []cut
	kept := -1 // the end of the last rule that stays
	for i, r := range rules {
		switch {
		case !isOurs(r):
			kept = r.End
		case kept >= 0:
			cuts = append(cuts, cut{kept, r.End})
			kept = r.End
		default:
			cuts = append(cuts, cut{r.Offset, rules[i+1].Offset})
		}
	}
	return splice(d.text, cuts)
}

// withoutAll takes out an array that has nothing but our rules, or empties it.
func (d *document) withoutAll() []byte {
	members := d.root.Members
	at := slices.IndexFunc(members, func(m jsontree.Member) bool { return m.Value == d.headers })
	last := d.headers.Items[len(d.headers.Items)-1]
	switch made, _ := d.root.Get("$schema").Str(); {
	case d.headers.Items[0].Offset == d.headers.Offset+1: // there was an empty one
		return splice(d.text, []cut{{d.headers.Offset + 1, last.End}})
	case at == 0 && len(members) == 2 && made == schema:
		return nil
	case at > 0:
		return splice(d.text, []cut{{members[at-1].Value.End, d.headers.End}})
	case len(members) == 1:
		return splice(d.text, []cut{{d.root.Offset + 1, d.headers.End}})
	}
	return splice(d.text, []cut{{members[0].Offset, members[1].Offset}})
}

func splice(text []byte, cuts []cut) []byte {
	var out bytes.Buffer
	at := 0
	for _, c := range cuts {
		out.Write(text[at:c.from])
		at = c.to
	}
	out.Write(text[at:])
	return out.Bytes()
}
