package tiff

import (
	"bytes"

	"github.com/proviso-signals/proviso/container"
)

// tailLen is how much of the end of a file tells that a trailer is there.
const tailLen = 64

// trailer refuses files that end with a trailer which readers look for at the end.
func (p *planner) trailer() error {
	tail, err := p.src.Bytes(container.Range{Offset: max(0, p.size-tailLen), Length: min(p.size, tailLen)})
	if err != nil {
		return err
	}
	for _, t := range []struct {
		whose, mark string
		from        int // the end
	}{
		{"an AFCP", "AXS*", 12},
		{"an AFCP", "AXS!", 12},
		{"a FotoStation", "\xA1\xB2\xC3\xD4", 10},
		{"a Photo Mechanic", "cbipcbbl", 8},
		{"a Canon VRD", "CANON OPTIONAL DATA\x00", 64},
		{"a Samsung", "SEFT", 4},
		{"a Samsung", "QDIOBS", 6},
		{"a MIE", "~\x00\x04\x00zmie~\x00\x00\x06", 18},
		{"a MIE", "~\x00\x04\x00zmie~\x00\x00\x0A", 22},
	} {
		if at := len(tail) - t.from; at >= 0 && bytes.HasPrefix(tail[at:], []byte(t.mark)) {
			return refusal("tiff-trailer", "The file ends with %s trailer, which would not be found before other bytes.", t.whose)
		}
	}
	return nil
}

// A cloud optimised GeoTIFF describes its layout behind the header. A line of it is for
// those who change the file without keeping to that.
const (
	ghostStart = "GDAL_STRUCTURAL_METADATA_SIZE="
	ghostLen   = 512 // within which the line is
	ghostNo    = "KNOWN_INCOMPATIBLE_EDITION=NO\n "
	ghostYes   = "KNOWN_INCOMPATIBLE_EDITION=YES\n"
)

// ghost sets that line when IFD0 goes to the end of the file.
func (p *planner) ghost() error {
	from := p.headLen()
	b, err := p.src.Bytes(container.Range{Offset: from, Length: max(0, min(ghostLen, p.size-from))})
	if err != nil || !bytes.HasPrefix(b, []byte(ghostStart)) {
		return err
	}
	at := bytes.Index(b, []byte(ghostNo))
	r := container.Range{Offset: from + int64(at), Length: int64(len(ghostNo))}
	if at < 0 || p.owners(r) != 0 {
		return nil
	}
	return p.swap(r, []byte(ghostYes))
}
