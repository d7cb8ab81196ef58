package tiff

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/proviso-signals/proviso/container"
)

// PutText plans the edits that give IFD0 of a TIFF file a text: Artist, Copyright or
// ImageDescription, in UTF-8. Of Copyright the photographer's notice is replaced, and
// the editor's stays. An empty value empties a text that is there. Scan is what Scan gave for the file; a [*container.Refusal] says
// why it is better left alone.
func PutText(src *container.Source, scan *container.Scan, tag uint16, value string) ([]container.Edit, error) {
	l, err := noteOf(scan)
	if err != nil {
		return nil, err
	}
	if l.raw != nil {
		return nil, l.raw
	}
	return l.putText(src, scan, tag, value)
}

// SetText gives an Exif block another text, as [PutText] does for a file. What was in
// the block stays where it is; what is new is appended where it does not fit.
func SetText(block []byte, tag uint16, value string) ([]byte, error) {
	r := bytes.NewReader(block)
	src := container.NewSource(r, r.Size())
	scan, err := scan(src)
	if errors.Is(err, container.ErrFormat) {
		return nil, refusal("tiff-header", "The Exif block does not begin as TIFF does.")
	}
	if err != nil {
		return nil, err
	}
	l, err := noteOf(scan)
	if err != nil {
		return nil, err
	}
	edits, err := l.putText(src, scan, tag, value)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := container.Apply(&out, r, r.Size(), edits); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func (l *layout) putText(src *container.Source, scan *container.Scan, tag uint16, value string) ([]container.Edit, error) {
	value = strings.TrimRight(value, " ")
	switch {
	case tag != ImageDescription && tag != Artist && tag != Copyright:
		return nil, refusal("tiff-text", "Tag %d is none that is written.", tag)
	case !utf8.ValidString(value) || strings.IndexByte(value, 0) >= 0:
		return nil, refusal("tiff-text", "A text is UTF-8, without zero bytes.")
	}
	if _, there := find(l.first, tag); value == "" && !there {
		if l.damage != nil {
			return nil, l.damage
		}
		return nil, nil
	}
	all, _, err := TextsOf(scan)
	if err != nil {
		return nil, err
	}
	c := change{tag: tag, typ: typeASCII, data: append([]byte(value), 0)}
	for _, t := range all {
		if t.Tag == tag && t.Editor != "" {
			c.data = append(append(c.data, t.Editor...), 0)
		}
	}
	if len(c.data) > MaxText {
		return nil, refusal("tiff-text", "A text of %d bytes would not be read again.", len(c.data))
	}
	if old, ok := find(l.first, tag); ok && old.typ == typeUTF8 {
		c.typ = typeUTF8
	}
	return l.plan(src, c)
}
