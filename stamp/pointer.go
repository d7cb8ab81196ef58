package stamp

import (
	"encoding/binary"
	"errors"
	"strings"

	"github.com/proviso-signals/proviso/carrier/mark"
	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/iim"
	"github.com/proviso-signals/proviso/container/tiff"
)

// between stands between a copyright notice and the link that a stamp adds.
const between = " | "

// tagCopyright is the Exif tag of the copyright notice, and copyrightNotice the dataset
// of IIM.
const (
	tagCopyright    = 0x8298
	copyrightNotice = 116
)

// newExif is a TIFF structure with nothing but a copyright notice, where there was none.
func newExif(notice string) []byte {
	const offset = 8 + 2 + 12 + 4
	b := []byte("II*\x00\x08\x00\x00\x00\x01\x00")
	b = binary.LittleEndian.AppendUint16(b, tagCopyright)
	b = binary.LittleEndian.AppendUint16(b, 2) // ASCII
	b = binary.LittleEndian.AppendUint32(b, uint32(len(notice)+1))
	b = binary.LittleEndian.AppendUint32(b, offset)
	b = append(b, 0, 0, 0, 0) // no further IFD
	return append(append(b, notice...), 0)
}

// point puts the link to the declaration behind the copyright notices of Exif and IIM,
// for platforms that keep these and drop XMP. What does not fit is a note, and no
// reason to leave the rest.
func (pl *planner) point(p *plan, format *container.Format) {
	old, _ := mark.Of(p.packet)
	if pl.message.intent.Clear && old.Declaration == "" || !pl.message.intent.Clear && !pl.wanted(true) {
		return
	}
	for _, step := range []func(*plan, *container.Format) (*container.View, error){pl.pointExif, pl.pointIIM} {
		view, err := step(p, format)
		refusal, refused := errors.AsType[*container.Refusal](err)
		switch {
		case refused:
			p.Notes = append(p.Notes, "No link in the copyright notice: "+refusal.Hint+" ["+refusal.Code+"]")
		case err != nil:
			p.Notes = append(p.Notes, "No link in the copyright notice: "+err.Error())
		case view != nil:
			p.view = view
		}
	}
}

// pointExif gives the file with the link in the Exif copyright, or nil for no change.
func (pl *planner) pointExif(p *plan, format *container.Format) (*container.View, error) {
	source := container.NewSource(p.view, p.view.Size())
	scan, err := format.Scan(source)
	if err != nil {
		return nil, err
	}
	if format.Name == tiff.Format.Name {
		return pl.pointTIFF(p, source, scan)
	}
	block := scan.Find(container.Exif)
	if format.PutExif == nil || block != nil && block.Data == nil || !pl.wanted(block != nil) {
		return nil, nil
	}
	var texts []tiff.Text
	if block != nil {
		texts, _ = tiff.Texts(block.Data)
	}
	text, changed := pl.pointed(p, exifNotice(texts))
	if !changed {
		return nil, nil
	}
	data := newExif(text)
	if block != nil {
		if data, err = tiff.SetText(block.Data, tagCopyright, text); err != nil {
			return nil, err
		}
	}
	edits, err := format.PutExif(source, scan, data)
	if err != nil {
		return nil, err
	}
	return p.view.Edit(edits)
}

// pointTIFF does it for a TIFF file, which is its own Exif.
func (pl *planner) pointTIFF(p *plan, source *container.Source, scan *container.Scan) (*container.View, error) {
	texts, _, err := tiff.TextsOf(scan)
	if err != nil || !pl.wanted(true) {
		return nil, err
	}
	text, changed := pl.pointed(p, exifNotice(texts))
	if !changed {
		return nil, nil
	}
	edits, err := tiff.PutText(source, scan, tagCopyright, text)
	if err != nil {
		return nil, err
	}
	return p.view.Edit(edits)
}

func exifNotice(texts []tiff.Text) string {
	for _, t := range texts {
		if t.Tag == tagCopyright {
			return t.Value
		}
	}
	return ""
}

// pointIIM gives the file with the link in the IIM copyright notice, or nil.
func (pl *planner) pointIIM(p *plan, format *container.Format) (*container.View, error) {
	if format.PutIIM == nil {
		return nil, nil
	}
	source := container.NewSource(p.view, p.view.Size())
	scan, err := format.Scan(source)
	if err != nil {
		return nil, err
	}
	block := scan.Find(container.IIM)
	if block != nil && block.Data == nil || !pl.wanted(block != nil) {
		return nil, nil
	}
	var data []byte
	if block != nil {
		data = block.Data
	}
	notice := ""
	for _, t := range iim.Texts(data) {
		if t.Dataset == copyrightNotice {
			notice = t.Value
		}
	}
	text, changed := pl.pointed(p, notice)
	if !changed {
		return nil, nil
	}
	if data, err = iim.Set(data, copyrightNotice, text); err != nil {
		return nil, err
	}
	edits, err := format.PutIIM(source, scan, data)
	if err != nil {
		return nil, err
	}
	return p.view.Edit(edits)
}

// wanted reports whether a block is to be written, which is there or not. Clearing
// looks only at those that are there.
func (pl *planner) wanted(there bool) bool {
	switch {
	case pl.message.intent.Clear:
		return there
	case pl.message.intent.Declaration == "":
		return false
	}
	return pl.message.intent.Pointer == PointerAlways || pl.message.intent.Pointer == PointerExisting && there
}

// pointed gives a notice with the link to the declaration behind it, in the place of
// the link of an earlier stamp; when clearing, without one.
func (pl *planner) pointed(p *plan, notice string) (text string, changed bool) {
	text = notice
	if old, ok := mark.Of(p.packet); ok && old.Declaration != "" {
		text = strings.TrimSuffix(text, between+old.Declaration)
		if text == old.Declaration {
			text = ""
		}
	}
	link := pl.message.intent.Declaration
	if pl.message.intent.Clear || strings.Contains(text, link) {
		return text, text != notice
	}
	if text == "" {
		return link, notice != link
	}
	text += between + link
	return text, text != notice
}
