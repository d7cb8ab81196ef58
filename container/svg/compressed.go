package svg

import (
	"bytes"
	"compress/gzip"
	"io"

	"github.com/proviso-signals/proviso/container"
)

// isGzip reports whether a file is gzip with deflate, the only method there is.
func isGzip(head []byte) bool { return bytes.HasPrefix(head, []byte{0x1F, 0x8B, 8}) }

// scanCompressed reads a .svgz. What is found has no place in the file but the whole of
// it.
func scanCompressed(src *container.Source) (*container.Scan, error) {
	text, damage, err := inflate(src)
	if err != nil {
		return nil, err
	}
	s, err := scanText(container.NewSource(bytes.NewReader(text), int64(len(text))))
	if err != nil {
		return nil, err
	}
	whole := container.Range{Length: src.Size()}
	for i := range s.scan.Blocks {
		s.scan.Blocks[i].Stored = []container.Range{whole}
		s.scan.Blocks[i].Packed = true
	}
	for i := range s.scan.Problems {
		s.scan.Problems[i].Offset = 0
	}
	switch {
	case len(text) == MaxInflated:
		s.problem("svg-too-large", 0, "Of the inflated file, no more than %d bytes are read.", MaxInflated)
	case damage != nil:
		s.problem("svg-gzip", 0, "The compressed file is damaged.")
	}
	s.scan.Payload = []container.Range{whole}
	s.damage = refusal("svg-compressed", "The file is compressed. It can be changed when it is stored as .svg.")
	return s.scan, nil
}

// inflate gives the text of a .svgz, up to a limit, and what is wrong with it, or with
// reading it.
func inflate(src *container.Source) (text []byte, damage, err error) {
	from := &stream{src: src}
	z, damage := gzip.NewReader(from)
	if damage == nil {
		var b bytes.Buffer
		_, damage = io.Copy(&b, io.LimitReader(z, MaxInflated))
		text = b.Bytes()
	}
	return text, damage, from.err
}

// stream reads a file from its start, and keeps what goes wrong with that apart from
// what is wrong with the file.
type stream struct {
	src *container.Source
	at  int64
	err error
}

func (r *stream) Read(p []byte) (int, error) {
	b, err := r.src.Peek(r.at, min(len(p), container.Window))
	if err != nil {
		r.err = err
		return 0, err
	}
	if len(b) == 0 && len(p) > 0 {
		return 0, io.EOF
	}
	r.at += int64(len(b))
	return copy(p, b), nil
}
