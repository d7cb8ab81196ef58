// Package xmlroot says what the root element of an XML text is, by the beginning of the
// text: a look that tells formats apart, and no parser.
//
// What may stand before the root is stepped over: white space, comments, processing
// instructions and a document type without an internal subset. Of UTF-16 and UTF-32 it
// reads what is ASCII, which markup is.
package xmlroot

import "bytes"

// Root is what the beginning of a text tells.
type Root struct {
	// Name is that of the root element, without its prefix; empty where something else
	// comes first.
	Name string
	// Packet is set where an XMP packet begins before the root, with the instruction
	// that wraps it. The name is not looked for then.
	Packet bool
	// Cut is set where the text ends before the root begins, or within its name: Name is
	// as much of it as there is.
	Cut bool
}

// Find looks for the root.
func Find(text []byte) Root {
	for text = ASCII(text); ; {
		text = bytes.TrimLeft(text, " \t\r\n")
		end := ""
		switch {
		case len(text) == 0:
			return Root{Cut: true}
		case bytes.HasPrefix(text, []byte("<?xpacket")):
			return Root{Packet: true}
		case bytes.HasPrefix(text, []byte("<?")):
			end = "?>"
		case bytes.HasPrefix(text, []byte("<!--")):
			end = "-->"
		case bytes.HasPrefix(text, []byte("<!")):
			end = ">"
		default:
			return begin(text)
		}
		_, rest, ok := bytes.Cut(text, []byte(end))
		if !ok {
			return Root{Cut: true}
		}
		text = rest
	}
}

// begin takes what should be a start tag.
func begin(text []byte) Root {
	name, ok := bytes.CutPrefix(text, []byte("<"))
	if !ok {
		return Root{}
	}
	end := bytes.IndexAny(name, " \t\r\n/>")
	cut := end < 0
	if !cut {
		name = name[:end]
	}
	if _, local, ok := bytes.Cut(name, []byte(":")); ok {
		name = local
	}
	return Root{Name: string(name), Cut: cut}
}

// XMP reports whether the text is XMP: a packet, or an element that holds one.
func (r Root) XMP() bool {
	switch r.Name {
	case "xmpmeta", "xapmeta", "RDF":
		return !r.Cut
	}
	return r.Packet
}

// ASCII gives a text without a byte-order mark, and if it is UTF-16 or UTF-32, without
// the zeros of its characters, so that what is ASCII can be read.
func ASCII(text []byte) []byte {
	if len(text) > 1 && (text[0] == 0 || text[1] == 0 || text[0] >= 0xFE) {
		text = bytes.ReplaceAll(text, []byte{0}, nil)
	}
	for _, mark := range []string{"\xEF\xBB\xBF", "\xFE\xFF", "\xFF\xFE"} {
		if rest, ok := bytes.CutPrefix(text, []byte(mark)); ok {
			return rest
		}
	}
	return text
}
