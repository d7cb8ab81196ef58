package gif

import "github.com/proviso-signals/proviso/container"

const (
	introducer = 0x21 // begins an extension
	separator  = 0x2C // begins an image
	trailer    = 0x3B

	plainText   = 0x01
	control     = 0xF9
	comment     = 0xFE
	application = 0xFF
)

// table is how long the colour table is that a byte of flags announces.
func table(flags byte) int64 {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (flags&7 + 1)
}

// walk goes through the blocks. The head is the signature and the logical screen
// descriptor.
func (s *scanner) walk(head []byte) error {
	if len(head) < 13 {
		s.truncated(0)
		return nil
	}
	at := 13 + table(head[10])
	if at > s.src.Size() {
		s.truncated(0)
		return nil
	}
	s.old = head[4] == '7'
	s.bits = head[10]&0x08 != 0 || head[12] != 0
	s.insert = at
	s.payload(6, at)
	for at > 0 {
		next, err := s.next(at)
		if err != nil {
			return err
		}
		at = next
	}
	if s.images == 0 {
		s.broken("gif-no-image", s.src.Size(), "There is no image.")
	}
	return nil
}

// next takes the block at an offset and gives the offset after it; zero where there is
// no more to take.
func (s *scanner) next(at int64) (int64, error) {
	b, err := s.src.Peek(at, 1)
	if err != nil {
		return 0, err
	}
	if len(b) == 0 {
		s.problem("gif-no-trailer", at, "The file ends without a trailer.")
		return 0, nil
	}
	switch b[0] {
	case separator:
		return s.image(at)
	case introducer:
		return s.extension(at)
	case trailer:
		if left := s.src.Size() - at - 1; left > 0 {
			s.problem("gif-trailing", at+1, "%d bytes follow the trailer.", left)
		}
		return 0, nil
	case 0:
		return s.zeros(at)
	}
	s.broken("gif-unknown-block", at, "A block begins with %02X.", b[0])
	return 0, nil
}

func (s *scanner) truncated(at int64) {
	s.broken("gif-truncated", at, "The file ends within a block.")
}

// zeros passes zero bytes between blocks.
func (s *scanner) zeros(from int64) (int64, error) {
	for at := from; ; at++ {
		b, err := s.src.Peek(at, 1)
		if err != nil {
			return 0, err
		}
		if len(b) == 0 || b[0] != 0 {
			s.problem("gif-stray-zeros", from, "%d zero bytes stand between blocks.", at-from)
			return at, nil
		}
	}
}

// image passes an image: descriptor, local colour table, code size, data.
func (s *scanner) image(at int64) (int64, error) {
	b, err := s.src.Peek(at, 10)
	if err != nil {
		return 0, err
	}
	if len(b) < 10 {
		s.truncated(at)
		return 0, nil
	}
	end, err := s.skip(at + 10 + table(b[9]) + 1)
	if err != nil || end == 0 {
		return 0, err
	}
	s.images++
	s.shown = true
	s.payload(at, end)
	return end, nil
}

// skip passes sub-blocks and gives the offset after the last; zero where the file ends
// before, which is reported.
func (s *scanner) skip(from int64) (int64, error) {
	for at := from; ; {
		b, err := s.src.Peek(at, 1)
		if err != nil {
			return 0, err
		}
		if len(b) == 0 {
			s.truncated(min(from, s.src.Size()))
			return 0, nil
		}
		at += 1 + int64(b[0])
		if b[0] == 0 {
			return at, nil
		}
	}
}

// extension passes an extension, and reads it if it is metadata.
func (s *scanner) extension(at int64) (int64, error) {
	b, err := s.src.Peek(at, 14)
	if err != nil {
		return 0, err
	}
	label, name := byte(0), ""
	if len(b) >= 2 {
		label = b[1]
	}
	if len(b) == 14 && label == application && b[2] == 11 {
		name = string(b[3:14])
	}
	end, err := s.skip(at + 2)
	if err == nil && end == 0 && name == xmpName {
		err = s.unended(at + nameEnd)
	}
	if err != nil || end == 0 {
		return 0, err
	}
	switch label {
	case application:
		err = s.application(container.Range{Offset: at, Length: end - at}, name)
	case comment:
	default:
		s.shown = s.shown || label == control || label == plainText
		s.payload(at, end)
	}
	return end, err
}
