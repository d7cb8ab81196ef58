package jxl_test

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/containertest"
)

const install = "apt-get install libjxl-tools"

// TestExifTool has ExifTool read what was written into the layouts.
func TestExifTool(t *testing.T) {
	pairs := map[string]containertest.Pair{}
	for _, l := range layouts {
		if strings.Contains(l.name, "XML") || l.name == "another file" {
			continue // ExifTool takes all XML for XMP, and reads on in another file
		}
		if out, code := put(t, l.file, packet("short")); code == "" {
			pairs[l.name] = containertest.Pair{Before: l.file, After: out}
		}
	}
	packets.ExifTool(t, pairs)
}

// TestCorpus puts packets into real files.
func TestCorpus(t *testing.T) {
	packets.Corpus(t, func(t *testing.T, before, after string) bool {
		return decode(t, before, ".png") == decode(t, after, ".png") && decode(t, before, ".jpg") == decode(t, after, ".jpg")
	})
}

// decode decodes a file by djxl, to pixels or, if it was made of one, to a JPEG. It is
// empty for what cannot be decoded.
func decode(t *testing.T, data, ext string) string {
	t.Helper()
	djxl := containertest.Tool(t, "djxl", install)
	from, to := filepath.Join(t.TempDir(), "x.jxl"), filepath.Join(t.TempDir(), "x"+ext)
	if err := os.WriteFile(from, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
	said, err := exec.Command(djxl, from, to).CombinedOutput()
	b, _ := os.ReadFile(to)
	if err != nil || ext == ".jpg" && !bytes.Contains(said, []byte("Reconstructed")) {
		return ""
	}
	if ext == ".png" {
		return idat(string(b))
	}
	return string(b)
}

// idat gives the pixels of a PNG, of all frames: djxl writes metadata besides.
func idat(data string) (all string) {
	for at := 8; at+12 <= len(data); {
		n := int(binary.BigEndian.Uint32([]byte(data[at:])))
		if kind := data[at+4 : at+8]; kind == "IDAT" || kind == "fdAT" {
			all += data[at+8 : at+8+n]
		}
		at += 12 + n
	}
	return all
}

// encode encodes a picture by cjxl.
func encode(t *testing.T, data, ext string, options ...string) string {
	t.Helper()
	cjxl := containertest.Tool(t, "cjxl", install)
	from, to := filepath.Join(t.TempDir(), "x"+ext), filepath.Join(t.TempDir(), "x.jxl")
	if err := os.WriteFile(from, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
	if said, err := exec.Command(cjxl, append(options, from, to)...).CombinedOutput(); err != nil {
		t.Fatalf("cjxl: %v: %s", err, said)
	}
	b, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// picture is a small picture.
func picture() image.Image {
	m := image.NewNRGBA(image.Rect(0, 0, 40, 30))
	for y := range 30 {
		for x := range 40 {
			m.Set(x, y, color.NRGBA{uint8(x * 6), uint8(y * 8), uint8(x * y), 255})
		}
	}
	return m
}

func asPNG(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, picture()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// asJPEG is the picture as JPEG, with APP1 segments.
func asJPEG(t *testing.T, segments ...string) string {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, picture(), nil); err != nil {
		t.Fatal(err)
	}
	all := b.String()[:2]
	for _, s := range segments {
		all += "\xFF\xE1" + be32(len(s) + 2)[2:] + s
	}
	return all + b.String()[2:]
}

const (
	xmpSegment  = "http://ns.adobe.com/xap/1.0/\x00"
	exifSegment = "Exif\x00\x00"
)

// TestEncoder puts packets into what cjxl writes.
func TestEncoder(t *testing.T) {
	pairs := map[string]containertest.Pair{}
	for name, data := range map[string]string{
		"lossless": encode(t, asPNG(t), ".png", "-d", "0", "--container=0"),
		"lossy":    encode(t, asPNG(t), ".png", "-d", "1", "--container=1"),
		"bare":     strings.TrimPrefix(encode(t, asPNG(t), ".png", "-d", "1"), head),
		"jpeg":     encode(t, asJPEG(t), ".jpg"),
		"exif":     encode(t, asJPEG(t, exifSegment+tiff), ".jpg"),
	} {
		out, code := put(t, data, packet("short"))
		if code != "" {
			t.Errorf("%s: refused %q", name, code)
			continue
		}
		if pixels := decode(t, data, ".png"); pixels == "" || decode(t, out, ".png") != pixels {
			t.Errorf("%s: other pixels, of %d bytes", name, len(pixels))
		}
		if decode(t, data, ".jpg") != decode(t, out, ".jpg") {
			t.Errorf("%s: another JPEG", name)
		}
		pairs[name] = containertest.Pair{Before: data, After: out}
	}
	packets.ExifTool(t, pairs)
}

// TestJPEG is why files are refused that are to give a JPEG back with its packet: with
// another it is not given back, or not as it was.
func TestJPEG(t *testing.T) {
	original := asJPEG(t, exifSegment+tiff, xmpSegment+packet("original"))
	for _, options := range [][]string{{"--container=1"}, nil} {
		data := encode(t, original, ".jpg", options...)
		if decode(t, data, ".jpg") != original {
			t.Fatal("djxl does not give the JPEG back at all")
		}
		if _, code := put(t, data, packet("another")); code != "jxl-jpeg" {
			t.Errorf("refused %q", code)
		}
		if _, code := structures.Put(t, data, tiff+"more"); code != "jxl-jpeg" {
			t.Errorf("Exif: refused %q", code)
		}
		if out, code := put(t, data, packet("original")); code != "" || out != data {
			t.Errorf("the same packet: refused %q", code)
		}
		_, s := scan(t, data)
		b := s.Find(container.XMP)
		at := b.Stored[0].Offset - 12 // the box brob
		for text, want := range map[string]string{
			"original":          original,
			"OriginaL":          strings.Replace(original, "original", "OriginaL", 1),
			"longer or shorter": "",
		} {
			forced := data[:at] + box("xml ", packet(text)) + data[b.Stored[0].End():]
			if decode(t, forced, ".jpg") != want {
				t.Errorf("%s: not what was expected of djxl", text)
			}
		}
		first := strings.Replace(data, ftyp(0), ftyp(0)+xmp("first"), 1)
		if decode(t, first, ".jpg") != "" {
			t.Error("djxl does not take the first packet")
		}
	}
}
