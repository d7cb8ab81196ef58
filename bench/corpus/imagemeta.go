package corpus

import (
	"bytes"
	"crypto/md5"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
)

// segment is a JPEG marker segment.
func segment(marker byte, parts ...any) []byte {
	body := join(parts...)
	return join([]byte{0xFF, marker}, binary.BigEndian.AppendUint16(nil, uint16(len(body)+2)), body)
}

func jpegExif(tiff []byte) []byte  { return segment(0xE1, "Exif\x00\x00", tiff) }
func jpegXMP(packet []byte) []byte { return segment(0xE1, "http://ns.adobe.com/xap/1.0/\x00", packet) }
func jpegICC() []byte              { return segment(0xE2, "ICC_PROFILE\x00\x01\x01", profile()) }

// jpegIIM is what an editor puts beside the packet for older programs, with the digest
// by which it knows whether somebody else has changed it.
func jpegIIM(random *rand.Rand) []byte {
	dataset := func(record, number byte, text string) []byte {
		return join([]byte{0x1C, record, number}, binary.BigEndian.AppendUint16(nil, uint16(len(text))), text)
	}
	records := join(dataset(1, 90, "\x1B%G"), dataset(2, 0, "\x00\x04"), dataset(2, 5, title(random)), dataset(2, 80, author(random)),
		dataset(2, 116, "(c) 2026 "+author(random)), dataset(2, 120, strings.Join(keywords(random, 30), " ")))
	for _, word := range keywords(random, 8) {
		records = append(records, dataset(2, 25, word)...)
	}
	digest := md5.Sum(records)
	return segment(0xED, "Photoshop 3.0\x00", photoshop(0x0404, records), photoshop(0x0425, digest[:]))
}

// photoshop is a resource without a name.
func photoshop(id uint16, data []byte) []byte {
	b := join("8BIM", binary.BigEndian.AppendUint16(nil, id), "\x00\x00", binary.BigEndian.AppendUint32(nil, uint32(len(data))), data)
	return append(b, make([]byte, len(data)&1)...)
}

// profile is a colour profile of the size that most have, with a single tag.
var profile = sync.OnceValue(func() []byte {
	const size = 3144
	p := make([]byte, size)
	binary.BigEndian.PutUint32(p, size)
	copy(p[4:], "lcms\x04\x40\x00\x00mntrRGB XYZ ")
	copy(p[36:], "acsp")
	const data = 144 // where the tag's begin
	binary.BigEndian.PutUint32(p[128:], 1)
	copy(p[132:], "cprt")
	binary.BigEndian.PutUint32(p[136:], data)
	binary.BigEndian.PutUint32(p[140:], size-data)
	copy(p[data:], "text")
	random := rand.New(rand.NewPCG(3, 144))
	for i := data + 8; i < size-1; i++ {
		p[i] = byte('a' + random.IntN(26))
	}
	return p
})

// Types of TIFF fields.
const (
	tiffText  = 2
	tiffShort = 3
	tiffLong  = 4
	tiffRatio = 5
	tiffBytes = 7
)

// field is an entry of a TIFF directory.
type field struct {
	tag, typ uint16
	count    int
	data     []byte
}

func textField(tag uint16, text string) field {
	return field{tag, tiffText, len(text) + 1, []byte(text + "\x00")}
}

func shortField(tag uint16, n int) field {
	return field{tag, tiffShort, 1, binary.LittleEndian.AppendUint16(nil, uint16(n))}
}

func longField(tag uint16, n int) field {
	return field{tag, tiffLong, 1, binary.LittleEndian.AppendUint32(nil, uint32(n))}
}

func ratioField(tag uint16, over, under int) field {
	return field{tag, tiffRatio, 1, join(longField(0, over).data, longField(0, under).data)}
}

// directory writes fields as a directory that stands at an offset, with what does not fit
// into it behind.
func directory(at int, next func(end int) int, fields ...field) []byte {
	head := 2 + 12*len(fields) + 4
	b := binary.LittleEndian.AppendUint16(nil, uint16(len(fields)))
	var data []byte
	for _, f := range fields {
		b = binary.LittleEndian.AppendUint16(b, f.tag)
		b = binary.LittleEndian.AppendUint16(b, f.typ)
		b = binary.LittleEndian.AppendUint32(b, uint32(f.count))
		if len(f.data) <= 4 {
			b = append(append(b, f.data...), make([]byte, 4-len(f.data))...)
			continue
		}
		b = binary.LittleEndian.AppendUint32(b, uint32(at+head+len(data)))
		data = append(append(data, f.data...), make([]byte, len(f.data)&1)...)
	}
	b = binary.LittleEndian.AppendUint32(b, uint32(next(at+head+len(data))))
	return append(b, data...)
}

// cameraTIFF is the Exif of a camera, with a thumbnail where there is one, and a note of
// the maker's of the size given.
func cameraTIFF(random *rand.Rand, thumbnail []byte, note int) []byte {
	none := func(int) int { return 0 }
	exposure := []field{
		ratioField(0x829A, 1, 60+random.IntN(1000)), ratioField(0x829D, 28+random.IntN(80), 10), shortField(0x8827, 100<<random.IntN(6)),
		{0x9000, tiffBytes, 4, []byte("0232")}, textField(0x9003, date(random)), textField(0x9004, date(random)),
		{0x9101, tiffBytes, 4, []byte("\x01\x02\x03\x00")},
		shortField(0x9209, 16), ratioField(0x920A, 24+random.IntN(180), 1),
	}
	if note > 0 {
		exposure = append(exposure, field{0x927C, tiffBytes, note, make([]byte, note)})
	}
	exposure = append(exposure, field{0xA000, tiffBytes, 4, []byte("0100")}, shortField(0xA001, 1), longField(0xA002, 4000), longField(0xA003, 3000), textField(0xA434, "EF24-70mm f/2.8L"))
	main := func(exif int) []field {
		return []field{textField(0x010F, "Example"), textField(0x0110, "Example 5D Mark IV"), shortField(0x0112, 1), ratioField(0x011A, 300, 1),
			ratioField(0x011B, 300, 1), shortField(0x0128, 2), textField(0x0131, "Example Editor 26.1"), textField(0x0132, date(random)),
			textField(0x013B, "Somebody"), shortField(0x0213, 1), longField(0x8769, exif)}
	}
	begin := len(directory(8, none, main(0)...)) + 8
	exif := directory(begin, none, exposure...)
	if thumbnail == nil {
		return join("II*\x00\x08\x00\x00\x00", directory(8, none, main(begin)...), exif)
	}
	second := begin + len(exif)
	small := func(at int) []byte {
		return directory(second, none, shortField(0x0103, 6), ratioField(0x011A, 72, 1), ratioField(0x011B, 72, 1), shortField(0x0128, 2),
			longField(0x0201, at), longField(0x0202, len(thumbnail)))
	}
	return join("II*\x00\x08\x00\x00\x00", directory(8, func(int) int { return second }, main(begin)...), exif,
		small(second+len(small(0))), thumbnail)
}

func date(random *rand.Rand) string {
	return fmt.Sprintf("2026:%02d:%02d %02d:%02d:%02d", 1+random.IntN(12), 1+random.IntN(28), random.IntN(24), random.IntN(60), random.IntN(60))
}

func keywords(random *rand.Rand, n int) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = sections[random.IntN(len(sections))]
	}
	return list
}

func title(random *rand.Rand) string { return strings.Join(keywords(random, 4), " ") }
func author(random *rand.Rand) string {
	return pick(random, "Zoë", "Ada", "Ivan", "Maria") + " " + letters(300+random.IntN(9000))
}

// imagePacket makes an XMP packet of a size, of which some is padding. It is like those
// of editors: properties as attributes, rights and keywords, and a history that fills it.
func imagePacket(random *rand.Rand, size, padding int) []byte {
	var b bytes.Buffer
	b.WriteString(`<?xpacket begin="` + "\uFEFF" + `" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Example XMP Core 9.1">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
    xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
    xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
    xmlns:stEvt="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#"
`)
	fmt.Fprintf(&b, "   xmp:CreatorTool=\"Example Editor 26.1\"\n   xmp:CreateDate=\"2026-0%d-11T10:%02d:00+02:00\"\n", 1+random.IntN(9), random.IntN(60))
	fmt.Fprintf(&b, "   xmp:MetadataDate=\"2026-10-12T10:%02d:00+02:00\"\n   xmpRights:Marked=\"True\"\n", random.IntN(60))
	fmt.Fprintf(&b, "   photoshop:Credit=\"%s\"\n   photoshop:City=\"%s\">\n", author(random), title(random))
	fmt.Fprintf(&b, "   <dc:title>\n    <rdf:Alt>\n     <rdf:li xml:lang=\"x-default\">%s</rdf:li>\n    </rdf:Alt>\n   </dc:title>\n", title(random))
	fmt.Fprintf(&b, "   <dc:creator>\n    <rdf:Seq>\n     <rdf:li>%s</rdf:li>\n    </rdf:Seq>\n   </dc:creator>\n", author(random))
	fmt.Fprintf(&b, "   <dc:rights>\n    <rdf:Alt>\n     <rdf:li xml:lang=\"x-default\">© 2026 %s</rdf:li>\n    </rdf:Alt>\n   </dc:rights>\n", author(random))
	b.WriteString("   <dc:subject>\n    <rdf:Bag>\n")
	for _, word := range keywords(random, 8) {
		fmt.Fprintf(&b, "     <rdf:li>%s</rdf:li>\n", word)
	}
	b.WriteString("    </rdf:Bag>\n   </dc:subject>\n   <xmpMM:History>\n    <rdf:Seq>\n")
	const foot = "    </rdf:Seq>\n   </xmpMM:History>\n  </rdf:Description>\n </rdf:RDF>\n</x:xmpmeta>\n"
	const end = `<?xpacket end="w"?>`
	for event := true; event || b.Len()+len(foot)+len(end)+padding+240 < size; event = false {
		fmt.Fprintf(&b, "     <rdf:li\n      stEvt:action=\"saved\"\n      stEvt:instanceID=\"xmp.iid:%08x-%04x\"\n", random.Uint32(), random.IntN(1<<16))
		fmt.Fprintf(&b, "      stEvt:when=\"2026-09-11T11:%02d:00+02:00\"\n      stEvt:softwareAgent=\"Example Editor 26.1 (Linux)\"\n      stEvt:changed=\"/metadata\"/>\n", random.IntN(60))
	}
	b.WriteString(foot)
	for n := padding; n > 0; n -= 100 {
		b.WriteString(strings.Repeat(" ", min(n, 100)-1) + "\n")
	}
	b.WriteString(end)
	return b.Bytes()
}
