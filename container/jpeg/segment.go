package jpeg

import (
	"bytes"

	"github.com/proviso-signals/proviso/container"
)

// Signatures at the beginning of segments.
const (
	xmpSignature       = "http://ns.adobe.com/xap/1.0/\x00"
	extensionSignature = "http://ns.adobe.com/xmp/extension/\x00"
	exifSignature      = "Exif\x00" // and one byte, which should be zero
	iccSignature       = "ICC_PROFILE\x00"
	mpfSignature       = "MPF\x00"
	boxSignature       = "JP"
	photoshop3         = "Photoshop 3.0\x00"
	photoshop2         = "Adobe_Photoshop2.5:" // and eight bytes
	adobeSignature     = "Adobe"
)

// peekLen is how much of a segment is looked at to tell what it is. It is enough to
// find an XMP packet behind a signature that is not quite right.
const peekLen = 128

// kind is what a segment is, as far as that matters here.
type kind uint8

const (
	other kind = iota
	table      // of the payload
	exif
	xmp
	xmpOdd // XMP under another signature
	xmpExtension
	icc
	mpf
	box
	resources
)

// note puts a segment where it belongs.
func (s *scanner) note(g segment) error {
	b, err := s.src.Peek(g.body.Offset, int(min(g.body.Length, peekLen)))
	if err != nil {
		return err
	}
	k, skip := kindOf(g.marker, b)
	switch k {
	case table:
		s.payload(container.Range{Offset: g.at, Length: g.body.End() - g.at})
	case xmp, xmpOdd:
		s.packets = append(s.packets, packet{g, g.cut(skip), k, plausible(b[skip:])})
	case xmpExtension:
		s.extensions = append(s.extensions, numberedExtension(g, b))
	case exif:
		s.noteExif(g, b)
	case icc:
		s.icc = append(s.icc, numberedICC(g, b))
	case mpf:
		s.mpf = append(s.mpf, g)
	case box:
		s.noteBox(g, b)
	case resources:
		s.resources = append(s.resources, segment{g.at, g.cut(skip), g.marker})
	}
	s.place(g, k)
	s.previous = k
	return nil
}

// place moves the places for new blocks behind a segment that has to stand first.
func (s *scanner) place(g segment, k kind) {
	if s.opening = s.opening && g.marker == app0; s.opening {
		s.first = g.body.End()
	}
	s.leading = s.leading && (g.marker == app0 || k == exif)
	if s.leading || k == exif && len(s.mpf) == 0 {
		s.insert = g.body.End()
	}
}

// cut gives the body without its first n bytes.
func (g segment) cut(n int) container.Range {
	return container.Range{Offset: g.body.Offset + int64(n), Length: g.body.Length - int64(n)}
}

// kindOf tells what a segment is by its first bytes, and how many of them stand before
// what it holds.
func kindOf(marker byte, b []byte) (kind, int) {
	if marker < app0 || marker > app0+15 && marker != com {
		return table, 0
	}
	starts := func(signature string, more int) bool {
		return len(b) >= len(signature)+more && bytes.HasPrefix(b, []byte(signature))
	}
	switch {
	case marker == app0+1:
		return kindOfAPP1(b)
	case marker == app0+2 && starts(iccSignature, 2):
		return icc, iccHead
	case marker == app0+2 && starts(mpfSignature, 0):
		return mpf, len(mpfSignature)
	case marker == app0+11 && starts(boxSignature, 14):
		return box, boxHead
	case marker == app0+13 && starts(photoshop3, 0):
		return resources, len(photoshop3)
	case marker == app0+13 && starts(photoshop2, 8):
		return resources, len(photoshop2) + 8
	case marker == app0+14 && starts(adobeSignature, 0):
		return table, 0
	}
	return other, 0
}

// kindOfAPP1 tells Exif and the forms of XMP apart.
func kindOfAPP1(b []byte) (kind, int) {
	switch {
	case bytes.HasPrefix(b, []byte(exifSignature)) && len(b) > len(exifSignature):
		return exif, exifHead
	case bytes.HasPrefix(b, []byte(xmpSignature)):
		return xmp, len(xmpSignature)
	case bytes.HasPrefix(b, []byte(extensionSignature)):
		if len(b) < extensionHead {
			return other, 0
		}
		return xmpExtension, extensionHead
	}
	for _, start := range []string{"<?xpacket", "<x:x", "<rdf:RDF"} {
		if n := bytes.Index(b, []byte(start)); n >= 0 {
			return xmpOdd, n
		}
	}
	return other, 0
}
