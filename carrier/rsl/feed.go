package rsl

import (
	"encoding/xml"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
)

// Namespaces of feeds. RSS 2.0 has none.
const (
	atomNS = "http://www.w3.org/2005/Atom"
	rss1NS = "http://purl.org/rss/1.0/"
	rdfNS  = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
)

// item is an item of a feed, which licences in it are about. Its links are known once
// it was read to its end.
type item struct {
	links []string // absolute
	depth int      // of its children
}

// isFeed tells the root elements of RSS 2.0, Atom and RSS 1.0.
func isFeed(n xml.Name) bool {
	return n.Local == "rss" && n.Space == "" || n.Local == "feed" && n.Space == atomNS || n.Local == "RDF" && n.Space == rdfNS
}

func isItem(n xml.Name) bool {
	return n.Local == "item" && (n.Space == "" || n.Space == rss1NS) || n.Local == "entry" && n.Space == atomNS
}

// isLicence tells a content element of RSL in a feed. Only a declared namespace or the
// usual prefix tells one there.
func (d *document) isLicence(n xml.Name) bool {
	return n.Local == "content" && (n.Space == Namespace || n.Space == "rsl" || isNearly(n.Space))
}

// items reads a feed for the licences in it.
func (d *document) items(s *scanner) *fault {
	var current *item
	for {
		token, f := s.next()
		if f != nil {
			return f
		}
		switch token := token.(type) {
		case nil:
			return nil
		case xml.EndElement:
			if current != nil && s.depth < current.depth {
				current = nil
			}
		case xml.StartElement:
			switch {
			case current == nil && isItem(token.Name):
				current = &item{depth: s.depth}
			case d.isLicence(token.Name):
				if !d.known {
					d.known = d.adopt(token.Name, s.start)
				}
				f = d.content(s, token, current)
			case current != nil && s.depth == current.depth+1:
				f = d.itemLink(s, token, current)
			}
			if f != nil {
				return f
			}
		}
	}
}

// itemLink keeps what a child of an item links to, if it tells which page the item is
// about.
func (d *document) itemLink(s *scanner, tag xml.StartElement, of *item) *fault {
	e := element{attributes: tag.Attr}
	add := func(reference string) {
		if url, ok := carrier.Resolve(d.base, reference); ok && len(of.links) < MaxTerms {
			of.links = append(of.links, url)
		}
	}
	switch {
	case tag.Name.Space == atomNS && tag.Name.Local == "link":
		if rel, has := e.attribute("rel"); !has || rel == "alternate" {
			if href, ok := e.attribute("href"); ok {
				add(href)
			}
		}
		return nil
	case tag.Name.Space != "" && tag.Name.Space != rss1NS:
		return nil
	case tag.Name.Local == "guid":
		if permanent, has := e.attribute("isPermaLink"); has && permanent != "true" {
			return nil
		}
	case tag.Name.Local != "link":
		return nil
	}
	text := collector{wanted: true}
	for outside := s.depth - 1; s.depth > outside; {
		token, f := s.next()
		if f != nil || token == nil {
			return f
		}
		if chars, ok := token.(xml.CharData); ok && !text.add(chars) {
			return s.limit("has a link that is too long")
		}
	}
	add(text.String())
	return nil
}

// foreign reports whether a licence in a feed is about content of another origin,
// for which the feed cannot speak (section 4.7).
func (d *document) foreign(c *content) bool {
	if !d.feed || d.url == "" || !strings.Contains(c.url, "://") || hostOf(c.url) == hostOf(d.url) {
		return false
	}
	d.problem(CodeFeedOrigin, proviso.Warning, c.start,
		"the feed has a licence for content of another host, for which it cannot speak; that licence is ignored", "")
	return true
}
