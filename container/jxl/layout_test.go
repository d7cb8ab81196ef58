package jxl_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/containertest"
	"github.com/proviso-signals/proviso/container/jxl"
)

// one, two and three are packets of the least.
const (
	one   = "<x:xmpmeta>1</x:xmpmeta>"
	two   = "<rdf:RDF>2</rdf:RDF>"
	three = "<?xpacket begin=''?><x:xapmeta/>"
)

// layouts are files as they are found, and what is found in them.
var layouts = []struct {
	name     string
	file     string
	blocks   string // kind and data
	problems string
	refused  string
}{
	{name: "bare codestream", file: pixels},
	{name: "nothing", file: file("", "")},
	{name: "level", file: head + box("jxll", "\x0A") + box("jxlc", pixels)},
	{name: "packet", file: file(box("xml ", one), ""), blocks: "xmp=" + one},
	{name: "packet behind the pixels", file: file("", box("xml ", two)), blocks: "xmp=" + two},
	{name: "packet up to the end", file: file("", open("xml ", three)), blocks: "xmp=" + three},
	{name: "packet with a size of 64 bits", file: file(large("xml ", one), ""), blocks: "xmp=" + one},
	{name: "packet behind a prolog", file: file(box("xml ", "\xEF\xBB\xBF<?xml version='1.0'?>\n<!DOCTYPE RDF><!-- <x> -->", two), ""),
		blocks: "xmp=\xEF\xBB\xBF<?xml version='1.0'?>\n<!DOCTYPE RDF><!-- <x> -->" + two},
	{name: "packet in UTF-16", file: file(box("xml ", "\xFF\xFE", wide("<RDF>")), ""), blocks: "xmp=\xFF\xFE" + wide("<RDF>")},
	{name: "packet, compressed", file: file(brob("xml ", one), ""), blocks: "xmp=" + one},
	{name: "packet, compressed, in the wrong case", file: file(brob("XML ", one), ""), blocks: "xmp=" + one, problems: "jxl-box-case"},
	{name: "packet in uuid", file: file(box("uuid", uuidXMP, one), ""), blocks: "xmp=" + one, problems: "jxl-xmp-place"},
	{name: "uuid of something else", file: file(box("uuid", strings.Repeat("u", 16), one), "")},
	{name: "XML that is no packet", file: file(box("xml ", other)+brob("xml ", other), open("xml ", "<!--"))},
	{name: "empty XML", file: file(box("xml "), "")},
	{name: "two packets", file: file(box("xml ", one), brob("xml ", two)), blocks: "xmp=" + one + " xmp=" + two, problems: "jxl-xmp-duplicate"},
	{name: "packet in uuid before another", file: file(box("uuid", uuidXMP, one)+box("xml ", two), ""),
		blocks: "xmp=" + two, problems: "jxl-xmp-place jxl-xmp-duplicate"},
	{name: "packet behind other XML", file: file(box("xml ", other)+box("xml ", one), ""), blocks: "xmp=" + one},
	{name: "Exif", file: file(exif(tiff), ""), blocks: "exif=" + tiff},
	{name: "Exif with an offset", file: file(box("Exif", be32(3), "pad", tiff), ""), blocks: "exif=" + tiff},
	{name: "Exif, compressed", file: file(brob("Exif", be32(0)+tiff)+brob("exif", be32(0)+tiff), ""), blocks: "exif=" + tiff + " exif=" + tiff,
		problems: "jxl-box-case jxl-exif-duplicate"},
	{name: "Exif as in JPEG", file: file(exif("Exif\x00\x00"+tiff), ""), blocks: "exif=" + tiff, problems: "jxl-exif"},
	{name: "Exif without room for its offset", file: file(box("Exif", "\x00")+box("Exif", be32(5), "abcd"), ""), blocks: "exif= exif=abcd",
		problems: "jxl-exif jxl-exif-duplicate jxl-exif"},
	{name: "manifest store", file: file(box("jumb", jumd(store, "c2pa")), ""), blocks: "c2pa=" + box("jumb", jumd(store, "c2pa"))},
	{name: "manifest store by its label", file: file("", box("jumb", jumd(strings.Repeat("u", 16), "c2pa"))),
		blocks: "c2pa=" + box("jumb", jumd(strings.Repeat("u", 16), "c2pa"))},
	{name: "manifest store, compressed", file: file(brob("jumb", jumd(store, "c2pa")), ""), blocks: "c2pa=" + box("jumb", jumd(store, "c2pa"))},
	{name: "two manifest stores", file: file(box("jumb", jumd(store, "c2pa")), large("jumb", jumd(store, "c2pa"))),
		blocks: "c2pa=" + box("jumb", jumd(store, "c2pa")), problems: "jxl-c2pa"},
	{name: "other JUMBF", file: file(box("jumb", jumd(strings.Repeat("u", 16), "c2pa.not"))+box("jumb"), brob("jumb", "short"))},
	{name: "codestream in pieces", file: head + piece(0, pixels[:5]) + xmp("x") + piece(1, "") + piece(last(2), pixels[5:]), blocks: "xmp=" + packet("x")},
	{name: "codestream in one piece", file: head + piece(last(0), pixels)},
	{name: "pieces in any order", file: signature + ftyp(1) + piece(last(2), "c") + piece(0, "a") + piece(1, "b") + exif(tiff), blocks: "exif=" + tiff},
	{name: "codestream up to the end", file: head + open("jxlc", pixels)},
	{name: "codestream with a size of 64 bits", file: head + large("jxlc", pixels)},
	{name: "frame index, gain map, unknown boxes", file: file(box("jxli", "index")+box("jhgm", "map")+box("abcd", "x"), box("wxyz", strings.Repeat("x", 9000))+large("free"))},
	{name: "JPEG without metadata", file: head + jbrd(appOther, appICC) + box("jxlc", pixels)},
	{name: "JPEG with Exif only", file: head + exif(tiff) + jbrd(appOther, appExif) + box("jxlc", pixels), blocks: "exif=" + tiff},
	{name: "JPEG with a packet", file: head + piece(0, "head") + jbrd(appExif, appXMP) + brob("xml ", one) + piece(last(1), pixels),
		blocks: "xmp=" + one, refused: "jxl-jpeg"},
	{name: "JPEG with a packet that is not there", file: head + jbrd(appXMP) + box("jxlc", pixels), refused: "jxl-jpeg"},
	{name: "bytes after the boxes", file: file("", "\x00\x00trailer"), problems: "jxl-trailing"},
	{name: "few bytes after the boxes", file: file("", "tail"), problems: "jxl-trailing"},
	{name: "text after the boxes", file: file("", "a text that is no box"), problems: "jxl-trailing"},
	{name: "another codestream", file: file("", pixels+box("xml ", one)), problems: "jxl-trailing"},
	{name: "another file", file: file("", file(box("xml ", one), "")), problems: "jxl-trailing"},
	{name: "bad size after the boxes", file: file("", be32(1)+"what"+be64(3)), problems: "jxl-trailing"},
	{name: "damaged compressed Exif", file: file(box("brob", "Exifjunk"), ""), blocks: "exif!", problems: "jxl-brotli"},
	{name: "brob without a type", file: file(box("brob", "xm"), ""), problems: "jxl-brotli"},
	{name: "brob of something else", file: file(brob("abcd", "x"), "")},

	{name: "damaged compressed packet", file: file(box("brob", "xml junk"), ""), blocks: "xmp!", problems: "jxl-brotli", refused: "jxl-brotli"},
	{name: "compressed packet with something behind", file: file(box("brob", pack("xml ", one), "x"), ""), blocks: "xmp!", problems: "jxl-brotli", refused: "jxl-brotli"},
	{name: "compressed packet, cut short", file: file(box("brob", pack("xml ", one)[:12]), ""), blocks: "xmp!", problems: "jxl-brotli", refused: "jxl-brotli"},
	{name: "empty compressed packet", file: file(box("brob", pack("Exif", tiff), "x")+box("brob", "xml "), ""), blocks: "exif! xmp!",
		problems: "jxl-brotli jxl-brotli", refused: "jxl-brotli"},
	{name: "no file type", file: signature + box("jxlc", pixels), problems: "jxl-header", refused: "jxl-header"},
	{name: "two file types", file: file(ftyp(0), ""), problems: "jxl-header", refused: "jxl-header"},
	{name: "another brand", file: signature + box("ftyp", "jxs \x00\x00\x00\x00jxs ") + box("jxlc", pixels), problems: "jxl-header", refused: "jxl-header"},
	{name: "short file type", file: signature + box("ftyp", "jxl \x00\x00\x00\x00") + box("jxlc", pixels), problems: "jxl-header", refused: "jxl-header"},
	{name: "unknown version", file: signature + ftyp(2) + box("jxlc", pixels), problems: "jxl-header", refused: "jxl-header"},
	{name: "no codestream", file: head + box("xml ", one), blocks: "xmp=" + one, problems: "jxl-truncated", refused: "jxl-truncated"},
	{name: "no last piece", file: head + piece(0, pixels), problems: "jxl-truncated", refused: "jxl-truncated"},
	{name: "piece missing in any order", file: signature + ftyp(1) + piece(last(2), "c") + piece(0, "a"), problems: "jxl-truncated", refused: "jxl-truncated"},
	{name: "pieces out of order", file: head + piece(1, "b") + piece(0, "a") + piece(last(2), "c"), problems: "jxl-codestream jxl-codestream", refused: "jxl-codestream"},
	{name: "piece twice", file: signature + ftyp(1) + piece(0, "a") + piece(0, "a") + piece(last(1), "b"), problems: "jxl-codestream", refused: "jxl-codestream"},
	{name: "piece beyond the last", file: signature + ftyp(1) + piece(5, "a") + piece(last(1), "b") + piece(0, "b"), refused: "jxl-codestream",
		problems: "jxl-codestream jxl-codestream jxl-codestream"},
	{name: "two last pieces", file: signature + ftyp(1) + piece(last(2), "a") + piece(last(1), "b") + piece(0, "b"), refused: "jxl-codestream",
		problems: "jxl-codestream jxl-codestream jxl-codestream jxl-codestream"},
	{name: "piece after the last", file: head + piece(last(0), pixels) + piece(1, "x"), problems: "jxl-codestream jxl-codestream", refused: "jxl-codestream"},
	{name: "piece without an index", file: head + box("jxlp", "x") + box("jxlc", pixels), problems: "jxl-codestream", refused: "jxl-codestream"},
	{name: "two codestreams", file: file("", box("jxlc", pixels)), problems: "jxl-codestream", refused: "jxl-codestream"},
	{name: "codestream and pieces", file: head + piece(0, "x") + box("jxlc", pixels), problems: "jxl-codestream", refused: "jxl-codestream"},
	{name: "JPEG twice", file: file(jbrd(), jbrd()), problems: "jxl-jpeg-unreadable", refused: "jxl-jpeg-unreadable"},
	{name: "JPEG unreadable", file: file(box("jbrd", "\x00\x01"), ""), refused: "jxl-jpeg-unreadable"},
	{name: "JPEG cut within its segments", file: file(box("jbrd", jbrd(appXMP, appXMP)[8:16]), ""), refused: "jxl-jpeg-unreadable"},
	{name: "cut within the codestream", file: file("", "")[:60], problems: "jxl-truncated", refused: "jxl-truncated"},
	{name: "cut within a head", file: head + "\x00\x00\x00", problems: "jxl-truncated", refused: "jxl-truncated"},
	{name: "cut within a large head", file: head + be32(1) + "jxlc\x00\x00", problems: "jxl-truncated", refused: "jxl-truncated"},
	{name: "packet cut short", file: file("", xmp("x")[:50]), problems: "jxl-truncated", refused: "jxl-truncated"},
	{name: "size without room for its head", file: head + be32(7) + "jxlc", problems: "jxl-box-size", refused: "jxl-box-size"},
	{name: "large size without room", file: head + be32(1) + "jxlc" + be64(15), problems: "jxl-box-size", refused: "jxl-box-size"},
	{name: "size beyond all files", file: head + be32(1) + "jxlc" + strings.Repeat("\xFF", 8), problems: "jxl-truncated", refused: "jxl-truncated"},
	{name: "type that is no text", file: head + box("\x00\x00\x00\x00"), problems: "jxl-box-type", refused: "jxl-box-type"},
	{name: "signature only", file: signature, problems: "jxl-truncated", refused: "jxl-truncated"},
}

// wide is ASCII in UTF-16.
func wide(text string) string {
	var b strings.Builder
	for i := range len(text) {
		b.WriteString(text[i:i+1] + "\x00")
	}
	return b.String()
}

func TestLayouts(t *testing.T) {
	for _, l := range layouts {
		t.Run(l.name, func(t *testing.T) {
			_, s := scan(t, l.file)
			if d := cmp.Diff(l.blocks, blocks(s)); d != "" {
				t.Errorf("blocks (-want +got):\n%s", d)
			}
			if d := cmp.Diff(l.problems, problems(s)); d != "" {
				t.Errorf("problems (-want +got):\n%s", d)
			}
			for _, p := range []string{packet("a"), packet(strings.Repeat("long ", 9000)), "<x:xmpmeta>3</x:xmpmeta>"} {
				if _, code := put(t, l.file, p); code != l.refused {
					t.Errorf("refused %q, want %q", code, l.refused)
				}
			}
		})
	}
}

// TestSpare lists packets in uuid boxes that do not count: writing takes them out.
func TestSpare(t *testing.T) {
	for file, spare := range map[string]string{
		file(box("uuid", uuidXMP, one)+box("xml ", two), ""):                   one,
		file(brob("xml ", two), box("uuid", uuidXMP, one, three)):              one + three,
		file(box("uuid", uuidXMP, one)+box("uuid", uuidXMP, two), ""):          "",
		file(box("xml ", one)+box("uuid", strings.Repeat("u", 16), three), ""): "",
	} {
		_, s := scan(t, file)
		got := ""
		for _, b := range s.Spare {
			got += string(b.Data)
		}
		if got != spare {
			t.Errorf("%q: spare %q, want %q", file, got, spare)
		}
	}
}

func blocks(s *container.Scan) string {
	var all []string
	for _, b := range s.Blocks {
		word := b.Kind.String()
		if b.Data == nil {
			word += "!"
		} else {
			word += "=" + string(b.Data)
		}
		all = append(all, word)
	}
	return strings.Join(all, " ")
}

func problems(s *container.Scan) string {
	var all []string
	for _, p := range s.Problems {
		all = append(all, p.Code)
	}
	return strings.Join(all, " ")
}

// TestEdits checks where bytes change, and that no more do than must.
func TestEdits(t *testing.T) {
	const a = "<x:xmpmeta>a</x:xmpmeta>" // as long as one
	want := box("xml ", a)
	for _, c := range []struct {
		name, file string
		want       []container.Edit
	}{
		{"bare", pixels, []container.Edit{{Insert: []byte(head + want + box("jxlc", pixels)[:8])}}},
		{"insert", file(exif(tiff), ""), []container.Edit{{Offset: 32, Insert: []byte(want)}}},
		{"behind the level", head + box("jxll", "\x0A") + box("jxlc", pixels), []container.Edit{{Offset: 41, Insert: []byte(want)}}},
		{"behind a head", head + piece(0, "head") + jbrd() + piece(last(1), ""), []container.Edit{{Offset: 48, Insert: []byte(want)}}},
		{"before a long piece", head + piece(0, strings.Repeat("x", 5000)) + piece(last(1), ""), []container.Edit{{Offset: 32, Insert: []byte(want)}}},
		{"same length", file(box("xml ", one), ""), []container.Edit{{Offset: 40, Remove: 24, Insert: []byte(a)}}},
		{"same length up to the end", file("", open("xml ", one)), []container.Edit{{Offset: 72, Remove: 24, Insert: []byte(a)}}},
		{"other length", file(box("xml ", two), ""), []container.Edit{{Offset: 32, Remove: 28, Insert: []byte(want)}}},
		{"compressed", file(box("brob", pack("xml ", two)), ""), []container.Edit{{Offset: 32, Remove: 8 + int64(len(pack("xml ", two))), Insert: []byte(want)}}},
		{"in uuid", file(box("uuid", uuidXMP, a), ""), []container.Edit{{Offset: 32, Remove: 48, Insert: []byte(want)}}},
		{"same packet", file(want, ""), nil},
		{"same packet, compressed", file(brob("xml ", a), ""), nil},
		{"same packet before another", file(want, box("xml ", one)), []container.Edit{{Offset: 96, Remove: 32}}},
		{"same packet for a JPEG", head + jbrd(appXMP) + want + box("jxlc", pixels), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			src, s := scan(t, c.file)
			got, err := jxl.Format.PutXMP(src, s, []byte(a))
			if d := cmp.Diff(c.want, got); d != "" || err != nil {
				t.Errorf("%v (-want +got):\n%s", err, d)
			}
			put(t, c.file, a)
		})
	}
}

func TestPackets(t *testing.T) {
	for _, p := range []string{"", "\x00", "text", "<a/>", "<!-- no end", "<?xml version='1.0'?>", "<!DOCTYPE RDF [<!ENTITY a '>'>]><RDF/>"} {
		if _, code := put(t, file("", ""), p); code != "jxl-packet" {
			t.Errorf("%q: refused %q", p, code)
		}
	}
}

// TestPutExif puts other Exif into all layouts.
func TestPutExif(t *testing.T) {
	refused := map[string]string{
		"JPEG with Exif only":     "jxl-jpeg",
		"damaged compressed Exif": "jxl-brotli",
		// what is wrong with packets is no matter
		"JPEG with a packet":                      "jxl-jpeg",
		"JPEG with a packet that is not there":    "",
		"damaged compressed packet":               "",
		"compressed packet with something behind": "",
		"compressed packet, cut short":            "",
		"empty compressed packet":                 "jxl-brotli",
	}
	for _, l := range layouts {
		want, ok := refused[l.name]
		if !ok {
			want = l.refused
		}
		for _, data := range []string{"MM\x00*\x00\x00\x00\x08\x00\x00\x00\x00\x00\x00", "II*\x00" + strings.Repeat("long", 9000)} {
			if _, code := structures.Put(t, l.file, data); code != want {
				t.Errorf("%s: refused %q, want %q", l.name, code, want)
			}
		}
	}
	if _, code := structures.Put(t, file("", ""), "Exif\x00\x00"+tiff); code != "jxl-packet" {
		t.Errorf("what is no TIFF structure: refused %q", code)
	}
	if _, code := structures.Put(t, file(exif(tiff), ""), tiff); code != "" {
		t.Errorf("the same: refused %q", code)
	}
}

// TestPayload: the same codestream has the same digest, however it is stored.
func TestPayload(t *testing.T) {
	digests := map[string]string{}
	for name, data := range map[string]string{
		"bare": pixels, "whole": file(xmp("x"), ""), "pieces": head + piece(0, pixels[:7]) + exif(tiff) + piece(last(1), pixels[7:]),
		"open": head + open("jxlc", pixels), "large": head + large("jxlc", pixels),
	} {
		_, s := scan(t, data)
		digests[containertest.Digest(t, data, s)] += name + " "
	}
	if len(digests) != 1 {
		t.Errorf("%q", digests)
	}
}

func TestForeign(t *testing.T) {
	for _, data := range []string{"", "\xFF", "GIF89a", signature[:11]} {
		_, err := jxl.Format.Scan(container.NewSource(strings.NewReader(data), int64(len(data))))
		if !errors.Is(err, container.ErrFormat) || jxl.Format.Sniff([]byte(data)) {
			t.Errorf("%q: %v", data, err)
		}
	}
	if _, err := jxl.Format.PutXMP(nil, new(container.Scan), []byte(one)); err == nil {
		t.Error("a scan of nothing was taken")
	}
	if _, err := jxl.PutExif(nil, new(container.Scan), []byte(tiff)); err == nil {
		t.Error("a scan of nothing was taken")
	}
}
