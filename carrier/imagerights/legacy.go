package imagerights

import (
	"unicode/utf8"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/iim"
	"github.com/proviso-signals/proviso/container/tiff"
)

// iim reads what stands in IIM.
func (r *reader) iim(image *carrier.Image) {
	for i := range image.Scan.Blocks {
		if b := &image.Scan.Blocks[i]; b.Kind == container.IIM && b.Data != nil && !b.Aside {
			r.records(image, b)
		}
	}
}

// rooms are how many octets IIM grants a text (IIM 4.2 chapter 6).
var rooms = map[uint8]int{iim.ByLine: 32, iim.Credit: 32, iim.Source: 32, iim.CopyrightNotice: 128, iim.SpecialInstructions: 256}

// records reads the records of a block.
func (r *reader) records(image *carrier.Image, b *container.Block) {
	var makers []string
	var first source // of the by-lines, each of which has one name
	for _, t := range iim.Texts(b.Data) {
		s := r.statement(image.Where(b, int(t.Offset), "IIM "+t.Name), carrier.Clip(t.Value, carrier.MaxRaw))
		stored := len(t.Value)
		if t.Charset == iim.Windows1252 {
			stored = utf8.RuneCountInString(t.Value)
		}
		room := rooms[t.Dataset]
		s.brim, s.full = stored == room, stored <= room && stored > room-utf8.UTFMax
		switch t.Dataset {
		case iim.ByLine:
			if makers == nil {
				first = s
			}
			if len(makers) < MaxValues {
				makers, first.full = append(makers, t.Value), s.full
			}
		case iim.Credit:
			r.text(proviso.CreditText, t.Value, s)
		case iim.CopyrightNotice:
			r.text(proviso.CopyrightNotice, t.Value, s)
			r.linksIn(t.Value, s)
		case iim.Source:
			r.supplier(t.Value, s)
		case iim.SpecialInstructions:
			r.linksIn(t.Value, s)
		}
	}
	r.names(proviso.Creator, makers, first)
}

// exif reads the texts of Exif.
func (r *reader) exif(image *carrier.Image) {
	for i := range image.Scan.Blocks {
		b := &image.Scan.Blocks[i]
		if b.Kind == container.Exif && b.Data != nil && !b.Aside {
			texts, _ := tiff.Texts(b.Data)
			r.tags(texts, func(t *tiff.Text, part string) proviso.Where { return image.Where(b, int(t.Offset), part) })
		}
	}
	if image.Format == tiff.Format.Name {
		r.file(image)
	}
}

// file reads the texts of a TIFF file, which is its own Exif data.
func (r *reader) file(image *carrier.Image) {
	texts, _, err := tiff.TextsOf(image.Scan)
	if err != nil {
		return // the scan is of this format
	}
	r.tags(texts, func(t *tiff.Text, part string) proviso.Where {
		return proviso.Where{Source: r.artifact.Source, Offset: t.Offset, Part: part}
	})
}

// tags reads texts of IFD0. In Copyright the notice of the photographer and that of the
// editor may stand side by side (Exif 3.0, tag Copyright).
func (r *reader) tags(texts []tiff.Text, where func(*tiff.Text, string) proviso.Where) {
	for i := range texts {
		t := &texts[i]
		s := func(part string) source { return r.statement(where(t, part), carrier.Clip(t.Value, carrier.MaxRaw)) }
		switch t.Tag {
		case tiff.Artist:
			r.text(proviso.Creator, t.Value, s("Exif Artist"))
		case tiff.XPAuthor:
			r.text(proviso.Creator, t.Value, s("Exif XPAuthor"))
		case tiff.Copyright:
			s := s("Exif Copyright")
			for _, notice := range [...]string{t.Value, t.Editor} {
				s.raw = carrier.Clip(notice, carrier.MaxRaw)
				r.text(proviso.CopyrightNotice, notice, s)
				r.linksIn(notice, s)
			}
		}
	}
}
