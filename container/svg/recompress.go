package svg

import (
	"bytes"
	"errors"

	"github.com/proviso-signals/proviso/container"
)

// putCompressed plans how to put a packet into a .svgz: the text is edited as it would
// be in an .svg, and compressed anew behind the header of the file, which stays.
func putCompressed(src *container.Source, packet []byte) ([]container.Edit, error) {
	z, err := open(src)
	if err != nil {
		return nil, err
	}
	edits, err := put(sourceOf(z.text), z.scan, packet)
	if err != nil || len(edits) == 0 {
		return nil, err
	}
	var edited bytes.Buffer
	if err := container.Apply(&edited, bytes.NewReader(z.text), int64(len(z.text)), edits); err != nil {
		return nil, err
	}
	if edited.Len() > MaxInflated {
		return nil, refusal("svg-packet-too-large", "With the packet, more than %d bytes would have to be inflated.", MaxInflated)
	}
	header, err := src.Bytes(container.Range{Length: z.header})
	if err != nil {
		return nil, err
	}
	stored := append(header, deflate(edited.Bytes())...)
	if err := z.prove(stored, edited.Bytes(), packet); err != nil {
		return nil, err
	}
	return []container.Edit{{Offset: z.header, Remove: src.Size() - z.header, Insert: stored[z.header:]}}, nil
}

// prove makes sure of what nobody can check who does not inflate the file: that what is
// to be stored gives the edited text, and that of this text all is as it was but what an
// .svg may have changed, and the packet is its only one.
func (z *zipped) prove(stored, edited, packet []byte) error {
	left := match(edited)
	m, err := inflate(&left, sourceOf(stored))
	if err != nil || m.damage != nil || m.end != int64(len(stored)) || m.header != z.header || len(left) > 0 {
		return refusal("svg-compressed", "What was compressed anew would not give the text back.")
	}
	s, err := scanText(sourceOf(edited))
	if err != nil {
		return err
	}
	was, err := container.Digest(bytes.NewReader(z.text), z.scan.Payload)
	if err != nil {
		return err
	}
	is, err := container.Digest(bytes.NewReader(edited), s.scan.Payload)
	if err != nil {
		return err
	}
	if was != is || len(s.packets) != 1 || !bytes.Equal(s.packets[0].data, packet) {
		return refusal("svg-compressed", "The text that would be compressed is not what it should be.")
	}
	return nil
}

// match takes what should be written, and is what is left of it.
type match []byte

// errOther is for what is not as it should be.
var errOther = errors.New("svg: other bytes than were compressed")

func (m *match) Write(p []byte) (int, error) {
	rest, ok := bytes.CutPrefix(*m, p)
	if !ok {
		return 0, errOther
	}
	*m = rest
	return len(p), nil
}
