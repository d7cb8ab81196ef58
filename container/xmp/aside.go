package xmp

import (
	"fmt"
	"strings"

	"github.com/proviso-signals/proviso/container"
)

const (
	commentOpen  = "<!--"
	commentClose = "-->"
	cdataOpen    = "<![CDATA["
	cdataClose   = "]]>"
)

// aside skips a comment or CDATA, and refuses a document type.
func (s *scanner) aside() {
	rest := s.text[s.at:]
	switch {
	case strings.HasPrefix(rest, commentOpen):
		s.comment()
	case strings.HasPrefix(rest, cdataOpen) && s.open > 0:
		end := strings.Index(rest, cdataClose)
		if end < 0 {
			s.truncated()
			return
		}
		el := &s.elements[s.open]
		el.flags |= mixed
		if !white(rest[len(cdataOpen):end]) {
			el.flags |= hasText
		}
		s.at += end + len(cdataClose)
	case len(rest) < len(cdataOpen) && (strings.HasPrefix(cdataOpen, rest) || strings.HasPrefix("<!DOCTYPE", rest)):
		s.truncated()
	case strings.HasPrefix(rest, "<!DOCTYPE"):
		s.refused = true
		s.stop("xmp-doctype", s.at, "A document type is refused: it can define entities.")
	default:
		s.malformed(s.at, `"<!" must begin a comment or CDATA.`)
	}
}

// comment skips a comment. In XML, two hyphens end one.
func (s *scanner) comment() {
	from := s.at + len(commentOpen)
	end := strings.Index(s.text[from:], "--")
	if end >= 0 && !strings.HasPrefix(s.text[from+end:], commentClose) {
		s.breaks("xmp-xml", from+end, "Two hyphens must not stand within a comment.")
		end = strings.Index(s.text[from:], commentClose)
	}
	if end < 0 {
		s.truncated()
		return
	}
	s.at = from + end + len(commentClose)
	s.elements[s.open].flags |= mixed
}

// instruction skips a processing instruction, and takes note of the wrapper's two.
func (s *scanner) instruction() {
	length := strings.Index(s.text[s.at:], "?>")
	if length < 0 {
		s.truncated()
		return
	}
	length += len("?>")
	all := s.text[s.at : s.at+length]
	here := container.Range{Offset: int64(s.at), Length: int64(length)}
	switch target := all[2 : 2+nameLength(all[2:])]; {
	case !isNCName(target):
		s.malformed(s.at, "A processing instruction must begin with a name.")
		return
	case strings.EqualFold(target, "xml") && strings.TrimPrefix(s.text[:s.at], "\uFEFF") != "":
		s.breaks("xmp-xml", s.at, "An XML declaration must be the first thing in a packet.")
	case strings.HasPrefix(all, xpacketBegin) && s.header.Length == 0:
		s.header = here
	case strings.HasPrefix(all, xpacketEnd):
		s.trailer = here
		s.readOnly = strings.HasPrefix(strings.TrimLeft(all[len(xpacketEnd):], `"'`), "r")
	}
	s.elements[s.open].flags |= mixed
	s.at += length
}

const (
	xpacketBegin = "<?xpacket begin="
	xpacketEnd   = "<?xpacket end="
)

// epilog reads what stands behind the root, up to the trailer.
func (s *scanner) epilog() {
	for !s.stopped {
		s.end = s.at
		at := s.at + whiteLength(s.text[s.at:])
		if s.trailer.Length > 0 && int(s.trailer.Offset) >= int(s.elements[s.root].end) || at == len(s.text) {
			s.trailing(at)
			return
		}
		switch rest := s.text[at:]; {
		case strings.HasPrefix(rest, "<?"):
			s.at = at
			s.instruction()
		case strings.HasPrefix(rest, commentOpen):
			s.at = at
			s.comment()
		default:
			s.lostTrailer(at)
			return
		}
	}
}

// lostTrailer looks for the trailer behind something that does not belong there.
func (s *scanner) lostTrailer(at int) {
	i := strings.Index(s.text[at:], xpacketEnd)
	if i < 0 || s.header.Length == 0 {
		s.trailing(at)
		return
	}
	s.breaks("xmp-xml", at, "Something stands between the XML and the packet's trailer.")
	s.at = at + i
	s.instruction()
	s.end = s.at
}

// trailing notes what follows the packet.
func (s *scanner) trailing(at int) {
	if at < len(s.text) {
		s.note("xmp-trailing", at, fmt.Sprintf("%d bytes behind the packet are no part of it.", len(s.text)-at))
	}
}
