package xmlroot_test

import (
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso/internal/xmlroot"
)

var texts = []struct {
	text string
	want xmlroot.Root
	xmp  bool
}{
	{"<svg>", xmlroot.Root{Name: "svg"}, false},
	{"<x:xmpmeta xmlns:x='adobe:ns:meta/'>", xmlroot.Root{Name: "xmpmeta"}, true},
	{"<xapmeta/>", xmlroot.Root{Name: "xapmeta"}, true},
	{"<rdf:RDF\n>", xmlroot.Root{Name: "RDF"}, true},
	{"<rdf:RDF:a>", xmlroot.Root{Name: "RDF:a"}, false},
	{"<?xml version='1.0'?>\r\n<!-- <svg> --> <?pi <svg> ?><!DOCTYPE rdf:RDF SYSTEM 'a'>\t<rdf:RDF>", xmlroot.Root{Name: "RDF"}, true},
	{" <?xpacket begin='' id='a'?><svg>", xmlroot.Root{Packet: true}, true},
	{"<?xml version='1.0'?><?xpacket", xmlroot.Root{Packet: true}, true},
	{"<!DOCTYPE a [<!ENTITY b 'c'>]><RDF>", xmlroot.Root{}, false},
	{"text", xmlroot.Root{}, false},
	{"</RDF>", xmlroot.Root{}, false},
	{"< RDF>", xmlroot.Root{}, false},
	{"\x00", xmlroot.Root{}, false},

	{"", xmlroot.Root{Cut: true}, false},
	{"\n", xmlroot.Root{Cut: true}, false},
	{"<", xmlroot.Root{Cut: true}, false},
	{"<?xml", xmlroot.Root{Cut: true}, false},
	{"<!-- <RDF> --", xmlroot.Root{Cut: true}, false},
	{"<!DOCTYPE RDF", xmlroot.Root{Cut: true}, false},
	{"<x:xmp", xmlroot.Root{Name: "xmp", Cut: true}, false},
	{"<rdf:RDF", xmlroot.Root{Name: "RDF", Cut: true}, false},
	{"<rdf:", xmlroot.Root{Cut: true}, false},
}

func TestFind(t *testing.T) {
	for _, c := range texts {
		got := xmlroot.Find([]byte(c.text))
		if d := cmp.Diff(c.want, got); d != "" || got.XMP() != c.xmp {
			t.Errorf("%q: XMP %v (-want +got):\n%s", c.text, got.XMP(), d)
		}
	}
}

// TestEncodings has the same texts in all encodings of Unicode.
func TestEncodings(t *testing.T) {
	for _, c := range texts {
		if len(c.text) < 2 {
			continue
		}
		for _, mark := range []string{"", "\uFEFF"} {
			for name, encode := range encodings {
				text := encode(mark + c.text)
				if d := cmp.Diff(c.want, xmlroot.Find(text)); d != "" {
					t.Errorf("%q in %s (-want +got):\n%s", text, name, d)
				}
			}
		}
	}
}

var encodings = map[string]func(string) []byte{
	"UTF-8":                       func(text string) []byte { return []byte(text) },
	"UTF-16, high bytes first":    func(text string) []byte { return wide(text, 2, 1, 0) },
	"UTF-16, low bytes first":     func(text string) []byte { return wide(text, 2, 0, 1) },
	"UTF-32, highest bytes first": func(text string) []byte { return wide(text, 4, 3, 2) },
	"UTF-32, lowest bytes first":  func(text string) []byte { return wide(text, 4, 0, 1) },
}

// wide gives text in units of some bytes, with the low byte at one place and the high
// one at another.
func wide(text string, size, low, high int) (b []byte) {
	for _, u := range utf16.Encode([]rune(text)) {
		unit := make([]byte, size)
		unit[low], unit[high] = byte(u), byte(u>>8)
		b = append(b, unit...)
	}
	return b
}

// TestMarks has what only looks like a byte-order mark: nothing else is taken away.
func TestMarks(t *testing.T) {
	for text, want := range map[string]string{
		"\xEF\xBB\xBF\xEF\xBB\xBFa": "\xEF\xBB\xBFa",
		"\xFE\xFF\xFF\xFEa":         "\xFF\xFEa",
		"\xFF<":                     "\xFF<",
		"\xFE\xFE\xFF<":             "\xFE\xFE\xFF<",
		"\uFFFD<a>":                 "\uFFFD<a>",
		"\xC3<a>":                   "\xC3<a>",
		"a\x00":                     "a",
		"a":                         "a",
		"":                          "",
	} {
		if got := string(xmlroot.ASCII([]byte(text))); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
