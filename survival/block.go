package survival

import (
	"bytes"

	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/tiff"
	"github.com/proviso-signals/proviso/container/xmp"
)

// Block is what became of one kind of metadata. What is about parts of a picture, such as
// a gain map, is left out.
type Block struct {
	Kind container.Kind
	Fate Fate // [Kept], [Rewritten], [Lost], [New] or [Unseen]
	// Original and Delivered are sizes in bytes, uncompressed; 0 where there is none.
	Original, Delivered int64
	// Properties counts those of XMP, the extension included; nil for other kinds.
	Properties *Properties
}

// Properties counts what became of the properties of a packet.
type Properties struct{ Kept, Changed, Lost, New int }

// kinds in the order of reports.
var kinds = []container.Kind{
	container.XMP, container.ExtendedXMP, container.XMPText, container.Exif, container.IIM, container.ICC, container.C2PA,
}

func (r *Report) blocks() {
	for _, kind := range kinds {
		before, after := r.Original.block(kind), r.Delivered.block(kind)
		b := Block{Kind: kind, Original: before.size, Delivered: after.size}
		switch {
		case before.size == 0 && after.size == 0:
			continue
		case kind == container.Exif && before.size != 0 != (after.size != 0) && r.aTIFF():
			continue // the whole of a TIFF file is its Exif
		case before.size == 0:
			b.Fate = New
		case after.size == 0:
			b.Fate = Lost
		case before.unread || after.unread:
			b.Fate = Unseen
		case bytes.Equal(before.data, after.data):
			b.Fate = Kept
		default:
			b.Fate = Rewritten
		}
		if kind == container.XMP {
			b.Properties = properties(r.Original.packet(), r.Delivered.packet())
		}
		r.Blocks = append(r.Blocks, b)
	}
}

func (r *Report) aTIFF() bool {
	return r.Original.Format == tiff.Format.Name || r.Delivered.Format == tiff.Format.Name
}

// stored is all of one kind in a file.
type stored struct {
	data   []byte
	size   int64
	unread bool // over a limit, or not to be decoded
}

func (s *Side) block(kind container.Kind) (all stored) {
	for i := range s.image.Scan.Blocks {
		b := &s.image.Scan.Blocks[i]
		switch {
		case b.Kind != kind || b.Aside:
		case b.Data == nil:
			all.unread = true
			for _, piece := range b.Stored {
				all.size += piece.Length
			}
		default:
			all.size += int64(len(b.Data))
			if kind == container.XMPText {
				all.data = append(all.data, b.Name...)
			}
			all.data = append(all.data, b.Data...)
		}
	}
	return all
}

// packet is the packet about the picture, or nil.
func (s *Side) packet() *xmp.Packet { return packetOf(s.image) }

func packetOf(image *carrier.Image) *xmp.Packet {
	if len(image.Packets) == 0 || image.Packets[0].Block.Aside {
		return nil
	}
	return image.Packets[0].Packet
}

// properties compares two packets; either may be nil.
func properties(before, after *xmp.Packet) *Properties {
	var p Properties
	if before == nil {
		before = &xmp.Packet{}
	}
	if after == nil {
		after = &xmp.Packet{}
	}
	type name struct{ space, name string }
	now := make(map[name]*xmp.Value, len(after.Properties))
	for i := range after.Properties {
		q := &after.Properties[i]
		if _, twice := now[name{q.Space, q.Name}]; !twice {
			now[name{q.Space, q.Name}] = &q.Value
		}
	}
	seen := make(map[name]bool, len(before.Properties))
	for i := range before.Properties {
		q := &before.Properties[i]
		n := name{q.Space, q.Name}
		if seen[n] {
			continue // of two, the first counts
		}
		seen[n] = true
		switch value, ok := now[n]; {
		case !ok:
			p.Lost++
		case value.Equal(&q.Value):
			p.Kept++
		default:
			p.Changed++
		}
	}
	for n := range now {
		if !seen[n] {
			p.New++
		}
	}
	return &p
}
