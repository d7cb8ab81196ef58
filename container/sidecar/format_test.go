package sidecar_test

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/containertest"
	"github.com/proviso-signals/proviso/container/sidecar"
)

// suite is what must hold when packets are put: nothing else is in the file.
var suite = containertest.Suite{Format: sidecar.Format, Rest: func(string) []string { return nil }}

const xml = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"

// wide gives a text in UTF-16 or UTF-32.
func wide(text string, unit int, big bool) string {
	var b strings.Builder
	for _, r := range text {
		for _, v := range split(r, unit) {
			for i := range unit {
				shift := 8 * i
				if big {
					shift = 8 * (unit - 1 - i)
				}
				b.WriteByte(byte(v >> shift))
			}
		}
	}
	return b.String()
}

func split(r rune, unit int) []uint32 {
	if high, low := utf16.EncodeRune(r); unit == 2 && high != 0xFFFD {
		return []uint32{uint32(high), uint32(low)}
	}
	return []uint32{uint32(r)}
}

// files are packets, and whether the first bytes tell.
var files = []struct {
	name, data string
	sniffed    bool
}{
	{"wrapped", containertest.Packet("x"), true},
	{"meta", `<x:xmpmeta xmlns:x="adobe:ns:meta/"/>`, true},
	{"old meta", "\n <x:xapmeta xmlns:x='adobe:ns:meta/'/>", true},
	{"RDF", "<rdf:RDF/>", true},
	{"without prefix", `<RDF xmlns="http://www.w3.org/1999/02/22-rdf-syntax-ns#">`, true},
	{"declaration", xml + `<x:xmpmeta xmlns:x="adobe:ns:meta/"/>`, true},
	{"declaration and mark", "\xEF\xBB\xBF" + xml + containertest.Packet("x"), true},
	{"root cut by the window", `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\r\n<x:xmpmeta />", true},
	{"comment", "<!-- a short one --><rdf:RDF />", true},
	{"comment that is long", xml + "<!-- " + strings.Repeat("long ", 2000) + "--><rdf:RDF/>", false},
	{"document type", "<!DOCTYPE rdf:RDF SYSTEM 'x'>\n<rdf:RDF >", true},
	{"UTF-16 with mark", wide("\uFEFF<rdf:RDF >\U0001F600", 2, false), true},
	{"UTF-16 big-endian", wide("<?xpacket begin='\uFEFF'?>", 2, true), true},
	{"UTF-16 with declaration", wide(`<?xml version="1.0" encoding="UTF-16"?><rdf:RDF>`, 2, true), false},
	{"UTF-32 with mark", wide("\uFEFF<rdf:RDF >", 4, true), true},
	{"UTF-32 little-endian", wide("\uFEFF<rdf:RDF />", 4, false), true},
}

func TestFiles(t *testing.T) {
	for _, f := range files {
		t.Run(f.name, func(t *testing.T) {
			head := f.data[:min(len(f.data), container.SniffLen)]
			if got := sidecar.Format.Sniff([]byte(head)); got != f.sniffed {
				t.Errorf("Sniff says %v", got)
			}
			src, s := suite.Scan(t, f.data)
			if len(s.Blocks) != 1 || string(s.Blocks[0].Data) != f.data || len(s.Payload)+len(s.Problems) > 0 {
				t.Errorf("%+v", s)
			}
			if src.Read() != int64(len(f.data)) {
				t.Errorf("%d bytes read", src.Read())
			}
			for _, g := range files {
				if out, code := suite.Put(t, f.data, g.data); code != "" || out != g.data {
					t.Errorf("%s: refused %q", g.name, code)
				}
			}
		})
	}
}

// foreign are no packets.
var foreign = []string{
	"", "<", "x", "text <rdf:RDF/>", "<svg/>", "<rdf:RDFx/>", "<rdf:RD", "<a:b:RDF/>", xml, xml + "<svg><rdf:RDF/></svg>", "<!--", "<?xml",
	"<!DOCTYPE RDF [<!ENTITY a '>'>]><RDF/>", "II*\x00", "\x00\x00\x00\x0CJXL ", "\xFF\xD8\xFF", wide("<svg>", 2, true), strings.Repeat(" ", 200),
	`<?xml version="1.0" encoding="UTF-8" standalone="no"?>` + "\n<svg xmlns='http://www.w3.org/2000/svg'/>",
}

func TestForeign(t *testing.T) {
	for _, data := range foreign {
		if sidecar.Format.Sniff([]byte(data)) {
			t.Errorf("%q passes", data)
		}
		_, err := sidecar.Format.Scan(container.NewSource(strings.NewReader(data), int64(len(data))))
		if !errors.Is(err, container.ErrFormat) {
			t.Errorf("%q: %v", data, err)
		}
		if _, code := suite.Put(t, "<RDF/>", data); code != "xmp-sidecar-packet" {
			t.Errorf("%q: refused %q", data, code)
		}
	}
	if _, err := sidecar.Format.PutXMP(nil, new(container.Scan), []byte("<RDF/>")); err == nil {
		t.Error("a scan of nothing was taken")
	}
}

func TestMaxPacket(t *testing.T) {
	most := containertest.Packet("x")
	most += strings.Repeat(" ", sidecar.MaxPacket-len(most))
	if _, code := suite.Put(t, "<RDF/>", most); code != "" {
		t.Errorf("refused %q", code)
	}
	if _, code := suite.Put(t, "<RDF/>", most+" "); code != "xmp-sidecar-packet-too-large" {
		t.Errorf("refused %q", code)
	}
	_, s := suite.Scan(t, most+" ")
	if len(s.Problems) != 1 || s.Blocks[0].Data != nil {
		t.Errorf("%+v", s.Problems)
	}
	if _, code := suite.Put(t, most+" ", "<RDF/>"); code != "xmp-sidecar-too-large" {
		t.Errorf("refused %q", code)
	}
}

// TestProperties puts random packets one after the other.
func TestProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	data := "<RDF/>"
	for range 500 {
		var text strings.Builder
		for range r.IntN(200) {
			text.WriteString([]string{"a", "<", "ü", "\x00", "xpacket"}[r.IntN(5)])
		}
		next := []string{"", "\xEF\xBB\xBF", xml, " "}[r.IntN(4)] + containertest.Packet(text.String())
		out, code := suite.Put(t, data, next)
		if code != "" {
			t.Fatalf("refused %q", code)
		}
		data = out
	}
}

func TestExifTool(t *testing.T) {
	pairs := map[string]containertest.Pair{}
	for _, before := range []string{containertest.Packet("before"), xml + containertest.Packet("x")} {
		for _, mark := range []string{"", xml, "\xEF\xBB\xBF" + xml} {
			after, _ := suite.Put(t, before, mark+containertest.Packet("short"))
			pairs[mark+before] = containertest.Pair{Before: before, After: after}
		}
	}
	suite.ExifTool(t, pairs)
}

// TestCorpus puts packets into real files. There are no pixels to compare.
func TestCorpus(t *testing.T) {
	suite.Corpus(t, func(*testing.T, string, string) bool { return true })
}

func FuzzScan(f *testing.F) {
	for _, file := range files {
		f.Add([]byte(file.data))
	}
	for _, data := range foreign {
		f.Add([]byte(data))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		sniffed := sidecar.Format.Sniff(data[:min(len(data), container.SniffLen)])
		_, err := sidecar.Format.Scan(container.NewSource(strings.NewReader(string(data)), int64(len(data))))
		if sniffed && err != nil && len(data) <= container.SniffLen && !errors.Is(err, container.ErrFormat) {
			t.Fatal(err)
		}
		if err == nil {
			suite.Put(t, string(data), containertest.Packet("x"))
		}
		suite.Put(t, "<RDF/>", string(data))
	})
}

func BenchmarkScan(b *testing.B) {
	data := containertest.Packet(strings.Repeat("x", 8000))
	src := container.NewSource(strings.NewReader(data), int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		src.Reset(strings.NewReader(data), int64(len(data)))
		if s, err := sidecar.Format.Scan(src); err != nil || len(s.Blocks) == 0 {
			b.Fatal(s, err)
		}
	}
}
