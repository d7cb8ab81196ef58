package webp_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container/containertest"
)

// libwebp runs a tool of libwebp on a file and gives what it writes to the file that
// stands for OUT among the arguments, as IN stands for the one it reads.
func libwebp(t *testing.T, data, tool string, args ...string) (out string, err error) {
	t.Helper()
	path := containertest.Tool(t, tool, "apt-get install webp")
	in, made := filepath.Join(t.TempDir(), "in.webp"), filepath.Join(t.TempDir(), "out")
	if err := os.WriteFile(in, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
	for i, a := range args {
		switch a {
		case "IN":
			args[i] = in
		case "OUT":
			args[i] = made
		}
	}
	if err := exec.Command(path, args...).Run(); err != nil {
		return "", err
	}
	b, err := os.ReadFile(made)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return string(b), nil
}

// pixels decodes a file, frame by frame if it is an animation. It is empty where libwebp
// cannot.
func pixels(t *testing.T, data string) (all string) {
	t.Helper()
	if out, err := libwebp(t, data, "dwebp", "IN", "-pam", "-o", "OUT"); err == nil {
		return out
	}
	for i := 1; ; i++ {
		one, err := libwebp(t, data, "webpmux", "-get", "frame", strconv.Itoa(i), "IN", "-o", "OUT")
		if err != nil {
			return all
		}
		out, err := libwebp(t, one, "dwebp", "IN", "-pam", "-o", "OUT")
		if err != nil {
			t.Fatal(err)
		}
		all += out
	}
}

func same(t *testing.T, before, after string) bool {
	t.Helper()
	return pixels(t, before) == pixels(t, after)
}

// TestCorpus puts packets into real files.
func TestCorpus(t *testing.T) { suite.Corpus(t, same) }

// TestExifTool has ExifTool read what was written into the layouts.
func TestExifTool(t *testing.T) {
	pairs := map[string]containertest.Pair{}
	for _, l := range layouts {
		if out, code := suite.Put(t, l.file, packet("short")); code == "" {
			pairs[l.name] = containertest.Pair{Before: l.file, After: out}
		}
	}
	delete(pairs, "zeros") // ExifTool reads no further
	// The warning that there is something between or behind the chunks has numbers in it.
	delete(pairs, "stray bytes")
	delete(pairs, "metadata behind the RIFF")
	suite.ExifTool(t, pairs)
}

// TestLibwebp has libwebp read what was written into the layouts. What it could show
// looks as before, and what it could not may be shown now; the packet is found wherever
// the rest of the file is as it should be.
func TestLibwebp(t *testing.T) {
	faulty := map[string]bool{ // and it stays so
		"two Exif structures": true, "lower case": true, "stray bytes": true, "stray bytes and more": true,
		"packet behind alpha behind the picture": true,
	}
	for _, l := range layouts {
		if l.refused != "" || strings.Contains(l.name, "longer VP8X") {
			continue
		}
		t.Run(l.name, func(t *testing.T) {
			text := packet("short")
			out, _ := suite.Put(t, l.file, text)
			withExif, _ := exifSuite.Put(t, out, tiff)
			now := pixels(t, out)
			if was := pixels(t, l.file); was != "" && was != now || now == "" {
				t.Errorf("it looked as %d bytes, and as %d now", len(was), len(now))
			}
			if withExif != "" && pixels(t, withExif) != now {
				t.Error("Exif changed the picture")
			}
			if got, err := libwebp(t, within(out), "webpmux", "-get", "xmp", "IN", "-o", "OUT"); got != text && !faulty[l.name] {
				t.Errorf("webpmux reads %q, %v", got, err)
			}
			if withExif == "" || faulty[l.name] {
				return
			}
			if got, err := libwebp(t, within(withExif), "webpmux", "-get", "exif", "IN", "-o", "OUT"); got != tiff {
				t.Errorf("webpmux reads %q, %v", got, err)
			}
		})
	}
}

// within is a file without what follows the RIFF, which webpmux 1.2 does not take.
func within(data string) string { return data[:min(len(data), 8+u32(data[4:]))] }
