package svg

import (
	"bytes"
	"errors"

	"github.com/proviso-signals/proviso/container"
)

// compressed marks the scan of a .svgz. The planner inflates the file again, so that no
// text is kept meanwhile.
type compressed struct{}

// scanCompressed reads a .svgz. What is found has no place in the file but the whole of
// it.
func scanCompressed(src *container.Source) (*container.Scan, error) {
	z, err := open(src)
	if err != nil {
		return nil, err
	}
	whole := container.Range{Length: src.Size()}
	for i := range z.scan.Blocks {
		z.scan.Blocks[i].Stored = []container.Range{whole}
		z.scan.Blocks[i].Packed = true
	}
	z.scan.Payload, z.scan.Note = nil, compressed{}
	return z.scan, nil
}

// zipped is a .svgz that was inflated and read. Its scan is that of the text, but for
// problems, which are about the file.
type zipped struct {
	member
	*scanner
	text []byte
}

// open inflates a file and reads the text.
func open(src *container.Source) (*zipped, error) {
	var t text
	m, err := inflate(&t, src)
	large := errors.Is(err, errLarge)
	if err != nil && !large {
		return nil, err
	}
	s, err := scanText(sourceOf(t.Bytes()))
	if err != nil {
		return nil, err
	}
	for i := range s.scan.Problems {
		s.scan.Problems[i].Offset = 0
	}
	// That the text ends too early is then no wonder, and no reason of its own.
	switch broken := func(code string, at int64, format string, args ...any) {
		s.damage = nil
		s.broken(code, at, format, args...)
	}; {
	case large:
		broken("svg-too-large", 0, "Of the inflated file, no more than %d bytes are read.", MaxInflated)
	case m.damage != nil:
		broken("svg-gzip", 0, "The compressed file is damaged.")
	case m.more:
		broken("svg-gzip-members", m.end, "The file is compressed in several pieces.")
	case m.end < src.Size():
		broken("svg-gzip-trailing", m.end, "Bytes follow the compressed file.")
	}
	return &zipped{m, s, t.Bytes()}, nil
}

// sourceOf reads what is in memory.
func sourceOf(data []byte) *container.Source {
	return container.NewSource(bytes.NewReader(data), int64(len(data)))
}

// text takes a text up to a limit.
type text struct{ bytes.Buffer }

// errLarge is for what is over the limit.
var errLarge = errors.New("svg: the inflated file is too large")

func (t *text) Write(p []byte) (int, error) {
	if room := MaxInflated - t.Len(); len(p) > room {
		n, _ := t.Buffer.Write(p[:room])
		return n, errLarge
	}
	return t.Buffer.Write(p)
}
