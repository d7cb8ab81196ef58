package svg

import (
	"bytes"
	"encoding/base64"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso/container"
)

// blocks reads the metadata that was found.
func (s *scanner) blocks() error {
	bareOnly := !slices.ContainsFunc(s.found, func(f found) bool { return !f.bare })
	s.room = MaxPacket
	for i := range s.found {
		f := &s.found[i]
		if err := s.read(f); err != nil {
			return err
		}
		b := container.Block{Stored: []container.Range{f.Range}, Data: f.data, Packed: !f.asStored, Place: "metadata element"}
		if f.outside {
			b.Place = "root element"
		}
		if f.bare && !(bareOnly && i == 0) {
			b.Kind, b.Name = container.XMPText, "rdf:RDF"
			s.asIs(f)
		} else {
			s.packet(f)
		}
		s.scan.Blocks = append(s.scan.Blocks, b)
	}
	for _, e := range s.manifests {
		if err := s.readManifest(e); err != nil {
			return err
		}
	}
	slices.SortStableFunc(s.scan.Blocks, func(a, b container.Block) int { return int(a.Stored[0].Offset - b.Stored[0].Offset) })
	s.room = min(s.room, s.budget)
	for _, f := range s.packets {
		s.room = min(s.room+len(f.data), MaxPacket)
	}
	return nil
}

// asIs is for RDF that is no packet.
func (s *scanner) asIs(f *found) {
	if s.beside < 0 {
		s.beside = f.Offset
	}
	s.problem("svg-rdf-beside", f.Offset, "There is RDF without a wrapper beside the packet.")
}

// packet adds a packet. The first that could be read counts.
func (s *scanner) packet(f *found) {
	if len(s.packets) > 0 {
		s.problem("svg-xmp-duplicate", f.Offset, "There is an XMP packet already at %d.", s.packets[0].Offset)
	}
	s.packets = append(s.packets, *f)
	if s.chosen < 0 || s.packets[s.chosen].data == nil && f.data != nil {
		s.chosen = len(s.packets) - 1
	}
}

// load reads bytes; nil where they are too many, which is reported.
func (s *scanner) load(r container.Range) ([]byte, error) {
	switch {
	case r.Length > container.MaxBlock:
		s.problem("svg-too-large", r.Offset, "A block of %d bytes is not read.", r.Length)
		return nil, nil
	case int(r.Length) > s.budget:
		s.broken("svg-too-much", r.Offset, "There are more than %d bytes of metadata.", MaxMetadata)
		return nil, nil
	}
	s.budget -= int(r.Length)
	return s.src.Bytes(r)
}

// read gives a packet its data: in UTF-8, and with the declarations it needs.
func (s *scanner) read(f *found) error {
	raw, err := s.load(f.Range)
	if err != nil || raw == nil {
		return err
	}
	var out []byte
	same, at := true, f.Offset
	put := func(to int64) bool {
		text, kept, ok := s.decode(raw[at-f.Offset : to-f.Offset])
		out, same, at = append(out, text...), same && kept, to
		return ok
	}
	ok := true
	for _, e := range f.elements {
		if len(e.inherited) > 0 {
			ok = ok && put(e.nameEnd)
			out, same = e.declarations(out), false
		}
	}
	if ok = ok && put(f.End()); !ok {
		s.problem("svg-encoding", f.Offset, "A packet has characters in an encoding that is not understood: %.40q.", s.charset)
		return nil
	}
	if f.data, f.asStored = out, same; same {
		f.data = raw
	}
	return nil
}

// declarations writes the namespaces that an element inherits, as attributes.
func (e element) declarations(out []byte) []byte {
	for _, b := range e.inherited {
		out = append(out, " xmlns:"+b.prefix+`="`...)
		out = append(out, escape.Replace(strings.ToValidUTF8(b.uri, "\uFFFD"))...)
		out = append(out, '"')
	}
	return out
}

// readManifest reads a manifest store.
func (s *scanner) readManifest(e element) error {
	r := container.Range{Offset: e.openEnd, Length: max(0, e.close-e.openEnd)}
	raw, err := s.load(r)
	if err != nil {
		return err
	}
	b := container.Block{Kind: container.C2PA, Stored: []container.Range{r}, Packed: true, Place: "metadata element"}
	if raw != nil {
		text, _, _ := s.decode(raw)
		if b.Data, err = base64.StdEncoding.DecodeString(string(bytes.Join(bytes.Fields(text), nil))); err != nil {
			b.Data = nil
			s.problem("svg-manifest", e.at, "A C2PA manifest is not base64.")
		}
	}
	s.scan.Blocks = append(s.scan.Blocks, b)
	return nil
}
