package bmff_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/proviso-signals/proviso/container/containertest"
)

// TestCorpus puts packets into real files; libavif and libheif decode both.
func TestCorpus(t *testing.T) {
	containertest.Tool(t, "heif-convert", "apt-get install libheif-examples")
	containertest.Tool(t, "avifdec", "apt-get install libavif-bin")
	decoded := 0
	suite.Corpus(t, func(t *testing.T, before, after string) bool {
		a, b := pixels(t, before), pixels(t, after)
		for k := range a {
			if a[k] == "fails" {
				b[k] = a[k] // a file with a size where there was none may be readable now
			} else {
				decoded++
			}
		}
		return a == b
	})
	t.Logf("decoded %d times", decoded)
}

// pixels gives a digest of what each of the two decoders makes of a file.
func pixels(t *testing.T, data string) (sums [2]string) {
	t.Helper()
	folder := t.TempDir()
	defer os.RemoveAll(folder)
	in, out := filepath.Join(folder, "a.heic"), filepath.Join(folder, "out.png")
	if err := os.WriteFile(in, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
	for k, command := range [][]string{
		{"heif-convert", "--quiet", in, out},
		{"avifdec", "--raw-color", "--jobs", "1", in, filepath.Join(folder, "b.y4m")},
	} {
		sums[k] = "fails"
		if err := exec.Command("timeout", append([]string{"60"}, command...)...).Run(); err != nil {
			continue
		}
		sum := sha256.New()
		files, _ := filepath.Glob(filepath.Join(folder, "*"))
		for _, f := range files {
			if f == in {
				continue
			}
			b, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(sum, "%s %x\n", filepath.Base(f), sha256.Sum256(strip(b)))
			os.Remove(f)
		}
		sums[k] = fmt.Sprintf("%x", sum.Sum(nil))
	}
	return sums
}

// strip leaves of a PNG file the pixels: heif-convert copies the metadata.
func strip(b []byte) []byte {
	if !bytes.HasPrefix(b, []byte("\x89PNG")) {
		return b
	}
	var pixels []byte
	for at := 8; at+12 <= len(b); {
		n := int(b[at])<<24 | int(b[at+1])<<16 | int(b[at+2])<<8 | int(b[at+3])
		if name := string(b[at+4 : at+8]); name == "IHDR" || name == "IDAT" {
			pixels = append(pixels, b[at+8:at+8+n]...)
		}
		at += 12 + n
	}
	return pixels
}
