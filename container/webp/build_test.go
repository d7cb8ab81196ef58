package webp_test

import (
	"encoding/binary"
	"encoding/hex"
	"strings"

	"github.com/proviso-signals/proviso/container/containertest"
)

// Files are built from these pieces; every one gives bytes.

var packet = containertest.Packet

func le32(n int) string { return string(binary.LittleEndian.AppendUint32(nil, uint32(n))) }
func le24(n int) string { return le32(n)[:3] }

// bare is a chunk without padding.
func bare(name string, data ...string) string {
	all := strings.Join(data, "")
	return name + le32(len(all)) + all
}

// chunk is a chunk as it should be.
func chunk(name string, data ...string) string {
	c := bare(name, data...)
	return c + strings.Repeat("\x00", len(c)&1)
}

// riff is a file of chunks, and told one of which the header gives another size.
func riff(chunks ...string) string { return told(0, chunks...) }

func told(more int, chunks ...string) string {
	all := strings.Join(chunks, "")
	return "RIFF" + le32(len(all)+4+more) + "WEBP" + all
}

// Flags of VP8X.
const (
	animated = 0x02
	fXMP     = 0x04
	fExif    = 0x08
	fAlpha   = 0x10
	fICC     = 0x20
)

// Pictures are 3 pixels wide and 5 high.
const width, height = 3, 5

// ext is a VP8X chunk.
func ext(flags byte) string {
	return chunk("VP8X", string([]byte{flags, 0, 0, 0}), le24(width-1), le24(height-1))
}

// lossy is a VP8 frame with some colours.
var lossy = func() string {
	b, err := hex.DecodeString("f001009d012a030005000400682590027481311814def50000fa8bed7b4d3c838b79" +
		"74ae0c780582fa04731a4f93f4d48519c5c4fd5fc000")
	if err != nil {
		panic(err)
	}
	return string(b)
}()

// bits are written from the lowest.
type bits struct {
	all string
	acc uint64
	n   int
}

func (b *bits) put(value, n int) {
	b.acc |= uint64(value) << b.n
	for b.n += n; b.n >= 8; b.n -= 8 {
		b.all += string([]byte{byte(b.acc)})
		b.acc >>= 8
	}
}

// lossless is a VP8L picture of one colour: five prefix codes of one symbol each, and
// so no bits for the pixels.
func lossless(w, h int, hasAlpha bool) string {
	b := &bits{all: "\x2F"}
	b.put(w-1, 14)
	b.put(h-1, 14)
	alpha := 255
	if hasAlpha {
		alpha = 100
		b.put(1, 1)
	} else {
		b.put(0, 1)
	}
	b.put(0, 3) // version
	b.put(0, 3) // no transform, no colour cache, no groups of codes
	for _, symbol := range []int{200, 30, 90, alpha, 0} {
		b.put(0b101, 3) // simple, one symbol, of eight bits
		b.put(symbol, 8)
	}
	b.put(0, 7)
	return b.all
}

var (
	vp8   = chunk("VP8 ", lossy)
	vp8l  = chunk("VP8L", lossless(width, height, false))
	vp8la = chunk("VP8L", lossless(width, height, true))
	alph  = chunk("ALPH", "\x00", strings.Repeat("\x40\x80\xC0", height))
	anim  = chunk("ANIM", "\xFF\xFF\xFF\xFF\x00\x00")
	icc   = chunk("ICCP", "profile")
	store = chunk("C2PA", "jumb")
)

// frame is a frame of an animation.
func frame(chunks ...string) string {
	place := le24(0) + le24(0) + le24(width-1) + le24(height-1) + le24(100) + "\x00"
	return chunk("ANMF", place, strings.Join(chunks, ""))
}

func xmp(packet string) string { return chunk("XMP ", packet) }

const (
	tiff    = "MM\x00*\x00\x00\x00\x08\x00\x00\x00\x00\x00\x00"
	jpegXMP = "http://ns.adobe.com/xap/1.0/\x00"
)

var exif = chunk("EXIF", tiff)
