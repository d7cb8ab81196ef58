package jpeg

import (
	"bytes"

	"github.com/proviso-signals/proviso/container"
)

// exifHead is how long the signature of Exif is.
const exifHead = len(exifSignature) + 1

// noteExif takes the first Exif segment and those right behind it that go on with it,
// which is what writers do whose Exif does not fit one segment.
func (s *scanner) noteExif(g segment, b []byte) {
	b = b[exifHead:]
	begins := bytes.HasPrefix(b, []byte("II*\x00")) || bytes.HasPrefix(b, []byte("MM\x00*"))
	if len(s.exif) > 0 && (begins || s.previous != exif) {
		s.problem("jpeg-exif-duplicate", g.at, "There is more than one Exif block, and this one is not read.")
		return
	}
	s.exif = append(s.exif, g.cut(exifHead))
}

func (s *scanner) readExif() error {
	if len(s.exif) == 0 {
		return nil
	}
	data, err := s.exif.join(s.src)
	if err == nil {
		s.block(container.Exif, "APP1 segment", s.exif, data)
	}
	return err
}
