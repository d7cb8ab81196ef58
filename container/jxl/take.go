package jxl

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso/container"
)

// Types that brob may hold and that are looked for.
var kinds = []string{"xml ", "Exif", "jumb"}

// uuidXMP is the type of a uuid box that holds XMP.
const uuidXMP = "\xBE\x7A\xCF\xCB\x97\xA9\x42\xE8\x9C\x71\x99\x94\x91\xE3\xAF\xAC"

// take sees what a box is and reads it if it is metadata.
func (s *scanner) take(b box) error {
	if s.count == 1 && b.kind != "ftyp" {
		s.broken("jxl-header", b.at, "The second box is %q, not ftyp.", b.kind)
	}
	if s.insert == 0 && !s.leads(b) {
		s.insert = b.at
	}
	switch b.kind {
	case "ftyp":
		s.fileType(b)
	case "jxlc":
		s.whole(b)
	case "jxlp":
		s.part(b)
	case "jhgm":
		s.payload(b.body)
	case "jbrd":
		if s.jbrd != nil {
			s.broken("jxl-jpeg-unreadable", b.at, "There are two boxes of what gives the JPEG back.")
		}
		s.jbrd = &b
		s.payload(b.body)
	case "xml ", "Exif", "jumb":
		return s.metadata(b, b.kind, plain)
	case "brob":
		return s.compressed(b)
	case "uuid":
		if bytes.HasPrefix(b.begin, []byte(uuidXMP)) {
			return s.metadata(b, "xml ", odd)
		}
	}
	return nil
}

// compressed takes a box brob.
func (s *scanner) compressed(b box) error {
	if len(b.begin) < 4 {
		s.problem("jxl-brotli", b.at, "A compressed box does not say what it is.")
		return nil
	}
	inner := string(b.begin[:4])
	i := slices.IndexFunc(kinds, func(k string) bool { return strings.EqualFold(k, inner) })
	if i < 0 {
		return nil
	}
	if kinds[i] != inner {
		s.problem("jxl-box-case", b.at, "A compressed box gives its type as %q, not %q.", inner, kinds[i])
	}
	return s.metadata(b, kinds[i], packed)
}

// metadata reads a box of metadata.
func (s *scanner) metadata(b box, kind string, f form) error {
	if s.tried == MaxBlocks {
		s.broken("jxl-too-many-blocks", b.at, "There are more than %d boxes of metadata.", MaxBlocks)
		return nil
	}
	s.tried++
	p := piece{box: b, at: b.body, form: f}
	skip := int64([...]int{plain: 0, packed: 4, odd: len(uuidXMP)}[f])
	p.at.Offset, p.at.Length = p.at.Offset+skip, p.at.Length-skip
	switch kind {
	case "xml ":
		return s.xml(p)
	case "Exif":
		return s.tiff(p)
	}
	return s.jumbf(p)
}

// tiff takes Exif: the offset of the TIFF structure, and the structure.
func (s *scanner) tiff(p piece) error {
	if err := s.load(&p); err != nil {
		return err
	}
	if len(s.exif) > 0 {
		s.problem("jxl-exif-duplicate", p.box.at, "There is an Exif box already at %d.", s.exif[0].box.at)
	}
	if p.data != nil {
		n := s.tiffOffset(p)
		p.data = p.data[n:]
		if p.form == plain {
			p.at.Offset, p.at.Length = p.at.Offset+int64(n), p.at.Length-int64(n)
		}
	}
	s.exif = append(s.exif, p)
	s.block(container.Exif, "Exif box", p)
	return nil
}

// tiffOffset is where the TIFF structure begins.
func (s *scanner) tiffOffset(p piece) int {
	b := p.data
	if len(b) < 4 || int64(binary.BigEndian.Uint32(b)) > int64(len(b)-4) {
		s.problem("jxl-exif", p.box.at, "The offset of the TIFF structure leads out of the Exif box.")
		return min(len(b), 4)
	}
	n := 4 + int(binary.BigEndian.Uint32(b))
	if bytes.HasPrefix(b[n:], []byte("Exif\x00\x00")) {
		s.problem("jxl-exif", p.box.at, "The Exif box begins as Exif does in JPEG.")
		n += 6
	}
	return n
}

// block adds a block.
func (s *scanner) block(k container.Kind, place string, p piece) {
	b := container.Block{Kind: k, Stored: []container.Range{p.at}, Data: p.data, Packed: p.form == packed, Place: place}
	if b.Packed {
		b.Place = "brob box"
	}
	s.scan.Blocks = append(s.scan.Blocks, b)
}
