package jpeg

import (
	"bytes"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso/container"
)

func put(src *container.Source, scan *container.Scan, packet []byte) ([]container.Edit, error) {
	l, err := layoutOf(scan)
	if err != nil {
		return nil, err
	}
	if err := writable(packet); err != nil {
		return nil, err
	}
	p, err := l.replace(scan, packet)
	if err != nil {
		return nil, err
	}
	drops, err := l.dropExtension(src, packet)
	if err != nil {
		return nil, err
	}
	misplaced, err := l.dropMisplaced()
	if err != nil {
		return nil, err
	}
	return l.settle(src, scan, slices.Concat(p, drops, misplaced), contents{packet: packet})
}

// writable refuses what is no packet or does not fit.
func writable(packet []byte) error {
	switch {
	case len(packet) > MaxPacket:
		return refusal("jpeg-packet-too-large", "A packet of %d bytes does not fit a segment, which holds %d.", len(packet), MaxPacket)
	case !plausible(packet):
		return refusal("jpeg-packet", "What should be written is not an XMP packet.")
	}
	return nil
}

// replace puts the packet in the place of the one there is, or in a new one, and drops
// the duplicates.
func (l *layout) replace(scan *container.Scan, packet []byte) (plan, error) {
	whole := newSegment(app0+1, xmpSignature, packet)
	if len(l.packets) == 0 {
		return plan{{Offset: l.insert, Insert: whole}}, l.room(1)
	}
	var p plan
	for i, old := range l.packets {
		switch {
		case i != max(l.chosen, 0):
			p = append(p, old.drop())
		case old.kind == xmp && old.data.Length == int64(len(packet)):
			if b := scan.Find(container.XMP); l.chosen < 0 || b == nil || !bytes.Equal(b.Data, packet) {
				p = append(p, container.Edit{Offset: old.data.Offset, Remove: old.data.Length, Insert: bytes.Clone(packet)})
			}
		default: // from the length on
			p = append(p, container.Edit{Offset: old.at + 2, Remove: old.body.End() - old.at - 2, Insert: whole[2:]})
		}
	}
	return p, nil
}

// dropExtension drops the pieces of an extension that a replaced packet names and the
// new one does not. A new name must have something to it.
func (l *layout) dropExtension(src *container.Source, packet []byte) (plan, error) {
	var named []string // by the packets before
	for _, old := range l.packets {
		b, err := src.Bytes(old.data)
		if err != nil {
			return nil, err
		}
		if guid := guidOf(b); guid != "" {
			named = append(named, strings.ToUpper(guid))
		}
	}
	guid := strings.ToUpper(guidOf(packet))
	known := guid == "" || slices.Contains(named, guid)
	var p plan
	for _, e := range l.extensions {
		switch set := strings.ToUpper(e.set); {
		case set == guid:
			known = true
		case slices.Contains(named, set):
			p = append(p, e.drop())
		}
	}
	if !known {
		return nil, refusal("jpeg-extension-missing", "The packet names the extension %s, which the file does not have.", guid)
	}
	return p, nil
}
