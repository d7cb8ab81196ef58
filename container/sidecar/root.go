package sidecar

import (
	"bytes"
	"errors"
	"strings"

	"github.com/proviso-signals/proviso/container"
)

// errScan is for a scan that another format made.
var errScan = errors.New("sidecar: the scan is not of this format")

// roots are the names of elements that hold XMP, without their prefixes.
var roots = []string{"xmpmeta", "xapmeta", "RDF"}

// sniff reports whether a file begins as a packet does. Where the beginning is all
// prolog, it does not: other XML begins like that more often.
func sniff(head []byte) bool {
	head = head[:min(len(head), container.SniffLen)]
	return begins(head, len(head) == container.SniffLen)
}

// isXMP reports whether a file is a packet, as far as its first window tells.
func isXMP(b []byte) bool { return begins(b[:min(len(b), container.Window)], false) }

// begins looks past the prolog for the wrapper of a packet, or the root. If cut, the
// name of the root may break off.
func begins(b []byte, cut bool) bool {
	for text := plain(b); ; {
		text = bytes.TrimLeft(text, " \t\r\n")
		end := ""
		switch {
		case bytes.HasPrefix(text, []byte("<?xpacket")):
			return true
		case bytes.HasPrefix(text, []byte("<?")):
			end = "?>"
		case bytes.HasPrefix(text, []byte("<!--")):
			end = "-->"
		case bytes.HasPrefix(text, []byte("<!")):
			end = ">"
		default:
			return isRoot(string(text), cut)
		}
		_, rest, ok := bytes.Cut(text, []byte(end))
		if !ok {
			return false
		}
		text = rest
	}
}

// plain gives text as ASCII, as far as it is that, without a byte-order mark.
func plain(b []byte) []byte {
	if len(b) > 1 && (b[0] == 0 || b[1] == 0 || b[0] >= 0xFE) { // UTF-16 or UTF-32
		b = bytes.ReplaceAll(b, []byte{0}, nil)
	}
	for _, mark := range []string{"\xEF\xBB\xBF", "\xFE\xFF", "\xFF\xFE"} {
		b = bytes.TrimPrefix(b, []byte(mark))
	}
	return b
}

// isRoot reports whether text begins with the start tag of an element that holds XMP.
func isRoot(text string, cut bool) bool {
	name, ok := strings.CutPrefix(text, "<")
	if !ok {
		return false
	}
	end := strings.IndexAny(name, " \t\r\n/>")
	if end >= 0 {
		name, cut = name[:end], false
	} else if !cut {
		return false
	}
	_, local, prefixed := strings.Cut(name, ":")
	if !prefixed {
		local = name
	}
	for _, root := range roots {
		if local == root || cut && local != "" && strings.HasPrefix(root, local) {
			return true
		}
	}
	return false
}
