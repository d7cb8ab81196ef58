package gif_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/gif"
)

// layouts are files as they are found, and what is found in them.
var layouts = []struct {
	name     string
	file     string
	blocks   string // kind and data
	problems string
	refused  string
}{
	{name: "nothing", file: file("", "")},
	{name: "GIF87a", file: old(0, 0) + picture + end},
	{name: "GIF87a with a packet all the same", file: old(0, 0x31) + xmp("<one/>") + picture + end, blocks: "xmp=<one/>"},
	{name: "local colour table", file: file(local, "")},
	{name: "no colour table at all", file: "GIF89a\x13\x00\x0B\x00\x00\x00\x00" + local + end},
	{name: "plain packet", file: file(xmp("<one/>"), ""), blocks: "xmp=<one/>"},
	{name: "packet at the end", file: file("", xmp("<one/>")), blocks: "xmp=<one/>"},
	{name: "packet of many lengths", file: file(xmp(packet(strings.Repeat("long ", 5000))), ""), blocks: "xmp=" + packet(strings.Repeat("long ", 5000))},
	{name: "packet in sub-blocks", file: file(app(xmpName, sub(255, packet("one"))), ""), blocks: "xmp=" + packet("one"), problems: "gif-xmp-form"},
	{name: "packet in sub-blocks with the trailer", file: file(app(xmpName, sub(255, packet("one")+magic[:257])), ""),
		blocks: "xmp=" + packet("one"), problems: "gif-xmp-form"},
	{name: "short packet in one sub-block", file: file(app(xmpName, sub(255, "<one/>")), ""), blocks: "xmp=<one/>", problems: "gif-xmp-form"},
	{name: "packet that ends in zeros", file: file(padded(packet("one")), ""), blocks: "xmp=" + packet("one"), problems: "gif-xmp-form"},
	{name: "packet with a short trailer", file: file(app(xmpName, packet("one")+magic[1:]), ""), blocks: "xmp=" + packet("one"), problems: "gif-xmp-form"},
	{name: "packet with spaces before it", file: file(xmp("\n  <one/>"), ""), blocks: "xmp=\n  <one/>"},
	{name: "empty extension", file: file(app(xmpName, "\x00"), ""), blocks: "xmp=", problems: "gif-xmp-form"},
	{name: "trailer only", file: file(xmp(""), ""), blocks: "xmp="},
	{name: "two packets", file: file(xmp("<one/>"), xmp("<two/>")), blocks: "xmp=<one/> xmp=<two/>", problems: "gif-xmp-duplicate"},
	{name: "packet within a comment", file: file(comment(xmp("<no/>")), "")},
	{name: "colour profile", file: file(app(iccName, sub(5, "a profile")), ""), blocks: "icc=a profile"},
	{name: "manifest store", file: file(app(c2paName, sub(255, strings.Repeat("jumb", 200))), ""), blocks: "c2pa=" + strings.Repeat("jumb", 200)},
	{name: "other applications", file: file(netscape+app("MIDICTRLJon", sub(9, "song"))+"\x21\xFF\x03abc\x00", "\x21\xFF\x00")},
	{name: "animation", file: file(netscape+delay, delay+picture+words+delay+local)},
	{name: "animation with a comment first", file: file(comment("made by")+animexts+delay, netscape)},
	{name: "unknown extension", file: file("\x21\x77"+sub(4, "whatever"), "")},
	{name: "no trailer", file: header + picture, problems: "gif-no-trailer"},
	{name: "bytes after the trailer", file: file("", "") + "more" + xmp("<no/>"), problems: "gif-trailing"},
	{name: "zeros between blocks", file: file("\x00\x00", "\x00"), problems: "gif-stray-zeros gif-stray-zeros"},

	{name: "GIF87a with an aspect", file: old(0, 0x31) + picture + end, refused: "gif-87a-bits"},
	{name: "GIF87a with a sort flag", file: old(8, 0) + picture + end, refused: "gif-87a-bits"},
	{name: "packet that ends nowhere", file: file(app(xmpName, packet("one")+"\x00"), ""), blocks: "xmp=" + packet("one"),
		problems: "gif-truncated gif-no-image", refused: "gif-truncated"},
	{name: "packet that ends nowhere near", file: file(app(xmpName, packet("one")+"\x00"), comment(strings.Repeat("\x00", 300))), blocks: "xmp=" + packet("one"),
		problems: "gif-xmp-form gif-xmp-lost gif-stray-zeros gif-unknown-block gif-no-image", refused: "gif-xmp-lost"},
	{name: "something else in place of a packet", file: file(app(xmpName, sub(255, "something")), ""), blocks: "xmp!",
		problems: "gif-xmp-form gif-xmp-lost", refused: "gif-xmp-lost"},
	{name: "unknown block", file: file("", "junk"), problems: "gif-unknown-block", refused: "gif-unknown-block"},
	{name: "no image", file: header + end, problems: "gif-no-image", refused: "gif-no-image"},
	{name: "cut in an image", file: header + picture[:20], problems: "gif-truncated gif-no-image", refused: "gif-truncated"},
	{name: "cut in a descriptor", file: header + picture + "\x2C\x00", problems: "gif-truncated", refused: "gif-truncated"},
	{name: "cut in an extension", file: header + picture + "\x21", problems: "gif-truncated", refused: "gif-truncated"},
	{name: "cut in a packet", file: header + picture + xmp("<one/>")[:40], problems: "gif-truncated", refused: "gif-truncated"},
	{name: "cut in the header", file: header[:12], problems: "gif-truncated", refused: "gif-truncated"},
	{name: "cut in the colour table", file: header[:20], problems: "gif-truncated", refused: "gif-truncated"},
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
		{"insert", file("", ""), "<a/>", []container.Edit{{Offset: 25, Insert: []byte(xmp("<a/>"))}}},
		{"insert behind the loop", file(comment("x")+netscape+delay, ""), "<a/>", []container.Edit{{Offset: 49, Insert: []byte(xmp("<a/>"))}}},
		{"GIF87a", old(0, 0) + picture + end, "<a/>",
			[]container.Edit{{Offset: 4, Remove: 1, Insert: []byte("9")}, {Offset: 25, Insert: []byte(xmp("<a/>"))}}},
		{"same length", file(xmp("<b/>"), ""), "<a/>", []container.Edit{{Offset: 39, Remove: 4, Insert: []byte("<a/>")}}},
		{"other length", file(xmp("<long/>"), ""), "<a/>", []container.Edit{{Offset: 39, Remove: 7, Insert: []byte("<a/>")}}},
		{"same packet", file(xmp("<a/>"), ""), "<a/>", nil},
		{"other form", file(app(xmpName, sub(255, "<a/>")), ""), "<a/>",
			[]container.Edit{{Offset: 25, Remove: 20, Insert: []byte(xmp("<a/>"))}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			src, s := scan(t, c.file)
			got, err := gif.Format.PutXMP(src, s, []byte(c.packet))
			if d := cmp.Diff(c.want, got); d != "" || err != nil {
				t.Errorf("%v (-want +got):\n%s", err, d)
			}
			put(t, c.file, c.packet)
		})
	}
}

func TestPackets(t *testing.T) {
	for _, p := range []string{"", "\x00", "<a/>\x00", "\xFF\xFE<\x00"} {
		if _, code := put(t, file("", ""), p); code != "gif-packet" {
			t.Errorf("%q: refused %q", p, code)
		}
	}
}

func TestForeign(t *testing.T) {
	for _, data := range []string{"", "GIF88a", "GIF89", "\x89PNG\r\n\x1a\n"} {
		_, err := gif.Format.Scan(container.NewSource(strings.NewReader(data), int64(len(data))))
		if !errors.Is(err, container.ErrFormat) || gif.Format.Sniff([]byte(data)) {
			t.Errorf("%q: %v", data, err)
		}
	}
	if _, err := gif.Format.PutXMP(nil, new(container.Scan), []byte("x")); err == nil {
		t.Error("a scan of nothing was taken")
	}
}
