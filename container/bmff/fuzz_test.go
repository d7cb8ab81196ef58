package bmff_test

import (
	"math/rand/v2"
	"testing"

	"github.com/proviso-signals/proviso/container"
)

func seeds(add func(data string)) {
	for _, l := range layouts {
		add(l.file)
	}
	for seed := range uint64(40) {
		add(random{rand.New(rand.NewPCG(seed, 2))}.file().build())
	}
}

// FuzzScan checks that whatever the file, what is found lies within it.
func FuzzScan(f *testing.F) {
	seeds(func(data string) { f.Add([]byte(data)) })
	f.Fuzz(func(t *testing.T, data []byte) {
		if !format.Sniff(data[:min(len(data), container.SniffLen)]) {
			data = append([]byte(head), data...)
		}
		suite.Scan(t, string(data))
	})
}

// FuzzPut checks that whatever the file, what is written is whole, or refused.
func FuzzPut(f *testing.F) {
	seeds(func(data string) { f.Add([]byte(data), packet("x")) })
	f.Fuzz(func(t *testing.T, data []byte, packet string) {
		if !format.Sniff(data[:min(len(data), container.SniffLen)]) {
			data = append([]byte(head), data...)
		}
		suite.Put(t, string(data), packet)
	})
}
