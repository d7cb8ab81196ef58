package tiff

import (
	"encoding/binary"

	"github.com/proviso-signals/proviso/container"
)

// Photoshop resources that matter here.
const (
	resourceIIM = 0x0404
	resourceXMP = 0x0424
	// resourceHead is how long the head of a resource can be: signature, number, name
	// padded to an even length, size.
	resourceHead = 4 + 2 + 256 + 4
)

// photoshop looks for IIM and XMP among Photoshop's resources. Only their heads are
// read: thumbnails and paths are long.
func (s *scanner) photoshop(all container.Range, d ifd) error {
	for at := all.Offset; at < all.End(); s.resources++ {
		if s.resources == MaxResources {
			s.problem("tiff-too-many-resources", at, "There are more than %d Photoshop resources.", MaxResources)
			return nil
		}
		b, err := s.src.Bytes(container.Range{Offset: at, Length: min(resourceHead, all.End()-at)})
		if err != nil {
			return err
		}
		id, head, size := resourceOf(b)
		body := container.Range{Offset: at + head, Length: size}
		if head == 0 || body.End() > all.End() {
			if len(b) > 4 || string(b) != "\x00\x00\x00\x00"[:len(b)] {
				s.problem("tiff-photoshop", at, "Photoshop resources are damaged.")
			}
			return nil
		}
		switch id {
		case resourceIIM:
			err = s.iim(body, d.name+", Photoshop resource")
		case resourceXMP:
			s.other(packet{body, d.name + ", Photoshop resource", d.page})
		}
		if err != nil {
			return err
		}
		at = body.End() + size&1
	}
	return nil
}

// resourceOf reads the head of a resource; its length is zero for what is no resource.
func resourceOf(b []byte) (id uint16, head, size int64) {
	if len(b) < 12 {
		return 0, 0, 0
	}
	switch string(b[:4]) {
	case "8BIM", "PHUT", "AgHg", "DCSR", "MeSa":
	default:
		return 0, 0, 0
	}
	n := 6 + (int(b[6])+2)&^1 + 4
	if n > len(b) {
		return 0, 0, 0
	}
	return binary.BigEndian.Uint16(b[4:]), int64(n), int64(binary.BigEndian.Uint32(b[n-4:]))
}
