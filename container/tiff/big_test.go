package tiff_test

import (
	"io"
	"testing"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/tiff"
)

// hole is a file with a hole before its end.
type hole struct {
	begin, end string
	size       int64
}

func (h hole) ReadAt(b []byte, off int64) (int, error) {
	clear(b)
	if off < int64(len(h.begin)) {
		copy(b, h.begin[off:])
	}
	if from := h.size - int64(len(h.end)); off+int64(len(b)) > from {
		at := max(0, from-off)
		copy(b[at:], h.end[max(0, off-from):])
	}
	if left := h.size - off; left < int64(len(b)) {
		return int(max(left, 0)), io.EOF
	}
	return len(b), nil
}

// Test4GiB: TIFF ends there, and BigTIFF does not.
func Test4GiB(t *testing.T) {
	for _, k := range kinds {
		for _, file := range []string{simple(k), middle(k, packet("old"))} {
			for left, want := range map[int64]bool{100: false, 4000: true} {
				size := int64(1<<32) - left
				src := container.NewSource(hole{begin: file, size: size}, size)
				s, err := tiff.Format.Scan(src)
				if err != nil {
					t.Fatal(err)
				}
				edits, err := tiff.Format.PutXMP(src, s, []byte(packet("longer")))
				if want = want || k.big; want != (err == nil) || !want && err.(*container.Refusal).Code != "tiff-4gib" {
					t.Errorf("%d left: %v, %v", left, edits, err)
				}
			}
		}
	}
}
