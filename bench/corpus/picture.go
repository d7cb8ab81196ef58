package corpus

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"sync"
)

// scene is a picture with soft light, some edges, and grain of the strength given.
func scene(width, height, seed, grain int) *image.YCbCr {
	m := image.NewYCbCr(image.Rect(0, 0, width, height), image.YCbCrSubsampleRatio420)
	random := rand.New(rand.NewPCG(uint64(seed), uint64(width)))
	for y := range height {
		before := 0
		for x := range width {
			light := 60 + 90*x/width + 60*y/height
			if (x*7/width+y*5/height+seed)%3 == 0 {
				light -= 40
			}
			before = (before + random.IntN(2*grain+1) - grain) / 2 // neighbours are alike
			m.Y[y*m.YStride+x] = uint8(min(max(light+2*before, 0), 255))
		}
	}
	for y := range (height + 1) / 2 {
		for x := range (width + 1) / 2 {
			m.Cb[y*m.CStride+x] = uint8(100 + 50*x*2/width)
			m.Cr[y*m.CStride+x] = uint8(150 - 40*y*2/height)
		}
	}
	return m
}

func encodeJPEG(m image.Image, quality int) []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: quality}); err != nil {
		panic(err) // memory does not fail
	}
	return b.Bytes()
}

const pngEnd = "\x00\x00\x00\x00IEND\xAE\x42\x60\x82"

// picturePNG is the head and the pixels of a PNG by the standard library.
func picturePNG() (head, pixels []byte) {
	file := wholePNG()
	const afterIHDR = 8 + 25
	return file[:afterIHDR], file[afterIHDR : len(file)-len(pngEnd)]
}

var wholePNG = sync.OnceValue(func() []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, scene(800, 600, 3, 6)); err != nil {
		panic(err) // memory does not fail
	}
	return b.Bytes()
})

// pngXMP is an iTXt chunk with a packet.
func pngXMP(packet []byte) []byte {
	body := join("iTXt", "XML:com.adobe.xmp\x00\x00\x00\x00\x00", packet)
	b := binary.BigEndian.AppendUint32(nil, uint32(len(body)-4))
	return binary.BigEndian.AppendUint32(append(b, body...), crc32.ChecksumIEEE(body))
}

// Size of the WebP picture, and what flags say is in its file: a profile, Exif and XMP.
const (
	webpWidth, webpHeight = 800, 600
	webpFlags             = 0x20 | 0x08 | 0x04
)

// webpFile is a WebP of the extended format.
func webpFile(tiff, packet []byte) []byte {
	size := func(n int) []byte { return binary.LittleEndian.AppendUint32(nil, uint32(n-1))[:3] }
	head := join([]byte{webpFlags, 0, 0, 0}, size(webpWidth), size(webpHeight))
	chunks := join("WEBP", webpChunk("VP8X", head), webpChunk("ICCP", profile()), webpChunk("VP8L", lossless()),
		webpChunk("EXIF", tiff), webpChunk("XMP ", packet))
	return join("RIFF", binary.LittleEndian.AppendUint32(nil, uint32(len(chunks))), chunks)
}

func webpChunk(name string, data []byte) []byte {
	b := join(name, binary.LittleEndian.AppendUint32(nil, uint32(len(data))), data)
	return append(b, make([]byte, len(data)&1)...)
}

// lossless is a VP8L picture of grain: red, green and blue each have two values, and so
// one bit a pixel.
var lossless = sync.OnceValue(func() []byte {
	b := &bits{all: []byte{0x2F}}
	b.put(webpWidth-1, 14)
	b.put(webpHeight-1, 14)
	b.put(0, 1+3) // no alpha; version 0
	b.put(0, 3)   // no transform, no colour cache, no groups of codes
	two := func(first, second uint64) { b.put(1|1<<1|1<<2, 3); b.put(first, 8); b.put(second, 8) }
	two(90, 140)
	two(100, 150)
	two(70, 120)
	for _, symbol := range []uint64{255, 0} { // alpha, and distances that nobody uses
		b.put(1|1<<2, 3)
		b.put(symbol, 8)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range webpWidth * webpHeight {
		b.put(random.Uint64()&7, 3)
	}
	b.put(0, 7)
	return b.all
})

// bits are written from the lowest.
type bits struct {
	all  []byte
	held uint64
	n    int
}

func (b *bits) put(value uint64, n int) {
	b.held |= value << b.n
	for b.n += n; b.n >= 8; b.n -= 8 {
		b.all = append(b.all, byte(b.held))
		b.held >>= 8
	}
}
