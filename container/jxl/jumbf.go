package jxl

import (
	"bytes"

	"github.com/proviso-signals/proviso/container"
)

// manifestStore is the type of the JUMBF superbox of C2PA, as its description box has
// it.
const manifestStore = "\x63\x32\x70\x61\x00\x11\x00\x10\x80\x00\x00\xAA\x00\x38\x9B\x71"

// jumbf takes a JUMBF superbox, if it is a manifest store. It is given with its head.
func (s *scanner) jumbf(p piece) error {
	if p.form == packed {
		if err := s.load(&p); err != nil || !isStore(p.data) {
			return err
		}
		p.data = wrap("jumb", p.data)
	} else if !isStore(p.box.begin) {
		return nil
	}
	if s.store {
		s.problem("jxl-c2pa", p.box.at, "There is more than one C2PA manifest store, and this one is not read.")
		return nil
	}
	s.store = true
	if p.form == plain {
		p.at = container.Range{Offset: p.box.at, Length: p.box.length()}
		if err := s.load(&p); err != nil {
			return err
		}
	}
	s.block(container.C2PA, "jumb box", p)
	return nil
}

// isStore reports whether a superbox is a manifest store, by its description box: size,
// "jumd", type, toggles, label.
func isStore(b []byte) bool {
	if len(b) < 25 || string(b[4:8]) != "jumd" {
		return false
	}
	const labelled = 2
	return string(b[8:24]) == manifestStore || b[24]&labelled != 0 && bytes.HasPrefix(b[25:], []byte("c2pa\x00"))
}
