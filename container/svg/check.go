package svg

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/proviso-signals/proviso/container"
)

// Where a packet is put to see what becomes of it.
const (
	before = `<svg xmlns="` + nsSVG + `"><metadata>`
	after  = `</metadata></svg>`
)

// check reports whether a packet can stand in a document without harm, and is found
// there as it is. It must be well-formed, need no declarations from outside, and have
// nothing around it.
func check(packet []byte) (bare, ok bool) {
	text := before + string(packet) + after
	s, err := scanText(container.NewSource(strings.NewReader(text), int64(len(text))))
	if err != nil || len(s.scan.Problems) > 0 || len(s.packets) != 1 || s.root.end != int64(len(text)) {
		return false, false
	}
	p := s.packets[0]
	alone := len(s.scan.Blocks) == 1 && len(s.excluded) == 1 && !p.outside && len(p.elements) == 1 &&
		p.Offset == int64(len(before)) && p.End() == int64(len(before)+len(packet))
	return p.bare, alone && characters(packet) && wellFormed(packet)
}

// characters reports whether text is UTF-8 and has only what XML 1.0 calls a character.
func characters(text []byte) bool {
	if !utf8.Valid(text) {
		return false
	}
	for _, r := range string(text) {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
			return false
		}
	}
	return true
}

// wellFormed reports whether text is well-formed, with namespaces, and has neither a
// document type nor elements that browsers know: those of SVG, which those without a
// namespace would become, and of XHTML. A script must not come in as metadata.
func wellFormed(text []byte) bool {
	d := xml.NewDecoder(bytes.NewReader(text))
	for {
		token, err := d.Token()
		if err != nil {
			return errors.Is(err, io.EOF)
		}
		switch t := token.(type) {
		case xml.Directive:
			return false
		case xml.ProcInst:
			if strings.EqualFold(t.Target, "xml") || strings.Contains(t.Target, ":") {
				return false
			}
		case xml.StartElement:
			if t.Name.Space == "" || t.Name.Space == nsSVG || t.Name.Space == nsXHTML || !distinct(t.Attr) {
				return false
			}
		}
	}
}

// distinct reports whether no attribute stands twice, and none takes back a prefix.
func distinct(attributes []xml.Attr) bool {
	seen := make(map[xml.Name]bool, len(attributes))
	for _, a := range attributes {
		if seen[a.Name] || strings.Contains(a.Name.Local, ":") {
			return false
		}
		if a.Name.Space == "xmlns" && (a.Value == "" || a.Name.Local == "xmlns" || a.Name.Local == "xml") {
			return false
		}
		seen[a.Name] = true
	}
	return true
}
