package png

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"strconv"

	"github.com/proviso-signals/proviso/container"
)

// isProfile reports whether raw profiles of a type are read.
func isProfile(typ string) bool {
	switch typ {
	case "xmp", "exif", "APP1", "iptc", "8bim", "icc", "icm":
		return true
	}
	return false
}

// profile makes of the text of a raw profile what it holds. It reports false for a
// profile that holds nothing of interest.
func (s *scanner) profile(c chunk, typ string, b *container.Block) bool {
	b.Packed = true
	switch typ {
	case "xmp":
		b.Kind = container.XMP
	case "exif", "APP1":
		b.Kind = container.Exif
	case "iptc", "8bim":
		b.Kind = container.IIM
	case "icc", "icm":
		b.Kind = container.ICC
	}
	if b.Data == nil || !s.spend(c, len(b.Data)/2) {
		b.Data = nil
		return true
	}
	data, exact := unhex(b.Data)
	if !exact {
		s.problem("png-profile", c.at, "The raw profile %q is not what it says.", typ)
	}
	b.Data = data
	switch {
	case b.Kind == container.Exif:
		b.Kind, b.Data = application(data)
	case b.Kind == container.IIM && data != nil:
		b.Data = records(data)
		return b.Data != nil
	}
	return true
}

// unhex decodes a raw profile:
//
//	"\n" type "\n" length "\n" hexadecimal digits, in lines
//
// It gives nil for what is none. The length may be wrong; then exact is false.
func unhex(text []byte) (data []byte, exact bool) {
	text = bytes.TrimLeft(text, "\r\n\t ")
	head := text[:min(len(text), maxRaw)]
	typ := bytes.IndexByte(head, '\n') + 1
	count := bytes.IndexByte(head[typ:], '\n')
	if typ == 0 || count < 0 {
		return nil, false
	}
	length, err := strconv.Atoi(string(bytes.TrimSpace(head[typ : typ+count])))
	if err != nil {
		return nil, false
	}
	return unhexDigits(text[typ+count:], length)
}

// unhexDigits decodes hexadecimal digits with white space among them. As ImageMagick and
// ExifTool do, it goes by the length: what stands behind is none of the profile, such as
// the bytes of memory in paris_icc_exif_xmp.png of libavif. Fewer digits are taken as they
// are.
func unhexDigits(text []byte, length int) (data []byte, exact bool) {
	most := len(text) / 2
	if length >= 0 {
		most = min(length, most)
	}
	digits := make([]byte, 0, 2*most)
	for len(text) > 0 && len(digits) < 2*most {
		if text[0] > ' ' {
			digits = append(digits, text[0])
		}
		text = text[1:]
	}
	rest := bytes.Trim(text, "\x00\t\n\r ")
	n, err := hex.Decode(digits, digits)
	if err != nil {
		return nil, false
	}
	return digits[:n:n], n == length && len(rest) == 0
}

// application tells apart what was in the APP1 segment of a JPEG.
func application(data []byte) (container.Kind, []byte) {
	if rest, ok := bytes.CutPrefix(data, []byte("http://ns.adobe.com/xap/1.0/\x00")); ok {
		return container.XMP, rest
	}
	return container.Exif, bytes.TrimPrefix(data, exifHead)
}

// records gives the IIM records of a profile, which may be wrapped as Photoshop
// resource 0x0404; nil where there are none.
func records(data []byte) []byte {
	data = bytes.TrimPrefix(data, []byte("Photoshop 3.0\x00"))
	if len(data) > 0 && data[0] == 0x1C {
		return data
	}
	for range maxResources {
		id, content, rest, ok := resource(data)
		if !ok {
			return nil
		}
		if id == 0x0404 {
			return content
		}
		data = rest
	}
	return nil
}

// resource takes a Photoshop resource apart:
//
//	"8BIM" id:u16 name, with its length, padded to even; size:u32 data, padded to even
func resource(b []byte) (id uint16, content, rest []byte, ok bool) {
	if len(b) < 12 || string(b[:4]) != "8BIM" {
		return 0, nil, nil, false
	}
	id = binary.BigEndian.Uint16(b[4:])
	named := (1 + int(b[6]) + 1) &^ 1
	if len(b) < 6+named+4 {
		return 0, nil, nil, false
	}
	size := int64(binary.BigEndian.Uint32(b[6+named:]))
	b = b[6+named+4:]
	if size > int64(len(b)) {
		return 0, nil, nil, false
	}
	return id, b[:size:size], b[min(size+size&1, int64(len(b))):], true
}
