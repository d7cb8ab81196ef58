package imagerights

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso/container/xmp"
)

// Rights is what an owner can have [Changes] put into an image. Empty members are left
// as they are.
type Rights struct {
	WebStatement string // absolute URL of a page about the rights, or of a licence
	UsageTerms   string
	Notice       string // copyright notice
	Creator      string // one name
	Credit       string // credit line
	LicensorURL  string // absolute URL of a page that tells how to get a licence
	LicensorName string
}

// Errors of [Changes].
var (
	// ErrNotURL: a link is no absolute http or https URL.
	ErrNotURL = errors.New("imagerights: a link to rights information is an absolute http or https URL")
	// ErrForeign: a property holds something of somebody else that a change would lose.
	ErrForeign = errors.New("imagerights: a property has values of somebody else that a change would lose")
)

// MaxLicensors is how many licensors an image can have (PLUS LDF 2.0.1, plus:Licensor).
const MaxLicensors = 3

// Changes gives what to change in a packet so that it says what the rights say. The
// current packet is what the file has now; nil for none. What holds one text is
// replaced: whether it may be is for the caller to decide. What holds several keeps
// those of others: further languages of a text, further creators, further licensors. What
// says it already is left alone. cc: terms are never touched.
//
// An error wraps [ErrNotURL] or [ErrForeign], with the property that it is about.
func Changes(current *xmp.Packet, r Rights) ([]xmp.Change, error) {
	e := edit{current: current}
	e.link(xmp.NSXMPRights, "WebStatement", r.WebStatement)
	e.prose(xmp.NSXMPRights, "UsageTerms", r.UsageTerms)
	e.prose(xmp.NSDC, "rights", r.Notice)
	e.creator(r.Creator)
	e.single(xmp.NSPhotoshop, "Credit", r.Credit)
	e.licensor(r.LicensorURL, r.LicensorName)
	if e.err != nil {
		return nil, e.err
	}
	return e.changes, nil
}

// edit is a set of changes under way. The first error ends it.
type edit struct {
	current *xmp.Packet
	changes []xmp.Change
	err     error
}

func (e *edit) get(space, name string) *xmp.Value {
	if e.current == nil {
		return nil
	}
	return e.current.Get(space, name)
}

func (e *edit) fail(err error, space, name string) {
	if e.err == nil {
		e.err = fmt.Errorf("%w: %s:%s", err, xmp.UsualPrefix(space), name)
	}
}

func (e *edit) set(space, name string, v xmp.Value) {
	if was := e.get(space, name); was == nil || !was.Equal(&v) {
		e.changes = append(e.changes, xmp.Set(space, "", name, v))
	}
}

// url checks a link.
func (e *edit) url(space, name, link string) string {
	if link = strings.TrimSpace(link); link == "" {
		return ""
	}
	value, ok := absolute(link)
	if !ok {
		e.fail(ErrNotURL, space, name)
	}
	return value
}

func (e *edit) link(space, name, link string) {
	e.single(space, name, e.url(space, name, link))
}

// single sets a text.
func (e *edit) single(space, name, text string) {
	if text = strings.TrimSpace(text); text != "" {
		e.set(space, name, xmp.Text(text))
	}
}

// prose sets the default text of one in several languages.
func (e *edit) prose(space, name, text string) {
	if text = strings.TrimSpace(text); text == "" {
		return
	}
	was := e.get(space, name)
	switch {
	case was == nil, was.Kind == xmp.KindText, was.Kind == xmp.KindAlt && len(was.Items) == 0:
		e.set(space, name, xmp.LangAlt(text))
		return
	case was.Kind != xmp.KindAlt || was.Cut:
		e.fail(ErrForeign, space, name)
		return
	}
	items := slices.Clone(was.Items)
	at := slices.IndexFunc(items, func(v xmp.Value) bool { return strings.EqualFold(v.Lang, "x-default") })
	if at < 0 {
		items = slices.Insert(items, 0, xmp.InLang("x-default", text))
	} else {
		items[at] = xmp.InLang("x-default", text)
	}
	e.set(space, name, xmp.Alt(items...))
}

// items are the values of a list, or the one value that stands for a list. They are not
// ok where something in them could not be kept.
func items(v *xmp.Value) (list []xmp.Value, ok bool) {
	switch {
	case v == nil, v.Kind == xmp.KindText && strings.TrimSpace(v.Text) == "":
		return nil, true
	case v.Kind == xmp.KindText, v.Kind == xmp.KindURI, v.Kind == xmp.KindStruct:
		return []xmp.Value{*v}, true
	case v.Kind == xmp.KindXML:
		return nil, false
	}
	return slices.Clone(v.Items), !v.Cut
}

// creator adds a creator, unless the name is there.
func (e *edit) creator(name string) {
	if name = strings.TrimSpace(name); name == "" {
		return
	}
	list, ok := items(e.get(xmp.NSDC, "creator"))
	switch {
	case !ok:
		e.fail(ErrForeign, xmp.NSDC, "creator")
	case !slices.ContainsFunc(list, func(v xmp.Value) bool { return clean(wordsOf(&v, "")) == clean(name) }):
		list = slices.DeleteFunc(list, func(v xmp.Value) bool { return v.Kind == xmp.KindText && strings.TrimSpace(v.Text) == "" })
		e.set(xmp.NSDC, "creator", xmp.Seq(append(list, xmp.Text(name))...))
	}
}

// licensor adds a licensor, or completes the one that has the same page or name.
func (e *edit) licensor(url, name string) {
	url, name = e.url(xmp.NSPLUS, "LicensorURL", url), strings.TrimSpace(name)
	if url == "" && name == "" {
		return
	}
	list, ok := items(e.get(xmp.NSPLUS, "Licensor"))
	if !ok {
		e.fail(ErrForeign, xmp.NSPLUS, "Licensor")
		return
	}
	at := slices.IndexFunc(list, func(v xmp.Value) bool { return isLicensor(&v, url, name) })
	if at < 0 && len(list) >= MaxLicensors {
		e.fail(ErrForeign, xmp.NSPLUS, "Licensor")
		return
	}
	if at < 0 {
		at = len(list)
		list = append(list, xmp.Struct())
	}
	fields := slices.Clone(list[at].Fields)
	fields = put(fields, "LicensorName", name)
	fields = put(fields, "LicensorURL", url)
	list[at].Fields = fields
	e.set(xmp.NSPLUS, "Licensor", xmp.Seq(list...))
}

// isLicensor reports whether an item describes the licensor: by the same page and no
// other name, or by the same name and no other page.
func isLicensor(v *xmp.Value, url, name string) bool {
	if v.Kind != xmp.KindStruct {
		return false
	}
	page, called := wordsOf(v, "LicensorURL"), clean(wordsOf(v, "LicensorName"))
	same := func(a, b string) bool { return a == "" || b == "" || a == b }
	if page != "" && url != "" {
		return sameURL(page, url) && same(called, clean(name))
	}
	return called != "" && called == clean(name)
}

// put sets a text in a structure of PLUS.
func put(fields []xmp.Field, name, text string) []xmp.Field {
	if text == "" {
		return fields
	}
	i := slices.IndexFunc(fields, func(f xmp.Field) bool { return f.Space == xmp.NSPLUS && f.Name == name })
	if i < 0 {
		return append(fields, xmp.Field{Space: xmp.NSPLUS, Prefix: "plus", Name: name, Value: xmp.Text(text)})
	}
	fields[i].Value = xmp.Text(text)
	return fields
}
