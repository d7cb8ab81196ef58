package licence

import (
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/internal/jsontree"
)

// stated are the properties of a thing that matter here.
type stated struct {
	licence, usage, acquire, credit, notice *jsontree.Node
	creator, author                         *jsontree.Node
	contentURL, url, id, types              *jsontree.Node
}

// prefixes of schema.org's terms, and of others that mean the same.
var prefixes = []string{"schema:", "https://schema.org/", "http://schema.org/"}

// properties finds them; the last of two with one name counts.
func properties(n *jsontree.Node) (p stated) {
	for i := range n.Members {
		m := &n.Members[i]
		term := m.Name
		for _, prefix := range prefixes {
			term = strings.TrimPrefix(term, prefix)
		}
		switch term {
		case "license", "cc:license", "dct:license", "dcterms:license":
			p.licence = m.Value
		case "usageInfo":
			p.usage = m.Value
		case "acquireLicensePage":
			p.acquire = m.Value
		case "creditText":
			p.credit = m.Value
		case "copyrightNotice":
			p.notice = m.Value
		case "creator":
			p.creator = m.Value
		case "author":
			p.author = m.Value
		case "contentUrl":
			p.contentURL = m.Value
		case "url":
			p.url = m.Value
		case "@id":
			p.id = m.Value
		case "@type":
			p.types = m.Value
		}
	}
	return p
}

// thing reads what one object says.
func (b *block) thing(n *jsontree.Node, top bool) {
	p := properties(n)
	if p.licence == nil && p.usage == nil && p.acquire == nil && p.credit == nil && p.notice == nil {
		return
	}
	s := b.value(n, source{})
	about, ok := b.about(&p, s, top)
	if !ok {
		b.aboutNothing(s)
		return
	}
	s.about = about
	b.links(proviso.Licence, p.licence, s)
	b.links(proviso.UsageInfo, p.usage, s)
	b.links(proviso.AcquireLicence, p.acquire, s)
	b.texts(proviso.CreditText, p.credit, s)
	if p.credit == nil {
		b.creators(&p, s)
	}
	b.texts(proviso.CopyrightNotice, p.notice, s)
}

// media are the types of files that a page shows, and is not.
const media = "|ImageObject|VideoObject|AudioObject|MediaObject|MusicVideoObject|TextObject|3DModel|Barcode|DataDownload|" +
	"ImageObjectSnapshot|VideoObjectSnapshot|AudioObjectSnapshot|"

func isMedia(types *jsontree.Node) bool {
	for _, n := range types.Each() {
		name := n.Text
		for _, prefix := range prefixes {
			name = strings.TrimPrefix(name, prefix)
		}
		if name != "" && !strings.Contains(name, "|") && strings.Contains(media, "|"+name+"|") {
			return true
		}
	}
	return false
}

// about tells what the object is about: the URL of its content, its own, or the one
// it is identified by. Without any, what stands at the top of a block is what the page
// is about, unless it is a file.
func (b *block) about(p *stated, s source, top bool) (about string, ok bool) {
	file := isMedia(p.types)
	for _, n := range []*jsontree.Node{p.contentURL, p.url} {
		if url := reference(n); url != "" {
			return b.reader.thing(url, s, false)
		}
	}
	if id := reference(p.id); id != "" && !strings.HasPrefix(id, "_:") {
		if about, ok := b.reader.thing(id, s, file); ok {
			return about, true
		}
	}
	return "", top && !file
}

// reference is the first link of a value: a string, or an object that stands for
// one.
func reference(n *jsontree.Node) string {
	for _, one := range values(n) {
		if text, ok := one.Str(); ok && strings.TrimSpace(text) != "" {
			return strings.TrimSpace(text)
		}
		for _, name := range [...]string{"@id", "url", "@value", "contentUrl"} {
			for _, inner := range one.Get(name).Each() {
				if text, ok := inner.Str(); ok && strings.TrimSpace(text) != "" {
					return strings.TrimSpace(text)
				}
			}
		}
	}
	return ""
}

// values are the values of a property, however they are listed.
func values(n *jsontree.Node) []*jsontree.Node {
	if list := n.Get("@list"); list != nil {
		n = list
	} else if set := n.Get("@set"); set != nil {
		n = set
	}
	return n.Each()
}

// links adds the links of a property.
func (b *block) links(kind proviso.RightsKind, n *jsontree.Node, s source) {
	if n == nil {
		return
	}
	s = b.statement(s)
	for _, one := range values(n) {
		here := b.value(one, s)
		called, _ := one.Get("name").Str()
		link := reference(one)
		switch format, _ := one.Get("encodingFormat").Str(); {
		case carrier.MediaType(format) == RSL:
			b.link(proviso.UsageInfo, link, "", here)
		case link == "" && called != "":
			b.words(called, here)
		case link == "":
			b.problem(CodeNotLink, proviso.Warning, here, "a link is asked for, and nothing here is one: it was dropped", "")
		case isWord(link) && !isSignal(link):
			b.words(link, here)
		default:
			b.link(kind, link, called, here)
		}
	}
}

// texts adds the texts of a property.
func (b *block) texts(kind proviso.RightsKind, n *jsontree.Node, s source) {
	if n == nil {
		return
	}
	s = b.statement(s)
	for _, one := range values(n) {
		text, ok := one.Str()
		if !ok {
			text, _ = one.Get("@value").Str()
		}
		b.text(kind, text, b.value(one, s))
	}
}

// creators adds the names of who made the thing as the text to credit.
func (b *block) creators(p *stated, s source) {
	n := p.creator
	if n == nil {
		n = p.author
	}
	var found []string
	for _, one := range values(n) {
		text, ok := one.Str()
		if !ok {
			text, _ = one.Get("name").Str()
		}
		if text = strings.TrimSpace(text); text != "" && carrier.Origin(text) == "" && len(found) < MaxNames {
			found = append(found, text)
		}
	}
	if len(found) > 0 {
		b.text(proviso.CreditText, strings.Join(found, ", "), b.statement(b.value(n, s)))
	}
}
