package survival

import (
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/iim"
	"github.com/proviso-signals/proviso/container/tiff"
)

// Right is what became of one piece of copyright information in the file.
type Right struct {
	Kind  proviso.RightsKind // in the original; of a new one, in the copy
	Value string
	Fate  Fate // [Kept], [Changed], [Lost] or [New]
	// Original and Delivered are where it was said; nil where it was not. What is kept may
	// stand elsewhere, and for something else: a link that was where to ask for a licence
	// may be left in the copyright notice alone.
	Original, Delivered *proviso.Rights
}

// rights compares what the files themselves say about copyright.
func (r *Report) rights() {
	before, after := r.Original.Alone.Reading.Rights, r.Delivered.Alone.Reading.Rights
	pairs, used := make([]int, len(before)), make([]bool, len(after))
	for i := range pairs {
		pairs[i] = -1
	}
	for _, same := range []func(a, b *proviso.Rights) bool{sameRight, sameWords} {
		for i := range before {
			for j := 0; pairs[i] < 0 && j < len(after); j++ {
				if same(&before[i], &after[j]) {
					pairs[i], used[j] = j, true
				}
			}
		}
	}
	for i := range before {
		right := Right{Kind: before[i].Kind, Value: before[i].Value, Original: &before[i], Fate: Lost}
		if j := pairs[i]; j >= 0 {
			right.Fate, right.Delivered = Kept, &after[j]
		} else if j := slices.IndexFunc(after, func(b proviso.Rights) bool { return b.Kind == before[i].Kind }); j >= 0 && !used[j] {
			right.Fate, right.Delivered, used[j] = Changed, &after[j], true
		}
		r.Rights = append(r.Rights, right)
	}
	for j := range after {
		known := slices.ContainsFunc(before, func(a proviso.Rights) bool { return sameRight(&a, &after[j]) })
		if !used[j] && !known {
			r.Rights = append(r.Rights, Right{Kind: after[j].Kind, Value: after[j].Value, Delivered: &after[j], Fate: New})
		}
	}
}

func sameRight(a, b *proviso.Rights) bool { return a.Kind == b.Kind && a.Value == b.Value }

// sameWords reports whether b says what a says, in a place that is for something like it:
// any link, any name, or a longer notice.
func sameWords(a, b *proviso.Rights) bool {
	switch {
	case isLink(a.Kind) && isLink(b.Kind), isName(a.Kind) && isName(b.Kind):
		return a.Value == b.Value
	}
	return a.Kind == b.Kind && strings.Contains(plainly(b.Value), plainly(a.Value))
}

func isLink(k proviso.RightsKind) bool {
	return k == proviso.Licence || k == proviso.UsageInfo || k == proviso.AcquireLicence || k == proviso.CreditLink
}

func isName(k proviso.RightsKind) bool { return k == proviso.CreditText || k == proviso.Creator }

var signs = strings.NewReplacer("(c)", "©", "(C)", "©")

// plainly folds white space and the ways to write ©.
func plainly(s string) string { return strings.Join(strings.Fields(signs.Replace(s)), " ") }

// Notice is what became of a copyright notice outside of XMP, which platforms are the
// likeliest to keep, and of the link in it.
type Notice struct {
	Field               string // "Exif Copyright"
	Original, Delivered string // the texts; empty where there is none
	Fate                Fate   // of the text: [Kept], [Changed], [Lost] or [New]
	Link                string // the first link in the original; empty for none
	LinkKept            bool   // the copy has it, in the same field
}

// notices compares the copyright notices of Exif and IIM.
func (r *Report) notices() {
	for _, f := range []struct {
		name string
		of   func(*Side) string
	}{{"Exif Copyright", (*Side).exifNotice}, {"IIM Copyright Notice", (*Side).iimNotice}} {
		n := Notice{Field: f.name, Original: f.of(&r.Original), Delivered: f.of(&r.Delivered), Fate: Kept}
		switch {
		case n.Original == "" && n.Delivered == "":
			continue
		case n.Original == "":
			n.Fate = New
		case n.Delivered == "":
			n.Fate = Lost
		case n.Original != n.Delivered:
			n.Fate = Changed
		}
		n.Link = linkIn(n.Original)
		n.LinkKept = n.Link != "" && linkIn(n.Delivered) == n.Link
		r.Notices = append(r.Notices, n)
	}
}

// exifNotice is the notice in Exif, which in a TIFF file is the file itself.
func (s *Side) exifNotice() string {
	var texts []tiff.Text
	if s.Format == tiff.Format.Name {
		texts, _, _ = tiff.TextsOf(s.image.Scan)
	} else if b := s.own(container.Exif); b != nil {
		texts, _ = tiff.Texts(b.Data)
	}
	for _, t := range texts {
		if t.Tag == tiff.Copyright {
			return t.Value
		}
	}
	return ""
}

func (s *Side) iimNotice() string {
	if b := s.own(container.IIM); b != nil {
		for _, t := range iim.Texts(b.Data) {
			if t.Dataset == iim.CopyrightNotice {
				return t.Value
			}
		}
	}
	return ""
}

// own is the first readable block of a kind that is about the picture, or nil.
func (s *Side) own(kind container.Kind) *container.Block {
	for i := range s.image.Scan.Blocks {
		if b := &s.image.Scan.Blocks[i]; b.Kind == kind && !b.Aside && b.Data != nil {
			return b
		}
	}
	return nil
}

// linkIn is the first http or https link in a text.
func linkIn(text string) string {
	at := strings.Index(text, "https://")
	if plain := strings.Index(text, "http://"); plain >= 0 && (at < 0 || plain < at) {
		at = plain
	}
	if at < 0 {
		return ""
	}
	link := text[at:]
	if end := strings.IndexAny(link, " \t\r\n|<>\"\x00"); end >= 0 {
		link = link[:end]
	}
	return strings.TrimRight(link, ".,;)")
}
