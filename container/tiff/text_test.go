package tiff_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/proviso-signals/proviso/container/tiff"
)

// wide is UTF-16, little-endian, with a zero.
func wide(s string) string {
	var b strings.Builder
	for _, r := range s + "\x00" {
		b.WriteString(ii.short(int(r)))
	}
	return b.String()
}

// exif is an Exif block as a camera writes it, with more entries.
func exif(k kind, more ...field) string {
	b := newBuilder(k)
	preview := data("\xFF\xD8 thumbnail")
	b.parts = append(b.parts, preview)
	thumb := b.add(dir{fields: []field{{tag: 513, refs: []*part{preview}}, {tag: 514, refs: []*part{preview}, lengths: true}}})
	sub := b.add(dir{fields: []field{{tag: 37500, typ: 7, value: "a maker's note"}}})
	fields := append([]field{{tag: 34665, refs: []*part{sub}}}, more...)
	return b.file(b.add(dir{fields: fields, next: thumb, extra: []*part{data("and more")}}), "")
}

func text(tag, typ int, value string) field { return field{tag: tag, typ: typ, value: value} }

// TestTexts reads texts in blocks and in files, which must be the same.
func TestTexts(t *testing.T) {
	for _, k := range kinds {
		for name, tt := range map[string]struct {
			fields   []field
			want     []tiff.Text
			problems []string
		}{
			"none": {nil, nil, nil},
			"all": {[]field{text(270, 2, "What it is\x00"), text(315, 2, "The artist \x00"), text(33432, 2, "mine\x00"), text(40093, 1, wide("Jörg ✓"))},
				[]tiff.Text{{Tag: 270, Value: "What it is"}, {Tag: 315, Value: "The artist"}, {Tag: 33432, Value: "mine"}, {Tag: 40093, Value: "Jörg ✓"}}, nil},
			"short":      {[]field{text(315, 2, "me\x00")}, []tiff.Text{{Tag: 315, Value: "me"}}, nil},
			"no zero":    {[]field{text(315, 2, "the artist")}, []tiff.Text{{Tag: 315, Value: "the artist"}}, nil},
			"editor":     {[]field{text(33432, 2, "mine\x00yours \x00more")}, []tiff.Text{{Tag: 33432, Value: "mine", Editor: "yours"}}, nil},
			"editor's":   {[]field{text(33432, 2, " \x00yours\x00")}, []tiff.Text{{Tag: 33432, Editor: "yours"}}, nil},
			"empty":      {[]field{text(315, 2, "    \x00"), text(33432, 2, "")}, nil, nil},
			"UTF-8":      {[]field{text(315, 2, "Jörg\x00")}, []tiff.Text{{Tag: 315, Value: "Jörg"}}, nil},
			"type UTF-8": {[]field{text(315, 129, "Jörg\x00")}, []tiff.Text{{Tag: 315, Value: "Jörg"}}, nil},
			"Latin-1":    {[]field{text(315, 2, "J\xF6rg\x00")}, []tiff.Text{{Tag: 315, Value: "Jörg"}}, []string{"tiff-text-encoding"}},
			"bytes":      {[]field{text(315, 7, "artist\x00")}, []tiff.Text{{Tag: 315, Value: "artist"}}, nil},
			"numbers":    {[]field{text(315, 4, "artist!!")}, nil, []string{"tiff-type"}},
			"twice":      {[]field{text(315, 2, "one\x00"), text(315, 2, "two\x00")}, []tiff.Text{{Tag: 315, Value: "one"}}, []string{"tiff-duplicate"}},
			"too long":   {[]field{text(315, 2, strings.Repeat("x", tiff.MaxText+1))}, nil, []string{"tiff-too-large"}},
			"surrogates": {[]field{text(40093, 1, "\x3D\xD8\x00\xDE\x00\xD8\x41")}, []tiff.Text{{Tag: 40093, Value: "😀\uFFFD"}}, nil},
		} {
			data := exif(k, tt.fields...)
			got, problems := tiff.Texts([]byte(data))
			if diff := cmp.Diff(tt.want, got, cmpopts.IgnoreFields(tiff.Text{}, "Offset", "Length")); diff != "" {
				t.Errorf("%s: %s", name, diff)
			}
			var codes []string
			for _, p := range problems {
				codes = append(codes, p.Code)
			}
			if diff := cmp.Diff(tt.problems, codes); diff != "" {
				t.Errorf("%s: %s", name, diff)
			}
			for _, x := range got {
				if raw := data[x.Offset : x.Offset+x.Length]; x.Tag == 315 && raw[0] != x.Value[0] {
					t.Errorf("%s: %q stands at %d, not %q", name, raw, x.Offset, x.Value)
				}
			}
			_, s := suite.Scan(t, data)
			same, more, err := tiff.TextsOf(s)
			if err != nil || !cmp.Equal(got, same) || len(more) != len(problems) {
				t.Errorf("%s: as a file: %v, %v, %v", name, same, more, err)
			}
		}
	}
}

// TestTextsDamaged: what can be read of a block that is cut is read.
func TestTextsDamaged(t *testing.T) {
	for _, k := range kinds {
		whole := exif(k, text(315, 2, "the artist\x00"), text(33432, 2, "the copyright\x00"))
		for n := range len(whole) {
			tiff.Texts([]byte(whole[:n]))
		}
		for cut, want := range map[int]string{0: "tiff-header", 9: "tiff-outside", len(whole) - 10: "tiff-outside"} {
			_, problems := tiff.Texts([]byte(whole[:cut]))
			if k.big && cut == 9 {
				want = "tiff-header"
			}
			if len(problems) != 1 || problems[0].Code != want {
				t.Errorf("cut at %d: %v", cut, problems)
			}
		}
		odd := exif(k, field{tag: 315, raw: k.short(99) + k.word(9) + k.word(8)})
		if got, problems := tiff.Texts([]byte(odd)); len(got) != 0 || len(problems) != 1 || problems[0].Code != "tiff-type" {
			t.Errorf("%v, %v", got, problems)
		}
	}
}
