package png

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"unicode/utf8"

	"github.com/proviso-signals/proviso/container"
)

// errScan is for a scan that another format made.
var errScan = errors.New("png: the scan is not of this format")

// put plans how to put a packet in.
func put(_ *container.Source, scan *container.Scan, text []byte) ([]container.Edit, error) {
	l, ok := scan.Note.(*layout)
	switch {
	case !ok:
		return nil, errScan
	case l.damage != nil:
		return nil, l.damage
	case len(text) > l.room:
		return nil, refusal("png-packet-too-large", "A packet of %d bytes would not be read again.", len(text))
	case len(text) == 0 || bytes.IndexByte(text, 0) >= 0 || !utf8.Valid(text):
		return nil, refusal("png-packet", "iTXt takes UTF-8 without zero bytes.")
	case l.chosen < 0:
		return []container.Edit{{Offset: l.insert, Insert: wrap(text)}}, nil
	}
	var edits []container.Edit
	for i, p := range l.packets {
		if i == l.chosen {
			edits = append(edits, p.replace(text)...)
		} else {
			edits = append(edits, container.Edit{Offset: p.chunk.at, Remove: p.chunk.length + overhead})
		}
	}
	return edits, nil
}

// wrap makes a chunk of a packet.
func wrap(text []byte) []byte {
	b := make([]byte, 0, len(xmpHead)+len(text)+overhead)
	b = binary.BigEndian.AppendUint32(b, uint32(len(xmpHead)+len(text)))
	b = append(b, "iTXt"+xmpHead...)
	b = append(b, text...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

// replace puts another packet into the place of one. The head of the chunk stays if it
// can.
func (p packet) replace(text []byte) []container.Edit {
	all := wrap(text)
	if !p.plain {
		return []container.Edit{{Offset: p.chunk.at, Remove: p.chunk.length + overhead, Insert: all}}
	}
	body := container.Edit{
		Offset: p.chunk.at + 8 + int64(len(xmpHead)),
		Remove: p.chunk.length - int64(len(xmpHead)) + 4, // with the CRC
		Insert: all[8+len(xmpHead):],
	}
	switch {
	case int(p.chunk.length) != len(xmpHead)+len(text):
		return []container.Edit{{Offset: p.chunk.at, Remove: 4, Insert: all[:4]}, body}
	case !bytes.Equal(p.data, text):
		return []container.Edit{body}
	case !p.crc:
		return []container.Edit{{Offset: p.chunk.end() - 4, Remove: 4, Insert: all[len(all)-4:]}}
	}
	return nil
}
