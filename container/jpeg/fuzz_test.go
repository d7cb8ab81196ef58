package jpeg_test

import (
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
		if jpeg.Format.Sniff(data[:min(len(data), container.SniffLen)]) {
			scan(t, string(data))
		}
	})
}

func FuzzPut(f *testing.F) {
	add := func(data, block string, kind container.Kind) { f.Add([]byte(data), []byte(block), uint8(kind)) }
	for _, p := range plans {
		add(p.before, fresh, container.XMP)
	}
	for _, p := range exifPlans {
		add(p.before, longTIFF, container.Exif)
	}
	for _, p := range iimPlans {
		if len(p.before) < 5000 {
			add(p.before, iimNew, container.IIM)
		}
	}
	for _, l := range layouts {
		add(l.file, named, container.XMP)
	}
	for seed := range uint64(30) {
		add(layout(rand.New(rand.NewPCG(seed, 2))), primary("0"), container.XMP)
	}
	add(file()+afcp(len(file())), primaryElements("7"), container.XMP)
	f.Fuzz(func(t *testing.T, data, block []byte, kind uint8) {
		if planners[container.Kind(kind)] != nil && jpeg.Format.Sniff(data[:min(len(data), container.SniffLen)]) {
			suite(container.Kind(kind)).Put(t, string(data), string(block))
		}
	})
}
