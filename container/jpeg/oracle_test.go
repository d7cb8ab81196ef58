package jpeg_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"image"
	"image/draw"
	"image/jpeg"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/containertest"
)

// TestExifTool has ExifTool read our own files with a packet. It needs a scan, and names
// the segment before fill bytes in a warning, which then is another.
func TestExifTool(t *testing.T) {
	pairs := map[string]containertest.Pair{}
	for _, p := range plans {
		out, _ := put(t, p.before, containertest.Packet("short"))
		if strings.Contains(out, "\xFF\xDA") && p.name != "fill bytes" {
			pairs[p.name] = containertest.Pair{Before: p.before, After: out}
		}
	}
	suite(container.XMP).ExifTool(t, pairs)
}

// TestReads has ExifTool take packets out of our files, and of a folder of other
// people's if there is one: they are those that we find.
func TestReads(t *testing.T) {
	containertest.Tool(t, "exiftool", "apt-get install libimage-exiftool-perl")
	files, folder := map[string]string{}, t.TempDir()
	add := func(path, data string) {
		name := fmt.Sprintf("%05d.jpg", len(files))
		files[name] = path
		if err := os.WriteFile(filepath.Join(folder, name), []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, p := range plans {
		add(p.name, p.before)
	}
	if root := os.Getenv("CONTAINER_CORPUS"); root != "" {
		walk(t, root, add)
	}
	for name, theirs := range takeOut(t, folder) {
		b, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		if _, s := scan(t, string(b)); !odd(s) {
			if ours := texts(s); !slices.Equal(theirs, ours) {
				t.Errorf("%s: ExifTool reads %.100q, and we read %.100q", files[name], theirs, ours)
			}
		}
	}
	t.Logf("%d files", len(files))
}

// odd reports whether readers may see another packet than we do.
func odd(s *container.Scan) bool {
	return slices.ContainsFunc(s.Problems, func(p container.Problem) bool {
		return strings.HasPrefix(p.Code, "jpeg-xmp") || p.Code == "jpeg-truncated"
	})
}

// texts gives packets, with extensions.
func texts(s *container.Scan) (all []string) {
	for _, b := range s.Blocks {
		if b.Data != nil && (b.Kind == container.XMP || b.Kind == container.ExtendedXMP) {
			all = append(all, string(b.Data))
		}
	}
	slices.Sort(all)
	return all
}

// takeOut gives the packets of all files of a folder, by name. ExifTool
// gives in base 64 what JSON cannot hold.
func takeOut(t *testing.T, folder string) map[string][]string {
	t.Helper()
	out, _ := exec.Command("exiftool", "-j", "-b", "-a", "-G4", "-XMP", folder).Output() // it fails where one file does
	var files []map[string]string
	if err := json.Unmarshal(out, &files); err != nil {
		t.Fatalf("exiftool: %v: %.500s", err, out)
	}
	all := map[string][]string{}
	for _, tags := range files {
		name := filepath.Base(tags["SourceFile"])
		delete(tags, "SourceFile")
		all[name] = nil
		for _, value := range tags {
			if b, ok := strings.CutPrefix(value, "base64:"); ok {
				raw, err := base64.StdEncoding.DecodeString(b)
				if err != nil {
					t.Fatal(err)
				}
				value = string(raw)
			}
			all[name] = append(all[name], value)
		}
		slices.Sort(all[name])
	}
	return all
}

// samePixels decodes both, by the standard library, or by djpeg where that cannot.
func samePixels(_ *testing.T, before, after string) bool {
	a, errA := jpeg.Decode(strings.NewReader(before))
	b, errB := jpeg.Decode(strings.NewReader(after))
	if errA == nil && errB == nil {
		return bytes.Equal(pixels(a), pixels(b))
	}
	if (errA == nil) != (errB == nil) {
		return false
	}
	if _, err := exec.LookPath("djpeg"); err != nil {
		return errA.Error() == errB.Error()
	}
	x, errX := djpeg(before)
	y, errY := djpeg(after)
	return bytes.Equal(x, y) && (errX == nil) == (errY == nil)
}

func djpeg(data string) ([]byte, error) {
	c := exec.Command("djpeg", "-pnm")
	c.Stdin = strings.NewReader(data)
	return c.Output()
}

func pixels(m image.Image) []byte {
	out := image.NewRGBA(m.Bounds())
	draw.Draw(out, out.Rect, m, m.Bounds().Min, draw.Src)
	return out.Pix
}
