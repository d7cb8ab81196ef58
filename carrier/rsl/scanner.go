package rsl

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf16"
)

// fault is why a document could not be read on.
type fault struct {
	code   string
	offset int // in the text
	reason string
}

// decode gives the text of a document in UTF-8, without its byte order mark. UTF-16
// is told by its mark, or by the zero byte beside its first "<".
func decode(body []byte) []byte {
	switch {
	case bytes.HasPrefix(body, []byte("\xEF\xBB\xBF")):
		return body[3:]
	case bytes.HasPrefix(body, []byte("\xFE\xFF")):
		return fromUTF16(body[2:], binary.BigEndian)
	case bytes.HasPrefix(body, []byte("\xFF\xFE")):
		return fromUTF16(body[2:], binary.LittleEndian)
	case bytes.HasPrefix(body, []byte("\x00<")):
		return fromUTF16(body, binary.BigEndian)
	case bytes.HasPrefix(body, []byte("<\x00")):
		return fromUTF16(body, binary.LittleEndian)
	}
	return body
}

// fromUTF16 leaves an odd byte at the end as U+FFFD, as it does surrogates without
// their other half.
func fromUTF16(body []byte, order binary.ByteOrder) []byte {
	units := make([]uint16, 0, len(body)/2+1)
	for ; len(body) > 1; body = body[2:] {
		units = append(units, order.Uint16(body))
	}
	if len(body) > 0 {
		units = append(units, 0xFFFD)
	}
	return []byte(string(utf16.Decode(units)))
}

// scanner reads the tokens of a document, within limits and without entities of its
// own: encoding/xml expands none, and a document type declaration ends the reading.
type scanner struct {
	decoder *xml.Decoder
	text    []byte
	start   int // where the token that was read last begins
	depth   int
	tokens  int
}

func newScanner(text []byte) *scanner {
	s := &scanner{decoder: xml.NewDecoder(bytes.NewReader(text)), text: text}
	s.decoder.CharsetReader = s.charset
	return s
}

var errCharset = errors.New("charset")

// charset is asked about encodings that a document declares, other than UTF-8.
// UTF-16 has been decoded; those that have ASCII in common are read where there is
// nothing but ASCII.
func (s *scanner) charset(label string, input io.Reader) (io.Reader, error) {
	label = strings.ToLower(label)
	if strings.HasPrefix(label, "utf-16") || strings.HasPrefix(label, "utf16") {
		return input, nil
	}
	for _, family := range [...]string{"us-ascii", "iso-8859-", "windows-125", "latin1", "utf8"} {
		if strings.HasPrefix(label, family) && !bytes.ContainsFunc(s.text, func(r rune) bool { return r >= 0x80 }) {
			return input, nil
		}
	}
	return nil, errCharset
}

// next gives the next token. The fault is nil with a nil token at the end.
func (s *scanner) next() (xml.Token, *fault) {
	s.start = int(s.decoder.InputOffset())
	token, err := s.decoder.Token()
	if err == io.EOF {
		return nil, nil
	}
	if err != nil {
		return nil, s.fault(err)
	}
	if s.tokens++; s.tokens > MaxTokens {
		return nil, s.limit("has more than " + strconv.Itoa(MaxTokens) + " tags and texts")
	}
	switch token := token.(type) {
	case xml.StartElement:
		return token, s.enter(&token)
	case xml.EndElement:
		s.depth--
	case xml.Directive:
		if isHTML(token) {
			return nil, &fault{CodeNotRSL, s.start, "is an HTML page"}
		}
		return nil, &fault{CodeDoctype, s.start, "has a document type declaration, which is never read"}
	}
	return token, nil
}

func isHTML(directive xml.Directive) bool {
	words := bytes.Fields(directive)
	return len(words) > 1 && bytes.EqualFold(words[0], []byte("doctype")) && bytes.EqualFold(words[1], []byte("html"))
}

// enter checks a start tag. encoding/xml lets two attributes with one name pass.
func (s *scanner) enter(tag *xml.StartElement) *fault {
	if s.depth++; s.depth > MaxDepth {
		return s.limit("is nested deeper than " + strconv.Itoa(MaxDepth))
	}
	if len(tag.Attr) > MaxAttributes {
		return s.limit("has an element with more than " + strconv.Itoa(MaxAttributes) + " attributes")
	}
	for i := range tag.Attr {
		for j := range i {
			if tag.Attr[i].Name == tag.Attr[j].Name {
				return &fault{CodeNotXML, s.start, "gives an attribute twice"}
			}
		}
	}
	return nil
}

func (s *scanner) limit(reason string) *fault { return &fault{CodeLimit, s.start, reason} }

// fault words an error of encoding/xml. Its own words may quote the document.
func (s *scanner) fault(err error) *fault {
	offset := int(s.decoder.InputOffset())
	if errors.Is(err, errCharset) {
		return &fault{CodeEncoding, s.start, "declares an encoding other than UTF-8 or UTF-16"}
	}
	if syntax, ok := errors.AsType[*xml.SyntaxError](err); ok && syntax.Msg == "invalid UTF-8" {
		return &fault{CodeEncoding, offset, "is not in UTF-8"}
	}
	return &fault{CodeNotXML, offset, "is not well-formed XML"}
}
