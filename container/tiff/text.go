package tiff

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/proviso-signals/proviso/container"
)

// Tags of texts.
const (
	ImageDescription = tagDescription
	Artist           = tagArtist
	Copyright        = tagCopyright
	XPAuthor         = tagXPAuthor // of Windows
)

// Text is a text of IFD0 that names the owner or says what an image is.
type Text struct {
	Tag uint16
	// Value is UTF-8 up to the first zero byte, without spaces at its end.
	Value string
	// Editor is what Copyright has behind that: the editor's notice, where Value is the
	// photographer's, and may be empty.
	Editor string
	Offset int64 // of the value, in the file or block
	Length int64 // as stored, with zero bytes
}

// Texts gives the texts of an Exif block, which begins with "II" or "MM": Artist,
// Copyright, ImageDescription and XPAuthor, in the order of IFD0.
func Texts(block []byte) ([]Text, []container.Problem) {
	t := &texts{}
	h, ok := headOf(block[:min(len(block), headLen)])
	if !ok {
		t.problem("tiff-header", 0, "The Exif block does not begin as TIFF does.")
		return nil, t.problems
	}
	for _, e := range t.entries(h, block) {
		t.take(e, block[e.data.Offset:e.data.End()])
	}
	return t.list, t.problems
}

// TextsOf gives the texts of a TIFF file, which Scan has scanned.
func TextsOf(scan *container.Scan) ([]Text, []container.Problem, error) {
	l, err := noteOf(scan)
	if err != nil {
		return nil, nil, err
	}
	return l.texts.list, l.texts.problems, nil
}

// readTexts reads the texts of IFD0. They are few and short, and mostly in the window
// that the IFD was in.
func (s *scanner) readTexts() error {
	for _, e := range s.first {
		if !s.texts.wants(e) {
			continue
		}
		b, err := s.src.Bytes(e.data)
		if err != nil {
			return err
		}
		s.texts.take(e, b)
	}
	return nil
}

// texts collects texts.
type texts struct {
	list     []Text
	seen     []uint16
	problems []container.Problem
}

func (t *texts) problem(code string, at int64, format string, args ...any) {
	if len(t.problems) < MaxProblems {
		t.problems = append(t.problems, container.Problem{Code: code, Offset: at, Hint: fmt.Sprintf(format, args...)})
	}
}

// entries gives the entries of IFD0 of a block that are wanted and whole.
func (t *texts) entries(h head, block []byte) (out []entry) {
	size := int64(len(block))
	if !within(h.start, uint64(h.countLen()), size) {
		t.problem("tiff-outside", h.pointer(), "The offset of IFD0 leads behind the end of the block.")
		return nil
	}
	at := int64(h.start) + h.countLen()
	for n := h.count(block[h.start:]); n > 0; n-- {
		if size-at < h.entryLen() {
			t.problem("tiff-outside", int64(h.start), "IFD0 reaches behind the end of the block.")
			break
		}
		switch e, ok := h.entryOf(block[at:at+h.entryLen()], at, size); {
		case !t.wants(e):
		case ok:
			out = append(out, e)
		case sizeOf(e.typ) > 0:
			t.problem("tiff-outside", at, "The value of tag %d is not in the block.", e.tag)
		default:
			t.problem("tiff-type", at, "Tag %d has type %d, which is not known.", e.tag, e.typ)
		}
		at += h.entryLen()
	}
	return out
}

// wants reports whether an entry is one of the texts, and reports it if it is one too
// many or not as it should be.
func (t *texts) wants(e entry) bool {
	switch e.tag {
	case ImageDescription, Artist, Copyright, XPAuthor:
	default:
		return false
	}
	switch {
	case e.data.Length > MaxText:
		t.problem("tiff-too-large", e.at, "The %d bytes of tag %d are not read.", e.data.Length, e.tag)
		return false
	case sizeOf(e.typ) > 1:
		t.problem("tiff-type", e.at, "Tag %d has type %d, which is none of texts.", e.tag, e.typ)
		return false
	}
	if slices.Contains(t.seen, e.tag) {
		t.problem("tiff-duplicate", e.at, "Tag %d stands in IFD0 a second time.", e.tag)
		return false
	}
	t.seen = append(t.seen, e.tag)
	return true
}

// take adds a text, if it is not empty.
func (t *texts) take(e entry, b []byte) {
	text := Text{Tag: e.tag, Offset: e.data.Offset, Length: e.data.Length}
	if e.tag == XPAuthor {
		text.Value = wide(b)
	} else {
		first, rest, _ := bytes.Cut(b, []byte{0})
		text.Value = t.decode(e, first)
		if e.tag == Copyright {
			rest, _, _ = bytes.Cut(rest, []byte{0})
			text.Editor = t.decode(e, rest)
		}
	}
	if text.Value != "" || text.Editor != "" {
		t.list = append(t.list, text)
	}
}

// decode reads UTF-8, of which ASCII is part, or else Latin-1, which many have written.
func (t *texts) decode(e entry, b []byte) string {
	b = bytes.TrimRight(b, " ")
	if utf8.Valid(b) {
		return string(b)
	}
	t.problem("tiff-text-encoding", e.data.Offset, "Tag %d is not UTF-8.", e.tag)
	runes := make([]rune, len(b))
	for i, c := range b {
		runes[i] = rune(c)
	}
	return string(runes)
}

// wide reads UTF-16, which is little-endian whatever the file is.
func wide(b []byte) string {
	var units []uint16
	for ; len(b) >= 2; b = b[2:] {
		u := binary.LittleEndian.Uint16(b)
		if u == 0 {
			break
		}
		units = append(units, u)
	}
	return strings.TrimRight(string(utf16.Decode(units)), " ")
}
