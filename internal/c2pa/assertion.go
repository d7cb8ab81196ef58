package c2pa

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"github.com/proviso-signals/proviso/internal/jumbf"
)

// base takes the number of the instance and the version off the label of an assertion
// (C2PA 2.2 sections 6.3 and 6.4). A new version only adds fields.
func base(label string) string {
	for _, mark := range []string{"__", ".v"} {
		if i := strings.LastIndex(label, mark); i >= 0 && digits(label[i+2:]) {
			label = label[:i]
		}
	}
	return label
}

func digits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

func training(label string) bool {
	b := base(label)
	return b == LabelC2PA || b == LabelCAWG
}

// trainingBoxes gives the training and data mining assertions of a manifest that is
// not compressed.
func trainingBoxes(m *jumbf.Box) (found []*jumbf.Box) {
	for _, store := range m.Labelled(labelAssertions) {
		for _, b := range store.Boxes {
			if b.Described && training(b.Label) {
				found = append(found, b)
			}
		}
	}
	return found
}

// assertions reads the training and data mining assertions of a manifest.
func (r *reader) assertions(m *manifest, c *claim) {
	twice := map[string]int{}
	for _, b := range m.assertions {
		twice[b.Label]++
	}
	for _, b := range m.assertions {
		switch {
		case !b.Described:
		case slices.Contains([]string{"c2pa.cloud-data", "c2pa.external-reference"}, base(b.Label)):
			r.remote(m, b)
		case !training(b.Label):
		case len(m.Assertions) == MaxAssertions:
			r.problem("c2pa-limit", m.place(b.Offset), "There are more assertions on training and mining than are read.")
			return
		default:
			m.Assertions = append(m.Assertions, r.assertion(m, c, b, m.ambiguous || twice[b.Label] > 1))
		}
	}
}

// assertion reads one assertion and says how it stands.
func (r *reader) assertion(m *manifest, c *claim, b *jumbf.Box, twice bool) Assertion {
	a := Assertion{Label: b.Label, Type: base(b.Label), Offset: m.place(b.Offset)}
	if twice {
		a.Standing = Unclaimed
		r.problem("c2pa-ambiguous", a.Offset, "The label "+quoted(b.Label)+" leads to more than one assertion, so that the claim refers to none.")
	} else {
		a.Standing, a.List = r.standing(m, c, b)
		r.tell(a)
	}
	if !blotted(m, b) {
		r.entries(m, b, &a)
	}
	return a
}

// tell reports an assertion that does not speak.
func (r *reader) tell(a Assertion) {
	switch a.Standing {
	case Unclaimed:
		r.problem("c2pa-unclaimed", a.Offset, "The claim does not list "+quoted(a.Label)+", which does not speak.")
	case Redacted:
		r.problem("c2pa-redacted", a.Offset, quoted(a.Label)+" was taken back, and does not speak.")
	case Altered:
		r.problem("c2pa-altered", a.Offset, quoted(a.Label)+" is not what the claim hashed, and does not speak.")
	case Unchecked:
		r.problem("c2pa-algorithm", a.Offset, "The claim has no hash of "+quoted(a.Label)+" that can be checked, and it does not speak.")
	}
}

// standing says how an assertion stands to the claims: of several references to it,
// the worst counts.
func (r *reader) standing(m *manifest, c *claim, b *jumbf.Box) (s Standing, l List) {
	references := c.references[b.Label]
	if len(references) == 0 {
		s = Unclaimed
	}
	known := map[string][]byte{}
	for _, ref := range references {
		l = ref.list
		if checked := ref.check(b.Content(m.data), known); s != Altered && checked != Claimed {
			s = checked
		}
	}
	if r.redacted[assertionPath(m.Label, b.Label)] || blotted(m, b) {
		s = Redacted
	}
	return s, l
}

// redaction is the type of the box that stands for what was taken back (C2PA 2.2
// section 6.8).
const redaction = "\xCA\xA9\x8E\xEE\x9D\x4D\xF8\x0E\x86\xAD\x4D\xFF\xCA\x26\x39\x73"

// blotted reports whether the content of an assertion was replaced by zeros: since 2.1
// in a box of its own, before that in place.
func blotted(m *manifest, b *jumbf.Box) bool {
	for _, inner := range b.Boxes {
		content := inner.Content(m.data)
		if inner.Type == "uuid" {
			content = bytes.TrimPrefix(content, []byte(redaction))
		}
		if len(bytes.Trim(content, "\x00")) > 0 {
			return false
		}
	}
	return len(b.Boxes) > 0
}

// remote reports a training and data mining assertion that is stored elsewhere: C2PA
// 2.2 section 18.11, and external references of 2.4.
func (r *reader) remote(m *manifest, b *jumbf.Box) {
	root, _ := r.cbor(m, b)
	if label, ok := root.Get("label").Str(); ok && training(label) {
		r.problem("c2pa-remote", m.place(b.Offset), "An assertion "+quoted(label)+" is stored elsewhere, and not read.")
	}
}

// missing reports training and data mining assertions that the claim lists and that
// are not there.
func (r *reader) missing(m *manifest, c *claim) {
	there := map[string]bool{}
	for _, b := range m.assertions {
		there[b.Label] = true
	}
	var labels []string
	for label := range c.references {
		if training(label) && !there[label] {
			labels = append(labels, label)
		}
	}
	slices.Sort(labels)
	for _, label := range labels {
		if r.redacted[assertionPath(m.Label, label)] {
			r.problem("c2pa-redacted", m.Offset, quoted(label)+" was taken back, and is not there.")
		} else {
			r.problem("c2pa-missing", m.Offset, "The claim lists "+quoted(label)+", which is not there.")
		}
	}
}

// binding gives the label of the hard binding that the claim lists (C2PA 2.2 section
// 9.2).
func (m *manifest) binding(c *claim) string {
	for _, b := range m.assertions {
		switch base(b.Label) {
		case "c2pa.hash.data", "c2pa.hash.boxes", "c2pa.hash.bmff", "c2pa.hash.collection.data":
			if len(c.references[b.Label]) > 0 {
				return b.Label
			}
		}
	}
	return ""
}

// quoted words a label for people.
func quoted(label string) string {
	const most = 80
	if len(label) > most {
		label = label[:most] + "…"
	}
	return strconv.Quote(label)
}
