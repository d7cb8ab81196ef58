package sidecar

import (
	"bytes"

	"github.com/proviso-signals/proviso/container"
)

// MaxPacket is the longest packet that is read and written.
const MaxPacket = container.MaxBlock

const name = "xmp-sidecar"

// Format is a file that is an XMP packet.
var Format = container.Format{
	Name:       name,
	MediaTypes: []string{"application/rdf+xml"},
	Extensions: []string{".xmp"},
	Sniff:      sniff,
	Scan:       scan,
	PutXMP:     put,
	Codes:      codes,
}

// codes explains what is reported of files, and why some are not changed.
var codes = []container.Code{
	{Code: "xmp-sidecar-too-large", Meaning: "The file is larger than any packet that is read. It is not changed."},
	{Code: "xmp-sidecar-packet", Meaning: "What should be written is not an XMP packet."},
	{Code: "xmp-sidecar-packet-too-large", Meaning: "The packet is too long to be read again."},
}

// note is what the planner remembers of a scan.
type note struct{ data []byte }

func scan(src *container.Source) (*container.Scan, error) {
	head, err := src.Peek(0, container.Window)
	if err != nil {
		return nil, err
	}
	if !isXMP(head) {
		return nil, container.ErrFormat
	}
	whole := container.Range{Length: src.Size()}
	data, err := src.Bytes(whole)
	if err != nil {
		return nil, err
	}
	s := &container.Scan{Format: name, Note: note{data}}
	if data == nil {
		s.Problems = []container.Problem{{Code: "xmp-sidecar-too-large", Hint: "The file is too large to be read."}}
	}
	s.Blocks = []container.Block{{Kind: container.XMP, Stored: []container.Range{whole}, Data: data, Place: "sidecar file"}}
	return s, nil
}

func put(_ *container.Source, scan *container.Scan, packet []byte) ([]container.Edit, error) {
	n, ok := scan.Note.(note)
	switch {
	case !ok:
		return nil, errScan
	case n.data == nil:
		return nil, &container.Refusal{Code: "xmp-sidecar-too-large", Hint: "What is to be replaced is too large to be read."}
	case len(packet) > MaxPacket:
		return nil, &container.Refusal{Code: "xmp-sidecar-packet-too-large", Hint: "The packet would not be read again."}
	case !isXMP(packet):
		return nil, &container.Refusal{Code: "xmp-sidecar-packet", Hint: "What should be written is not an XMP packet."}
	case bytes.Equal(n.data, packet):
		return nil, nil
	}
	return []container.Edit{{Remove: int64(len(n.data)), Insert: bytes.Clone(packet)}}, nil
}
