package svg

import (
	"bytes"

	"github.com/proviso-signals/proviso/internal/xmlroot"
)

// sniff reports whether a file may be SVG. A few bytes cannot always tell: what is XML
// without a root in sight passes, and so does gzip; Scan looks further.
func sniff(head []byte) bool {
	if isGzip(head) {
		return true
	}
	text := xmlroot.ASCII(head)
	for first := true; ; first = false {
		text = bytes.TrimLeft(text, " \t\r\n")
		end := ">"
		switch {
		case len(text) == 0:
			return !first
		case bytes.HasPrefix(text, []byte("<?xpacket")):
			return false // a packet of its own
		case bytes.HasPrefix(text, []byte("<?xml")):
			end = "?>"
		case bytes.HasPrefix(text, []byte("<!--")):
			end = "-->"
		case bytes.HasPrefix(text, []byte("<!DOCTYPE")):
			kind := bytes.TrimLeft(text[len("<!DOCTYPE"):], " \t\r\n")
			return bytes.HasPrefix(kind, []byte("svg")) || bytes.HasPrefix([]byte("svg"), kind)
		default:
			return isRoot(text)
		}
		_, rest, ok := bytes.Cut(text, []byte(end))
		if !ok {
			return true
		}
		text = rest
	}
}

// isRoot reports whether text begins with the start tag of an svg element.
func isRoot(text []byte) bool {
	name, ok := bytes.CutPrefix(text, []byte("<"))
	if !ok {
		return false
	}
	i := bytes.IndexAny(name, " \t\r\n/>")
	if i < 0 {
		return true // it may be going on
	}
	name = name[:i]
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		name = name[i+1:]
	}
	return string(name) == "svg"
}
