package warc

import (
	"bufio"
	"errors"
	"io"
)

// source counts what is read of the file, so that every member has an offset.
type source struct {
	*bufio.Reader
	file counter
}

type counter struct {
	r   io.Reader
	n   int64
	err error // what the file itself failed with, kept apart from bad data
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	if err != nil && err != io.EOF {
		c.err = err
	}
	return n, err
}

func newSource(r io.Reader) *source {
	s := &source{file: counter{r: r}}
	// The decompressors read byte by byte from a bufio.Reader and no further than
	// their data goes; anything else they would buffer themselves.
	s.Reader = bufio.NewReaderSize(&s.file, 128<<10)
	return s
}

// offset is the position in the file of the next byte.
func (s *source) offset() int64 { return s.file.n - int64(s.Buffered()) }

// framing is how a file is divided into members that can be told apart without
// trusting what they hold: gzip members, Zstandard frames, or the whole of a plain
// file. Read gives the bytes of the current member and io.EOF at its end.
type framing interface {
	io.Reader
	// next goes to the next member and tells where it starts in the file; io.EOF
	// means there is none.
	next() (offset int64, err error)
	// splits reports whether a record may continue in the next member.
	splits() bool
}

// plain is the framing of a file that is not compressed: one member.
type plain struct {
	*source
	begun bool
}

func (p *plain) splits() bool { return false }

func (p *plain) next() (int64, error) {
	if p.begun {
		return p.offset(), io.EOF
	}
	p.begun = true
	return p.offset(), nil
}

var errRatio = errors.New("decompression ratio too high")

// bounded watches how much a compressed file unfolds to.
type bounded struct {
	framing
	src   *source
	grace int64
	out   int64
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.framing.Read(p)
	b.out += int64(n)
	if b.out > b.grace && b.out/MaxRatio > b.src.offset() {
		return n, errRatio
	}
	return n, err
}

// magic is how every record starts.
const magic = "WARC/"

// open tells the framing from the first bytes. The error is nil or an *Error.
func open(src *source, grace int64) (framing, error) {
	head, err := src.Peek(len(magic))
	switch {
	case src.file.err != nil:
		return nil, &Error{CodeIO, 0, "The file cannot be read.", true, src.file.err}
	case len(head) == 0:
		return nil, &Error{CodeEmpty, 0, "The file is empty.", true, nil}
	case string(head) == magic:
		return &plain{source: src}, nil
	case len(head) > 2 && head[0] == 0x1f && head[1] == 0x8b:
		return &bounded{framing: &gzipMembers{src: src}, src: src, grace: grace}, nil
	case len(head) > 4 && isZstd(head):
		return &bounded{framing: &zstdFrames{src: src}, src: src, grace: grace}, nil
	case string(head) == "filed":
		return nil, &Error{CodeNotWARC, 0, "The file seems to be in the ARC format, which is not read.", true, nil}
	case err != nil:
		return nil, &Error{CodeTruncated, 0, "The file ends before a first record.", true, nil}
	}
	return nil, &Error{CodeNotWARC, 0, "The file starts with neither WARC/ nor a gzip member nor a Zstandard frame.", true, nil}
}
