package svg

import (
	"bytes"

	"github.com/proviso-signals/proviso/container"
)

// slot is a place of which the children may be XMP: the root, or a metadata element.
type slot struct {
	begin    int64 // of an instruction that begins a packet; -1 where none is open
	elements []element
	outside  bool // of metadata elements
}

// found is what may be an XMP packet.
type found struct {
	container.Range
	elements []element
	bare     bool // RDF without a wrapper
	outside  bool
	data     []byte
	asStored bool // the data
}

// slot gives the slot whose children have a level; nil where that is none.
func (s *scanner) slot(level int) *slot {
	switch {
	case s.block != nil || s.manifest != nil:
		return nil
	case level == 2:
		return &s.slots[0]
	case level == 3 && s.open != nil:
		return &s.slots[1]
	}
	return nil
}

// candidate sees an element where a packet may be.
func (s *scanner) candidate(name []byte) {
	level := len(s.stack)
	local, space := string(name), s.space()
	if space == nsRDF && local == "RDF" || space == nsMeta && (local == "xmpmeta" || local == "xapmeta") {
		s.block, s.blockAt, s.strange = s.here(), level, false
		return
	}
	s.foreign(s.slot(level))
	if level == 3 && space == nsC2PA && local == "manifest" {
		if len(s.manifests) == MaxBlocks {
			s.stop("svg-too-many", "There are more than %d manifests.", MaxBlocks)
			return
		}
		s.manifests = append(s.manifests, *s.here())
		s.manifest = &s.manifests[len(s.manifests)-1]
	}
}

// uses sees which prefixes an element within a packet uses that are declared outside.
func (s *scanner) uses() {
	if s.block == nil {
		return
	}
	prefix, _ := s.tag.split()
	for _, p := range append(s.tag.prefixes, string(prefix)) {
		b := s.resolve([]byte(p))
		switch {
		case p == "xml", p == "" && b == nil:
		case b == nil:
			if !s.strange {
				s.problem("svg-prefix", s.tag.at, "The prefix %.40q is declared nowhere.", p)
			}
			s.strange = true
		case b.level < s.blockAt && p != "":
			s.block.inherit(*b)
		}
	}
}

func (e *element) inherit(b binding) {
	for _, known := range e.inherited {
		if known.prefix == b.prefix {
			return
		}
	}
	e.inherited = append(e.inherited, b)
}

// packetElement sees the end of an element of a packet.
func (s *scanner) packetElement() {
	e := *s.block
	e.close, e.end = s.tag.at, s.offset()
	s.block = nil
	sl := s.slot(s.blockAt)
	if sl.begin < 0 {
		s.single(sl, e)
		return
	}
	if len(sl.elements) == MaxBlocks {
		s.stop("svg-too-many", "A packet has more than %d elements.", MaxBlocks)
		return
	}
	sl.elements = append(sl.elements, e)
}

// xpacket sees an instruction around a packet.
func (s *scanner) xpacket(rest []byte) {
	sl := s.slot(len(s.stack) + 1)
	switch {
	case sl == nil:
	case bytes.HasPrefix(rest, []byte("begin")):
		s.foreign(sl)
		sl.begin = s.tag.at
	case bytes.HasPrefix(rest, []byte("end")) && sl.begin >= 0:
		r := container.Range{Offset: sl.begin, Length: s.offset() - sl.begin}
		s.add(found{Range: r, elements: sl.elements, outside: sl.outside})
		sl.begin, sl.elements = -1, nil
	}
}

// foreign sees what does not belong into a packet, which is over, then: another
// element, or the end of the slot.
func (s *scanner) foreign(sl *slot) {
	if sl != nil && sl.begin >= 0 {
		s.mismatch(sl)
	}
}

// mismatch makes of a packet that does not end its elements.
func (s *scanner) mismatch(sl *slot) {
	s.problem("svg-xpacket", sl.begin, "A packet begins here and does not end.")
	s.muddled = true
	elements := sl.elements
	sl.begin, sl.elements = -1, nil
	for _, e := range elements {
		s.single(sl, e)
	}
}

// single adds a packet that is one element.
func (s *scanner) single(sl *slot, e element) {
	s.add(found{Range: e.whole(), elements: []element{e}, outside: sl.outside, bare: e.space == nsRDF})
}

func (s *scanner) add(f found) {
	if len(s.found) == MaxBlocks {
		s.stop("svg-too-many", "There are more than %d packets.", MaxBlocks)
		return
	}
	if f.outside {
		s.problem("svg-xmp-place", f.Offset, "XMP stands outside of a metadata element.")
		s.exclude(f.Range)
	}
	s.found = append(s.found, f)
}
