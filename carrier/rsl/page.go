package rsl

import (
	"bytes"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/container/htmlhead"
)

// pageSource is how positions in a page are named.
const pageSource = "page"

// page reads the link elements and the licences of an HTML page.
func (f *finder) page(a *carrier.Artifact) {
	page := carrier.PageOf(a)
	if page == nil {
		return
	}
	for i := range page.Links {
		l := &page.Links[i]
		if carrier.MediaType(string(l.Type)) != MediaType || !carrier.HasToken(string(l.Rel), "license") {
			continue
		}
		base := carrier.PageBase(page, carrier.BaseOf(a, f.question))
		r := &reference{
			linked: true, artifact: a, raw: rawAt(a.Body, l.Offset), where: carrier.At(pageSource, a.Body, l.Offset),
		}
		f.refer(r, base, string(l.Href), base)
	}
	scripts := 0
	for i := range page.Scripts {
		s := &page.Scripts[i]
		if carrier.MediaType(string(s.Type)) != MediaType {
			continue
		}
		if scripts++; scripts > MaxScripts {
			where := carrier.At(pageSource, a.Body, s.Offset)
			f.found = append(f.found, &reference{artifact: a, where: where, raw: rawAt(a.Body, s.Offset), broken: tooMany(where)})
			return
		}
		f.found = append(f.found, &reference{
			inline: true, part: s.Offset >= page.HeadEnd, artifact: a, raw: rawAt(a.Body, s.Offset),
			where: carrier.At(pageSource, a.Body, s.Offset), document: f.script(a, page, s),
		})
	}
}

type scriptKey struct {
	base   string
	offset int
}

// script reads a licence in a page.
func (f *finder) script(a *carrier.Artifact, page *htmlhead.Page, s *htmlhead.Script) *document {
	own := carrier.BaseOf(a, f.question)
	return a.Parsed(scriptKey{own, s.Offset}, func(a *carrier.Artifact) any {
		d := newDocument(document{
			url: absolute(own), base: carrier.PageBase(page, own), source: pageSource,
			outer: a.Body, text: s.Text, shift: s.TextOffset, observed: a.Observed,
		})
		if len(d.contents) > 1 {
			d.problem(CodeInline, proviso.Warning, d.contents[1].start, "the licence in the page has several content elements, and all of them are taken to be about the page", "")
		}
		return d
	}).(*document)
}

// rawAt is the start of an element of a page, up to the end of its tag.
func rawAt(body []byte, offset int) string {
	text := body[min(offset, len(body)):]
	text = text[:min(len(text), carrier.MaxRaw)]
	if end := bytes.IndexByte(text, '>'); end >= 0 {
		text = text[:end+1]
	}
	return carrier.Clip(strings.ToValidUTF8(string(text), "\uFFFD"), carrier.MaxRaw-4)
}

// absolute gives a URL back, and nothing where it is none.
func absolute(url string) string {
	if carrier.Origin(url) == "" {
		return ""
	}
	return url
}

type bodyKey struct{ base string }

// itself reads what was fetched as a licence document or a feed. What is neither, and
// does not claim to be RSL, is passed over.
func (f *finder) itself(a *carrier.Artifact) {
	claims := a.MediaType == MediaType || a.Kind == carrier.File && strings.HasSuffix(strings.ToLower(a.Source), ".rsl")
	if len(a.Body) == 0 || !claims && !isXML(a) {
		return
	}
	own := carrier.BaseOf(a, f.question)
	d := a.Parsed(bodyKey{own}, func(a *carrier.Artifact) any { return readBody(a, own, claims) }).(*document)
	if !claims && !d.known {
		return
	}
	f.found = append(f.found, &reference{
		artifact: a, document: d, where: d.at(0), raw: rawAt(d.outer, 0), aside: d.feed && !claims,
	})
}

// readBody reads a body as RSL. The decoding is kept, as positions count in it.
func readBody(a *carrier.Artifact, base string, claims bool) *document {
	source := absolute(base)
	if source == "" {
		source = a.Source
	}
	if source == "" {
		source = "document"
	}
	text := decode(a.Body[:min(len(a.Body), 2*MaxDocument)])
	d := document{url: absolute(base), base: base, source: source, outer: text, text: text, observed: a.Observed}
	if !claims && !bytes.Contains(text, []byte("rslstandard.org/rsl")) {
		return &d
	}
	return newDocument(d)
}

// isXML tells what may be a licence document or a feed, by its media type or, where
// it has none, by how it begins.
func isXML(a *carrier.Artifact) bool {
	switch t := a.MediaType; {
	case t == "application/xhtml+xml":
		return false
	case t == "":
		body := bytes.TrimLeft(bytes.TrimPrefix(a.Body[:min(len(a.Body), 64)], []byte("\xEF\xBB\xBF")), " \t\r\n")
		return bytes.HasPrefix(body, []byte("<?xml")) || bytes.HasPrefix(body, []byte("<rs")) || bytes.HasPrefix(body, []byte("<feed"))
	default:
		return t == "application/xml" || t == "text/xml" || strings.HasSuffix(t, "+xml")
	}
}
