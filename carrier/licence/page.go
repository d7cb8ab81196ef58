package licence

import (
	"bytes"
	"cmp"
	"slices"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/container/htmlhead"
)

// page reads a page: links, then elements that speak of rights, then data blocks,
// and last, where these leave a thing without a licence, anchors to one.
func (r *reader) page(p *htmlhead.Page) {
	for i := range p.Links {
		l := &p.Links[i]
		found := relRoles(l.Rel)
		if found == 0 || isType(l.Type, RSL) {
			continue
		}
		if _, marked := markAt(p, l.Offset); marked {
			continue // it is read below, where its about attribute is known
		}
		r.relations(found, l.Href, l.Title, r.element(l.Offset))
	}
	var anchors []*htmlhead.Mark
	for i := range p.Marks {
		if m := &p.Marks[i]; r.mark(p, m) && len(anchors) < MaxRights {
			anchors = append(anchors, m)
		}
	}
	r.blocks(p.Scripts)
	r.anchors(anchors)
}

// element is an element of the page as a source.
func (r *reader) element(offset int) source {
	return source{offset: offset, raw: carrier.StartTag(r.artifact.Body, offset)}
}

// isType reports whether a type attribute, which may have parameters, is a media type.
func isType(attribute []byte, mediaType string) bool {
	essence, _, _ := bytes.Cut(attribute, []byte(";"))
	return bytes.EqualFold(bytes.TrimSpace(essence), []byte(mediaType))
}

// markAt and linkAt find what was read of the element at an offset.
func markAt(p *htmlhead.Page, offset int) (int, bool) {
	return slices.BinarySearchFunc(p.Marks, offset, func(m htmlhead.Mark, at int) int { return cmp.Compare(m.Offset, at) })
}

func linkAt(p *htmlhead.Page, offset int) (int, bool) {
	return slices.BinarySearchFunc(p.Links, offset, func(l htmlhead.Link, at int) int { return cmp.Compare(l.Offset, at) })
}

// mark reads an element. It reports whether it is an anchor that may have to be
// taken for a licence.
func (r *reader) mark(p *htmlhead.Page, m *htmlhead.Mark) (anchor bool) {
	rel, property := relRoles(m.Rel), rolesIn(m.Property)
	if rel|property == 0 {
		return isBare(m)
	}
	var title []byte
	if i, found := linkAt(p, m.Offset); found {
		if isType(p.Links[i].Type, RSL) {
			return false
		}
		title = p.Links[i].Title
	}
	s := r.element(m.Offset)
	about, ok := r.thing(string(m.About), s, true)
	if !ok {
		r.aboutNothing(s)
		return false
	}
	s.about = about
	object := m.Resource
	if object == nil {
		object = m.Href
	}
	if rel != 0 && object != nil {
		r.relations(rel, object, title, s)
	}
	if property != 0 {
		if m.About == nil && r.typed(m.Offset) {
			r.aboutNothing(s)
			return false
		}
		if rel != 0 {
			object = nil // the link belongs to the relation, the text to the property
		}
		r.properties(property, object, m, s)
	}
	return false
}

// typed reports whether an element before this one declares a thing of its own with
// typeof, of which nobody knows here where it ends. A property without an about
// attribute may be about that, as in schema.org's RDFa.
func (r *reader) typed(offset int) bool {
	if !r.typeofSought {
		r.typeofSought, r.typeofAt = true, bytes.Index(r.artifact.Body, []byte("typeof="))
	}
	return r.typeofAt >= 0 && r.typeofAt < offset
}

// relations reads a link with one or several roles.
func (r *reader) relations(found roleSet, object, title []byte, s source) {
	if found.has(misspelt) && !found.has(license) {
		r.misspelt(s)
	}
	s = r.statement(s)
	for _, one := range [...]struct {
		role role
		kind proviso.RightsKind
	}{
		{license, proviso.Licence},
		{attributionURL, proviso.CreditLink},
		{morePermissions, proviso.AcquireLicence},
		{useGuidelines, proviso.UsageInfo},
	} {
		if found.has(one.role) {
			r.link(one.kind, string(object), string(title), s)
		}
	}
	if found.has(rights) {
		r.rights(string(object), s)
	}
}

// properties reads properties, whose value is a link, where the element has one and no
// relation claims it, or else a text.
func (r *reader) properties(found roleSet, object []byte, m *htmlhead.Mark, s source) {
	text := m.Text
	if m.Content != nil {
		text = m.Content
	}
	if found.has(attributionName) {
		r.text(proviso.CreditText, string(text), r.statement(s))
	}
	found &^= 1 << attributionName
	trimmed := bytes.TrimSpace(text)
	switch {
	case found == 0:
	case object != nil:
		r.relations(found, object, nil, s)
	case carrier.Origin(string(trimmed)) != "":
		r.relations(found, trimmed, nil, s)
	case found.has(rights):
		r.text(proviso.CopyrightNotice, string(text), r.statement(s))
	case found.has(license) && len(trimmed) > 0 && m.Rel == nil:
		r.words(string(trimmed), s)
	}
}

// rights reads a link to a rights statement, which may be a licence.
func (r *reader) rights(reference string, s source) {
	kind := proviso.UsageInfo
	if _, _, ok := CC(reference); ok {
		kind = proviso.Licence
	}
	r.link(kind, reference, "", s)
}

func (r *reader) misspelt(s source) {
	r.problem(CodeMisspelt, proviso.Warning, s, "the relation is spelt license in HTML, RFC 4946 and every vocabulary: this link says nothing", `rel="license"`)
}

func (r *reader) aboutNothing(s source) {
	r.problem(CodeAbout, proviso.Warning, s, "what the statement is about has no URL, or one that cannot be resolved, so that it cannot be told from the page: it was dropped", "")
}
