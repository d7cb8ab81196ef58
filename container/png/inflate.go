package png

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"hash/adler32"
	"io"
	"sync"

	"github.com/proviso-signals/proviso/container"
)

// inflaters keeps the memory of decompressors, which is the larger part of what a scan
// would otherwise ask for.
var inflaters = sync.Pool{New: func() any { return flate.NewReader(nil) }}

// inflate gives the uncompressed data, or nil with a problem: where it is damaged, too
// large, or compressed by an unknown method. A wrong checksum alone is only reported.
func (s *scanner) inflate(c chunk, method byte, packed []byte) []byte {
	// RFC 1950: method and window, check bits and flags, no dictionary
	if method != 0 || len(packed) < 2 || packed[0]&15 != 8 || binary.BigEndian.Uint16(packed)%31 != 0 || packed[1]&0x20 != 0 {
		s.problem("png-zlib", c.at, "The data of chunk %s is not what zlib writes.", c.name)
		return nil
	}
	data, rest, err := inflate(packed[2:], min(s.budget, container.MaxBlock)+1)
	if !s.spend(c, len(data)) {
		s.budget = 0
		return nil
	}
	switch {
	case len(data) > container.MaxBlock:
		s.problem("png-too-large", c.at, "Chunk %s has more than %d bytes when uncompressed.", c.name, container.MaxBlock)
		return nil
	case err != nil:
		s.problem("png-zlib", c.at, "The compressed data of chunk %s is damaged.", c.name)
		return nil
	case len(rest) < 4 || binary.BigEndian.Uint32(rest) != adler32.Checksum(data):
		s.problem("png-zlib", c.at, "The checksum of the compressed data of chunk %s is wrong.", c.name)
	}
	return data
}

// inflate gives up to limit bytes of a deflate stream, and what follows it. What there
// is before an error counts as work done.
func inflate(packed []byte, limit int) (data, rest []byte, err error) {
	from := bytes.NewReader(packed)
	z := inflaters.Get().(io.ReadCloser)
	defer inflaters.Put(z)
	if err := z.(flate.Resetter).Reset(from, nil); err != nil {
		return nil, nil, err
	}
	b := bytes.NewBuffer(make([]byte, 0, min(limit, 4*len(packed)+512)))
	_, err = io.Copy(b, io.LimitReader(z, int64(limit)))
	return b.Bytes(), packed[len(packed)-from.Len():], err
}
