package svg

import (
	"bytes"
	"errors"
	"strings"

	"github.com/proviso-signals/proviso/container"
)

// errScan is for a scan that another format made.
var errScan = errors.New("svg: the scan is not of this format")

// put plans how to put a packet in.
func put(src *container.Source, scan *container.Scan, text []byte) ([]container.Edit, error) {
	if _, ok := scan.Note.(compressed); ok {
		return putCompressed(src, text)
	}
	l, ok := scan.Note.(*layout)
	if !ok {
		return nil, errScan
	}
	if r := l.refuse(text); r != nil {
		return nil, r
	}
	if l.chosen < 0 {
		return l.add(text)
	}
	var edits []container.Edit
	for i, p := range l.packets {
		switch {
		case i != l.chosen:
			edits = append(edits, container.Edit{Offset: p.Offset, Remove: p.Length})
		case !p.asStored || !bytes.Equal(p.data, text):
			edits = append(edits, container.Edit{Offset: p.Offset, Remove: p.Length, Insert: bytes.Clone(text)})
		}
	}
	if l.muddled {
		return try(src, edits, text)
	}
	return edits, nil
}

// try sees whether a packet would be found again in a file where instructions around
// packets do not match: those that are left can join what was apart.
func try(src *container.Source, edits []container.Edit, text []byte) ([]container.Edit, error) {
	data, err := src.Bytes(container.Range{Length: src.Size()})
	if err != nil {
		return nil, err
	}
	r := refusal("svg-xpacket", "Instructions around packets do not match, and the packet would not be found among them.")
	if data == nil {
		return nil, r
	}
	var out bytes.Buffer
	if err := container.Apply(&out, bytes.NewReader(data), int64(len(data)), edits); err != nil {
		return nil, err
	}
	s, err := scanText(container.NewSource(bytes.NewReader(out.Bytes()), int64(out.Len())))
	if err != nil {
		return nil, err
	}
	if len(s.packets) != 1 || !bytes.Equal(s.packets[0].data, text) {
		return nil, r
	}
	return edits, nil
}

// refuse says why a packet is not put into a file at all.
func (l *layout) refuse(text []byte) *container.Refusal {
	switch {
	case l.damage != nil:
		return l.damage
	case l.subset:
		return refusal("svg-doctype", "The document type has an internal subset.")
	case l.wide:
		return refusal("svg-encoding", "The file is UTF-16, in which packets are not written.")
	case len(text) > l.room:
		return refusal("svg-packet-too-large", "A packet of %d bytes would not be read again.", len(text))
	case !l.utf8 && !ascii(text):
		return refusal("svg-encoding", "The file is in %.40s; only packets in ASCII can be put into it.", l.charset)
	}
	bare, ok := check(text)
	switch {
	case !ok:
		return refusal("svg-packet", "What should be written is not one well-formed packet with nothing around it.")
	case bare && l.chosen >= 0 && l.beside >= 0 && l.beside < l.packets[l.chosen].Offset:
		return refusal("svg-packet", "RDF without a wrapper cannot be told from what stands before it in the file.")
	}
	return nil
}

// add puts a packet into a file that has none.
func (l *layout) add(text []byte) ([]container.Edit, error) {
	m := l.metadata
	switch {
	case m == nil && l.root.empty:
		return nil, refusal("svg-empty", "The root element is empty.")
	case m == nil && l.counting:
		return nil, refusal("svg-selector", "A style sheet may count child elements, of which there would be one more.")
	case m == nil:
		name := strings.TrimSuffix(l.root.name, "svg") + "metadata"
		return one(l.insert, 0, "<"+name+">", text, "</"+name+">"), nil
	case m.empty:
		return one(m.openEnd-2, 2, ">", text, "</"+m.name+">"), nil
	}
	return one(m.openEnd, 0, "", text, ""), nil
}

// one is a plan of one edit, with a packet between other text.
func one(at, remove int64, before string, text []byte, after string) []container.Edit {
	insert := append([]byte(before), text...)
	return []container.Edit{{Offset: at, Remove: remove, Insert: append(insert, after...)}}
}
