package jpeg_test

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/jpeg"
)

func FuzzScan(f *testing.F) {
	for _, l := range layouts {
		f.Add([]byte(l.file))
	}
	for _, p := range plans {
		f.Add([]byte(p.before))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		src := container.NewSource(bytes.NewReader(data), int64(len(data)))
		s, err := jpeg.Format.Scan(src)
		if err != nil {
			if jpeg.Format.Sniff(data[:min(len(data), container.SniffLen)]) {
				t.Fatal(err)
			}
			return
		}
		checkScan(t, data, s)
	})
}

func FuzzPut(f *testing.F) {
	for _, p := range plans {
		f.Add([]byte(p.before), []byte(fresh))
	}
	for _, l := range layouts {
		f.Add([]byte(l.file), []byte(named))
	}
	for seed := range uint64(30) {
		f.Add([]byte(layout(rand.New(rand.NewPCG(seed, 2)))), []byte(primary("0")))
	}
	f.Add([]byte(file()+afcp(len(file()))), []byte(primaryElements("7")))
	f.Fuzz(func(t *testing.T, data, packet []byte) {
		if !jpeg.Format.Sniff(data[:min(len(data), container.SniffLen)]) {
			return
		}
		put(t, data, string(packet))
	})
}
