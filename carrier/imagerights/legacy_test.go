package imagerights_test

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/imagerights"
	"github.com/proviso-signals/proviso/container"
)

// tag is an entry of IFD0 with a text of bytes.
type tag struct {
	number uint16
	value  string
}

// ifd is a TIFF structure with texts in IFD0, in the order of their tags.
func ifd(tags ...tag) []byte {
	b := []byte("II*\x00\x08\x00\x00\x00")
	le := binary.LittleEndian
	b = le.AppendUint16(b, uint16(len(tags)))
	values := []byte{}
	start := len(b) + 12*len(tags) + 4
	for _, t := range tags {
		typ := uint16(2)
		if t.number == 0x9C9D {
			typ = 1
		}
		b = le.AppendUint16(le.AppendUint16(b, t.number), typ)
		b = le.AppendUint32(b, uint32(len(t.value)))
		b = le.AppendUint32(b, uint32(start+len(values)))
		values = append(values, t.value...)
	}
	return append(le.AppendUint32(b, 0), values...)
}

// records are datasets of record 2, under UTF-8.
func records(sets ...tag) []byte {
	b := []byte("\x1c\x01\x5a\x00\x03\x1b%G")
	for _, s := range sets {
		b = append(b, 0x1c, 2, byte(s.number))
		b = append(binary.BigEndian.AppendUint16(b, uint16(len(s.value))), s.value...)
	}
	return b
}

func packet(properties string) []byte {
	return []byte(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF ` + spaces + `><rdf:Description rdf:about="">` + properties + `</rdf:Description></rdf:RDF></x:xmpmeta>`)
}

// photo is an image with blocks of metadata, at offset 100 of its file and on.
func photo(blocks ...container.Block) []*carrier.Artifact {
	for i := range blocks {
		blocks[i].Stored = []container.Range{{Offset: 100, Length: int64(len(blocks[i].Data))}}
	}
	return []*carrier.Artifact{{Kind: carrier.File, Source: "quay.jpg", Scan: &container.Scan{Format: "jpeg", Blocks: blocks}}}
}

func block(kind container.Kind, data []byte) container.Block {
	return container.Block{Kind: kind, Data: data}
}

func read(artifacts []*carrier.Artifact) carrier.Reading {
	return imagerights.Carrier.Read(artifacts, &carrier.Question{})
}

const long = "© 2026 Tide Pictures and Pier Studio for Harbour Pictures, all rights reserved; what machines may do with it is said at https://example.com/declaration.json"

func TestLegacy(t *testing.T) {
	wide := "J\x00o\x00;\x00K\x00i\x00m\x00\x00\x00"
	for name, tt := range map[string]struct {
		blocks []container.Block
		want   []string
	}{
		"Exif": {
			[]container.Block{block(container.Exif, ifd(tag{0x013B, "Tide Pictures\x00"}, tag{0x8298, "© Tide Pictures, https://example.com/d\x00"}))},
			[]string{"copyright-notice © Tide Pictures, https://example.com/d", "usage-info https://example.com/d", "credit-text Tide Pictures"},
		},
		"notices of photographer and editor": {
			[]container.Block{block(container.Exif, ifd(tag{0x8298, "© Tide Pictures\x00© Harbour\x00"}))},
			[]string{"copyright-notice © Tide Pictures", "copyright-notice © Harbour"},
		},
		"notice of the editor alone": {
			[]container.Block{block(container.Exif, ifd(tag{0x8298, " \x00© Harbour\x00"}))},
			[]string{"copyright-notice © Harbour"},
		},
		"a camera's empty fields": {
			[]container.Block{block(container.Exif, ifd(tag{0x013B, "       \x00"}, tag{0x8298, "\x00\x00\x00\x00\x00"}))}, nil,
		},
		"XPAuthor": {
			[]container.Block{block(container.Exif, ifd(tag{0x013B, "Jo, Kim\x00"}, tag{0x9C9D, wide}))},
			[]string{"credit-text Jo, Kim"},
		},
		"IIM": {
			[]container.Block{block(container.IIM, records(tag{40, "Credit! https://example.com/d"}, tag{80, "Tide Pictures"}, tag{80, "Pier Studio"}, tag{110, "Harbour"}, tag{115, "Dock"}, tag{116, "© Harbour"}))},
			[]string{"usage-info https://example.com/d", "credit-text Harbour", "copyright-notice © Harbour", "creator Tide Pictures, Pier Studio"},
		},
		"a source alone": {
			[]container.Block{block(container.IIM, records(tag{115, "Dock"}))}, []string{"credit-text Dock"},
		},
		"XMP first, and the same but once": {
			[]container.Block{
				block(container.Exif, ifd(tag{0x013B, "Tide Pictures; Pier Studio\x00"}, tag{0x8298, "(c) Harbour\x00"})),
				block(container.IIM, records(tag{80, "Tide Pictures"}, tag{116, "© 2025 Harbour"})),
				block(container.XMP, packet(`<dc:rights>`+alt("© Harbour")+`</dc:rights><dc:creator>`+seq("Tide Pictures", "Pier Studio")+`</dc:creator>`)),
			},
			[]string{"copyright-notice © Harbour", "copyright-notice © 2025 Harbour", "credit-text Tide Pictures, Pier Studio"},
		},
		"cut in IIM": {
			[]container.Block{
				block(container.IIM, records(tag{80, "The Keeper of the Harbour Pict"}, tag{116, long[:128]})),
				block(container.XMP, packet(`<dc:rights>`+alt(long)+`</dc:rights><dc:creator>`+seq("The Keeper of the Harbour Pictures")+`</dc:creator>`)),
			},
			[]string{"copyright-notice " + long, "usage-info https://example.com/declaration.json", "credit-text The Keeper of the Harbour Pictures"},
		},
		"cut in IIM within a link": {
			[]container.Block{block(container.IIM, records(tag{116, long[:128]}))},
			[]string{"copyright-notice " + long[:128]},
		},
		"no room left behind a link": {
			[]container.Block{block(container.IIM, records(tag{116, strings.Repeat("x", 98) + " https://example.com/d here it is"}))},
			[]string{"copyright-notice " + strings.Repeat("x", 98) + " https://example.com/d here it is", "usage-info https://example.com/d"},
		},
		"longer than IIM allows": {
			[]container.Block{block(container.IIM, records(tag{116, long}))},
			[]string{"copyright-notice " + long, "usage-info https://example.com/declaration.json"},
		},
	} {
		t.Run(name, func(t *testing.T) { check(t, read(photo(tt.blocks...)), tt.want) })
	}
}

// TestLegacyWhere: offsets count in the file.
func TestLegacyWhere(t *testing.T) {
	exif := ifd(tag{0x8298, "© Tide Pictures\x00"})
	sets := records(tag{116, "© Jo Pier"})
	rights := read(photo(block(container.Exif, exif), block(container.IIM, sets))).Rights
	for i, want := range []proviso.Rights{
		{Value: "© Jo Pier", Where: proviso.Where{Offset: int64(100 + bytes.Index(sets, []byte("©"))), Part: "IIM Copyright Notice"}},
		{Value: "© Tide Pictures", Where: proviso.Where{Offset: int64(100 + bytes.Index(exif, []byte("©"))), Part: "Exif Copyright"}},
	} {
		want.Kind, want.Carrier, want.Raw, want.Where.Source = proviso.CopyrightNotice, "image-rights", want.Value, "quay.jpg"
		if diff := cmp.Diff(want, rights[i]); diff != "" {
			t.Error(diff)
		}
	}
}

// TestAside: what is said about a gain map or a thumbnail is not said about the image.
func TestAside(t *testing.T) {
	blocks := []container.Block{
		block(container.XMP, packet(`<dc:rights>`+alt("© Jo")+`</dc:rights>`)),
		block(container.Exif, ifd(tag{0x8298, "© Kim\x00"})), block(container.IIM, records(tag{116, "© Lee"})),
	}
	for i := range blocks {
		blocks[i].Aside = true
	}
	check(t, read(photo(blocks...)), nil)
}

// TestTIFF: a TIFF file has its texts in itself.
func TestTIFF(t *testing.T) {
	file := ifd(tag{0x013B, "Tide Pictures\x00"}, tag{0x8298, "© Tide Pictures\x00"})
	a := &carrier.Artifact{Kind: carrier.File, Source: "quay.tif", Body: file}
	reading := read([]*carrier.Artifact{a})
	check(t, reading, []string{"copyright-notice © Tide Pictures", "credit-text Tide Pictures"})
	want := proviso.Where{Source: "quay.tif", Offset: int64(bytes.Index(file, []byte("©"))), Part: "Exif Copyright"}
	if got := reading.Rights[0].Where; got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// FuzzLegacy: whatever Exif and IIM hold, what is found is bounded and clean.
func FuzzLegacy(f *testing.F) {
	f.Add(ifd(tag{0x013B, "Jo\x00"}, tag{0x8298, "© Jo https://example.com/d\x00"}), records(tag{80, "Jo"}, tag{116, long[:128]}))
	f.Fuzz(func(t *testing.T, exif, sets []byte) {
		for _, r := range read(photo(block(container.Exif, exif), block(container.IIM, sets))).Rights {
			if r.Value == "" || len(r.Value) > imagerights.MaxText+len("…") || len(r.Raw) > carrier.MaxRaw+len("…") || strings.ContainsAny(r.Value, "\x00\r\n\t\x1b") {
				t.Errorf("%+v", r)
			}
		}
	})
}
