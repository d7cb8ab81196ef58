package plus

import (
	"errors"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/container/xmp"
)

// TypeDeclaration is the media type of Proviso's declaration document. A link of this
// type to a rights expression is known to be ours by it.
const TypeDeclaration = "application/vnd.proviso.declaration+json"

// ErrForeign is what [Changes] gives where a property would have to be changed that
// holds something of somebody else in a form that cannot be kept.
var ErrForeign = errors.New("plus: a property has a value of somebody else that a change would lose")

// Changes gives what to change in a packet so that it says the outcomes as far as the
// vocabulary can, and what is lost. The current packet is what the file has now; nil for
// none. It changes:
//
//   - plus:DataMining, whatever it said before. Whether it may be overwritten is for the
//     caller to decide; see [Says] and [Ours]. Where no term may stand, one of ours goes.
//   - plus:OtherConstraints, where the term refers to it or to a link: the constraint, a
//     text for people, is the default text, or is added behind that of somebody else.
//   - Iptc4xmpExt:LinkedEncRightsExpr, where said.Link is the URL of a declaration: a link
//     of type [TypeDeclaration] takes the place of an earlier one. Links of others stay.
//   - the record of what was written, which is a property of Proviso's mark.
//
// An error is about a link that is no absolute http or https URL, or [ErrForeign].
func Changes(current *xmp.Packet, s carrier.Said, constraint string) ([]xmp.Change, []proviso.Loss, error) {
	t, losses, err := choose(s)
	if err != nil {
		return nil, nil, err
	}
	text := ""
	if t != nil {
		text = t.uri()
	}
	constraint = strings.TrimSpace(strings.ReplaceAll(constraint, "\r\n", "\n"))
	if t == nil || t.refers != toConstraint && t.refers != toLinked {
		constraint = ""
	}
	link := s.Link
	if s.Outcomes.Silent() {
		link = ""
	}
	e := edit{current: current, before: recordOf(current)}
	e.mining(text)
	err = errors.Join(e.constraint(constraint), e.link(link))
	if err != nil {
		return nil, nil, err
	}
	e.record()
	return e.changes, losses, nil
}

// Clear gives what to take out of a packet so that nothing is left of what [Changes]
// wrote. What was changed since, and what others wrote, stays.
func Clear(current *xmp.Packet) []xmp.Change {
	e := edit{current: current, before: recordOf(current)}
	e.mining("")
	// Where a value of somebody else is in the way, there is nothing of ours in it.
	_ = e.constraint("")
	_ = e.link("")
	e.record()
	return e.changes
}

// Ours reports whether plus:DataMining is in a packet as [Changes] wrote it.
func Ours(current *xmp.Packet) bool {
	e := edit{current: current, before: recordOf(current)}
	return e.owns(Property, singleText(e.get(xmp.NSPLUS, Property)))
}

// edit is a set of changes under way.
type edit struct {
	current       *xmp.Packet
	before, after []written
	changes       []xmp.Change
}

func (e *edit) get(space, name string) *xmp.Value {
	if e.current == nil {
		return nil
	}
	return e.current.Get(space, name)
}

func (e *edit) set(space, name string, v xmp.Value) {
	if was := e.get(space, name); was == nil || !was.Equal(&v) {
		e.changes = append(e.changes, xmp.Set(space, "", name, v))
	}
}

func (e *edit) remove(space, name string) {
	if e.get(space, name) != nil {
		e.changes = append(e.changes, xmp.Remove(space, name))
	}
}

// owns reports whether an earlier stamp wrote a text into a property.
func (e *edit) owns(name, text string) bool {
	return text != "" && slices.Contains(e.before, written{name, text})
}

// mining sets plus:DataMining. What says the same already is left alone, and stays
// whose it was.
func (e *edit) mining(text string) {
	was := singleText(e.get(xmp.NSPLUS, Property))
	switch owned := e.owns(Property, was); {
	case text == "" && owned:
		e.remove(xmp.NSPLUS, Property)
	case text != "" && (owned || was != text):
		e.set(xmp.NSPLUS, Property, xmp.Text(text))
		e.after = append(e.after, written{Property, text})
	}
}

// singleText is the text of a value that is one text.
func singleText(v *xmp.Value) string {
	if v == nil || v.Kind != xmp.KindText {
		return ""
	}
	return v.Text
}
