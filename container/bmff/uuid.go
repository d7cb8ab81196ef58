package bmff

import (
	"bytes"
	"encoding/binary"
	"slices"

	"github.com/proviso-signals/proviso/container"
)

// Identifiers of uuid boxes.
const (
	uuidXMP   = "\xBE\x7A\xCF\xCB\x97\xA9\x42\xE8\x9C\x71\x99\x94\x91\xE3\xAF\xAC"
	uuidC2PA  = "\xD8\xFE\xC3\xD6\x1B\x0E\x48\x3C\x92\x97\x58\x28\x87\x7E\xC4\x81"
	uuidCanon = "\x85\xC0\xB6\x87\x82\x0F\x11\xE0\x81\x11\xF4\xCE\x46\x2B\x6A\x48"
)

const uuidLength = 16

// uuid takes a uuid box.
func (s *scanner) uuid(b box) error {
	if b.end-b.body < uuidLength {
		s.problem("bmff-uuid", b.at, "A uuid box has no room for its identifier.")
		return nil
	}
	id, err := s.src.Bytes(container.Range{Offset: b.body, Length: uuidLength})
	if err != nil {
		return err
	}
	content := container.Range{Offset: b.body + uuidLength, Length: b.end - b.body - uuidLength}
	switch {
	case string(id) == uuidXMP && content.Length > 0:
		data, err := s.load([]container.Range{content})
		if err != nil {
			return err
		}
		s.uuids = append(s.uuids, packet{box: b, ranges: []container.Range{content}, data: data})
	case string(id) == uuidC2PA:
		return s.manifest(b, content)
	}
	return nil
}

// manifest takes the uuid box of C2PA: version and flags, what it is for, and for a
// store the offset of a box of hashes.
func (s *scanner) manifest(b box, r container.Range) error {
	head, err := s.src.Bytes(container.Range{Offset: r.Offset, Length: min(r.Length, 64)})
	if err != nil {
		return err
	}
	purpose, rest, ok := bytes.Cut(head[min(4, len(head)):], []byte{0})
	if !ok {
		s.problem("bmff-c2pa", b.at, "The box of C2PA does not say what it is for.")
		return nil
	}
	if !slices.Contains([]string{"manifest", "original", "update"}, string(purpose)) {
		return nil // hashes
	}
	skip := int64(4 + len(purpose) + 1 + 8)
	if len(rest) < 8 || r.Length <= skip {
		s.problem("bmff-c2pa", b.at, "The box of C2PA holds no store.")
		return nil
	}
	if binary.BigEndian.Uint64(rest) != 0 {
		s.broken("bmff-c2pa-offset", b.at, "The box of C2PA gives the offset of another.")
	}
	r.Offset, r.Length = r.Offset+skip, r.Length-skip
	data, err := s.load([]container.Range{r})
	if err != nil {
		return err
	}
	s.add(block{Block: container.Block{
		Kind: container.C2PA, Stored: []container.Range{r}, Data: data, Place: "C2PA uuid box (" + string(purpose) + ")",
	}})
	return nil
}

// canon takes the box with which Canon's raw files begin.
func (s *scanner) canon(b box) error {
	id, err := s.src.Bytes(container.Range{Offset: b.body, Length: min(uuidLength, b.end-b.body)})
	if err != nil || string(id) != uuidCanon {
		return err
	}
	return s.each(b.body+uuidLength, b.end, func(b box) error {
		switch b.name {
		case "CMT1", "CMT2", "CMT3", "CMT4":
			if b.end == b.body {
				return nil
			}
			data, err := s.load([]container.Range{b.content()})
			if err != nil {
				return err
			}
			s.add(block{Block: container.Block{
				Kind: container.Exif, Stored: []container.Range{b.content()}, Data: data, Place: b.name + " box",
			}})
		}
		return nil
	})
}
