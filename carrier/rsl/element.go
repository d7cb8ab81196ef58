package rsl

import (
	"encoding/xml"
	"strconv"
	"strings"
)

// element is an element with what is in it. Elements of RSL are known by their local
// names; foreign ones have none.
type element struct {
	local      string // empty for a foreign element
	name       xml.Name
	attributes []xml.Attr
	text       string // what stands directly in it, trimmed, where it is of use
	children   []*element
	start, end int // of the whole element in the text
}

// attribute gives an attribute that has no namespace.
func (e *element) attribute(local string) (value string, ok bool) {
	for _, a := range e.attributes {
		if a.Name.Local == local && a.Name.Space == "" {
			return a.Value, true
		}
	}
	return "", false
}

// hasText tells the elements whose text is read.
func hasText(local string) bool {
	switch local {
	case "permits", "prohibits", "standard", "custom", "amount", "legal", "alternate", "copyright", "terms":
		return true
	}
	return false
}

// element reads an element whose start tag was just read. Where it breaks off, what
// was read of it is given too. MaxDepth bounds the recursion.
func (d *document) element(s *scanner, tag xml.StartElement) (*element, *fault) {
	e := &element{name: tag.Name, attributes: tag.Attr, start: s.start}
	if d.isRSL(tag.Name) {
		e.local = tag.Name.Local
	}
	text := collector{wanted: hasText(e.local)}
	defer func() { e.text, e.end = text.String(), int(s.decoder.InputOffset()) }()
	for {
		token, f := s.next()
		if f != nil {
			return e, f
		}
		switch token := token.(type) {
		case nil, xml.EndElement:
			return e, nil
		case xml.CharData:
			if !text.add(token) {
				return e, s.limit("has a text longer than " + strconv.Itoa(MaxText) + " bytes")
			}
		case xml.StartElement:
			child, f := d.element(s, token)
			e.children = append(e.children, child)
			if f != nil {
				return e, f
			}
		}
	}
}

// skip reads to the end of an element whose start tag was just read.
func (s *scanner) skip() *fault {
	for outside := s.depth - 1; s.depth > outside; {
		if token, f := s.next(); f != nil || token == nil {
			return f
		}
	}
	return nil
}

// collector keeps the text of an element, if it is wanted.
type collector struct {
	wanted bool
	b      strings.Builder
}

func (c *collector) add(text xml.CharData) bool {
	if !c.wanted {
		return true
	}
	if c.b.Len()+len(text) > MaxText {
		return false
	}
	c.b.Write(text)
	return true
}

func (c *collector) String() string { return strings.TrimSpace(c.b.String()) }
