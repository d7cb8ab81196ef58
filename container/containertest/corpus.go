package containertest

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Pair is a file before and after a change.
type Pair struct{ Before, After string }

// Corpus puts packets into the files of a folder of other people's images, which the
// environment variable CONTAINER_CORPUS names, and skips loudly without it. Whatever is
// written must show the same pixels, and what [Suite.Put] wants; ExifTool must read it
// and give no new warning.
//
// Same reports whether two files show the same, by a decoder that is not ours; two that
// it cannot decode are the same if they fail alike.
func (s Suite) Corpus(t *testing.T, same func(t *testing.T, before, after string) bool) {
	root := os.Getenv("CONTAINER_CORPUS")
	if root == "" {
		t.Skip("SKIPPED: set CONTAINER_CORPUS to a folder of images, such as t/images of github.com/exiftool/exiftool")
	}
	written, damaged, foreign := 0, 0, 0
	refused, problems := map[string]int{}, map[string]int{}
	pairs := map[string]Pair{}
	for _, path := range s.paths(t, root) {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !s.Format.Sniff(b[:min(len(b), 64)]) {
			foreign++
			continue
		}
		data := string(b)
		_, scan := s.Scan(t, data)
		for _, p := range scan.Problems {
			problems[p.Code]++
		}
		out, code := s.Put(t, data, Packet("short"))
		if code != "" {
			refused[code]++
			t.Logf("refused: %s: %s", path, code)
			continue
		}
		written++
		long, _ := s.Put(t, out, Packet(strings.Repeat("long ", 2000)))
		if !same(t, data, out) || !same(t, data, long) {
			damaged++
			t.Errorf("damaged: %s", path)
		}
		pairs[path] = Pair{data, out}
	}
	t.Logf("written %d, refused %v, damaged %d, of another format %d; problems %v", written, refused, damaged, foreign, problems)
	s.ExifTool(t, pairs)
}

// paths gives the files below a folder whose names end as those of the format do.
func (s Suite) paths(t *testing.T, root string) (all []string) {
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && slices.Contains(s.Format.Extensions, strings.ToLower(filepath.Ext(path))) {
			all = append(all, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
