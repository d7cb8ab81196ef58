package png_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/png"
)

// layouts are files as they are found, and what is found in them.
var layouts = []struct {
	name     string
	file     string
	blocks   string // kind, with name, and data where it is short
	problems string
	refused  string
}{
	{name: "nothing", file: file("", "")},
	{name: "plain packet", file: file(xmp("<one/>"), ""), blocks: "xmp=<one/>"},
	{name: "packet behind the pixels", file: file("", xmp("<one/>")), blocks: "xmp=<one/>"},
	{name: "compressed packet", file: file(chunk("iTXt", keyword+"\x00\x01\x00\x00\x00", deflate("<one/>")), ""),
		blocks: "xmp=<one/>", problems: "png-xmp-place"},
	{name: "packet with a language", file: file(chunk("iTXt", keyword+"\x00\x00\x00en\x00XMP\x00<one/>"), ""),
		blocks: "xmp=<one/>", problems: "png-xmp-place"},
	{name: "packet in tEXt", file: file(chunk("tEXt", keyword+"\x00<one/>"), ""), blocks: "xmp=<one/>", problems: "png-xmp-place"},
	{name: "packet in zTXt", file: file(chunk("zTXt", keyword+"\x00\x00"+deflate("<one/>")), ""), blocks: "xmp=<one/>", problems: "png-xmp-place"},
	{name: "packet cut short", file: file(chunk("iTXt", keyword+"\x00\x00"), ""), blocks: "xmp!", problems: "png-text"},
	{name: "raw profile xmp", file: file(rawText("xmp", "<one/>"), ""), blocks: "xmp:Raw profile type xmp=<one/>", problems: "png-xmp-place"},
	{name: "raw profile xmp, compressed", file: file(rawZText("xmp", packet("x")), ""), blocks: "xmp:Raw profile type xmp=" + packet("x"), problems: "png-xmp-place"},
	{name: "raw profile APP1 with XMP", file: file(rawText("APP1", "http://ns.adobe.com/xap/1.0/\x00<one/>"), ""),
		blocks: "xmp:Raw profile type APP1=<one/>", problems: "png-xmp-place"},
	{name: "raw profile APP1 with Exif", file: file(rawText("APP1", "Exif\x00\x00"+tiff), ""), blocks: "exif:Raw profile type APP1=" + tiff},
	{name: "raw profile exif", file: file(rawZText("exif", "Exif\x00\x00"+tiff), ""), blocks: "exif:Raw profile type exif=" + tiff},
	{name: "raw profile iptc", file: file(rawText("iptc", iim), ""), blocks: "iim:Raw profile type iptc=" + iim},
	{name: "raw profile iptc as resources", file: file(rawText("iptc", irb), ""), blocks: "iim:Raw profile type iptc=" + iim},
	{name: "raw profile 8bim without IIM", file: file(rawText("8bim", irb[:14]), "")},
	{name: "raw profile icc", file: file(rawText("icc", "profile"), ""), blocks: "icc:Raw profile type icc=profile"},
	{name: "raw profile with a wrong length", file: file(chunk("tEXt", "Raw profile type xmp\x00\nxmp\n       9\n3c612f3e\n"), ""),
		blocks: "xmp:Raw profile type xmp=<a/>", problems: "png-profile png-xmp-place"},
	{name: "raw profile that runs on", file: file(chunk("tEXt", "Raw profile type xmp\x00\nxmp\n       4\n3c612f3e\n}}\x01"), ""),
		blocks: "xmp:Raw profile type xmp=<a/>", problems: "png-profile png-xmp-place"},
	{name: "raw profile that runs on in digits", file: file(chunk("tEXt", "Raw profile type xmp\x00\nxmp\n       4\n3c612f3e3c"), ""),
		blocks: "xmp:Raw profile type xmp=<a/>", problems: "png-profile png-xmp-place"},
	{name: "raw profile of an odd number of digits", file: file(chunk("tEXt", "Raw profile type xmp\x00\nxmp\n       4\n3c612f3"), ""),
		blocks: "xmp:Raw profile type xmp!", problems: "png-profile"},
	{name: "raw profile of an immense length", file: file(chunk("tEXt", "Raw profile type xmp\x00\nxmp\n 9223372036854775807\n3c612f3e"), ""),
		blocks: "xmp:Raw profile type xmp=<a/>", problems: "png-profile png-xmp-place"},
	{name: "raw profile of no length", file: file(chunk("tEXt", "Raw profile type xmp\x00\nxmp\n -1\n3c612f3e"), ""),
		blocks: "xmp:Raw profile type xmp=<a/>", problems: "png-profile png-xmp-place"},
	{name: "raw profile that is not hexadecimal", file: file(chunk("tEXt", "Raw profile type xmp\x00\nxmp\n       4\n<a/>\n"), ""),
		blocks: "xmp:Raw profile type xmp!", problems: "png-profile"},
	{name: "loose properties", file: file("", chunk("tEXt", "plus:DataMining\x00DMI-PROHIBITED")+chunk("tEXt", "date:create\x00now")+chunk("tEXt", "Comment\x00no")),
		blocks: "xmp-text:plus:DataMining=DMI-PROHIBITED"},
	{name: "loose property, compressed", file: file("", chunk("zTXt", "dc:rights\x00\x00"+deflate("mine"))), blocks: "xmp-text:dc:rights=mine"},
	{name: "Exif", file: file(chunk("eXIf", tiff), ""), blocks: "exif=" + tiff},
	{name: "Exif with what belongs into JPEG", file: file("", chunk("eXIf", "Exif\x00\x00"+tiff)), blocks: "exif=" + tiff, problems: "png-exif"},
	{name: "colour profile", file: file(chunk("iCCP", "sRGB\x00\x00"+deflate("profile")), ""), blocks: "icc:sRGB=profile"},
	{name: "colour profile, damaged", file: file(chunk("iCCP", "sRGB\x00\x00profile"), ""), blocks: "icc:sRGB!", problems: "png-zlib"},
	{name: "colour profile by an unknown method", file: file(chunk("iCCP", "sRGB\x00\x01profile"), ""), blocks: "icc:sRGB!", problems: "png-zlib"},
	{name: "colour profile without checksum", file: file(chunk("iCCP", "sRGB\x00\x00"+strings.TrimSuffix(deflate("profile"), "\x0b\xfe\x02\xf2")), ""),
		blocks: "icc:sRGB=profile", problems: "png-zlib"},
	{name: "colour profile without a name", file: file(chunk("iCCP", "sRGB"), ""), blocks: "icc!", problems: "png-text"},
	{name: "manifest store", file: file(chunk("caBX", "jumb"), ""), blocks: "c2pa=jumb"},
	{name: "two packets", file: file(xmp("<one/>"), xmp("<two/>")), blocks: "xmp=<one/> xmp=<two/>", problems: "png-xmp-duplicate"},
	{name: "a packet and a raw profile", file: file(rawText("xmp", "<one/>")+xmp("<two/>"), chunk("tEXt", "dc:format\x00x")),
		blocks: "xmp:Raw profile type xmp=<one/> xmp=<two/> xmp-text:dc:format=x", problems: "png-xmp-place png-xmp-duplicate"},
	{name: "unreadable packet before another", file: file(chunk("iTXt", keyword+"\x00\x01\x00\x00\x00junk")+xmp("<two/>"), ""),
		blocks: "xmp! xmp=<two/>", problems: "png-zlib png-xmp-duplicate"},
	{name: "wrong CRCs", file: file(wrong("tIME", "1234567")+wrong("iTXt", keyword+"\x00\x00\x00\x00\x00<one/>"), wrong("prVt", "x")),
		blocks: "xmp=<one/>", problems: "png-crc png-crc png-crc"},
	{name: "bytes after IEND", file: file("", "") + "trailer" + xmp("<no/>"), problems: "png-trailing"},
	{name: "animation", file: animation("", "", "")},
	{name: "animation with packets between frames", file: animation("", xmp("<one/>"), xmp("<two/>")),
		blocks: "xmp=<one/> xmp=<two/>", problems: "png-xmp-duplicate"},
	{name: "unknown ancillary chunks", file: file(chunk("prVt", "private")+chunk("abCD", ""), chunk("zzZz", strings.Repeat("x", 9000)))},
	{name: "keyword without end", file: file(chunk("tEXt", "Comment"), ""), problems: "png-text"},

	{name: "unknown critical chunk", file: file(chunk("CrIT", "x"), ""), problems: "png-critical", refused: "png-critical"},
	{name: "Apple's variant", file: signature + chunk("CgBI", "\x50\x00\x20\x06") + header + idat + iend,
		problems: "png-header png-critical png-header", refused: "png-header"},
	{name: "two headers", file: file(header, ""), problems: "png-header", refused: "png-header"},
	{name: "no pixels", file: signature + header + iend, problems: "png-no-pixels", refused: "png-no-pixels"},
	{name: "no end", file: signature + header + idat, problems: "png-truncated", refused: "png-truncated"},
	{name: "cut within the pixels", file: file("", "")[:80], problems: "png-truncated", refused: "png-truncated"},
	{name: "signature only", file: signature, problems: "png-truncated", refused: "png-truncated"},
	{name: "type that is no word", file: file(chunk("ab1d", ""), ""), problems: "png-chunk-type", refused: "png-chunk-type"},
	{name: "length beyond the limit", file: file("\x80\x00\x00\x00tEXt", ""), problems: "png-length", refused: "png-length"},
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
			for _, p := range []string{packet("a"), packet(strings.Repeat("long ", 9000)), "<two/>"} {
				if _, code := put(t, l.file, p); code != l.refused {
					t.Errorf("refused %q, want %q", code, l.refused)
				}
			}
		})
	}
}

func blocks(s *container.Scan) string {
	var all []string
	for _, b := range s.Blocks {
		word := b.Kind.String()
		if b.Name != "" {
			word += ":" + b.Name
		}
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
	for _, c := range []struct {
		name, file, packet string
		want               []container.Edit
	}{
		{"insert", file("", ""), "<a/>", []container.Edit{{Offset: 33, Insert: []byte(xmp("<a/>"))}}},
		{"same length", file(xmp("<b/>"), ""), "<a/>", []container.Edit{{Offset: 63, Remove: 8, Insert: []byte(xmp("<a/>")[30:])}}},
		{"other length", file(xmp("<long/>"), ""), "<a/>",
			[]container.Edit{{Offset: 33, Remove: 4, Insert: []byte(be32(26))}, {Offset: 63, Remove: 11, Insert: []byte(xmp("<a/>")[30:])}}},
		{"same packet", file(xmp("<a/>"), ""), "<a/>", nil},
		{"same packet with a wrong CRC", file(wrong("iTXt", keyword, "\x00\x00\x00\x00\x00<a/>"), ""), "<a/>",
			[]container.Edit{{Offset: 67, Remove: 4, Insert: []byte(xmp("<a/>")[34:])}}},
		{"before the frame's control", animation("", "", ""), "<a/>", []container.Edit{{Offset: 53, Insert: []byte(xmp("<a/>"))}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			src, s := scan(t, c.file)
			got, err := png.Format.PutXMP(src, s, []byte(c.packet))
			if d := cmp.Diff(c.want, got); d != "" || err != nil {
				t.Errorf("%v (-want +got):\n%s", err, d)
			}
			put(t, c.file, c.packet)
		})
	}
}

func TestPackets(t *testing.T) {
	for _, p := range []string{"", "\x00", "<a/>\x00", "\xFF\xFE<\x00"} {
		if _, code := put(t, file("", ""), p); code != "png-packet" {
			t.Errorf("%q: refused %q", p, code)
		}
	}
}

func TestForeign(t *testing.T) {
	for _, data := range []string{"", "GIF89a", signature[:7]} {
		_, err := png.Format.Scan(container.NewSource(strings.NewReader(data), int64(len(data))))
		if !errors.Is(err, container.ErrFormat) || png.Format.Sniff([]byte(data)) {
			t.Errorf("%q: %v", data, err)
		}
	}
	if _, err := png.Format.PutXMP(nil, new(container.Scan), []byte("x")); err == nil {
		t.Error("a scan of nothing was taken")
	}
}
