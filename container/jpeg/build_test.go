package jpeg_test

import (
	"bytes"
	"crypto/md5"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
)

// Files are built from these pieces; every one gives bytes.

const (
	xmpHead = "http://ns.adobe.com/xap/1.0/\x00"
	extHead = "http://ns.adobe.com/xmp/extension/\x00"
	soi     = "\xFF\xD8"
)

// seg is a segment.
func seg(marker byte, body ...string) string {
	all := join(body)
	return string([]byte{0xFF, marker}) + be16(len(all)+2) + all
}

func join(parts []string) string {
	var b bytes.Buffer
	for _, p := range parts {
		b.WriteString(p)
	}
	return b.String()
}

func be16(n int) string { return string(binary.BigEndian.AppendUint16(nil, uint16(n))) }
func be32(n int) string { return string(binary.BigEndian.AppendUint32(nil, uint32(n))) }
func le32(n int) string { return string(binary.LittleEndian.AppendUint32(nil, uint32(n))) }

// Byte orders of MPF.
var (
	be binary.AppendByteOrder = binary.BigEndian
	le binary.AppendByteOrder = binary.LittleEndian
)

var jfif = seg(0xE0, "JFIF\x00\x01\x02\x00\x00\x01\x00\x01\x00\x00")

// xmp is a segment with a packet.
func xmp(packet string) string { return seg(0xE1, xmpHead, packet) }

// packet is an XMP packet with some text and attributes in it.
func packet(text string, attributes ...string) string {
	return `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">` +
		`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" ` +
		`xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmpNote="http://ns.adobe.com/xmp/note/" ` + join(attributes) + `>` +
		`<dc:source>` + text + `</dc:source></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`
}

// names is the attribute that names an extension.
func names(guid string) string { return `xmpNote:HasExtendedXMP="` + guid + `" ` }

func guid(extension string) string { return fmt.Sprintf("%X", md5.Sum([]byte(extension))) }

// piece is a segment of an extension.
func piece(guid string, total, offset int, data string) string {
	return seg(0xE1, extHead, guid, be32(total), be32(offset), data)
}

// extended cuts an extension into segments.
func extended(data string, size int) (segments []string) {
	name := guid(data)
	for at := 0; at < len(data); at += size {
		segments = append(segments, piece(name, len(data), at, data[at:min(at+size, len(data))]))
	}
	return segments
}

// tiff is a TIFF structure with the entries given, of 12 bytes each, and then data.
func tiff(data string, entries ...string) string {
	return "MM\x00*" + be32(8) + be16(len(entries)) + join(entries) + be32(0) + data
}

func entry(tag, typ, count, value int) string {
	return be16(tag) + be16(typ) + be32(count) + be32(value)
}

var plainTIFF = tiff("", entry(0x0112, 3, 1, 1<<16))

func exif(tiff string) string { return seg(0xE1, "Exif\x00\x00", tiff) }

// resource is a Photoshop resource.
func resource(id int, name, data string) string {
	head := string([]byte{byte(len(name))}) + name
	return "8BIM" + be16(id) + even(head) + be32(len(data)) + even(data)
}

func even(s string) string {
	if len(s)%2 == 1 {
		return s + "\x00"
	}
	return s
}

func photoshop(resources string) string { return seg(0xED, "Photoshop 3.0\x00", resources) }

func icc(n, of int, data string) string {
	return seg(0xE2, "ICC_PROFILE\x00", string([]byte{byte(n), byte(of)}), data)
}

// jumbf is a superbox of C2PA, or of another type.
func jumbf(uuid, content string) string {
	description := "jumd" + uuid + "\x03c2pa\x00"
	content = be32(len(description)+4) + description + content
	return be32(len(content)+8) + "jumb" + content
}

const c2paUUID = "\x63\x32\x70\x61\x00\x11\x00\x10\x80\x00\x00\xAA\x00\x38\x9B\x71"

// boxes cuts a box into APP11 segments.
func boxes(box string, size int) (segments []string) {
	for n, at := 1, 8; at < len(box); at += size {
		segments = append(segments, seg(0xEB, "JP\x02\x11", be32(n), box[:8], box[at:min(at+size, len(box))]))
		n++
	}
	return segments
}

// mpf is an MPF segment for a number of images, without their offsets.
func mpf(order binary.AppendByteOrder, images int) string {
	u16 := func(n int) string { return string(order.AppendUint16(nil, uint16(n))) }
	u32 := func(n int) string { return string(order.AppendUint32(nil, uint32(n))) }
	mark := "MM\x00*"
	if order.String() == "LittleEndian" {
		mark = "II*\x00"
	}
	return seg(0xE2, "MPF\x00", mark, u32(8), u16(3),
		u16(0xB000), u16(7), u32(4), "0100",
		u16(0xB001), u16(4), u32(1), u32(images),
		u16(0xB002), u16(7), u32(16*images), u32(50), u32(0),
		string(make([]byte, 16*images)))
}

// images appends further images to a file and writes into its MPF segments where they
// are.
func images(file string, further ...string) string {
	b := []byte(file)
	for at := 0; ; {
		n := bytes.Index(b[at:], []byte("MPF\x00"))
		if n < 0 {
			break
		}
		at += n + 4
		var order binary.ByteOrder = binary.BigEndian
		if b[at] == 'I' {
			order = binary.LittleEndian
		}
		order.PutUint32(b[at+50+4:], uint32(len(b)))
		for i, next := 0, len(file); i < len(further); i++ {
			order.PutUint32(b[at+50+16*(i+1)+4:], uint32(len(further[i])))
			order.PutUint32(b[at+50+16*(i+1)+8:], uint32(next-at))
			next += len(further[i])
		}
	}
	return string(b) + join(further)
}

// picture is an image by the standard library from its first table on.
var picture = func() string {
	m := image.NewRGBA(image.Rect(0, 0, 24, 16))
	for x := range 24 {
		for y := range 16 {
			m.Set(x, y, color.RGBA{uint8(x * 10), uint8(y * 15), uint8(x * y), 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		panic(err)
	}
	return b.String()[2:]
}()

// file is a file with segments before the picture.
func file(segments ...string) string { return soi + join(segments) + picture }
