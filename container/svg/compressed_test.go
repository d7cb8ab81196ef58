package svg_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/containertest"
	format "github.com/proviso-signals/proviso/container/svg"
)

// TestRecompress checks where a compressed file changes: in one piece, from behind its
// header to its end, and each time in the same way.
func TestRecompress(t *testing.T) {
	for flags := range byte(2 * fComment) {
		file := zipped(flags, svg("", circle))
		src, s := scan(t, file)
		var all []string
		for range 3 {
			edits, err := format.Format.PutXMP(src, s, []byte(xmpmeta("x")))
			if err != nil || len(edits) != 1 || edits[0].Offset != int64(len(header(file))) || edits[0].Offset+edits[0].Remove != int64(len(file)) {
				t.Fatalf("%v, %v", edits, err)
			}
			all = append(all, containertest.Apply(t, file, edits))
		}
		if plain(all[0]) != svg("", meta(xmpmeta("x"))+circle) || !strings.HasPrefix(all[0], header(file)) {
			t.Errorf("flags %x: %q", flags, all[0])
		}
		if all[0] != all[1] || all[1] != all[2] {
			t.Errorf("flags %x: not the same every time", flags)
		}
	}
}

// TestSame checks that a file that has the packet is not compressed anew, whatever it was
// compressed by.
func TestSame(t *testing.T) {
	for _, file := range []string{zipped(fName, svg("", meta(packet("x")))), stored(svg("", meta(packet("x"))))} {
		if out, code := put(t, file, packet("x")); code != "" || out != file {
			t.Errorf("refused %q, changed %v", code, out != file)
		}
		if _, code := put(t, file, packet("y")); code != "" {
			t.Errorf("refused %q", code)
		}
	}
}

// stored is gzip that does not compress.
func stored(text string) string {
	z := compress(text)
	n := len(text)
	block := string([]byte{1, byte(n), byte(n >> 8), ^byte(n), ^byte(n >> 8)})
	return z[:10] + block + text + z[len(z)-8:]
}

// TestProve has files that the planner should never come to.
func TestProve(t *testing.T) {
	file, x := zipped(fName, svg("", circle)), xmpmeta("x")
	edited := svg("", meta(x)+circle)
	moved := svg("", circle+meta(x))
	other := svg("", meta(x)+strings.ToUpper(circle))
	twice := svg("", meta(x)+meta(x)+circle)
	for _, c := range []struct {
		name, stored, edited, packet string
		ok                           bool
	}{
		{"as it should be", zipped(fName, edited), edited, x, true},
		{"moved", zipped(fName, moved), moved, x, true},
		{"another header", zipped(0, edited), edited, x, false},
		{"no header", "", edited, x, false},
		{"another text", zipped(fName, moved), edited, x, false},
		{"a longer text", zipped(fName, edited+" "), edited, x, false},
		{"a shorter text", zipped(fName, edited[:99]), edited, x, false},
		{"a wrong checksum", flip(zipped(fName, edited), 8), edited, x, false},
		{"two members", zipped(fName, edited[:99]) + compress(edited[99:]), edited, x, false},
		{"trailing bytes", zipped(fName, edited) + "\x00", edited, x, false},
		{"another picture", zipped(fName, other), other, x, false},
		{"two packets", zipped(fName, twice), twice, x, false},
		{"another packet", zipped(fName, edited), edited, xmpmeta("y"), false},
		{"no packet", zipped(fName, svg("", circle)), svg("", circle), x, false},
	} {
		err := format.Prove(file, c.stored, c.edited, c.packet)
		var r *container.Refusal
		if c.ok && err != nil || !c.ok && (!errors.As(err, &r) || r.Code != "svg-compressed") {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// failing is a file that cannot be read any more.
type failing struct{ error }

func (f failing) ReadAt([]byte, int64) (int, error) { return 0, f.error }

// TestGone checks that a file that changed since it was scanned, or cannot be read, is an
// error and no plan.
func TestGone(t *testing.T) {
	_, s := scan(t, compress(svg("", circle)))
	for _, data := range []string{"", "text", svg("", circle), compress("text")} {
		src := container.NewSource(strings.NewReader(data), int64(len(data)))
		if edits, err := format.Format.PutXMP(src, s, []byte(xmpmeta("x"))); err == nil {
			t.Errorf("%q: %v", data, edits)
		}
	}
	gone := errors.New("gone")
	if _, err := format.Format.PutXMP(container.NewSource(failing{gone}, 100), s, []byte(xmpmeta("x"))); !errors.Is(err, gone) {
		t.Errorf("%v", err)
	}
}

// TestGzip has other programs read what was compressed: gzip gives the text back,
// ExifTool reads the same header, and librsvg, which inflates by itself, shows the same.
func TestGzip(t *testing.T) {
	gzip := containertest.Tool(t, "gzip", "apt-get install gzip")
	containertest.Tool(t, "exiftool", "apt-get install libimage-exiftool-perl")
	data := declare + svg(` width="9" height="9"`, circle+strings.Repeat(path, 50))
	folder := t.TempDir()
	for flags := range byte(2 * fComment) {
		before := zipped(flags, data)
		out, code := put(t, before, rdf("short"))
		if code != "" {
			t.Fatalf("flags %x: refused %q", flags, code)
		}
		c := exec.Command(gzip, "-dc")
		c.Stdin = strings.NewReader(out)
		if text, err := c.Output(); err != nil || string(text) != plain(out) {
			t.Errorf("flags %x: gzip: %v", flags, err)
		}
		if !samePicture(t, data, out) {
			t.Errorf("flags %x: another picture", flags)
		}
		for i, file := range []string{before, out} {
			if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%02x-%d.svgz", flags, i)), []byte(file), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	read := exifTool(t, folder, "-ext", "svgz", "-ZIP:all")
	for flags := range 2 * fComment {
		old, now := read[fmt.Sprintf("%02x-0.svgz", flags)], read[fmt.Sprintf("%02x-1.svgz", flags)]
		delete(old, "SourceFile")
		delete(now, "SourceFile")
		if d := cmp.Diff(old, now); d != "" || len(now) < 4 {
			t.Errorf("flags %x: header %v (-want +got):\n%s", flags, now, d)
		}
	}
}
