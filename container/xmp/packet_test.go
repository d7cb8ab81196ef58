package xmp_test

import (
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/proviso-signals/proviso/container/xmp"
)

// in writes a text in an encoding, by the standard library alone.
func in(e xmp.Encoding, s string) []byte {
	var b []byte
	switch e {
	case xmp.UTF8:
		return []byte(s)
	case xmp.UTF16BE:
		for _, u := range utf16.Encode([]rune(s)) {
			b = binary.BigEndian.AppendUint16(b, u)
		}
	case xmp.UTF16LE:
		for _, u := range utf16.Encode([]rune(s)) {
			b = binary.LittleEndian.AppendUint16(b, u)
		}
	case xmp.UTF32BE:
		for _, r := range s {
			b = binary.BigEndian.AppendUint32(b, uint32(r))
		}
	case xmp.UTF32LE:
		for _, r := range s {
			b = binary.LittleEndian.AppendUint32(b, uint32(r))
		}
	}
	return b
}

var encodings = []xmp.Encoding{xmp.UTF8, xmp.UTF16BE, xmp.UTF16LE, xmp.UTF32BE, xmp.UTF32LE}

const (
	header  = "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
	trailer = `<?xpacket end="w"?>`
)

// TestEncodings reads and edits one packet in every encoding, with and without a
// byte-order mark, and with bytes behind it that are no text.
func TestEncodings(t *testing.T) {
	const element = `<dc:creator>Ä 𝕏 €</dc:creator>`
	text := header + described(element) + strings.Repeat(" ", 50) + trailer
	for _, e := range encodings {
		for _, mark := range []string{"", "\uFEFF"} {
			t.Run(e.String()+mark, func(t *testing.T) {
				packet := in(e, mark+text)
				garbage := append(in(e, "\x00"), 0xD8, 0x00, 0x00)
				p, problems := xmp.Parse(append(packet, garbage...))
				if got := codesOf(t, problems); got != "xmp-trailing" || !p.Whole || p.Encoding != e {
					t.Fatalf("problems %v, whole %v, encoding %v", problems, p.Whole, p.Encoding)
				}
				if int(problems[0].Offset) != len(packet) || p.Length != len(packet) {
					t.Errorf("problem at %d, packet of %d, want %d", problems[0].Offset, p.Length, len(packet))
				}
				q := p.Find(xmp.NSDC, "creator")
				if q == nil || q.Value.Text != "Ä 𝕏 €" {
					t.Fatalf("got %v", q)
				}
				if got := packet[q.Offset:q.End]; string(got) != string(in(e, element)) {
					t.Errorf("it is said to stand where %q stands", got)
				}
				edited, err := xmp.Edit(append(packet, garbage...), xmp.Set(xmp.NSDC, "dc", "creator", xmp.Text("𝕐")))
				want := strings.Replace(strings.Replace(mark+text, "Ä 𝕏 €", "𝕐", 1), trailer, padding(e)+trailer, 1)
				if err != nil || string(edited) != string(append(in(e, want), garbage...)) {
					t.Errorf("edited (%v):\n%q\nwant\n%q", err, edited, want)
				}
			})
		}
	}
}

// padding is what "Ä 𝕏 €" gives back when it becomes "𝕐".
func padding(e xmp.Encoding) string {
	return strings.Repeat(" ", (len(in(e, "Ä 𝕏 €"))-len(in(e, "𝕐")))/len(in(e, " ")))
}

// TestWrapper reads what stands around the XML.
func TestWrapper(t *testing.T) {
	body := described(`<dc:format>x</dc:format>`)
	truncated := header + body[:strings.Index(body, "</rdf:Description>")]
	for _, tt := range []struct {
		name, in, codes          string
		wrapped, readOnly, whole bool
		padding, behind          int
	}{
		{"bare", body, "", false, false, true, 0, 0},
		{"wrapped", header + body + "\n  \n" + trailer, "", true, false, true, 4, 0},
		{"read-only", header + body + `<?xpacket end='r'?>`, "", true, true, true, 0, 0},
		{"white space behind", header + body + trailer + " \n", "", true, false, true, 0, 2},
		{"zeros behind", header + body + trailer + "\x00\x00", "xmp-trailing", true, false, true, 0, 2},
		{"zeros behind no wrapper", body + "\x00\x00", "xmp-trailing", false, false, true, 0, 2},
		{"another packet behind", header + body + trailer + header + body + trailer, "xmp-trailing", true, false, true, 0, len(header + body + trailer)},
		{"comments between", header + body + "<!-- x --><?y z?> " + trailer, "", true, false, true, 1, 0},
		{"no trailer", header + body, "xmp-wrapper", false, false, true, 0, 0},
		{"no header", body + trailer, "xmp-wrapper", false, false, true, 0, 0},
		{"zeros as padding", header + body + "\x00\x00" + trailer, "xmp-xml xmp-nul", true, false, false, 0, 0},
		{"zeros before", "\x00\x00\x00" + header + body + trailer, "xmp-leading xmp-nul", true, false, false, 0, 0},
		{"text before", "XMP" + body, "xmp-leading", false, false, false, 0, 0},
		{"xml declaration late", header + `<?xml version="1.0"?>` + body + trailer, "xmp-xml", true, false, false, 0, 0},
		{"truncated", truncated, "xmp-wrapper xmp-truncated", false, false, false, 0, 0},
		{"empty", "", "xmp-no-rdf", false, false, false, 0, 0},
		{"no rdf", `<x:xmpmeta xmlns:x="adobe:ns:meta/"/>`, "xmp-no-rdf", false, false, true, 0, 0},
		{"no rdf, something else", `<x:xmpmeta xmlns:x="adobe:ns:meta/"><RDF/></x:xmpmeta>`, "xmp-no-rdf", false, false, false, 0, 0},
		{"no rdf, text", `<x:xmpmeta xmlns:x="adobe:ns:meta/">x</x:xmpmeta>`, "xmp-no-rdf", false, false, false, 0, 0},
		{"no rdf, another root", `<xmpmeta/>`, "xmp-no-rdf", false, false, false, 0, 0},
		{"no rdf, no end", `<x:xmpmeta xmlns:x="adobe:ns:meta/">`, "xmp-no-rdf xmp-truncated", false, false, false, 0, 0},
		{"binary", "\xFF\xD8\xFF\xE0\x00\x10JFIF", "xmp-leading xmp-encoding xmp-no-rdf xmp-nul", false, false, false, 0, 0},
		{"doctype", `<!DOCTYPE x [<!ENTITY a "b">]>` + body, "xmp-doctype", false, false, false, 0, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, problems := xmp.Parse([]byte(tt.in))
			got := codesOf(t, problems)
			if got != tt.codes {
				t.Errorf("problems %q, want %q", got, tt.codes)
			}
			if p.Wrapped != tt.wrapped || p.ReadOnly != tt.readOnly || p.Whole != tt.whole {
				t.Errorf("wrapped %v, read-only %v, whole %v", p.Wrapped, p.ReadOnly, p.Whole)
			}
			if p.Padding != tt.padding || len(tt.in)-p.Length != tt.behind {
				t.Errorf("padding %d, behind %d", p.Padding, len(tt.in)-p.Length)
			}
			if has := p.Get(xmp.NSDC, "format") != nil; has != strings.Contains(tt.in, "format") && tt.codes != "xmp-doctype" {
				t.Errorf("format read: %v", has)
			}
		})
	}
}

// TestDescriptions reads several descriptions, and what else stands in rdf:RDF.
func TestDescriptions(t *testing.T) {
	for _, tt := range []struct{ name, in, want, about, codes string }{
		{"same subject", `<rdf:Description rdf:about="u:a" dc:a="1"/><rdf:Description rdf:about="" dc:b="2"/><rdf:Description rdf:about="u:a" dc:c="3"/>`,
			"dc:a = \"1\"\ndc:b = \"2\"\ndc:c = \"3\"\n", "u:a", ""},
		{"other subject", `<rdf:Description rdf:about="u:a" dc:a="1"/><rdf:Description rdf:about="u:b" dc:b="2"/>`,
			"dc:a = \"1\"\ndc:b = \"2\"\n", "u:a", "xmp-about-differs"},
		{"typed", `<dc:Work rdf:about=""><dc:a>1</dc:a></dc:Work>`, "dc:a = \"1\"\n", "", "xmp-typed-node"},
		{"foreign", `<Work><dc:a>1</dc:a></Work><rdf:Bag/><rdf:Description b="1"/>`, "", "", "xmp-foreign"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, problems := xmp.Parse([]byte(`<rdf:RDF ` + declared + `>` + tt.in + `</rdf:RDF>`))
			if got := showAll(p); got != tt.want || p.About != tt.about {
				t.Errorf("about %q:\n%swant about %q:\n%s", p.About, got, tt.about, tt.want)
			}
			if got := codesOf(t, problems); got != tt.codes || !p.Whole {
				t.Errorf("problems %q, want %q; whole %v", got, tt.codes, p.Whole)
			}
		})
	}
}

// TestSeveralRDF reads the first within x:xmpmeta.
func TestSeveralRDF(t *testing.T) {
	one := `<rdf:RDF ` + declared + `><rdf:Description dc:a="1"/></rdf:RDF>`
	two := `<rdf:RDF ` + declared + `><rdf:Description dc:a="2"/></rdf:RDF>`
	for _, tt := range []struct{ in, want, codes string }{
		{`<svg>` + one + `<x:xmpmeta xmlns:x="adobe:ns:meta/">` + two + `</x:xmpmeta></svg>`, "2", ""},
		{`<svg>` + one + two + `</svg>`, "1", "xmp-several-rdf"},
		{`<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="T">` + two + one + `</x:xmpmeta>`, "2", "xmp-several-rdf"},
	} {
		p, problems := xmp.Parse([]byte(tt.in))
		if v := p.Get(xmp.NSDC, "a"); v == nil || v.Text != tt.want {
			t.Errorf("%s: got %v", tt.in, v)
		}
		if got := codesOf(t, problems); got != tt.codes {
			t.Errorf("%s: problems %q", tt.in, got)
		}
	}
}

// TestDocument cuts foreign XML out so that it can be read alone.
func TestDocument(t *testing.T) {
	p, _ := xmp.Parse([]byte(described(`<e:rsl xmlns:e="https://rslstandard.org/rsl"><e:content url="/"/></e:rsl>` +
		`<e:other><content/></e:other>`)))
	want := `<e:rsl xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"` +
		` xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/" xmlns:x="adobe:ns:meta/"` +
		` xmlns:e="https://rslstandard.org/rsl"><e:content url="/"/></e:rsl>`
	if got := p.Document(p.Find(xmp.NSRSL, "rsl")); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got := p.Document(p.Find("http://e.example/", "other")); !strings.Contains(got, `<e:other xmlns:rdf=`) || !strings.HasSuffix(got, `<content/></e:other>`) {
		t.Errorf("got  %s", got)
	}
	if p, _ := xmp.Parse([]byte(`<rdf:RDF ` + declared + `><rdf:Description dc:a="1"/></rdf:RDF>`)); p.Document(&p.Properties[0]) != "" {
		t.Error("an attribute is no document")
	}
}

// TestNotWellFormed lists what no XML parser takes. What stands before it is read.
func TestNotWellFormed(t *testing.T) {
	for _, bad := range []string{
		`<`, `</`, `<e:a`, `<e:a `, `<e:a b`, `<e:a b=`, `<e:a b="`, `<e:a b=""`, `<e:a/`, `<!`, `<!-`, `<!--`, `<!-- -`, `<![CDATA[`, `<![CDATA[]]`, `<?`, `<?a`, `<!DOC`,
		`<e:a>`, `<e:a></e:b>`, `<e:a></e:a x>`, `</e:a>`, `<1/>`, `< a/>`, `<e:a:b/>`, `<:a/>`, `<e:/>`, `<e:a b/>`, `<e:a b=c/>`, `<e:a b="c"d="e"/>`,
		`<e:a b="<"/>`, `<e:a b="1" b="2"/>`, `<e:a xmlns:f="http://e.example/" e:b="" f:b=""/>`, `<e:a xmlns:f="" />`, `<e:a xmlns:xml="u:x"/>`, `<e:a xmlns:xmlns="u:x"/>`,
		`]]>`, `<!-- -- -->`, `<!---->-->`, `<!x>`, `<??>`, `<?1?>`, `<?xml version="1.0"?>`, "<\xFFa/>", `&`, `&;`, `&#;`, `&#x;`, `&#+1;`, `&a;`, "\x00", `<!--->`,
	} {
		if bad == `<!---->-->` { // "-->" is text
			continue
		}
		p, problems := xmp.Parse([]byte(described(`<dc:a>1</dc:a>` + bad)))
		if codesOf(t, problems) == "" || p.Whole {
			t.Errorf("%q: whole %v, problems %v", bad, p.Whole, problems)
		}
		if v := p.Get(xmp.NSDC, "a"); v == nil || v.Text != "1" {
			t.Errorf("%q: what stands before it was not read", bad)
		}
		if _, err := xmp.Edit([]byte(described(bad)), xmp.Remove(xmp.NSDC, "a")); refusal(t, err) == "" {
			t.Errorf("%q: edited", bad)
		}
		cut := described(`<dc:a>1</dc:a>` + bad)
		cut = cut[:strings.Index(cut, bad)+len(bad)]
		if p, _ := xmp.Parse([]byte(cut)); p.Whole {
			t.Errorf("%q at the end: whole", bad)
		}
	}
}
