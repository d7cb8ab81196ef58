package bmff

import (
	"bytes"
	"math"
	"slices"

	"github.com/proviso-signals/proviso/container"
)

// absorb has a free box give what meta grows by, or makes one of what it shrinks by, so
// that nothing behind must move.
func (p *plan) absorb() error {
	m := p.main
	k := slices.IndexFunc(p.grown, func(g growth) bool { return g.at == m.at })
	if k < 0 {
		return nil
	}
	first, by := p.firstAddress(m.end), p.grown[k].by
	if first == math.MaxInt64 {
		return nil
	}
	if by <= -8 {
		p.edit(m.end, 0, boxed("free", make([]byte, -by-8)))
		return nil
	}
	if by <= 0 {
		return nil
	}
	for _, f := range m.free {
		if p.take(f, by) {
			p.grow(m.box, -by)
			return nil
		}
	}
	for _, f := range p.boxes {
		if (f.name == "free" || f.name == "skip") && f.at >= m.end && f.end <= first && !f.open && p.take(f, by) {
			return nil
		}
	}
	return nil
}

// take takes bytes from a free box, or all of it.
func (p *plan) take(f box, by int64) bool {
	switch {
	case f.end-f.at == by:
		p.edit(f.at, by, nil)
	case f.end-f.body >= by:
		p.edit(f.body, by, nil)
		p.grow(f, -by)
	default:
		return false
	}
	return true
}

// trailers are what the end of a file may hold that counts back from there.
var trailers = []string{"SEFT", "AXS!", "AXS*", "cbipcbbl", "1SBH"}

// deposit puts the text behind the last mdat box, into one of its own.
func (p *plan) deposit() error {
	if !p.adds {
		return nil
	}
	var last box
	for _, b := range p.boxes {
		if b.name == "mdat" {
			last = b
		}
	}
	b := boxed("mdat", p.text)
	switch {
	case last.open: // nothing can follow
		tail, err := p.src.Bytes(container.Range{Offset: max(0, last.end-16), Length: min(16, last.end)})
		if err != nil {
			return err
		}
		for _, t := range trailers {
			if bytes.Contains(tail, []byte(t)) {
				return refusal("bmff-trailer", "There is a trailer within the last box, which has no size.")
			}
		}
		b = p.text
	case !last.there():
		last = p.main.box
		if last.open {
			p.grow(last, 0)
			p.grown[slices.IndexFunc(p.grown, func(g growth) bool { return g.at == last.at })].closed = true
		}
	}
	p.textEdit, p.textHead = len(p.edits), int64(len(b)-len(p.text))
	p.edit(last.end, 0, b)
	return nil
}

// textOffset gives where the text will be.
func (p *plan) textOffset() int64 {
	at := p.edits[p.textEdit].Offset
	now := at + p.textHead
	for k, e := range p.edits {
		if e.Offset+e.Remove <= at && k != p.textEdit {
			now += int64(len(e.Insert)) - e.Remove
		}
	}
	return now
}
