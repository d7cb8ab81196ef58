package gif_test

import (
	"testing"

	"github.com/proviso-signals/proviso/container/gif"
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
		if !gif.Format.Sniff(data) {
			data = append([]byte("GIF89a"), data...)
		}
		scan(t, string(data))
	})
}

// FuzzPut checks that whatever the file, what is written is whole, or refused.
func FuzzPut(f *testing.F) {
	seeds(func(data string) { f.Add([]byte(data), packet("x")) })
	f.Fuzz(func(t *testing.T, data []byte, packet string) {
		if !gif.Format.Sniff(data) {
			data = append([]byte("GIF89a"), data...)
		}
		put(t, string(data), packet)
	})
}
