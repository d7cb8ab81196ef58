package png_test

import (
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container/png"
)

func seeds(add func(data string)) {
	for _, l := range layouts {
		add(l.file)
	}
}

// FuzzScan checks that whatever the file, what is found lies within it.
func FuzzScan(f *testing.F) {
	seeds(func(data string) { f.Add([]byte(data)) })
	f.Fuzz(func(t *testing.T, data []byte) {
		if !png.Format.Sniff(data) {
			data = append([]byte(signature), data...)
		}
		scan(t, string(data))
	})
}

// FuzzPut checks that whatever the file, what is written is whole, or refused.
func FuzzPut(f *testing.F) {
	seeds(func(data string) { f.Add([]byte(data), packet("x")) })
	f.Fuzz(func(t *testing.T, data []byte, packet string) {
		if !png.Format.Sniff(data) {
			data = append([]byte(signature), data...)
		}
		put(t, mend(string(data)), packet)
	})
}

// mend gives a file an end, so that fuzzing gets past a cut.
func mend(data string) string {
	if strings.HasSuffix(data, iend) {
		return data
	}
	return data + iend
}
