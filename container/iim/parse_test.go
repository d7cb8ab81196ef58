package iim_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/proviso-signals/proviso/container/iim"
)

// layouts are records with what is to be found: datasets as "2:116 value", and problems.
var layouts = []struct {
	name, data string
	datasets   []string
	problems   []string
}{
	{"nothing", "", nil, nil},
	{"one", set(2, 116, "Mine"), []string{"2:116 Mine"}, nil},
	{"empty value", set(2, 116, ""), []string{"2:116 "}, nil},
	{"padding", set(2, 116, "Mine") + "\x00\x00", []string{"2:116 Mine"}, nil},
	{"nothing but padding", "\x00\x00\x00", nil, nil},
	{"records", declareUTF8 + version + set(7, 10, "x") + set(240, 1, "y"), []string{"1:90 \x1B%G", "2:0 \x00\x04", "7:10 x", "240:1 y"}, nil},
	{"extended", long(2, 116, 4, "Mine") + version, []string{"2:116 Mine", "2:0 \x00\x04"}, nil},
	{"extended by one octet", long(2, 116, 1, "Mine"), []string{"2:116 Mine"}, nil},
	{"extended by eight octets", long(2, 116, 8, "Mine"), []string{"2:116 Mine"}, nil},
	{"longest standard", set(2, 120, string(make([]byte, 0x7FFF))), []string{"2:120 " + string(make([]byte, 0x7FFF))}, nil},
	{"garbage before", "garbage" + version, []string{"2:0 \x00\x04"}, []string{"iim-garbage"}},
	{"garbage between", version + "ab\x1C\x00\x1C" + version, []string{"2:0 \x00\x04", "2:0 \x00\x04"}, []string{"iim-garbage"}},
	{"garbage behind", version + "garbage", []string{"2:0 \x00\x04"}, []string{"iim-garbage"}},
	{"garbage behind padding", version + "\x00\x00x", []string{"2:0 \x00\x04"}, []string{"iim-garbage"}},
	{"cut within a head", version + "\x1C\x02\x74\x00", []string{"2:0 \x00\x04"}, []string{"iim-truncated"}},
	{"cut within a value", version + set(2, 116, "Mine")[:7], []string{"2:0 \x00\x04"}, []string{"iim-truncated"}},
	{"cut within a length", version + "\x1C\x02\x74\x80\x04\x00", []string{"2:0 \x00\x04"}, []string{"iim-length"}},
	{"out of order", set(2, 116, "Mine") + set(1, 0, "x"), []string{"2:116 Mine", "1:0 x"}, []string{"iim-order"}},
	{"swapped", "\x00\x00\x02\x1C\x00\x04\x02\x00", nil, []string{"iim-byte-order"}},
	{"undeclared", set(2, 116, "\xA9 Mine") + set(2, 80, "Gr\u00FC\u00DFe"), []string{"2:116 \xA9 Mine", "2:80 Gr\u00FC\u00DFe"}, []string{"iim-charset-undeclared"}},
	{"undeclared, and no text", set(2, 125, "\xA9") + set(3, 1, "\xA9"), []string{"2:125 \xA9", "3:1 \xA9"}, nil},
	{"unknown character set", declareOther + set(2, 80, "\xA9"), []string{"1:90 \x1B-B", "2:80 \xA9"}, []string{"iim-charset-unknown", "iim-charset-undeclared"}},
	{"two character sets", declareLatin + declareUTF8, []string{"1:90 \x1B-A", "1:90 \x1B%G"}, []string{"iim-charset-unknown"}},
	{"broken character set", declareUTF8 + set(2, 80, "\xA9"), []string{"1:90 \x1B%G", "2:80 \xA9"}, []string{"iim-charset-broken"}},
}

func TestParse(t *testing.T) {
	for _, l := range layouts {
		t.Run(l.name, func(t *testing.T) {
			records, found := parse(t, l.data)
			var datasets, problems []string
			for _, r := range records {
				datasets = append(datasets, fmt.Sprintf("%d:%d %s", r.Number, r.Dataset, l.data[r.Value.Offset:r.Value.End()]))
			}
			for _, p := range found {
				problems = append(problems, p.Code)
			}
			if d := cmp.Diff(l.datasets, datasets); d != "" {
				t.Errorf("datasets: %s", d)
			}
			if d := cmp.Diff(l.problems, problems); d != "" {
				t.Errorf("problems: %s", d)
			}
		})
	}
}

func TestTexts(t *testing.T) {
	utf, win := "\u201CGr\u00FC\u00DFe\u201D", "\x93Gr\xFC\xDFe\x94"
	for _, c := range []struct {
		declared, stored string
		value, charset   string
		assumed          bool
	}{
		{"", "Mine", "Mine", iim.ASCII, false},
		{"", utf, utf, iim.UTF8, true},
		{"", win, utf, iim.Windows1252, true},
		{"", "\x81\xA9\x00\x00", "\u0081\u00A9", iim.Windows1252, true},
		{declareUTF8, utf + "\x00", utf, iim.UTF8, false},
		{declareUTF8, win, utf, iim.Windows1252, true},
		{set(1, 90, "\x1B%/I\x00"), utf, utf, iim.UTF8, false},
		{set(1, 90, "\x1B%G\x1B-A"), utf, utf, iim.UTF8, true},
		{declareLatin, win, utf, iim.Windows1252, false},
		{set(1, 90, "\x1B(B\x1B.A\x1B}"), "\xC3\xA9", "\u00C3\u00A9", iim.Windows1252, false},
		{set(1, 90, "-A\x1B.A"), "\xC3\xA9", "\u00E9", iim.UTF8, true},
		{set(1, 90, ""), utf, utf, iim.UTF8, true},
		{declareOther, win, utf, iim.Windows1252, true},
		{declareOther, "Mine", "Mine", iim.ASCII, false},
	} {
		data := c.declared + set(2, 105, "no rights field") + set(7, 116, "nor this") + set(2, 116, c.stored)
		want := []iim.Text{{
			Dataset: iim.CopyrightNotice, Name: "Copyright Notice", Value: c.value, Charset: c.charset, Assumed: c.assumed,
			Offset: int64(len(data) - len(c.stored)),
		}}
		if d := cmp.Diff(want, iim.Texts([]byte(data))); d != "" {
			t.Errorf("%q under %q: %s", c.stored, c.declared, d)
		}
	}
}
