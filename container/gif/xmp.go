package gif

import (
	"bytes"

	"github.com/proviso-signals/proviso/container"
)

// xmp reads an extension with a packet.
func (s *scanner) xmp(ext container.Range) error {
	where := body(ext)
	p := packet{extension: ext}
	if where.Length >= int64(len(magic)) {
		b, err := s.src.Peek(ext.End()-int64(len(magic)), len(magic))
		if err != nil {
			return err
		}
		if p.plain = bytes.Equal(b, magic); p.plain {
			where.Length -= int64(len(magic))
			p.text = where
		}
	}
	b, err := s.load(where)
	if err != nil {
		return err
	}
	stored := []container.Range{where}
	p.data = b
	if !p.plain {
		s.problem("gif-xmp-form", ext.Offset, "XMP does not end with the magic trailer.")
		stored, p.data = s.other(where, b)
	}
	s.block(container.XMP, stored, p.data)
	if len(s.packets) < MaxBlocks {
		s.packets = append(s.packets, p)
	}
	return nil
}

// other reads a packet that is not in the form it should have.
func (s *scanner) other(where container.Range, b []byte) ([]container.Range, []byte) {
	raw := []container.Range{where}
	switch {
	case b == nil:
		return raw, nil
	case len(b) == 1:
		return []container.Range{{Offset: where.Offset}}, []byte{}
	case b[0] == 255 && marked(b[1:]), int(b[0])+2 == len(b) && marked(b[1:]):
		return s.cutUp(where, b)
	case marked(b):
		end := bytes.IndexByte(b, 0) // there is one: the last byte at the latest
		zeros := len(bytes.TrimRight(b[end:], "\x00")) == 0
		end, whole := packetEnd(b[:end])
		if !zeros {
			s.lost(where)
		}
		if zeros || whole {
			raw[0].Length = int64(end)
			return raw, b[:end:end]
		}
		return raw, nil
	}
	s.lost(where)
	return raw, nil
}

func (s *scanner) lost(where container.Range) {
	s.broken("gif-xmp-lost", where.Offset, "XMP does not end where decoders see its end, or is none.")
}

// packetEnd is where the packet ends in what might hold part of a trailer, and whether
// it says so itself.
func packetEnd(b []byte) (int, bool) {
	at := bytes.LastIndex(b, []byte("<?xpacket end"))
	if n := bytes.Index(b[max(at, 0):], []byte("?>")); at >= 0 && n >= 0 {
		return at + n + len("?>"), true
	}
	return len(b), false
}

// unended reads a packet that decoders see no end of in the file.
func (s *scanner) unended(at int64) error {
	where := container.Range{Offset: at, Length: min(s.src.Size()-at, container.MaxBlock)}
	b, err := s.load(where)
	if err != nil || !marked(b) {
		return err
	}
	end := bytes.IndexByte(b, 0)
	if end < 0 {
		end = len(b)
	}
	if end, whole := packetEnd(b[:end]); whole {
		where.Length = int64(end)
		s.block(container.XMP, []container.Range{where}, b[:end:end])
	}
	return nil
}

// cutUp reads a packet that is cut into sub-blocks. The trailer may be part of that,
// without the byte that ends sub-blocks.
func (s *scanner) cutUp(where container.Range, b []byte) ([]container.Range, []byte) {
	stored, data := s.join(where, b)
	if tail := magic[:len(magic)-1]; bytes.HasSuffix(data, tail) {
		return cut(stored, data, len(tail))
	}
	return stored, data
}
