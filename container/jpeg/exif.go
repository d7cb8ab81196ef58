package jpeg

import (
	"bytes"

	"github.com/proviso-signals/proviso/container"
)

// exifHead is how long the signature of Exif is.
const exifHead = len(exifSignature) + 1

// isTIFF reports whether bytes begin as the TIFF structure of Exif does.
func isTIFF(b []byte) bool {
	return bytes.HasPrefix(b, []byte("II*\x00")) || bytes.HasPrefix(b, []byte("MM\x00*"))
}

// noteExif takes the first Exif segment and those right behind it that go on with it,
// which is what writers do whose Exif does not fit one segment.
func (s *scanner) noteExif(g segment, b []byte) {
	g.body = g.cut(exifHead)
	if len(s.exif) > 0 && (isTIFF(b[exifHead:]) || s.previous != exif || len(s.doubles) > 0) {
		s.problem("jpeg-exif-duplicate", g.at, "There is more than one Exif block, and this one is not read.")
		s.doubles = append(s.doubles, g)
		return
	}
	s.exif = append(s.exif, g)
}

func (s *scanner) readExif() error {
	if len(s.exif) == 0 {
		return nil
	}
	stored := bodiesOf(s.exif)
	data, err := stored.join(s.src)
	if err == nil {
		s.block(container.Exif, "APP1 segment", stored, data)
	}
	return err
}
