package iim_test

import (
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/iim"
)

// TestHostile checks that records made to cost much do not, and that limits are told.
func TestHostile(t *testing.T) {
	for _, h := range []struct{ name, data, code string }{
		{"datasets", strings.Repeat(set(2, 116, ""), iim.MaxDatasets+1), "iim-too-many-datasets"},
		{"many more", strings.Repeat(set(2, 116, "x"), 1<<20), "iim-too-many-datasets"},
		{"markers", version + "x" + strings.Repeat("\x1C", 1<<20), "iim-garbage"},
		{"garbage", strings.Repeat(version+"x", 10000), "iim-garbage"},
		{"zeros", strings.Repeat(version+strings.Repeat("\x00", 1000), 10000), "iim-garbage"},
		{"orders", strings.Repeat(set(2, 0, "")+set(1, 0, ""), 8000), "iim-order"},
		{"length of no octets", version + "\x1C\x02\x74\x80\x00Mine", "iim-length"},
		{"length of nine octets", version + "\x1C\x02\x74\x80\x09" + strings.Repeat("\x00", 8) + "\x04Mine", "iim-length"},
		{"length of many octets", version + "\x1C\x02\x74\xFF\xFF" + strings.Repeat("\x00", 1<<15), "iim-length"},
		{"length that overflows", version + "\x1C\x02\x74\x80\x08" + strings.Repeat("\xFF", 8) + "Mine", "iim-truncated"},
		{"length near overflow", version + "\x1C\x02\x74\x80\x08\x7F" + strings.Repeat("\xFF", 7) + "Mine", "iim-truncated"},
		{"declarations", strings.Repeat(declareOther, 16000), "iim-charset-unknown"},
		{"long declaration", long(1, 90, 4, strings.Repeat("\x1B(B", 1<<20)), "iim-charset-unknown"},
	} {
		t.Run(h.name, func(t *testing.T) {
			start, used := time.Now(), allocated()
			records, problems := iim.Parse([]byte(h.data))
			if d := time.Since(start); d > 5*time.Second {
				t.Errorf("took %v", d)
			}
			if n := allocated() - used; n > 8<<20+20*uint64(len(h.data)) {
				t.Errorf("used %d bytes for %d", n, len(h.data))
			}
			if !slices.ContainsFunc(problems, func(p container.Problem) bool { return p.Code == h.code }) {
				t.Errorf("no %s: %v", h.code, problems)
			}
			if len(records) > iim.MaxDatasets || len(problems) > iim.MaxProblems {
				t.Errorf("%d datasets, %d problems", len(records), len(problems))
			}
			parse(t, h.data)
			put(t, h.data, iim.CopyrightNotice, "Mine")
		})
	}
}

func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}

func FuzzParse(f *testing.F) {
	for _, l := range layouts {
		f.Add([]byte(l.data))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		parse(t, string(data))
		iim.Texts(data)
	})
}

func FuzzSet(f *testing.F) {
	for _, p := range plans {
		f.Add([]byte(p.before), uint8(iim.CopyrightNotice), p.value)
	}
	for _, l := range layouts {
		f.Add([]byte(l.data), uint8(iim.Credit), "© Mine")
	}
	f.Fuzz(func(t *testing.T, data []byte, dataset uint8, value string) {
		put(t, string(data), dataset, value)
	})
}

func BenchmarkTexts(b *testing.B) {
	data := []byte(declareUTF8 + version + strings.Repeat(set(2, 25, "keyword"), 20) + set(2, 80, "Somebody") +
		set(2, 116, "© Somebody") + set(2, 120, strings.Repeat("caption ", 50)))
	b.ReportAllocs()
	for b.Loop() {
		iim.Texts(data)
	}
}
