package jxl_test

import (
	"testing"

	"github.com/proviso-signals/proviso/container/jxl"
)

func seeds(add func(data string)) {
	for _, l := range layouts {
		add(l.file)
	}
}

// whole makes what is no JPEG XL one, so that fuzzing gets past the signature.
func whole(data []byte) string {
	if jxl.Format.Sniff(data) {
		return string(data)
	}
	return head + string(data)
}

// FuzzScan checks that whatever the file, what is found lies within it.
func FuzzScan(f *testing.F) {
	seeds(func(data string) { f.Add([]byte(data)) })
	f.Fuzz(func(t *testing.T, data []byte) { scan(t, whole(data)) })
}

// FuzzPut checks that whatever the file, what is written is whole, or refused.
func FuzzPut(f *testing.F) {
	seeds(func(data string) {
		f.Add([]byte(data), packet("x"))
		f.Add([]byte(data), tiff)
	})
	f.Fuzz(func(t *testing.T, data []byte, text string) {
		put(t, whole(data), text)
		structures.Put(t, whole(data), text)
		put(t, file(string(data), ""), text)
	})
}

// FuzzPack checks that whatever is said to be compressed, it does no harm.
func FuzzPack(f *testing.F) {
	f.Add([]byte{})
	for _, text := range []string{"", packet("x"), other, "<RDF>"} {
		f.Add([]byte(pack("", text)))
		f.Add([]byte(pack("", text) + "x"))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		put(t, file(box("brob", "xml ", string(data))+box("brob", "Exif", string(data))+box("brob", "jumb", string(data)), ""), packet("x"))
	})
}
