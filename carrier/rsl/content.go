package rsl

import (
	"encoding/xml"
	"strconv"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
)

// content is a content element: what is licensed, and its licences.
type content struct {
	url        string
	alternates []string // absolute URLs of the same in other forms (section 3.14)
	licences   []*licence
	item       *item // of a feed; nil where it stands in none
	rights     []proviso.Rights
	start, end int
}

// content reads a content element whose start tag was just read. One that breaks off
// is read as far as it goes.
func (d *document) content(s *scanner, tag xml.StartElement, of *item) *fault {
	e, f := d.element(s, tag)
	if len(d.contents) >= MaxContents {
		return &fault{CodeLimit, e.start, "has more than " + strconv.Itoa(MaxContents) + " content elements"}
	}
	c := &content{item: of, start: e.start, end: e.end}
	d.open = c
	server := d.attributes(e, c)
	if d.foreign(c) {
		return f
	}
	for _, child := range e.children {
		d.part(child, c, server)
	}
	if len(c.licences) == 0 {
		d.problem(CodeNoLicence, proviso.Warning, e.start,
			"the content element has no licence, of which it needs one; what it is about is on terms that are unknown", "")
	}
	d.contents = append(d.contents, c)
	return f
}

// attributes reads the attributes of a content element, and gives the term of its
// server, if it has one.
func (d *document) attributes(e *element, c *content) (server []proviso.Term) {
	d.urlOf(e, c)
	if value, has := e.attribute("server"); has {
		server = []proviso.Term{d.linkTerm("rsl-server", value, "")}
	}
	if value, _ := e.attribute("encrypted"); strings.EqualFold(value, "true") {
		d.problem(CodeEncrypted, proviso.Notice, e.start, "the content is said to be encrypted; keys are had from its licence server", "")
	}
	return server
}

// urlOf reads what a content element is about. What may be meant for a place on the web
// and cannot be read may be about the asset, so that the document is broken.
func (d *document) urlOf(e *element, c *content) {
	url, has := e.attribute("url")
	c.url = strings.TrimSpace(url)
	scheme, _, absolute := strings.Cut(c.url, ":")
	switch {
	case !has:
		d.breaks(CodeContentURL, proviso.Fault, e.start, "the content element has no url, and is taken for all that refers to it")
	case c.url == "":
	case strings.ContainsAny(c.url, " \t\r\n"):
		d.breaks(CodeContentURL, proviso.Fault, e.start, "the url has white space in it, and several may be meant")
	case c.url[0] == '/', c.url[0] == '*':
	case carrier.Origin(c.url) != "":
		if _, ok := carrier.Resolve("", c.url); !ok || strings.Contains(carrier.Host(c.url), "*") {
			d.breaks(CodeContentURL, proviso.Fault, e.start, "the url "+strconv.Quote(carrier.Clip(c.url, 128))+" has no host that can be compared")
		}
	case absolute && !strings.ContainsAny(scheme, "/?*."):
		d.problem(CodeContentURL, proviso.Warning, e.start, "the url "+strconv.Quote(carrier.Clip(c.url, 128))+" is no path and no http or https URL; nothing on the web is meant by it", "")
	default:
		resolved, ok := carrier.Resolve(d.base, c.url)
		if !ok {
			d.breaks(CodeContentURL, proviso.Fault, e.start, "the url "+strconv.Quote(carrier.Clip(c.url, 128))+" is no path and no URL")
			return
		}
		d.problem(CodeContentURL, proviso.Warning, e.start, "a url begins with a slash, or is a whole URL; this one is resolved, and other readers may take it for nothing", resolved)
		c.url = resolved
	}
}

// part reads a child of a content element.
func (d *document) part(e *element, c *content, server []proviso.Term) {
	switch e.local {
	case "license":
		if len(c.licences) == MaxLicences {
			d.breaks(CodeLimit, proviso.Fault, e.start, "the content element has more than "+strconv.Itoa(MaxLicences)+" licences")
		}
		if len(c.licences) < MaxLicences {
			c.licences = append(c.licences, d.licence(e, server))
		}
	case "alternate":
		if url, ok := carrier.Resolve(d.base, e.text); ok && len(c.alternates) < MaxLicences {
			c.alternates = append(c.alternates, url)
		}
	case "copyright", "terms":
		d.rightsOf(e)
	case "schema", "":
	default:
		d.unknownElement(e.local, "content", e.start)
	}
}

// linkTerm makes a term of a kind that links to where it is to be had or read: the
// reference, or the licence document where that is no URL.
func (d *document) linkTerm(kind, reference, text string) proviso.Term {
	if url, ok := carrier.Resolve(d.base, reference); ok && strings.TrimSpace(reference) != "" {
		return proviso.Term{Kind: kind, Link: url, Text: text}
	}
	if reference = strings.TrimSpace(reference); reference != "" {
		if text != "" {
			text += ", "
		}
		text += carrier.Clip(reference, maxTermText)
	}
	return proviso.Term{Kind: kind, Link: d.url, Text: text}
}

// maxTermText is how much of a term's words is kept, in bytes.
const maxTermText = 200
