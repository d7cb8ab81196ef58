package xmp_test

import (
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container/xmp"
)

// empties are packets without rdf:RDF as programs write them: the second is Pillow's.
var empties = []string{
	`<x:xmpmeta xmlns:x="adobe:ns:meta/"/>`,
	header + "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\" />\n" + trailer,
	header + "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\" key=\"value\" />\n" + strings.Repeat(" ", 2000) + "\n" + trailer,
	header + " <x:xapmeta xmlns:x='adobe:ns:meta/' x:xapt\u006b='XMP toolkit 2.8'>\n </x:xapmeta>" + trailer,
	header + "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\" xmlns:rdf=\"u:1\"><!-- nothing --></x:xmpmeta>" + trailer,
}

// TestEmpty gives a packet without rdf:RDF its own. All that was there stays.
func TestEmpty(t *testing.T) {
	for _, before := range empties {
		for _, e := range encodings {
			p, _ := xmp.Parse(in(e, before))
			out, err := xmp.Edit(in(e, before), format, rights)
			if err != nil {
				t.Fatalf("%s, %s: %v", e, before, err)
			}
			after, problems := xmp.Parse(out)
			if !after.Whole || len(problems) > 0 || !after.Get(xmp.NSDC, "format").Equal(format.Value) || !after.Get(xmp.NSDC, "rights").Equal(rights.Value) {
				t.Errorf("%s: %s", e, out)
			}
			if !subsequence(strings.TrimSpace(strings.ReplaceAll(before, "  ", "")), decode(e, out)) {
				t.Errorf("%s: %s has lost something of %s", e, decode(e, out), before)
			}
			if p.Padding > 1000 && len(out) != len(in(e, before)) {
				t.Errorf("%s: %d bytes became %d", e, len(in(e, before)), len(out))
			}
			if again, err := xmp.Edit(out, format, rights); err != nil || string(again) != string(out) {
				t.Errorf("%s: again: %v", e, err)
			}
		}
	}
}

// TestEmptyInLines shows how it is written.
func TestEmptyInLines(t *testing.T) {
	out, err := xmp.Edit([]byte("\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"/>\n"), mining)
	if err != nil {
		t.Fatal(err)
	}
	want := "\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n" +
		" <rdf:RDF xmlns:rdf=\"" + xmp.NSRDF + "\">\n" +
		"  <rdf:Description rdf:about=\"\">\n" +
		"   <plus:DataMining xmlns:plus=\"" + xmp.NSPLUS + "\">DMI-PROHIBITED</plus:DataMining>\n" +
		"  </rdf:Description>\n </rdf:RDF>\n</x:xmpmeta>\n"
	if string(out) != want {
		t.Errorf("%s\nwant %s", out, want)
	}
	if out, err := xmp.Edit([]byte(empties[1]), noFormat); err != nil || string(out) != empties[1] {
		t.Errorf("nothing to take out: %s, %v", out, err)
	}
}

// subsequence reports whether the bytes of a text stand in another in their order.
func subsequence(part, whole string) bool {
	for i := 0; i < len(whole) && part != ""; i++ {
		if whole[i] == part[0] {
			part = part[1:]
		}
	}
	return part == ""
}
