package jumbf

import (
	"bytes"
	"errors"
	"io"

	"github.com/andybalholm/brotli"
)

// ErrTooLarge is what [Unpack] gives for data that becomes larger than the limit.
var ErrTooLarge = errors.New("jumbf: the compressed box is too large")

// Unpack decompresses the content of a "brob" box (C2PA 2.2 section 11.1.3.2), which
// is a Brotli stream (RFC 7932) and nothing else: not as in JPEG XL, where the type of
// the box comes first. It gives up behind limit bytes, or where something follows the
// stream.
func Unpack(content []byte, limit int) ([]byte, error) {
	source := bytes.NewReader(content)
	unpacked, err := io.ReadAll(io.LimitReader(brotli.NewReader(source), int64(limit)+1))
	switch {
	case err != nil:
		return nil, err
	case len(unpacked) > limit:
		return nil, ErrTooLarge
	}
	return unpacked, nil
}
