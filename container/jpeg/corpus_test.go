package jpeg_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/containertest"
	"github.com/proviso-signals/proviso/container/iim"
	"github.com/proviso-signals/proviso/container/jpeg"
)

// changes says for each kind how its block is changed, as somebody would who says whose
// the picture is; empty for what cannot be changed.
var changes = map[container.Kind]func(old []byte) string{
	container.XMP:  func([]byte) string { return containertest.Packet("short") },
	container.Exif: withCopyright,
	container.IIM: func(old []byte) string {
		b, _ := iim.Set(old, iim.CopyrightNotice, "short")
		return string(b)
	},
}

// mine gives for each kind the tags that tell of the change, by ExifTool's names, and
// those that may change with them.
var mine = map[container.Kind]struct {
	tag string
	may *regexp.Regexp
}{
	container.XMP:  {"XMP-dc:Source", regexp.MustCompile(`^XMP`)},
	container.Exif: {"IFD0:Copyright", regexp.MustCompile(`^(IFD0:(Copyright|[XY]Resolution|ResolutionUnit|YCbCrPositioning)|File:ExifByteOrder): `)},
	container.IIM:  {"IPTC:CopyrightNotice", regexp.MustCompile(`^(IPTC:(CopyrightNotice|ApplicationRecordVersion)|Photoshop:IPTCDigest|File:CurrentIPTCDigest): `)},
}

// TestCorpus puts blocks into the files of a folder of other people's images. It shows
// the same pixels, and ExifTool reads what was put, and all else as before.
func TestCorpus(t *testing.T) {
	root := os.Getenv("CONTAINER_CORPUS")
	if root == "" {
		t.Skip("SKIPPED: set CONTAINER_CORPUS to a folder of images, such as t/images of github.com/exiftool/exiftool")
	}
	for kind := range changes {
		t.Run(kind.String(), func(t *testing.T) { changeAll(t, root, kind) })
	}
}

func changeAll(t *testing.T, root string, kind container.Kind) {
	damaged, refused := 0, map[string]int{}
	all := pairs{was: t.TempDir(), is: t.TempDir(), grown: t.TempDir()}
	walk(t, root, func(path, data string) {
		c, code := change(t, kind, data)
		switch {
		case code != "":
			refused[code]++
			t.Logf("refused: %s: %s", path, code)
		case !samePixels(t, data, c.after):
			damaged++
			t.Errorf("damaged: %s", path)
		default:
			all.add(t, path, c)
		}
	})
	t.Logf("written %d, damaged %d, refused %v", len(all.paths), damaged, refused)
	all.compare(t, kind)
}

// walk visits the JPEG files of a folder.
func walk(t *testing.T, root string, visit func(path, data string)) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !slices.Contains(jpeg.Format.Extensions, strings.ToLower(filepath.Ext(path))) {
			return err
		}
		b, err := os.ReadFile(path)
		if err == nil && jpeg.Format.Sniff(b[:min(len(b), container.SniffLen)]) {
			visit(path, string(b))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// changed is a file before and after a change, and one with its block grown, if any.
type changed struct{ before, after, grown string }

// change changes a block of a file.
func change(t *testing.T, kind container.Kind, data string) (c changed, code string) {
	_, s := scan(t, data)
	var old []byte
	if b := s.Find(kind); b != nil {
		old = b.Data
	}
	block := changes[kind](old)
	if block == "" {
		return c, "(not changed: its own structure)"
	}
	c.before = data
	if c.after, code = suite(kind).Put(t, data, block); code == "" && kind == container.Exif && old != nil {
		c.grown, _ = suite(kind).Put(t, data, string(old)+block[len(old):])
	}
	return c, code
}
