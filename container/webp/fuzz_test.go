package webp_test

import (
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container/webp"
)

// whole makes a file of what the fuzzer gives: what does not begin as WebP is taken for
// its chunks.
func whole(data string) string {
	if !webp.Format.Sniff([]byte(data)) {
		return riff(data)
	}
	return data
}

// FuzzScan checks that whatever the file, what is found lies within it.
func FuzzScan(f *testing.F) {
	for _, l := range layouts {
		f.Add([]byte(l.file))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		suite.Scan(t, whole(string(data)))
	})
}

// FuzzPut checks that whatever the file, what is written is whole, or refused.
func FuzzPut(f *testing.F) {
	for _, l := range layouts {
		f.Add([]byte(l.file), packet("x"))
		f.Add([]byte(l.file[12:]), "<a/>")
	}
	f.Fuzz(func(t *testing.T, data []byte, packet string) {
		file := whole(string(data))
		suite.Put(t, file, packet)
		exifSuite.Put(t, file, tiff+packet)
		suite.Put(t, riff(ext(fXMP), vp8, strings.TrimPrefix(file, "RIFF")), packet)
	})
}
