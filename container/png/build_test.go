package png_test

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"strings"

	"github.com/proviso-signals/proviso/container/containertest"
)

// Files are built from these pieces; every one gives bytes.

const (
	signature = "\x89PNG\r\n\x1a\n"
	keyword   = "XML:com.adobe.xmp"
)

func be32(n int) string { return string(binary.BigEndian.AppendUint32(nil, uint32(n))) }

// chunk is a chunk with the right length and CRC.
func chunk(name string, data ...string) string {
	body := name + strings.Join(data, "")
	return be32(len(body)-4) + body + be32(int(crc32.ChecksumIEEE([]byte(body))))
}

// wrong is a chunk with a wrong CRC.
func wrong(name string, data ...string) string {
	c := []byte(chunk(name, data...))
	c[len(c)-1] ^= 0xFF
	return string(c)
}

// xmp is a packet as the specification wants it.
func xmp(packet string) string { return chunk("iTXt", keyword, "\x00\x00\x00\x00\x00", packet) }

// deflate is zlib.
func deflate(data string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	z.Write([]byte(data))
	z.Close()
	return b.String()
}

// raw is the text of a raw profile.
func raw(typ, data string) string {
	digits := hex.EncodeToString([]byte(data))
	var lines []string
	for ; len(digits) > 72; digits = digits[72:] {
		lines = append(lines, digits[:72])
	}
	return fmt.Sprintf("\n%s\n%8d\n%s\n", typ, len(data), strings.Join(append(lines, digits), "\n"))
}

func rawText(typ, data string) string {
	return chunk("tEXt", "Raw profile type "+typ+"\x00"+raw(typ, data))
}

func rawZText(typ, data string) string {
	return chunk("zTXt", "Raw profile type "+typ+"\x00\x00"+deflate(raw(typ, data)))
}

// packet is an XMP packet with some text in it.
var packet = containertest.Packet

const (
	tiff = "MM\x00*\x00\x00\x00\x08\x00\x00\x00\x00\x00\x00"
	iim  = "\x1C\x02\x74\x00\x02me"
	irb  = "8BIM\x04\x25\x00\x00\x00\x00\x00\x01x\x008BIM\x04\x04\x00\x00\x00\x00\x00\x07" + iim + "\x00"
)

// pixels and header are those of an image by the standard library.
var header, pixels = func() (string, string) {
	m := image.NewNRGBA(image.Rect(0, 0, 17, 9))
	for x := range 17 {
		for y := range 9 {
			m.Set(x, y, color.NRGBA{uint8(x * 15), uint8(y * 28), uint8(x * y), uint8(255 - x)})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		panic(err)
	}
	file := b.String()
	n := int(binary.BigEndian.Uint32([]byte(file[33:])))
	return file[8:33], file[41 : 41+n]
}()

// cut gives the pixels as IDAT chunks of a size.
func cut(size int) (chunks string) {
	for at := 0; at < len(pixels); at += size {
		chunks += chunk("IDAT", pixels[at:min(at+size, len(pixels))])
	}
	return chunks
}

var (
	idat = chunk("IDAT", pixels)
	iend = chunk("IEND")
)

// file is a file with chunks before and after the pixels.
func file(before, after string) string { return signature + header + before + idat + after + iend }

// animation is an APNG of two frames.
func animation(before, between, after string) string {
	fctl := func(sequence int) string {
		return chunk("fcTL", be32(sequence), be32(17), be32(9), be32(0), be32(0), "\x00\x01\x00\x0A\x00\x00")
	}
	return signature + header + before + chunk("acTL", be32(2), be32(0)) + fctl(0) + idat + between + fctl(1) +
		chunk("fdAT", be32(2), pixels[:40]) + chunk("fdAT", be32(3), pixels[40:]) + after + iend
}
