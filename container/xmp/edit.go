package xmp

import (
	"bytes"
	"slices"
	"time"

	"github.com/proviso-signals/proviso/container"
)

// Editor edits packets. The zero value is the one to use.
type Editor struct {
	// ReadOnlyToo changes packets whose trailer says end="r": that the file has, say, a
	// checksum that covers them.
	ReadOnlyToo bool
	// Date is what xmp:MetadataDate is set to where anything else changes; zero, or a
	// change of its own, leaves that alone.
	Date time.Time
}

// Edit gives a packet with the changes made; see [Editor.Edit].
func Edit(packet []byte, changes ...Change) ([]byte, error) {
	return Editor{}.Edit(packet, changes...)
}

// Edit gives a packet with the changes made. Of several changes to one property the
// last counts. A packet that says it all already comes back byte for byte; so does
// what follows the packet. Any error is a [*container.Refusal].
func (ed Editor) Edit(packet []byte, changes ...Change) ([]byte, error) {
	p, _ := Parse(packet)
	e, err := ed.Draft(p, packet, changes...)
	switch {
	case err != nil:
		return nil, err
	case e == nil:
		return bytes.Clone(packet), nil
	}
	after, _ := Parse(e.Packet)
	if err := e.Verify(after); err != nil {
		return nil, err
	}
	return e.Packet, nil
}

// Draft is an edited packet that nobody has read back yet.
type Draft struct {
	Packet  []byte
	before  *Packet
	changes []Change
}

// Draft makes the changes and leaves it to the caller to read the packet back, by
// [Draft.Verify]: whoever reads the file as it will be need not read the packet twice.
// The first packet is what [Parse] has made of the second. It is nil where the packet
// says it all already.
func (ed Editor) Draft(p *Packet, packet []byte, changes ...Change) (*Draft, error) {
	changes = last(changes)
	for i := range changes {
		if err := changes[i].check(); err != nil {
			return nil, err
		}
	}
	if broken := p.scanner.broken; broken != nil {
		return nil, &container.Refusal{Code: broken.Code, Hint: broken.Hint}
	}
	e := edit{p: p, t: &p.scanner.tree}
	for i := range changes {
		e.plan(&changes[i])
	}
	switch {
	case !e.changes():
		return nil, nil
	case p.ReadOnly && !ed.ReadOnlyToo:
		return nil, &container.Refusal{Code: "xmp-read-only", Hint: `The packet's trailer says end="r": it is not to be changed.`}
	}
	if date := Touch(ed.Date); !ed.Date.IsZero() && changeOf(changes, date.Space, date.Name) == nil {
		changes = append(changes, date)
		e.plan(&changes[len(changes)-1])
	}
	e.insert()
	e.balance()
	out := append(p.Encoding.encode(nil, e.apply()), packet[p.Length:]...)
	return &Draft{out, p, changes}, nil
}

// edit is a plan for one packet.
type edit struct {
	p       *Packet
	t       *tree
	splices []splice
	added   []addition
	new     addition // properties for a description that is to be made
}

// changes reports whether anything comes out otherwise.
func (e *edit) changes() bool {
	return len(e.added) > 0 || len(e.new.properties) > 0 ||
		slices.ContainsFunc(e.splices, func(s splice) bool { return e.t.text[s.from:s.to] != s.text })
}

// addition is what is to be added to a description.
type addition struct {
	owner      int32
	properties []*Change
}

// plan decides what becomes of one property.
func (e *edit) plan(c *Change) {
	found := false
	for i := range e.p.Properties {
		q := &e.p.Properties[i]
		if q.Name != c.Name || q.Space != c.Space {
			continue
		}
		if c.Value == nil || found {
			e.remove(q)
			continue
		}
		found = true
		if !q.Value.Equal(c.Value) {
			e.replace(q, c)
		}
	}
	if found || c.Value == nil {
		return
	}
	if d := e.suitable(c.Space); d > 0 {
		e.add(d, c)
	} else {
		e.new.properties = append(e.new.properties, c)
	}
}

// remove takes a property out, with the white space before it.
func (e *edit) remove(q *Property) {
	e.cut(trimBack(e.t.text, q.start), q.end, "")
}

// replace writes a property where it stands. An attribute that can no longer say it
// gives way to an element.
func (e *edit) replace(q *Property, c *Change) {
	switch {
	case !q.Attribute:
		w := e.writer(q.owner, q.node, indentation(e.t.text, q.start))
		e.cut(q.start, q.end, w.property(c))
	case c.Value.simple():
		a := &e.t.attributes[q.node]
		quote := e.t.text[a.valueEnd]
		e.cut(int(a.valueStart), int(a.valueEnd), string(escape(nil, c.Value.Text, quote)))
	case e.t.is(q.owner, "Description"):
		e.remove(q)
		e.add(q.owner, c)
	default:
		e.remove(q)
		if d := e.suitable(c.Space); d > 0 {
			e.add(d, c)
		} else {
			e.new.properties = append(e.new.properties, c)
		}
	}
}

// simple reports whether an attribute can say it.
func (v *Value) simple() bool {
	return v.Kind == KindText && v.Lang == "" && len(v.Qualifiers) == 0
}

// suitable is the description that a new property belongs into: the first about the
// file in whose scope the namespace has a prefix, else the first about the file; 0 if
// there is none.
func (e *edit) suitable(uri string) int32 {
	var first int32
	for d := e.t.elements[e.p.rdf].child; d > 0; d = e.t.elements[d].next {
		if !e.t.is(d, "Description") || !e.aboutFile(d) {
			continue
		}
		known := false
		e.t.prefixesOf(d, uri, func(string) bool { known = true; return false })
		if known {
			return d
		}
		if first == 0 {
			first = d
		}
	}
	return first
}

// aboutFile reports whether a description is about what the packet is about.
func (e *edit) aboutFile(d int32) bool {
	list := e.t.attributesOf(d)
	for i := range list {
		a := &list[i]
		if kind := e.t.spaces[a.space].kind; kind != spaceRDF && kind != spaceNone {
			continue
		}
		switch e.t.attributeName(a) {
		case "about":
			if about := e.t.attributeValue(a); about != "" && about != e.p.About {
				return false
			}
		case "ID", "nodeID", "aboutEach", "aboutEachPrefix":
			return false
		}
	}
	return true
}

// add gathers properties for a description.
func (e *edit) add(d int32, c *Change) {
	for i := range e.added {
		if e.added[i].owner == d {
			e.added[i].properties = append(e.added[i].properties, c)
			return
		}
	}
	e.added = append(e.added, addition{d, []*Change{c}})
}
