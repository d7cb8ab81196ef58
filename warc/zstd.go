package warc

import (
	"encoding/binary"
	"errors"
	"io"

	"github.com/klauspost/compress/zstd"
)

const (
	zstdMagic      = 0xFD2FB528
	skippableMagic = 0x184D2A50 // and the 15 after it, RFC 8878 section 3.1.2
	dictMagic      = 0x184D2A5D // "Zstandard Compression for WARC Files", dictionary frame
)

var errDictionary = errors.New("zstandard dictionary")

// isZstd reports whether a file that starts so is made of Zstandard frames.
func isZstd(magic []byte) bool {
	m := binary.LittleEndian.Uint32(magic)
	return m == zstdMagic || m&^0xf == skippableMagic
}

// zstdFrames reads a file of Zstandard frames one by one. It walks the frames
// itself, from block header to block header, so that the next frame is found even
// if the content of this one is damaged.
type zstdFrames struct {
	src     *source
	frame   zstdFrame
	decoder *zstd.Decoder
}

// splits is true: the specification allows several frames per record.
func (z *zstdFrames) splits() bool { return true }

// next goes to the next frame that has content, past what is left of this one.
func (z *zstdFrames) next() (int64, error) {
	_, err := io.Copy(io.Discard, &z.frame)
	for err == nil {
		offset := z.src.offset()
		head, eof := z.src.Peek(zstd.HeaderMaxSize)
		if len(head) == 0 {
			return offset, eof
		}
		var h zstd.Header
		switch err := h.Decode(head); {
		case err != nil:
			return offset, err
		case h.DictionaryID != 0 || h.Skippable && skippableMagic+h.SkippableID == dictMagic:
			return offset, errDictionary
		case !h.Skippable:
			z.frame = zstdFrame{src: z.src, left: int64(h.HeaderSize), checksum: h.HasCheckSum}
			return offset, z.decode()
		}
		err = z.skip(int64(h.HeaderSize) + int64(h.SkippableSize))
	}
	return z.src.offset(), err
}

func (z *zstdFrames) skip(n int64) error {
	if _, err := io.CopyN(io.Discard, z.src, n); err != nil {
		return noEOF(err)
	}
	return nil
}

func (z *zstdFrames) decode() (err error) {
	if z.decoder == nil {
		z.decoder, err = newZstd(&z.frame)
		return err
	}
	return z.decoder.Reset(&z.frame)
}

func (z *zstdFrames) Read(p []byte) (int, error) { return z.decoder.Read(p) }

// newZstd makes a decoder that stays within its limits and its goroutine.
func newZstd(r io.Reader) (*zstd.Decoder, error) {
	return zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true),
		zstd.WithDecoderMaxWindow(MaxZstdWindow))
}

// zstdFrame passes the bytes of one frame on, and nothing after it:
//
//	frame = header 1*( block-header block ) [ checksum ]   ; RFC 8878 section 3.1.1
//
// A block header is 3 bytes, little-endian: 1 bit last, 2 bits type, 21 bits size.
// The zero value is a frame that was passed on.
type zstdFrame struct {
	src      *source
	left     int64 // bytes of the part being passed on
	last     bool  // so is the last block's header
	checksum bool  // four bytes are still to come after the last block
}

func (f *zstdFrame) Read(p []byte) (int, error) {
	for f.left == 0 {
		if err := f.advance(); err != nil {
			return 0, err
		}
	}
	n, err := f.src.Read(p[:min(int64(len(p)), f.left)])
	f.left -= int64(n)
	return n, noEOF(err)
}

func (f *zstdFrame) advance() error {
	if f.src == nil || f.last && !f.checksum {
		return io.EOF
	}
	if f.last {
		f.left, f.checksum = 4, false
		return nil
	}
	b, err := f.src.Peek(3)
	if err != nil {
		return noEOF(err)
	}
	header := int64(b[0]) | int64(b[1])<<8 | int64(b[2])<<16
	f.last = header&1 != 0
	size := header >> 3
	switch header >> 1 & 3 {
	case 1: // run-length: the size is that of the output
		size = 1
	case 3:
		return zstd.ErrReservedBlockType
	}
	f.left = 3 + size
	return nil
}

// noEOF makes an end that comes too early look like one.
func noEOF(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}
