package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/expr"
	"github.com/proviso-signals/proviso/survival"
)

func (p *survivalPrinter) rights() {
	if len(p.r.Rights)+len(p.r.Notices) == 0 {
		return
	}
	p.heading("Credit and rights, which are no preference")
	for i := range p.r.Rights {
		x := &p.r.Rights[i]
		if slices.ContainsFunc(p.r.Rights[:i], func(b survival.Right) bool { return b.Fate == x.Fate && b.Kind == x.Kind && b.Value == x.Value }) {
			continue // said in several places; the JSON form has them all
		}
		text := x.Kind.Plain() + ": " + visible(x.Value)
		switch {
		case x.Fate == survival.Changed:
			text += "; now: " + visible(x.Delivered.Value)
		case x.Original != nil && x.Delivered != nil && x.Original.Where.Part != x.Delivered.Where.Part:
			text += " (was " + visible(x.Original.Where.Part) + ", is " + visible(x.Delivered.Where.Part) + ")"
		}
		fmt.Fprintf(p.out, "  %s%s\n", p.fate(x.Fate), p.style.wrap(text, margin))
	}
	for i := range p.r.Notices {
		if n := &p.r.Notices[i]; n.Link != "" {
			fate := survival.Lost
			if n.LinkKept {
				fate = survival.Kept
			}
			fmt.Fprintf(p.out, "  %s%s\n", p.fate(fate), p.style.wrap("the link in "+n.Field+": "+visible(n.Link), margin))
		}
	}
}

// blockNames are what kinds of metadata are called.
var blockNames = map[string]string{
	"xmp": "XMP", "extended-xmp": "XMP extension", "xmp-text": "XMP as loose texts",
	"exif": "Exif", "iim": "IIM", "icc": "colour profile", "c2pa": "C2PA manifest",
}

func (p *survivalPrinter) file() {
	p.heading("The file")
	a, b := described(&p.r.Original), described(&p.r.Delivered)
	text := a
	if a != b {
		text += " → " + b
	}
	switch p.r.Picture {
	case survival.PictureSame:
		text += "; the picture is the same to the last byte"
	case survival.PictureAnew:
		text += "; the picture was written anew"
	case survival.PictureUnknown:
		text += "; the pictures were not compared"
	}
	fmt.Fprintf(p.out, "  %s\n", p.style.wrap(text, "  "))
	for i := range p.r.Blocks {
		m := &p.r.Blocks[i]
		name := m.Kind.String()
		if plain, ok := blockNames[name]; ok {
			name = plain
		}
		fmt.Fprintf(p.out, "  %s%s\n", p.fate(m.Fate), p.style.wrap(pad(name, wordColumn)+sizes(m), margin))
	}
}

func described(s *survival.Side) string {
	parts := []string{s.Format}
	if pixels := s.Pixels(); pixels != "" {
		parts = append(parts, pixels)
	}
	if s.Size > 0 {
		parts = append(parts, plural(int(s.Size), "byte"))
	}
	if s.Cut {
		parts = append(parts, "not whole")
	}
	return strings.Join(parts, ", ")
}

func sizes(m *survival.Block) string {
	text := plural(int(m.Original), "byte")
	switch {
	case m.Fate == survival.New:
		text = plural(int(m.Delivered), "byte")
	case m.Fate == survival.Rewritten:
		text += fmt.Sprintf(" → %d", m.Delivered)
	}
	if x := m.Properties; x != nil && m.Fate == survival.Rewritten {
		text += fmt.Sprintf("; properties: %d kept, %d changed, %d lost, %d new", x.Kept, x.Changed, x.Lost, x.New)
	}
	return text
}

func (p *survivalPrinter) why() {
	if c := p.r.Cause; c != nil {
		p.heading("What most likely happened")
		fmt.Fprintf(p.out, "  %s\n", p.style.wrap(c.Text, "  "))
		var sources []string
		for _, s := range c.Sources {
			sources = append(sources, s.Text)
		}
		if len(sources) > 0 {
			fmt.Fprintf(p.out, "  %s\n", p.style.paint(dim, p.style.wrap("from: "+strings.Join(sources, "; "), "  ")))
		}
	}
	p.heading("What would help most")
	fmt.Fprintf(p.out, "  %s\n", p.style.wrap(p.r.Advice.Text, "  "))
	if field := p.field(); field != "" && p.r.Advice.Code == "say-it-in-header" {
		fmt.Fprintf(p.out, "\n    Content-Usage: %s\n", visible(field))
	}
}

// field is the value of a header field that says what the original says, or the safe form
// of it; empty where it has no labels for that.
func (p *survivalPrinter) field() string {
	var said proviso.Outcomes
	for u := range p.r.Uses {
		said[u] = p.r.Uses[u].Original
	}
	text, _, err := expr.Write(said)
	if err != nil {
		return ""
	}
	return text
}
