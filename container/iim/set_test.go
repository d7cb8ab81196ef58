package iim_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/proviso-signals/proviso/container/iim"
)

// plans are records before and after a copyright notice is set, or the code of the
// refusal.
var plans = []struct{ name, before, value, after, refused string }{
	{"nothing", "", "Mine", version + set(2, 116, "Mine"), ""},
	{"nothing, beyond ASCII", "", "© Mine", declareUTF8 + version + set(2, 116, "© Mine"), ""},
	{"padding only", "\x00\x00", "Mine", version + set(2, 116, "Mine") + "\x00\x00", ""},
	{"in order", version + set(2, 110, "a") + set(2, 120, "b"), "Mine", version + set(2, 110, "a") + set(2, 116, "Mine") + set(2, 120, "b"), ""},
	{"at the end of its record", version + set(2, 110, "a") + set(3, 0, "b") + "\x00", "Mine", version + set(2, 110, "a") + set(2, 116, "Mine") + set(3, 0, "b") + "\x00", ""},
	{"no record 2", set(1, 0, "\x00\x04") + set(7, 10, "b"), "Mine", set(1, 0, "\x00\x04") + version + set(2, 116, "Mine") + set(7, 10, "b"), ""},
	{"no version", set(2, 5, "a"), "Mine", set(2, 5, "a") + set(2, 116, "Mine"), ""},
	{"replaced", version + set(2, 116, "Yours") + set(2, 5, "a"), "Mine", version + set(2, 116, "Mine") + set(2, 5, "a"), ""},
	{"replaced, extended", long(2, 116, 4, "Yours") + set(2, 5, "a"), "Mine", set(2, 116, "Mine") + set(2, 5, "a"), ""},
	{"several", set(2, 116, "Yours") + set(2, 5, "a") + set(2, 116, "Mine") + set(2, 116, ""), "Mine", set(2, 116, "Mine") + set(2, 5, "a"), ""},
	{"the same", set(2, 116, "Mine"), "Mine", set(2, 116, "Mine"), ""},
	{"with a NUL", set(2, 116, "Mine\x00"), "Mine", set(2, 116, "Mine"), ""},
	{"all else is ASCII", set(1, 0, "\x00\x04") + version + set(2, 80, "a"), "© Mine", set(1, 0, "\x00\x04") + declareUTF8 + version + set(2, 80, "a") + set(2, 116, "© Mine"), ""},
	{"all else is UTF-8", version + set(2, 80, "ä"), "© Mine", declareUTF8 + version + set(2, 80, "ä") + set(2, 116, "© Mine"), ""},
	{"all else but what goes is UTF-8", set(2, 116, "\xA9"), "© Mine", declareUTF8 + set(2, 116, "© Mine"), ""},
	{"binary is not text", set(2, 125, "\xFF") + set(8, 10, "\xFF"), "© Mine", declareUTF8 + set(2, 116, "© Mine") + set(2, 125, "\xFF") + set(8, 10, "\xFF"), ""},
	{"another is not UTF-8", set(2, 5, "\xE4"), "© Mine", set(2, 5, "\xE4") + set(2, 116, "\xA9 Mine"), ""},
	{"another is not UTF-8, and ASCII", set(2, 5, "\xE4"), "Mine", set(2, 5, "\xE4") + set(2, 116, "Mine"), ""},
	{"another is not UTF-8, nor this Latin", set(2, 5, "\xE4"), "日本", "", "iim-charset"},
	{"another is not UTF-8, nor this ISO 8859-1", set(2, 5, "\xE4"), "“Mine”", "", "iim-charset"},
	{"another is not UTF-8, and this would be", set(2, 5, "\xE4"), "Ã©", "", "iim-charset"},
	{"declared UTF-8", declareUTF8 + set(2, 5, "\xE4"), "© 日本", declareUTF8 + set(2, 5, "\xE4") + set(2, 116, "© 日本"), ""},
	{"declared Latin", declareLatin + set(2, 5, "\xE4"), "Ã© Mine", declareLatin + set(2, 5, "\xE4") + set(2, 116, "\xC3\xA9 Mine"), ""},
	{"declared Latin, and this is not", declareLatin, "日本", "", "iim-charset"},
	{"declared otherwise", declareOther, "© Mine", "", "iim-charset"},
	{"declared otherwise, and ASCII", declareOther, "Mine", declareOther + version + set(2, 116, "Mine"), ""},
	{"declared without ASCII", set(1, 90, "\x1B$B"), "Mine", "", "iim-charset"},
	{"declared national ASCII", set(1, 90, "\x1B(K"), "Mine", "", "iim-charset"},
	{"declared UTF-1", set(1, 90, "\x1B%B"), "Mine", "", "iim-charset"},
	{"empty, where there is nothing", version, "", version, ""},
	{"empty takes it away", version + set(2, 80, "me") + set(2, 116, "Mine") + set(2, 116, "again"), "", version + set(2, 80, "me"), ""},
	{"not UTF-8", "", "\xA9", "", "iim-value"},
	{"two lines", "", "Mine\nOurs", "", "iim-value"},
	{"an escape", "", "\x1B%G", "", "iim-value"},
	{"longest", "", strings.Repeat("x", 128), version + set(2, 116, strings.Repeat("x", 128)), ""},
	{"too long", "", strings.Repeat("x", 129), "", "iim-value-too-long"},
	{"too long in UTF-8", declareUTF8, strings.Repeat("ä", 65), "", "iim-value-too-long"},
	{"not too long in Latin", declareLatin, strings.Repeat("ä", 65), declareLatin + version + set(2, 116, strings.Repeat("\xE4", 65)), ""},
	{"garbage", version + "garbage", "Mine", "", "iim-garbage"},
	{"cut", version + "\x1C\x02", "Mine", "", "iim-truncated"},
	{"wrong length", version + "\x1C\x02\x74\x80\x00", "Mine", "", "iim-length"},
	{"out of order", version + declareUTF8, "Mine", "", "iim-order"},
	{"swapped", "\x00\x00\x02\x1C\x00\x04\x02\x00", "Mine", "", "iim-byte-order"},
}

func TestSet(t *testing.T) {
	for _, p := range plans {
		t.Run(p.name, func(t *testing.T) {
			got, refused := put(t, p.before, iim.CopyrightNotice, p.value)
			if refused != p.refused {
				t.Fatalf("%q, not %q", refused, p.refused)
			}
			if d := cmp.Diff(p.after, got); d != "" {
				t.Error(d)
			}
		})
	}
}

// TestFields checks which fields are written, and how much of each.
func TestFields(t *testing.T) {
	for dataset := range 256 {
		most := map[int]int{40: 256, 80: 32, 85: 32, 110: 32, 115: 32, 116: 128}[dataset]
		for n, want := range map[int]string{max(most, 1): "", most + 1: "iim-value-too-long"} {
			if most == 0 {
				want = "iim-dataset"
			}
			if _, got := put(t, "", uint8(dataset), strings.Repeat("x", n)); got != want {
				t.Errorf("2:%d of %d octets: %q", dataset, n, got)
			}
		}
	}
}

// TestProperties sets random texts in random records. What must hold of each result is
// in put.
func TestProperties(t *testing.T) {
	values := []string{"plain", "Grüße", "日本", "“quoted”", "Ã©", "© Mine, https://example.org/rights", "two\nlines"}
	written, refused := 0, map[string]int{}
	for seed := range uint64(20000) {
		r := rand.New(rand.NewPCG(seed, 1))
		data := layout(r)
		for range 3 {
			dataset := []uint8{40, 80, 85, 110, 115, 116}[r.IntN(6)]
			out, code := put(t, data, dataset, values[r.IntN(len(values))])
			if code != "" {
				refused[code]++
				break
			}
			written++
			data = out
		}
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
	if written < 15000 {
		t.Errorf("written %d, refused %v", written, refused)
	}
}
