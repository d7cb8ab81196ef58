package jpeg

import (
	"bytes"

	"github.com/proviso-signals/proviso/container"
)

// PutExif plans the edits that make the file hold a TIFF structure, without its
// signature, as its one Exif block. It is to Exif what [Format].PutXMP is to packets.
func PutExif(src *container.Source, scan *container.Scan, block []byte) ([]container.Edit, error) {
	l, err := layoutOf(scan)
	if err != nil {
		return nil, err
	}
	if !isTIFF(block) {
		return nil, refusal("jpeg-exif", "What should be written is not a TIFF structure.")
	}
	p, err := l.replaceExif(scan, block)
	if err != nil {
		return nil, err
	}
	drops, err := l.dropDoubles(src, scan, block)
	if err != nil {
		return nil, err
	}
	return l.settle(src, scan, append(p, drops...), contents{exif: block})
}

// replaceExif puts the block in the place of the one there is, or in a new one. What
// was cut up comes to be in one piece.
func (l *layout) replaceExif(scan *container.Scan, block []byte) (plan, error) {
	old := scan.Find(container.Exif)
	stored := bodiesOf(l.exif)
	switch {
	case old != nil && old.Data == nil:
		return nil, refusal("jpeg-too-large", "The Exif block that is there is larger than any that is read.")
	case len(stored) == 1 && stored.length() == int64(len(block)):
		return stored.overwrite(old.Data, block), nil
	case len(block) > MaxExif:
		return nil, refusal("jpeg-exif-too-large", "An Exif block of %d bytes does not fit a segment, which holds %d.", len(block), MaxExif)
	case old == nil:
		return plan{{Offset: l.first, Insert: newSegment(app0+1, exifSignature+"\x00", block)}}, l.room(1)
	}
	p := l.exif[0].resize(int64(len(block)))
	p = append(p, container.Edit{Offset: stored[0].Offset, Remove: stored[0].Length, Insert: bytes.Clone(block)})
	for _, g := range l.exif[1:] {
		p = append(p, g.drop())
	}
	return p, nil
}

// dropDoubles drops further Exif segments that say what the one says, before or after.
// Where they say something else nobody knows which counts.
func (l *layout) dropDoubles(src *container.Source, scan *container.Scan, block []byte) (plan, error) {
	var p plan
	for _, g := range l.doubles {
		b, err := src.Bytes(g.body)
		if err != nil {
			return nil, err
		}
		if !bytes.Equal(b, block) && !bytes.Equal(b, scan.Find(container.Exif).Data) {
			return nil, refusal("jpeg-exif-duplicate", "There is more than one Exif block, and they differ.")
		}
		p = append(p, g.drop())
	}
	return p, nil
}
