package stamp_test

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/all"
	"github.com/proviso-signals/proviso/container/containertest"
)

// exiv2Reads are the formats in which Exiv2 looks for XMP. It knows GIF without
// metadata, and SVG not at all; HEIC, AVIF and JPEG XL depend on how it was built.
var exiv2Reads = map[string]bool{"jpeg": true, "png": true, "webp": true, "tiff": true}

// exiv2 has Exiv2, with the XMP toolkit in it, take the packets out of what was written
// and read them.
func (o *oracle) exiv2(t *testing.T) {
	containertest.Tool(t, "exiv2", "apt-get install exiv2")
	var read, unread atomic.Int32
	o.each(o.written(), func(f *judged) {
		if !exiv2Reads[f.Format] {
			return
		}
		if _, err := exiv2(o.was(f), "-pS"); err != nil {
			unread.Add(1) // it cannot read the original
			return
		}
		read.Add(1)
		o.exiv2One(t, f)
	})
	t.Logf("Exiv2 read %d files; %d it cannot read as they were", read.Load(), unread.Load())
}

func (o *oracle) exiv2One(t *testing.T, f *judged) {
	if exiv2Bug(f) {
		return
	}
	want := o.packet(t, f)
	got, err := exiv2(o.is(f), "-pX")
	if !bytes.Equal(bytes.TrimRight(got, "\x00\r\n\t "), bytes.TrimRight(want, "\x00\r\n\t ")) {
		o.doubt(t, f, "Exiv2 takes out a packet of %d bytes, and it has %d: %v", len(got), len(want), err)
		return
	}
	said, err := exiv2(o.is(f), "-PXkv")
	for name, value := range map[string]string{"Xmp.plus.DataMining": prohibited, "Xmp.proviso.Expression": o.expression} {
		if !has(string(said), name, value) {
			o.doubt(t, f, "Exiv2 does not read %s: %v: %.300s", name, err, said)
		}
	}
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

// packet is the packet that was written into a file, by our own reading.
func (o *oracle) packet(t *testing.T, f *judged) []byte {
	file, err := os.Open(o.is(f))
	if err != nil {
		t.Error(err)
		return nil
	}
	defer file.Close()
	scan, err := all.Named(f.Format).Scan(container.NewSource(file, f.SizeAfter))
	if err != nil {
		t.Error(err)
		return nil
	}
	for _, b := range scan.Blocks {
		if b.Kind == container.XMP && !b.Aside {
			return b.Data
		}
	}
	return nil
}

func exiv2(path string, args ...string) ([]byte, error) {
	return exec.Command("exiv2", append(args, path)...).Output()
}

// exiv2Bug reports whether Exiv2 is known not to read such a file.
func exiv2Bug(f *judged) bool { return false }
