package rsl

import (
	"bytes"
	"encoding/xml"
	"strconv"
	"strings"
	"time"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
)

// document is a licence document, a feed, or the licence in a page, as far as it could
// be read. It is immutable once made.
type document struct {
	url    string // where it is, absolute; empty where nothing tells
	base   string // what references in it resolve against
	source string // how positions in it are named
	outer  []byte // the text that positions count in
	text   []byte // the RSL in it
	shift  int    // where text begins in outer

	observed time.Time

	known    bool // it is RSL, or has RSL in it
	feed     bool
	contents []*content
	open     *content // that is being read
	problems []proviso.Problem
	more     int // problems that are not listed
	// broken is set where something may have been missed: what the document refuses
	// stands, and all else is on its terms.
	broken bool

	// property is what refers to a licence that stands in a property of XMP: positions in
	// the text are positions in no file.
	property *reference

	bare bool // its elements are in no namespace, or have a prefix nobody declared
}

// newDocument reads a text as an RSL document or a feed.
func newDocument(d document) *document {
	text := d.text
	if len(text) > MaxDocument {
		text = text[:MaxDocument]
	}
	s := newScanner(text)
	f := d.root(s)
	if f == nil && d.known && !d.feed {
		f = d.trailer(s)
	}
	if f != nil && len(d.text) > MaxDocument && f.offset >= MaxDocument-1 {
		f = &fault{CodeLimit, 0, "is longer than " + strconv.Itoa(MaxDocument) + " bytes"}
	}
	if f != nil {
		d.breaks(f.code, proviso.Fault, f.offset, "the document "+f.reason)
	}
	if d.more > 0 {
		d.problems = append(d.problems, proviso.Problem{
			Code: CodeMore, Severity: proviso.Warning, Where: d.at(0),
			Hint: strconv.Itoa(d.more) + " more problems of this licence document are not listed",
		})
	}
	return &d
}

// root reads up to the end of the root element.
func (d *document) root(s *scanner) *fault {
	for {
		token, f := s.next()
		if f != nil {
			return f
		}
		switch token := token.(type) {
		case nil:
			return &fault{CodeNotRSL, 0, "has no element"}
		case xml.CharData:
			if len(bytes.TrimSpace(token)) > 0 {
				return &fault{CodeNotXML, s.start, "is not well-formed XML"}
			}
		case xml.StartElement:
			switch {
			case token.Name.Local == "rsl" && d.adopt(token.Name, s.start):
				d.known = true
				return d.contentsOf(s)
			case isFeed(token.Name):
				d.feed = true
				return d.items(s)
			}
			return &fault{CodeNotRSL, s.start, "is no RSL: its root is another element"}
		}
	}
}

// trailer reads what follows the root element, where nothing may.
func (d *document) trailer(s *scanner) *fault {
	for {
		token, f := s.next()
		if f != nil || token == nil {
			return f
		}
		if text, ok := token.(xml.CharData); ok && len(bytes.TrimSpace(text)) == 0 {
			continue
		}
		if _, ok := token.(xml.Comment); !ok {
			return &fault{CodeNotXML, s.start, "goes on behind its end"}
		}
	}
}

// contentsOf reads the children of rsl.
func (d *document) contentsOf(s *scanner) *fault {
	for {
		token, f := s.next()
		if f != nil {
			return f
		}
		switch token := token.(type) {
		case nil, xml.EndElement:
			return nil
		case xml.StartElement:
			switch {
			case d.isRSL(token.Name) && token.Name.Local == "content":
				f = d.content(s, token, nil)
			case d.isRSL(token.Name):
				d.unknownElement(token.Name.Local, "rsl", s.start)
				f = s.skip()
			default:
				f = s.skip()
			}
			if f != nil {
				return f
			}
		}
	}
}

// at gives the position of a byte of the RSL.
func (d *document) at(offset int) proviso.Where {
	if d.property != nil {
		return d.property.where
	}
	return carrier.At(d.source, d.outer, d.shift+offset)
}

func (d *document) problem(code string, severity proviso.Severity, offset int, hint, mend string) {
	if len(d.problems) >= MaxProblems {
		d.more++
		return
	}
	d.problems = append(d.problems, proviso.Problem{Code: code, Severity: severity, Where: d.at(offset), Hint: hint, Mend: mend})
}

// breaks notes something for which the document is broken.
func (d *document) breaks(code string, severity proviso.Severity, offset int, hint string) {
	d.broken = true
	d.problem(code, severity, offset, hint+"; what it refuses so far stands, and all else is on its terms, which nobody can know", "")
}

func (d *document) unknownElement(local, within string, offset int) {
	d.breaks(CodeElement, proviso.Fault, offset, "RSL has no element "+strconv.Quote(carrier.Clip(local, 64))+" in "+within)
}

// raw is the text of an element as it stands.
func (d *document) raw(start, end int) string {
	if d.property != nil {
		return d.property.raw
	}
	end = min(end, len(d.text))
	return carrier.Clip(strings.TrimSpace(string(d.text[min(start, end):min(end, start+carrier.MaxRaw+1)])), carrier.MaxRaw-4)
}
