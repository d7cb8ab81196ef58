package stamp_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/all"
	"github.com/proviso-signals/proviso/container/containertest"
)

// exiv2Reads are the formats in which Exiv2 looks for XMP: HEIC, AVIF and JPEG XL if it
// was built so. It knows GIF without metadata, and SVG not at all.
var exiv2Reads = []string{"jpeg", "png", "webp", "tiff", "bmff", "jxl"}

// exiv2 has Exiv2, with the XMP toolkit in it, take the packets out of what was written
// and read them.
func (o *oracle) exiv2(t *testing.T) {
	containertest.Tool(t, "exiv2", "apt-get install exiv2")
	var read, unread, several atomic.Int32
	o.each(o.written(), func(f *judged) {
		if !slices.Contains(exiv2Reads, f.Format) || o.exiv2Bug(t, f) {
			return
		}
		if _, err := exiv2(o.was(f), "-PXkv"); err != nil {
			unread.Add(1)
			return
		}
		read.Add(1)
		if !o.exiv2One(t, f) {
			several.Add(1)
		}
	})
	t.Logf("Exiv2 read %d files, %d of them with several packets; %d it cannot read as they were", read.Load(), several.Load(), unread.Load())
}

// exiv2One judges a file. It is false for files of several packets, and with further
// ones in images behind the first, of which exiv2 -pX shows another than the first:
// so it did before.
func (o *oracle) exiv2One(t *testing.T, f *judged) (one bool) {
	// Packets of HEIC, AVIF and JPEG XL are shown as Exiv2 would write them.
	rewritten := f.Format == "bmff" || f.Format == "jxl"
	if !rewritten {
		old, err := exiv2(o.was(f), "-pX")
		one = err == nil && alike(old, first(o.packets(t, f, o.was(f), f.SizeBefore)))
	}
	if one {
		got, err := exiv2(o.is(f), "-pX")
		if want := first(o.packets(t, f, o.is(f), f.SizeAfter)); !alike(got, want) {
			o.doubt(t, f, "Exiv2 takes out a packet of %d bytes, and it has %d: %v", len(got), len(want), err)
		}
	}
	said, err := exiv2(o.is(f), "-PXkv")
	for name, value := range map[string]string{"Xmp.plus.DataMining": prohibited, "Xmp.proviso.Expression": o.expression} {
		if !has(string(said), name, value) {
			o.doubt(t, f, "Exiv2 does not read %s: %v: %.300s", name, err, said)
		}
	}
	return one || rewritten
}

// alike reports whether two packets are the same but for the padding at their ends.
func alike(a, b []byte) bool {
	const padding = "\x00\r\n\t "
	return bytes.Equal(bytes.Trim(a, padding), bytes.Trim(b, padding))
}

// has reports whether a line gives a property a value.
func has(text, name, value string) bool {
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, name+" ") && strings.HasSuffix(strings.TrimSpace(line), value) {
			return true
		}
	}
	return false
}

// exiv2Bug reports whether Exiv2 is known not to read such a file. In HEIC and AVIF,
// version 0.27 looks for the offsets of items at fixed places of a table of entries of
// 14 or 16 bytes, which is wrong where there are base offsets or items in several
// pieces (so it finds no Exif either), and of several packets takes the last item's.
func (o *oracle) exiv2Bug(t *testing.T, f *judged) bool {
	if f.Format != "bmff" {
		return false
	}
	data, err := os.ReadFile(o.is(f))
	if err != nil {
		t.Error(err)
		return true
	}
	const head = 16 // of the box up to the first entry, in the versions 0 and 1
	at := bytes.Index(data, []byte("iloc"))
	if at < 4 || at+12 > len(data) || data[at+9]>>4 != 0 {
		return true
	}
	size, count := int(binary.BigEndian.Uint32(data[at-4:])), int(binary.BigEndian.Uint16(data[at+10:]))
	regular := count > 0 && (size-head == 14*count || size-head == 16*count)
	return !regular || len(o.packets(t, f, o.is(f), f.SizeAfter)) > 1
}

// packets gives the packets of a file by our own reading, that of the picture first.
func (o *oracle) packets(t *testing.T, f *judged, path string, size int64) (list [][]byte) {
	file, err := os.Open(path)
	if err != nil {
		t.Error(err)
		return nil
	}
	defer file.Close()
	scan, err := all.Named(f.Format).Scan(container.NewSource(file, size))
	if err != nil {
		t.Error(err)
		return nil
	}
	for _, b := range scan.Blocks {
		switch {
		case b.Kind == container.XMP && !b.Aside:
			list = slices.Insert(list, 0, b.Data)
		case b.Kind == container.XMP:
			list = append(list, b.Data)
		}
	}
	return list
}

func first(packets [][]byte) []byte {
	if len(packets) == 0 {
		return nil
	}
	return packets[0]
}

// exiv2 runs Exiv2. That it cannot read XMP is told by no exit code.
func exiv2(path string, args ...string) ([]byte, error) {
	c := exec.Command("exiv2", append(args, path)...)
	var errs bytes.Buffer
	c.Stderr = &errs
	out, err := c.Output()
	if err == nil && bytes.Contains(errs.Bytes(), []byte("Failed to decode XMP")) {
		err = errors.New(errs.String())
	}
	return out, err
}
