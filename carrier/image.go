package carrier

import (
	"bytes"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/all"
	"github.com/proviso-signals/proviso/container/xmp"
)

// Image is what an image file, or the sidecar of one, has beside its pixels.
type Image struct {
	Format string // name of the container format: "jpeg"
	Scan   *container.Scan
	// Packets are its XMP packets, in file order. That of the picture comes before
	// those of its parts.
	Packets []Packet

	source string
}

// Packet is an XMP packet in a file.
type Packet struct {
	// Packet is what it says, the extension that a JPEG may have included.
	*xmp.Packet
	Block    *container.Block
	Problems []container.Problem // offsets count in the packet
	source   string
}

type imageKey struct{}

// ImageOf gives the metadata of an image that was gathered, reading it once however
// many carriers ask; nil for an artifact that is no image, or cannot be told to be
// one. Of a response that was cut off, what stands in its beginning is read.
func ImageOf(a *Artifact) *Image {
	if !mayBeImage(a) {
		return nil
	}
	image, _ := a.Parsed(imageKey{}, func(a *Artifact) any { return readImage(a) }).(*Image)
	return image
}

// mayBeImage is a sieve that costs no parsing.
func mayBeImage(a *Artifact) bool {
	switch {
	case a.Scan != nil:
		return true
	case len(a.Body) < 4 || a.Kind != Response && a.Kind != Request && a.Kind != File:
		return false
	case a.Kind == Response && a.Status != 0 && !a.Succeeded():
		return false
	}
	switch a.MediaType {
	case "application/rdf+xml", "application/xml", "text/xml", "application/octet-stream", "binary/octet-stream", "":
	default:
		if !strings.HasPrefix(a.MediaType, "image/") {
			return false
		}
	}
	return all.Detect(a.Body[:min(len(a.Body), container.SniffLen)]) != nil
}

func readImage(a *Artifact) *Image {
	scan := a.Scan
	if scan == nil {
		format := all.Detect(a.Body[:min(len(a.Body), container.SniffLen)])
		found, err := format.Scan(container.NewSource(bytes.NewReader(a.Body), int64(len(a.Body))))
		if err != nil {
			return nil // reading memory does not fail: it is of another format after all
		}
		scan = found
	}
	image := &Image{Format: scan.Format, Scan: scan, source: a.Source}
	for _, aside := range []bool{false, true} {
		for i := range scan.Blocks {
			if b := &scan.Blocks[i]; b.Kind == container.XMP && b.Data != nil && b.Aside == aside {
				image.Packets = append(image.Packets, image.packet(b))
			}
		}
	}
	return image
}

// packet reads a packet. The extension of a JPEG goes with the packet that names it.
func (im *Image) packet(b *container.Block) Packet {
	main, problems := xmp.Parse(b.Data)
	p := Packet{Packet: main, Block: b, Problems: problems, source: im.source}
	if main.ExtensionGUID() == "" {
		return p
	}
	for i := range im.Scan.Blocks {
		if x := &im.Scan.Blocks[i]; x.Kind == container.ExtendedXMP && x.Data != nil {
			whole, more := xmp.Extend(main, x.Data)
			p.Packet, p.Problems = whole, append(p.Problems, more...)
			break
		}
	}
	return p
}

// maxName is how many bytes of a property's name are shown.
const maxName = 80

// Where is the position of a property of the packet in the file.
func (p *Packet) Where(q *xmp.Property) proviso.Where {
	name := q.Name
	if prefix := xmp.UsualPrefix(q.Space); prefix != "" {
		name = prefix + ":" + name
	} else if q.Prefix != "" {
		name = q.Prefix + ":" + name
	}
	w := proviso.Where{Source: p.source, Part: "XMP " + Clip(name, maxName)}
	if !q.Extension {
		w.Offset = p.Offset(q.Offset)
	}
	return w
}

// Offset is where a byte of the packet stands in the file; 0 where it is stored in
// another form than it is read.
func (p *Packet) Offset(at int) int64 {
	if p.Block.Packed {
		return 0
	}
	left := int64(at)
	for _, r := range p.Block.Stored {
		if left < r.Length {
			return r.Offset + left
		}
		left -= r.Length
	}
	return 0
}

// Raw is a property as evidence quotes it: its markup, at most [MaxRaw] bytes of it.
func (p *Packet) Raw(q *xmp.Property) string {
	if q.Extension || q.Offset < 0 || q.End > len(p.Block.Data) || q.Offset > q.End {
		return Clip(q.Name+"="+q.Value.Default(), MaxRaw)
	}
	return Clip(string(p.Block.Data[q.Offset:q.End]), MaxRaw)
}

// Where is the position of a block of metadata that is not XMP, or of a field in it:
// its offset in the block, and what to call it.
func (im *Image) Where(b *container.Block, at int, part string) proviso.Where {
	p := Packet{Block: b}
	return proviso.Where{Source: im.source, Part: part, Offset: p.Offset(at)}
}

// Refusals is what a statement about a part of a file, such as its gain map, says about
// the picture: what it refuses, or makes conditional. A part permits nothing for the
// whole.
func Refusals(said proviso.Outcomes) (o proviso.Outcomes) {
	for u, outcome := range said {
		if outcome.Word() == proviso.Deny || outcome.Word() == proviso.Conditional {
			o[u] = outcome
		}
	}
	return o
}
