package tiff_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container/containertest"
	"github.com/proviso-signals/proviso/container/tiff"
)

// place writes a file for other programs to read.
func place(t *testing.T, data string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.tif")
	if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// samePixels has libtiff decode all pages of two files and write them without
// compression and XMP; the outcome must be the same. Files that it cannot decode whole
// must fail alike.
func samePixels(t *testing.T, before, after string) bool {
	t.Helper()
	tool := containertest.Tool(t, "tiffcp", "apt-get install libtiff-tools")
	decode := func(data string) string {
		path := place(t, data)
		failed := exec.Command(tool, "-c", "none", path, path+".out").Run()
		pixels, err := os.ReadFile(path + ".out")
		if err != nil || failed != nil {
			return fmt.Sprint(err == nil, failed, len(pixels))
		}
		return string(pixels)
	}
	return decode(before) == decode(after)
}

// TestCorpus puts packets into real files.
func TestCorpus(t *testing.T) { suite.Corpus(t, samePixels) }

// TestExifTool has ExifTool read what is written into all layouts.
func TestExifTool(t *testing.T) {
	pairs := map[string]containertest.Pair{}
	for _, l := range layouts {
		if strings.HasPrefix(l.name, "pages without") || strings.HasPrefix(l.name, "resource") || strings.HasPrefix(l.name, "shared") {
			continue // it reads the other packets as well
		}
		out, refused := put(t, l.file, packet("short"))
		if refused != "" {
			t.Fatal(refused)
		}
		pairs[l.name] = containertest.Pair{Before: l.file, After: out}
	}
	suite.ExifTool(t, pairs)
}

// TestLibtiff has libtiff list the directories of what is written: it must find a
// packet of the right length in the first, and the rest as it was.
func TestLibtiff(t *testing.T) {
	info := containertest.Tool(t, "tiffinfo", "apt-get install libtiff-tools")
	packetLine := func(data string) (rest, packet string) {
		said, err := exec.Command(info, place(t, data)).Output()
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(said)) {
			if i := strings.Index(line, "at offset 0x"); i >= 0 {
				line = line[:i] // of the directory
			}
			switch {
			case packet == "" && strings.Contains(line, "XMLPacket"):
				packet = strings.TrimSpace(line)
			case !strings.Contains(line, "XMLPacket") && !strings.Contains(line, "<x:xmpmeta"):
				rest += line + "\n"
			}
		}
		return rest, packet
	}
	for i, k := range kinds {
		for _, file := range []string{simple(k), middle(k, packet("old")), cog(k)} {
			out, _ := put(t, file, packet("longer"))
			old, _ := packetLine(file)
			now, xml := packetLine(out)
			if old != now || !strings.HasPrefix(xml, "XMLPacket") {
				t.Errorf("kind %d: %s\nnow %s %s", i, old, now, xml)
			}
			if !samePixels(t, file, out) {
				t.Errorf("kind %d: other pixels", i)
			}
		}
	}
}

// TestExifToolText has ExifTool read the texts that are written, and add to a block.
func TestExifToolText(t *testing.T) {
	tool := containertest.Tool(t, "exiftool", "apt-get install libimage-exiftool-perl")
	for _, k := range []kind{ii, mm} {
		file := full(k)
		for tag, name := range map[uint16]string{tiff.Artist: "Artist", tiff.Copyright: "Copyright", tiff.ImageDescription: "ImageDescription"} {
			src, s := suite.Scan(t, file)
			edits, err := tiff.PutText(src, s, tag, "Jörg and all his friends")
			if err != nil {
				t.Fatal(err)
			}
			out, err := exec.Command(tool, "-b", "-IFD0:"+name, place(t, containertest.Apply(t, file, edits))).Output()
			if want := "Jörg and all his friends"; err != nil || !strings.HasPrefix(string(out), want) {
				t.Errorf("%s reads %q, %v", name, out, err)
			}
		}
	}
}

// TestCorpusTexts sets texts in the files and Exif blocks of other people's images:
// files are taken as blocks. Whatever is set must read back and leave all else alone.
func TestCorpusTexts(t *testing.T) {
	root := os.Getenv("CONTAINER_CORPUS")
	if root == "" {
		t.Skip("SKIPPED: set CONTAINER_CORPUS to a folder of images, such as t/images of github.com/exiftool/exiftool")
	}
	set, refused := 0, map[string]int{}
	err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		block := exifOf(b)
		if block == "" {
			return nil
		}
		switch _, code := setText(t, block, tiff.Copyright, "all mine"); code {
		case "":
			set++
		default:
			refused[code]++
		}
		return nil
	})
	t.Logf("set %d, refused %v, %v", set, refused, err)
}

// exifOf gives a file that is TIFF, or the first Exif block of a JPEG, found by its
// signature.
func exifOf(b []byte) string {
	if tiff.Format.Sniff(b) {
		return string(b)
	}
	if len(b) < 4 || b[0] != 0xFF || b[1] != 0xD8 {
		return ""
	}
	i := strings.Index(string(b), "Exif\x00\x00")
	if i < 4 {
		return ""
	}
	end := i - 2 + int(b[i-2])<<8 + int(b[i-1])
	if block := string(b[i+6 : min(max(end, i+6), len(b))]); tiff.Format.Sniff([]byte(block)) {
		return block
	}
	return ""
}
