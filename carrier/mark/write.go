package mark

import (
	"github.com/proviso-signals/proviso/container/xmp"
)

// Mark is a mark as it is written. Empty fields are properties that are not there.
type Mark struct {
	Expression string // a Content-Usage value, such as [expr.Write] makes
	// Vocabulary names the revisions that the expression follows, for people.
	Vocabulary  string
	Declaration string // absolute URL of the declaration that says it in full
	Digest      string // of the declaration, as [DigestOf] writes it
	// SafeForms are statements of other carriers in the same file that are only a safe
	// form of the expression. What says more than the expression, such as a refusal of
	// tdm that is meant, must not be among them: it would be read as the expression.
	SafeForms []SafeForm
}

// SafeForm is a statement that stands in the same file.
type SafeForm struct {
	Carrier string // the carrier's name
	Text    string // exactly as it stands there
}

// Changes gives what to change in a packet so that it has the mark, and no other.
func Changes(m Mark) []xmp.Change {
	changes := []xmp.Change{
		text(NameExpression, m.Expression),
		text(NameVocabulary, m.Vocabulary),
		text(NameDeclaration, m.Declaration),
		text(NameDigest, m.Digest),
	}
	if len(m.SafeForms) == 0 {
		return append(changes, xmp.Remove(Namespace, NameSafeForms))
	}
	items := make([]xmp.Value, len(m.SafeForms))
	for i, f := range m.SafeForms {
		items[i] = xmp.Text(f.Carrier + " " + f.Text)
	}
	return append(changes, xmp.Set(Namespace, Prefix, NameSafeForms, xmp.Bag(items...)))
}

func text(name, s string) xmp.Change {
	if s == "" {
		return xmp.Remove(Namespace, name)
	}
	return xmp.Set(Namespace, Prefix, name, xmp.Text(s))
}

// Clear gives what to take out of a packet so that it has no mark. What else a stamp
// wrote is for the carriers of it to take out; the record of it goes with the mark.
func Clear() []xmp.Change {
	var changes []xmp.Change
	for _, name := range []string{NameExpression, NameVocabulary, NameDeclaration, NameDigest, NameSafeForms, NameWrote} {
		changes = append(changes, xmp.Remove(Namespace, name))
	}
	return changes
}

// Of gives the mark of a packet as it stands, sound or not; ok is false where there is
// none, and for a nil packet.
func Of(p *xmp.Packet) (m Mark, ok bool) {
	if p == nil {
		return m, false
	}
	for range p.In(Namespace) {
		ok = true
		break
	}
	if !ok {
		return m, false
	}
	m.Expression, _ = textOf(p.Get(Namespace, NameExpression))
	m.Vocabulary, _ = textOf(p.Get(Namespace, NameVocabulary))
	m.Declaration, _ = textOf(p.Get(Namespace, NameDeclaration))
	m.Digest, _ = textOf(p.Get(Namespace, NameDigest))
	if v := p.Get(Namespace, NameSafeForms); v != nil {
		m.SafeForms, _ = safeFormsOf(v)
	}
	return m, true
}
