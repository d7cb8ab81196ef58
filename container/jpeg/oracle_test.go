package jpeg_test

import (
	"bytes"
	"image"
	"image/draw"
	stdjpeg "image/jpeg"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container/jpeg"
)

// corpus gives the files of a folder of other people's images.
func corpus(t *testing.T) (paths []string) {
	t.Helper()
	root := os.Getenv("CONTAINER_CORPUS")
	if root == "" {
		t.Skip("SKIPPED: set CONTAINER_CORPUS to a folder of images, such as t/images of github.com/exiftool/exiftool")
	}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && slices.Contains(jpeg.Format.Extensions, strings.ToLower(filepath.Ext(path))) {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

// TestCorpus puts packets into real files: whatever is written must hold what it did,
// and show what it did.
func TestCorpus(t *testing.T) {
	written, refused, foreign := 0, map[string]int{}, 0
	problems := map[string]int{}
	for _, path := range corpus(t) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !jpeg.Format.Sniff(data[:min(len(data), 64)]) {
			foreign++
			continue
		}
		_, s := scan(t, data)
		for _, p := range s.Problems {
			problems[p.Code]++
		}
		for _, text := range []string{"short", strings.Repeat("long ", 2000)} {
			out, code := put(t, data, packet(text))
			if code != "" {
				refused[code]++
				t.Logf("refused: %s: %s", path, code)
				break
			}
			if !samePixels(t, data, out) {
				t.Errorf("damaged: %s", path)
			}
			if text == "short" {
				written++
			}
		}
	}
	t.Logf("written %d, refused %v, not JPEG %d; problems %v", written, refused, foreign, problems)
}

// samePixels decodes both, by the standard library, or by djpeg where that cannot.
func samePixels(t *testing.T, before, after []byte) bool {
	t.Helper()
	a, errA := stdjpeg.Decode(bytes.NewReader(before))
	b, errB := stdjpeg.Decode(bytes.NewReader(after))
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

func djpeg(data []byte) ([]byte, error) {
	c := exec.Command("djpeg", "-pnm")
	c.Stdin = bytes.NewReader(data)
	return c.Output()
}

func pixels(m image.Image) []byte {
	out := image.NewRGBA(m.Bounds())
	draw.Draw(out, out.Rect, m, m.Bounds().Min, draw.Src)
	return out.Pix
}
