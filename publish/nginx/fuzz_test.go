package nginx_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/proviso-signals/proviso/publish"
)

// shapes are the configurations of the golden files.
func shapes(t testing.TB) (texts [][]byte) {
	names, _ := filepath.Glob("testdata/*.txtar")
	for _, name := range names {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range a.Files {
			if strings.HasSuffix(f.Name, ".conf") {
				texts = append(texts, f.Data)
			}
		}
	}
	return texts
}

// FuzzWrite: whatever stands there, writing ends, keeps what it must, and changes nothing in
// what it does not understand.
func FuzzWrite(f *testing.F) {
	for i, text := range shapes(f) {
		f.Add(text, []byte("add_header A $1;\r\nlocation / { }"), uint8(i))
	}
	f.Add([]byte("http{server{}}"), []byte("#"), uint8(1))
	f.Add([]byte("http {\r\n server { include a.conf; }\r\n}"), []byte("location / { add_header A b; # c"), uint8(2))
	f.Add([]byte("http { # BEGIN proviso a.example: x (as is the line end above)\n# END proviso\nserver{a;}}"), []byte(""), uint8(0))
	sayings := []*publish.Saying{sayingOf(f, whole), sayingOf(f, parts)}
	f.Fuzz(func(t *testing.T, text, included []byte, n uint8) {
		files := map[string][]byte{"nginx.conf": text, "a.conf": included}
		entry := []string{"nginx.conf", "a.conf"}[n/2%2]
		invariants(t, files, entry, sayings[n%2])
	})
}

// TestSameLanguage spoils configurations and asks a real nginx: what it cannot read, nothing is
// written into, and what is said to be unreadable is so.
func TestSameLanguage(t *testing.T) {
	nginx := nginxPath(t)
	folder := t.TempDir()
	r := rand.New(rand.NewPCG(1, 2))
	faulty, sound := 0, 0
	for i := range 150 {
		g := generator{Rand: r, port: 1, root: "/srv"}
		c := g.configuration()
		for name := range c.files {
			if name == "nginx.conf" || i%3 == 0 {
				c.files[name] = spoiled(r, c.files[name])
			}
		}
		for name, text := range c.files {
			put(t, filepath.Join(folder, fmt.Sprint(i), name), text)
		}
		if err := os.Mkdir(filepath.Join(folder, fmt.Sprint(i), "temp"), 0o755); err != nil {
			t.Fatal(err)
		}
		said, err := exec.Command(nginx, "-t", "-q", "-e", "stderr", "-p", filepath.Join(folder, fmt.Sprint(i)), "-c", "nginx.conf").CombinedOutput()
		_, out := invariants(t, c.files, "nginx.conf", sayingOf(t, whole))
		refused := len(faults(out)) > 0 && faults(out)[0].Code == "nginx-syntax"
		lexical := bytes.Contains(said, []byte("unexpected ")) || bytes.Contains(said, []byte("missing terminating"))
		switch {
		case err != nil && lexical && !refused:
			t.Fatalf("nginx cannot read it: %s\n%s", said, strings.Join(allText(c.files), "\n----\n"))
		case err == nil && refused:
			t.Fatalf("nginx can read it: %v\n%s", faults(out), strings.Join(allText(c.files), "\n----\n"))
		case refused:
			faulty++
		case err == nil:
			sound++
		}
	}
	if faulty < 10 || sound < 10 {
		t.Errorf("%d faulty and %d sound configurations: the test says little", faulty, sound)
	}
}

func allText(files map[string][]byte) (list []string) {
	for name, text := range files {
		list = append(list, name+":\n"+string(text))
	}
	return list
}

// spoiled changes a character or two where it matters.
func spoiled(r *rand.Rand, text []byte) []byte {
	text = bytes.Clone(text)
	for range 1 + r.IntN(2) {
		i := r.IntN(len(text))
		if at := bytes.IndexAny(text[i:], `;{}"'# \`); at >= 0 && r.IntN(3) > 0 {
			i += at
		}
		switch r.IntN(3) {
		case 0:
			text = append(text[:i], text[i+1:]...)
		case 1:
			text[i] = `;{}"'# \$`[r.IntN(9)]
		default:
			text = append(text[:i], append([]byte{`;{}"'# \$`[r.IntN(9)]}, text[i:]...)...)
		}
	}
	return text
}
