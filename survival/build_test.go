package survival_test

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/all"
	"github.com/proviso-signals/proviso/container/iim"
	"github.com/proviso-signals/proviso/container/xmp"
)

// pictureOf is a picture with something in it.
func pictureOf(width, height int) image.Image {
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	for i := range m.Pix {
		m.Pix[i] = byte(i * i >> 3)
	}
	return m
}

// plain is a file by the standard library, without metadata.
func plain(t testing.TB, format string, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	var err error
	switch m := pictureOf(width, height); format {
	case "jpeg":
		err = jpeg.Encode(&b, m, nil)
	case "png":
		err = png.Encode(&b, m)
	case "gif":
		err = gif.Encode(&b, m, nil)
	case "webp":
		return webp(width, height)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// webp is the head of a lossless WebP; no decoder is asked to show it.
func webp(width, height int) []byte {
	bits := uint32(width-1) | uint32(height-1)<<14
	data := append([]byte{0x2F}, binary.LittleEndian.AppendUint32(nil, bits)...)
	data = append(data, 0, 0, 0, 0, 0, 0, 0)
	b := binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(4+8+len(data)))
	b = binary.LittleEndian.AppendUint32(append(b, "WEBPVP8L"...), uint32(len(data)))
	return append(b, data...)
}

// with is a file with XMP, Exif and IIM, whichever are not nil.
func with(t testing.TB, file, packet, exif, records []byte) []byte {
	t.Helper()
	for _, m := range []struct {
		data []byte
		put  func(*container.Format) func(*container.Source, *container.Scan, []byte) ([]container.Edit, error)
	}{
		{packet, func(f *container.Format) func(*container.Source, *container.Scan, []byte) ([]container.Edit, error) {
			return f.PutXMP
		}},
		{exif, func(f *container.Format) func(*container.Source, *container.Scan, []byte) ([]container.Edit, error) {
			return f.PutExif
		}},
		{records, func(f *container.Format) func(*container.Source, *container.Scan, []byte) ([]container.Edit, error) {
			return f.PutIIM
		}},
	} {
		if m.data == nil {
			continue
		}
		format := all.Detect(file[:min(len(file), container.SniffLen)])
		source := container.NewSource(bytes.NewReader(file), int64(len(file)))
		scan, err := format.Scan(source)
		if err != nil {
			t.Fatal(err)
		}
		edits, err := m.put(format)(source, scan, m.data)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := container.Apply(&b, bytes.NewReader(file), int64(len(file)), edits); err != nil {
			t.Fatal(err)
		}
		file = b.Bytes()
	}
	return file
}

const (
	nsMark     = "https://github.com/proviso-signals/proviso/ns/mark/1.0/"
	prohibited = "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED"
	allowed    = "http://ns.useplus.org/ldf/vocab/DMI-ALLOWED"
	link       = "https://harbour.example/d.json"
	notice     = "© 2026 Harbour"
)

// The properties that tests put into packets.
var (
	mining    = xmp.Set(xmp.NSPLUS, "", "DataMining", xmp.Text(prohibited))
	mark      = xmp.Set(nsMark, "proviso", "Expression", xmp.Text("train-ai=n;exceptions=cc-cr, ai-use=n;exceptions=cc-cr, search=y"))
	safeForm  = xmp.Set(nsMark, "proviso", "SafeForms", xmp.Bag(xmp.Text("plus "+prohibited)))
	credit    = xmp.Set(xmp.NSPhotoshop, "", "Credit", xmp.Text("Harbour Pictures"))
	copyright = xmp.Set(xmp.NSDC, "", "rights", xmp.LangAlt(notice))
	statement = xmp.Set(xmp.NSXMPRights, "", "WebStatement", xmp.Text(link))
	title     = xmp.Set(xmp.NSDC, "", "title", xmp.LangAlt("A harbour"))
)

func packet(t testing.TB, changes ...xmp.Change) []byte {
	t.Helper()
	p, err := xmp.New(changes...)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// full is what most tests start from: a safe form, the mark that explains it, and whom to
// credit.
func full(t testing.TB) []byte {
	return packet(t, mining, mark, safeForm, credit, copyright, statement, title)
}

// exifOf is a TIFF structure with a copyright notice.
func exifOf(notice string) []byte {
	b := []byte("II*\x00\x08\x00\x00\x00\x01\x00\x98\x82\x02\x00")
	b = binary.LittleEndian.AppendUint32(b, uint32(len(notice)+1))
	b = binary.LittleEndian.AppendUint32(b, 8+2+12+4)
	b = append(b, 0, 0, 0, 0)
	return append(append(b, notice...), 0)
}

func iimOf(t testing.TB, notice string) []byte {
	t.Helper()
	b, err := iim.Set(nil, iim.CopyrightNotice, notice)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
