package stamp_test

import (
	"bytes"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

// picture is a small picture with something in it.
func picture(n int) image.Image {
	m := image.NewRGBA(image.Rect(0, 0, 48+n%7, 40))
	for i := range m.Pix {
		m.Pix[i] = byte(i*i>>3 + n)
	}
	return m
}

// jpegFile, pngFile and gifFile are files by the standard library, without metadata.
func jpegFile(t testing.TB, n int) []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, picture(n), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func pngFile(t testing.TB, n int) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, picture(n)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func gifFile(t testing.TB, n int) []byte {
	var b bytes.Buffer
	m := image.NewPaletted(image.Rect(0, 0, 9, 9), color.Palette{color.Black, color.White})
	m.Pix[n%len(m.Pix)] = 1
	if err := gif.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// write makes a file in a folder, and the folders it is in.
func write(t testing.TB, folder, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(folder, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// read gives the bytes of a file.
func read(t testing.TB, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
