package stamp_test

import (
	"crypto/sha256"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/all"
	"github.com/proviso-signals/proviso/container/sidecar"
)

// largest is the size up to which files of a corpus are taken.
const largest = 64 << 20

// gather copies the files of known formats to two folders.
func gather(t *testing.T) *oracle {
	root := os.Getenv("CONTAINER_CORPUS")
	if root == "" {
		t.Skip("SKIPPED: no other program judges what is stamped; run tools/oracle.sh, or set CONTAINER_CORPUS to a folder of images")
	}
	dir := t.TempDir()
	o := &oracle{before: filepath.Join(dir, "before"), after: filepath.Join(dir, "after"), told: map[string]int{}}
	seen := map[[32]byte]bool{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			if err == nil && d.Name() == ".git" {
				return fs.SkipDir
			}
			return err
		}
		data, err := known(path, d)
		if err != nil || data == nil || seen[sha256.Sum256(data)] {
			return err
		}
		seen[sha256.Sum256(data)] = true
		rel, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		o.add(t, taken(rel, data), data)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(o.files) == 0 {
		t.Fatalf("no file below %s is of a known format", root)
	}
	t.Logf("%d files that differ", len(o.files))
	return o
}

// known reads a file, if by its name or its content it is of a known format. Sidecars
// are left: a stamp reads them with the files that they speak for.
func known(path string, d fs.DirEntry) ([]byte, error) {
	info, err := d.Info()
	if err != nil || info.Size() > largest || info.Size() == 0 || strings.EqualFold(filepath.Ext(path), ".xmp") {
		return nil, err
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	format := all.Detect(data[:min(len(data), container.SniffLen)])
	if (format == nil || format.Name == sidecar.Format.Name) && !sidecar.IsRaw(path) {
		return nil, nil
	}
	return data, nil
}

// taken is the name under which a file is stamped. One by whose name no format knows
// its own gets another extension, and hidden names are shown, so that none is passed
// over.
func taken(rel string, data []byte) string {
	parts := strings.Split(filepath.ToSlash(rel), "/")
	for i, p := range parts {
		if strings.HasPrefix(p, ".") {
			parts[i] = "dot" + p
		}
	}
	name := filepath.Join(parts...)
	if !all.Claims(name) && !sidecar.IsRaw(name) {
		name += all.Detect(data[:min(len(data), container.SniffLen)]).Extensions[0]
	}
	return name
}

func (o *oracle) add(t *testing.T, name string, data []byte) {
	t.Helper()
	if _, err := os.Lstat(filepath.Join(o.before, name)); err == nil {
		return // two names became the same
	}
	write(t, o.before, name, data)
	write(t, o.after, name, data)
	o.files = append(o.files, &judged{name: name})
}
