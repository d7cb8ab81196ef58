package tiff_test

import (
	"testing"

	"github.com/proviso-signals/proviso/container/tiff"
)

// headed gives data a header if it has none.
func headed(data []byte) string {
	if !tiff.Format.Sniff(data) {
		return "II*\x00\x08\x00\x00\x00" + string(data)
	}
	return string(data)
}

// FuzzScan checks that whatever the file, what is found lies within it.
func FuzzScan(f *testing.F) {
	for _, l := range layouts {
		f.Add([]byte(l.file))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file := headed(data)
		src, s := suite.Scan(t, file)
		texts, _, err := tiff.TextsOf(s)
		if err != nil {
			t.Fatal(err)
		}
		others, err := tiff.OtherPackets(src, s)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range others {
			if b.Stored[0].End() > int64(len(file)) {
				t.Fatalf("%v", b.Stored)
			}
		}
		for _, x := range texts {
			if x.Offset+x.Length > int64(len(file)) {
				t.Fatalf("%v", x)
			}
		}
		tiff.Texts(data)
	})
}

// FuzzPut checks that whatever the file, what is written is whole, or refused.
func FuzzPut(f *testing.F) {
	for _, l := range layouts {
		f.Add([]byte(l.file), packet("x"))
	}
	f.Fuzz(func(t *testing.T, data []byte, packet string) {
		file := headed(data)
		put(t, file, packet)
		setText(t, file, tiff.Copyright, packet)
	})
}
