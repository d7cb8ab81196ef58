package plus

import (
	"slices"
	"strings"

	"github.com/proviso-signals/proviso/container/xmp"
)

// between parts our text from that of somebody else.
const between = "\n\n"

// constraint sets our part of plus:OtherConstraints.
func (e *edit) constraint(text string) error {
	was := e.get(xmp.NSPLUS, constraints)
	alt, at, ok := languages(was)
	if !ok {
		if text == "" {
			return nil
		}
		return ErrForeign
	}
	foreign := ""
	if at >= 0 {
		foreign = e.without(alt.Items[at].Text)
	}
	joined := text
	switch {
	case foreign == text:
		joined = foreign
	case text != "":
		e.after = append(e.after, written{constraints, text})
		if foreign != "" {
			joined = foreign + between + text
		}
	default:
		joined = foreign
	}
	alt.put(at, joined)
	if len(alt.Items) == 0 {
		e.remove(xmp.NSPLUS, constraints)
		return nil
	}
	if was == nil || at < 0 || joined != was.Default() {
		e.set(xmp.NSPLUS, constraints, xmp.Value(alt))
	}
	return nil
}

// without takes what an earlier stamp wrote off a text.
func (e *edit) without(text string) string {
	for _, w := range e.before {
		if w.name != constraints {
			continue
		}
		if text == w.text {
			return ""
		}
		if rest, ok := strings.CutSuffix(text, between+w.text); ok {
			return rest
		}
	}
	return text
}

// alternatives is a text in several languages.
type alternatives xmp.Value

// languages gives a value as a text in languages, and where its default text is, or -1.
// It is not ok for what is no such text.
func languages(v *xmp.Value) (alt alternatives, at int, ok bool) {
	alt.Kind = xmp.KindAlt
	switch {
	case v == nil:
		return alt, -1, true
	case v.Kind == xmp.KindText && len(v.Qualifiers) == 0:
		alt.Items = []xmp.Value{xmp.InLang("x-default", v.Text)}
		return alt, 0, true
	case v.Kind != xmp.KindAlt || v.Cut || len(v.Qualifiers) > 0:
		return alt, -1, false
	}
	alt.Items = slices.Clone(v.Items)
	at = slices.IndexFunc(alt.Items, func(i xmp.Value) bool { return strings.EqualFold(i.Lang, "x-default") })
	return alt, at, at < 0 || alt.Items[at].Kind == xmp.KindText
}

// put sets the default text, or takes it away.
func (a *alternatives) put(at int, text string) {
	switch {
	case at >= 0 && text == "":
		a.Items = slices.Delete(a.Items, at, at+1)
	case at >= 0:
		a.Items[at].Text = text
	case text != "":
		a.Items = slices.Insert(a.Items, 0, xmp.InLang("x-default", text))
	}
}
