package tiff_test

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/containertest"
	"github.com/proviso-signals/proviso/container/tiff"
)

// setText sets a text and checks what must hold; it gives the code of a refusal.
func setText(t testing.TB, block string, tag uint16, value string) (out, refused string) {
	t.Helper()
	b, err := tiff.SetText([]byte(block), tag, value)
	var r *container.Refusal
	if errors.As(err, &r) {
		return "", r.Code
	}
	if err != nil {
		t.Fatal(err)
	}
	before, _ := tiff.Texts([]byte(block))
	after, problems := tiff.Texts(b)
	found := false
	for _, x := range after {
		if x.Tag != tag {
			continue
		}
		found = true
		if x.Value != strings.TrimRight(value, " ") {
			t.Fatalf("%q reads back as %q, %v", value, x.Value, problems)
		}
		for _, old := range before {
			if old.Tag == tag && old.Editor != x.Editor {
				t.Fatalf("the editor's part was %q and is %q", old.Editor, x.Editor)
			}
		}
	}
	if !found && strings.TrimRight(value, " ") != "" {
		t.Fatalf("tag %d is not there", tag)
	}
	changedTag(t, block, string(b), tag)
	if again, err := tiff.SetText(b, tag, value); err != nil || !bytes.Equal(again, b) {
		t.Fatalf("setting it again changes it: %v", err)
	}
	return string(b), ""
}

func TestSetText(t *testing.T) {
	for _, k := range kinds {
		for name, fields := range map[string][]field{
			"none": nil, "short": {text(315, 2, "me\x00")}, "long": {text(315, 2, strings.Repeat("artist", 20)+"\x00")},
			"UTF-8": {text(315, 129, "the artist\x00")}, "Latin-1": {text(315, 2, "J\xF6rg of somewhere\x00")}, "bytes": {text(315, 7, "artist\x00")},
			"twice": {text(315, 2, "one and a half\x00"), text(315, 2, "two and a half\x00")}, "numbers": {text(315, 4, "artist!!")},
			"editor": {text(33432, 2, "mine\x00yours\x00")}, "unsorted": {text(34000, 2, "x\x00"), text(315, 2, "artist\x00")},
		} {
			for _, value := range []string{"x", "Jörg", "the artist", strings.Repeat("long ", 99), "Jörg of somewhere"} {
				for _, tag := range []uint16{tiff.Artist, tiff.Copyright, tiff.ImageDescription} {
					if _, refused := setText(t, exif(k, fields...), tag, value); refused != "" {
						t.Errorf("%s: refused %q", name, refused)
					}
				}
			}
		}
	}
}

func TestSetTextRefused(t *testing.T) {
	for _, k := range kinds {
		whole := exif(k, text(315, 2, "the artist\x00"))
		for name, tt := range map[string]struct {
			block string
			tag   uint16
			value string
			want  string
		}{
			"no block":  {"", tiff.Artist, "me", "tiff-header"},
			"no header": {whole[1:], tiff.Artist, "me", "tiff-header"},
			"cut":       {whole[:len(whole)-3], tiff.Artist, "me", ""},
			"cut more":  {whole[:len(whole)-13], tiff.Artist, "me", "tiff-outside"},
			"empty":     {whole, tiff.Artist, " ", ""},
			"zero":      {whole, tiff.Artist, "a\x00b", "tiff-text"},
			"Latin-1":   {whole, tiff.Artist, "J\xF6rg", "tiff-text"},
			"too long":  {whole, tiff.Artist, strings.Repeat("x", tiff.MaxText), "tiff-text"},
			"tag":       {whole, tiff.XPAuthor, "me", "tiff-text"},
		} {
			if _, refused := setText(t, tt.block, tt.tag, tt.value); refused != tt.want {
				t.Errorf("%s: refused %q, want %q", name, refused, tt.want)
			}
		}
	}
}

// TestPutText puts a text into files, and a packet as well.
func TestPutText(t *testing.T) {
	for _, k := range kinds {
		for _, file := range []string{simple(k), full(k), cog(k), pages(k)} {
			src, s := suite.Scan(t, file)
			edits, err := tiff.PutText(src, s, tiff.Copyright, "all mine")
			if err != nil {
				t.Fatal(err)
			}
			out := containertest.Apply(t, file, edits)
			changedTag(t, file, out, tiff.Copyright)
			if out, refused := put(t, out, packet("new")); refused != "" || !strings.Contains(out, "all mine\x00") {
				t.Errorf("refused %q", refused)
			}
		}
		src, s := suite.Scan(t, camera(k, []field{{tag: 259, typ: 3, value: k.short(34713)}}))
		var r *container.Refusal
		if _, err := tiff.PutText(src, s, tiff.Copyright, "all mine"); !errors.As(err, &r) || r.Code != "tiff-raw" {
			t.Errorf("%v", err)
		}
	}
}

// TestTextProperties sets random texts in random blocks, several times in turn.
func TestTextProperties(t *testing.T) {
	for seed := range uint64(500) {
		r := random{rand.New(rand.NewPCG(seed, 2))}
		data := r.file()
		for range 4 {
			tag := []uint16{tiff.Artist, tiff.Copyright, tiff.ImageDescription}[r.IntN(3)]
			out, refused := setText(t, data, tag, "x"+r.text(20))
			if refused != "" {
				t.Fatalf("seed %d: refused: %s", seed, refused)
			}
			data = out
		}
	}
}
