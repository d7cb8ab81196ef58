package gif_test

import (
	"bytes"
	"image"
	"image/color"
	"image/gif"
	"strings"

	"github.com/proviso-signals/proviso/container/containertest"
)

// Files are built from these pieces; every one gives bytes.

const (
	xmpName  = "XMP DataXMP"
	iccName  = "ICCRGBG1012"
	c2paName = "C2PA_GIF\x01\x00\x00"
	end      = "\x3B"
)

// magic is the trailer of a packet, in the words of the specification.
var magic = func() string {
	b := []byte{0x01}
	for i := 0xFF; i > 0; i-- {
		b = append(b, byte(i))
	}
	return string(append(b, 0, 0))
}()

// sub cuts data into sub-blocks of a size.
func sub(size int, data string) string {
	var b strings.Builder
	for at := 0; at < len(data); at += size {
		piece := data[at:min(at+size, len(data))]
		b.WriteByte(byte(len(piece)))
		b.WriteString(piece)
	}
	b.WriteByte(0)
	return b.String()
}

// app is an application extension with its data as it stands.
func app(name, data string) string { return "\x21\xFF\x0B" + name + data }

// xmp is a packet as the specification wants it.
func xmp(packet string) string { return app(xmpName, packet+magic) }

// padded is a packet with zeros so that sub-blocks end at the last.
func padded(packet string) string {
	at := 0
	for at < len(packet) {
		at += 1 + int(packet[at])
	}
	return app(xmpName, packet+strings.Repeat("\x00", at-len(packet)+1))
}

func comment(text string) string { return "\x21\xFE" + sub(255, text) }

const (
	netscape = "\x21\xFF\x0BNETSCAPE2.0\x03\x01\x00\x00\x00"
	animexts = "\x21\xFF\x0BANIMEXTS1.0\x03\x01\x00\x00\x00"
	delay    = "\x21\xF9\x04\x04\x0A\x00\x00\x00"
	words    = "\x21\x01\x0C\x00\x00\x00\x00\x08\x00\x08\x00\x08\x08\x01\x00\x02hi\x00"
)

// packet is an XMP packet with some text in it.
var packet = containertest.Packet

// Pieces of an image by the standard library: what comes before its blocks, with a
// global colour table, and the image.
var header, picture = func() (string, string) {
	m := image.NewPaletted(image.Rect(0, 0, 19, 11), color.Palette{
		color.RGBA{0, 0, 0, 255}, color.RGBA{255, 0, 0, 255}, color.RGBA{0, 255, 0, 255}, color.RGBA{0, 0, 255, 255},
	})
	for i := range m.Pix {
		m.Pix[i] = uint8(i*i%7) & 3
	}
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, &gif.GIF{Image: []*image.Paletted{m}, Delay: []int{0},
		Config: image.Config{ColorModel: m.Palette, Width: 19, Height: 11}}); err != nil {
		panic(err)
	}
	file := b.String()
	return "GIF89a" + file[6:25], file[25 : len(file)-1]
}()

// local is the image with a colour table of its own.
var local = picture[:9] + "\x81" + header[13:25] + picture[10:]

// old is the header of GIF87a, with flags and aspect.
func old(flags, aspect byte) string {
	return "GIF87a" + header[6:10] + string([]byte{header[10] | flags, 0, aspect}) + header[13:]
}

// file is a file with blocks before and after the image.
func file(before, after string) string { return header + before + picture + after + end }
