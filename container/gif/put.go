package gif

import (
	"bytes"
	"errors"
	"unicode/utf8"

	"github.com/proviso-signals/proviso/container"
)

// errScan is for a scan that another format made.
var errScan = errors.New("gif: the scan is not of this format")

// put plans how to put a packet in.
func put(_ *container.Source, scan *container.Scan, text []byte) ([]container.Edit, error) {
	l, ok := scan.Note.(*layout)
	switch {
	case !ok:
		return nil, errScan
	case l.damage != nil:
		return nil, l.damage
	case len(text) > l.room:
		return nil, refusal("gif-packet-too-large", "A packet of %d bytes would not be read again.", len(text))
	case len(text) == 0 || bytes.IndexByte(text, 0) >= 0 || !utf8.Valid(text):
		return nil, refusal("gif-packet", "XMP in GIF is UTF-8 without zero bytes, which would end it.")
	case l.chosen < 0:
		return l.add(text)
	}
	var edits []container.Edit
	for i, p := range l.packets {
		switch {
		case i != l.chosen:
			edits = append(edits, container.Edit{Offset: p.extension.Offset, Remove: p.extension.Length})
		case !p.plain:
			edits = append(edits, container.Edit{Offset: p.extension.Offset, Remove: p.extension.Length, Insert: wrap(text)})
		case !bytes.Equal(p.data, text):
			edits = append(edits, container.Edit{Offset: p.text.Offset, Remove: p.text.Length, Insert: bytes.Clone(text)})
		}
	}
	return edits, nil
}

// add puts a packet into a file that has none.
func (l *layout) add(text []byte) ([]container.Edit, error) {
	insert := container.Edit{Offset: l.insert, Insert: wrap(text)}
	switch {
	case !l.old:
		return []container.Edit{insert}, nil
	case l.bits:
		return nil, refusal("gif-87a-bits", "As GIF89a the file would say something about its palette or the shape of its pixels.")
	}
	return []container.Edit{{Offset: 4, Remove: 1, Insert: []byte("9")}, insert}, nil
}

// wrap makes an application extension of a packet.
func wrap(text []byte) []byte {
	b := make([]byte, 0, nameEnd+len(text)+len(magic))
	b = append(b, introducer, application, byte(len(xmpName)))
	b = append(b, xmpName...)
	b = append(b, text...)
	return append(b, magic...)
}
