package jxl

import (
	"bytes"
	"io"

	"github.com/andybalholm/brotli"

	"github.com/proviso-signals/proviso/container"
)

// load reads the data of a piece, and decompresses it. The data is nil where it is too
// large or damaged, which is told.
func (s *scanner) load(p *piece) error {
	if p.at.Length > container.MaxBlock {
		s.lose(p, "jxl-too-large", "A box of more than %d bytes is not read.", container.MaxBlock)
		return nil
	}
	if p.form == packed {
		if s.unpacked += int(p.at.Length); s.unpacked > MaxPacked {
			s.broken("jxl-too-much", p.box.at, "More than %d bytes of metadata are compressed.", MaxPacked)
			return nil
		}
	}
	if !s.spend(p, int(p.at.Length)) {
		return nil
	}
	data, err := s.src.Bytes(p.at)
	if err == nil && p.form == packed {
		data = s.decompress(p, data)
	}
	p.data = data
	return err
}

// spend takes of what may be read. It reports false, and tells, where that is more than
// there is.
func (s *scanner) spend(p *piece, n int) bool {
	if n > s.room {
		s.room = 0
		s.broken("jxl-too-much", p.box.at, "There are more than %d bytes of metadata.", MaxMetadata)
		return false
	}
	s.room -= n
	p.cost += n
	return true
}

// lose tells why a piece is not read.
func (s *scanner) lose(p *piece, code, format string, args ...any) {
	p.lost = code
	s.problem(code, p.box.at, format, args...)
}

// decompress gives the data of a brotli stream; nil, with a problem, where it is too
// large or damaged, or something follows it.
func (s *scanner) decompress(p *piece, compressed []byte) []byte {
	limit := min(s.room, container.MaxBlock)
	data, err := unpack(compressed, limit+1)
	switch {
	case len(data) > limit && limit == container.MaxBlock:
		s.spend(p, limit)
		s.lose(p, "jxl-too-large", "A box has more than %d bytes when decompressed.", limit)
		return nil
	case err != nil && len(data) <= limit:
		s.spend(p, max(len(data), min(maxDamage, s.room)))
		s.lose(p, "jxl-brotli", "The compressed data of a box is damaged.")
		return nil
	case !s.spend(p, len(data)):
		return nil
	}
	return data
}

// unpack gives up to limit bytes of a brotli stream. Readers are not used again: what a
// stream did not consume would come to stand before the next one.
func unpack(compressed []byte, limit int) ([]byte, error) {
	b := bytes.NewBuffer(make([]byte, 0, min(limit, 4*len(compressed)+512)))
	_, err := io.Copy(b, io.LimitReader(brotli.NewReader(bytes.NewReader(compressed)), int64(limit)))
	return b.Bytes(), err
}
