//go:build unix

package gather

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestPathLinks: nothing outside the folder is read, nothing is read for ever, and
// what is left out is said.
func TestPathLinks(t *testing.T) {
	outside := folder(t, map[string]string{"secret.txt": "secret"})
	dir := folder(t, map[string]string{"a.txt": "a", "sub/b.txt": "b"})
	for name, target := range map[string]string{
		"in.txt": "a.txt", "up.txt": "sub/../a.txt", "out.txt": filepath.Join(outside, "secret.txt"), "outdir": outside,
		"loop": ".", "gone.txt": "missing", "sub/up": "..", "sub/climb.txt": "../../../../../../../../etc/hostname",
	} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe.txt"), 0o644); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"./a.txt <>, file text/plain 1",
		"! ./gone.txt file-symlink",
		"./in.txt <>, file text/plain 1",
		"! ./loop file-symlink",
		"! ./out.txt file-symlink",
		"! ./outdir file-symlink",
		"! ./pipe.txt file-kind",
		"./sub/b.txt <>, file text/plain 1",
		"! ./sub/climb.txt file-symlink",
		"! ./sub/up file-symlink",
		"./up.txt <>, file text/plain 1",
	}
	if diff := cmp.Diff(want, found(t, dir, "", PathOptions{})); diff != "" {
		t.Error(diff)
	}
}

func TestPathUnreadable(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root can read everything")
	}
	dir := folder(t, map[string]string{"a.txt": "a", "b.txt": "b", "c/d.txt": "d", "e.txt": "e"})
	os.Chmod(filepath.Join(dir, "b.txt"), 0)
	os.Chmod(filepath.Join(dir, "c"), 0)
	defer os.Chmod(filepath.Join(dir, "c"), 0o755)
	want := []string{"./a.txt <>, file text/plain 1", "! ./b.txt file-unreadable", "! ./c file-unreadable", "./e.txt <>, file text/plain 1"}
	if diff := cmp.Diff(want, found(t, dir, "", PathOptions{})); diff != "" {
		t.Error(diff)
	}
}

func TestPipe(t *testing.T) {
	name := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(name, 0o644); err != nil {
		t.Fatal(err)
	}
	go func() {
		if f, err := os.OpenFile(name, os.O_WRONLY, 0); err == nil {
			io.WriteString(f, rules)
			f.Close()
		}
	}()
	if got := found(t, filepath.Dir(name), "pipe", PathOptions{}); len(got) != 1 || !strings.Contains(got[0], "robots of 58") {
		t.Errorf("%q", got)
	}
}

// TestPipeBeside: a pipe in the place of a robots.txt is not waited for.
func TestPipeBeside(t *testing.T) {
	dir := folder(t, map[string]string{"page.http": "HTTP/1.1 200 OK\r\n\r\n1"})
	if err := syscall.Mkfifo(filepath.Join(dir, "robots.txt"), 0o644); err != nil {
		t.Fatal(err)
	}
	page := `./page.http <>, response 200  "1"`
	if diff := cmp.Diff([]string{page, "! ./robots.txt file-kind"}, found(t, dir, "", PathOptions{})); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{page}, found(t, dir, "page.http", PathOptions{})); diff != "" {
		t.Error(diff)
	}
}
