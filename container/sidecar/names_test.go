package sidecar_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso/container/sidecar"
)

func TestNames(t *testing.T) {
	for file, want := range map[string]string{
		"photo.nef":       "photo.nef.xmp photo.xmp",
		"photo.JPG":       "photo.JPG.xmp photo.xmp",
		"a/b.c/photo.tif": "a/b.c/photo.tif.xmp a/b.c/photo.xmp",
		"a.b/photo":       "a.b/photo.xmp",
		"photo.1.dng":     "photo.1.dng.xmp photo.1.xmp",
		"notes.txt":       "notes.txt.xmp",
		".jpg":            ".jpg.xmp",
		"photo.xmp":       "",
		"photo.nef.XMP":   "",
		".xmp":            ".xmp.xmp",
	} {
		if got := strings.Join(sidecar.Names(file), " "); got != want {
			t.Errorf("%s: %s, want %s", file, got, want)
		}
	}
}

func TestFor(t *testing.T) {
	for _, c := range []struct{ sidecar, siblings, want string }{
		{"photo.nef.xmp", "photo.nef photo.jpg", "photo.nef"},
		{"photo.jpg.xmp", "photo.nef photo.jpg", "photo.jpg"},
		{"notes.txt.xmp", "notes.txt", "notes.txt"},
		{"LICENSE.xmp", "LICENSE", "LICENSE"},

		// the stem
		{"photo.xmp", "photo.nef", "photo.nef"},
		{"photo.xmp", "photo.jpg photo.nef", "photo.nef"},
		{"photo.xmp", "photo.jpg photo.dng", "photo.dng"},
		{"photo.xmp", "photo.dng photo.cr3 photo.tif", "photo.cr3"},
		{"photo.xmp", "photo.nef photo.cr2", ""},
		{"photo.xmp", "photo.jpg", "photo.jpg"},
		{"photo.xmp", "photo.jpg photo.txt photo.thm", "photo.jpg"},
		{"photo.xmp", "photo.jpg photo.tif", ""},
		{"photo.xmp", "photo.heic photo.mov", ""},
		{"photo.xmp", "photo.txt", ""},
		{"photo.xmp", "photos.nef photo1.nef", ""},
		{"photo.xmp", "photo photo.nef", "photo"},
		{"photo.1.xmp", "photo.1.jpg", "photo.1.jpg"},
		{"photo.edited.xmp", "photo.jpg", ""},

		// one file's extension is not another's stem
		{"photo.nef.xmp", "photo.nef.jpg", ""},
		{"photo.nef.xmp", "photo.jpg", ""},

		// versions
		{"photo_01.nef.xmp", "photo.nef", ""},
		{"photo_01.nef.xmp", "photo.nef photo_01.nef", "photo_01.nef"},

		// case
		{"photo.NEF.xmp", "photo.nef", "photo.nef"},
		{"PHOTO.XMP", "photo.NEF", "photo.NEF"},
		{"photo.jpg.xmp", "photo.JPG photo.jpg", "photo.jpg"},
		{"Photo.jpg.xmp", "photo.JPG photo.jpg", ""},
		{"photo.xmp", "photo.nef Photo.NEF", "photo.nef"},
		{"PHOTO.xmp", "photo.nef Photo.NEF", ""},

		// what is no sidecar, or for none
		{"photo.jpg", "photo.jpg", ""},
		{".xmp", "photo.jpg", ""},
		{"photo.xmp.xmp", "photo.xmp photo.jpg", ""},
		{"photo.xmp", "photo.xmp", ""},
		{"photo.xmp", "", ""},
	} {
		got, ok := sidecar.For(c.sidecar, strings.Fields(c.siblings))
		if got != c.want || ok != (c.want != "") {
			t.Errorf("%s of %s: %q, %v, want %q", c.sidecar, c.siblings, got, ok, c.want)
		}
	}
}

// TestForExtension has packets tell which file they are for.
func TestForExtension(t *testing.T) {
	for _, c := range []struct{ sidecar, ext, siblings, want string }{
		{"photo.xmp", "JPG", "photo.nef photo.jpg", "photo.jpg"},
		{"photo.xmp", ".mov", "photo.heic photo.MOV", "photo.MOV"},
		{"photo.xmp", "CR2", "photo.nef photo.jpg", ""},
		{"photo.xmp", "", "photo.nef photo.jpg", "photo.nef"},
		{"photo.nef.xmp", "JPG", "photo.nef photo.jpg", "photo.nef"},
		{"photo.xmp", "xmp", "photo.xmp", ""},
		{"photo.jpg", "jpg", "photo.jpg", ""},
	} {
		got, ok := sidecar.NewFolder(strings.Fields(c.siblings)).ForExtension(c.sidecar, c.ext)
		if got != c.want || ok != (c.want != "") {
			t.Errorf("%s, %s of %s: %q, %v, want %q", c.sidecar, c.ext, c.siblings, got, ok, c.want)
		}
	}
}

func TestWriteName(t *testing.T) {
	for _, c := range []struct{ file, siblings, of, want string }{
		{"photo.nef", "", "", "photo.xmp"},
		{"photo.nef", "photo.nef photo.jpg", "", "photo.xmp"},
		{"photo.NEF", "photo.NEF photo.cr2", "", "photo.NEF.xmp"},
		{"photo.jpg", "photo.nef photo.jpg", "", "photo.jpg.xmp"},
		{"photo.jpg", "", "", "photo.jpg.xmp"},
		{"photo.dng", "", "", "photo.dng.xmp"},
		{"notes.txt", "", "", "notes.txt.xmp"},

		// one that is there
		{"photo.nef", "photo.nef.xmp", "photo.nef.xmp", "photo.nef.xmp"},
		{"photo.nef", "photo.XMP photo.jpg", "photo.XMP", "photo.XMP"},
		{"photo.jpg", "photo.xmp", "photo.xmp", "photo.xmp"},
		{"photo.jpg", "photo.xmp photo.nef", "", "photo.jpg.xmp"},
		{"photo.nef", "photo_01.nef.xmp", "", "photo.xmp"},
		{"photo.nef", "photo.xmp photo.cr2", "", "photo.nef.xmp"},

		// two that are there
		{"photo.nef", "photo.nef.xmp photo.xmp", "photo.nef.xmp photo.xmp", ""},
		{"photo.nef", "photo.XMP photo.xmp", "photo.XMP photo.xmp", ""},

		{"photo.xmp", "photo.nef", "", ""},
	} {
		siblings := strings.Fields(c.siblings)
		if got := strings.Join(sidecar.Of(c.file, siblings), " "); got != c.of {
			t.Errorf("%s of %s: sidecars %q, want %q", c.file, c.siblings, got, c.of)
		}
		if got := sidecar.WriteName(c.file, siblings); got != c.want {
			t.Errorf("%s of %s: %q, want %q", c.file, c.siblings, got, c.want)
		}
	}
}

// TestWritten: what is written under the name that is given speaks for the file, in any
// folder, and is the one to write again.
func TestWritten(t *testing.T) {
	all := []string{"a", "A", "a.nef", "a.NEF", "a.cr2", "a.jpg", "a.dng", "a.txt", "a.nef.jpg", "a.xmp", "a.jpg.xmp", "a.nef.xmp", "A.XMP"}
	for bits := range 1 << len(all) {
		var siblings []string
		for i, name := range all {
			if bits>>i&1 == 1 {
				siblings = append(siblings, name)
			}
		}
		f := sidecar.NewFolder(siblings)
		for _, file := range siblings {
			name := f.WriteName(file)
			if name == "" {
				continue
			}
			with := append(slices.Clone(siblings), name)
			if target, ok := sidecar.For(name, with); !ok || target != file {
				t.Fatalf("%s of %v is written as %s, which speaks for %q", file, siblings, name, target)
			}
			if again := sidecar.WriteName(file, with); again != name {
				t.Fatalf("%s of %v is written as %s and then as %q", file, siblings, name, again)
			}
		}
	}
}

func TestRawExtensions(t *testing.T) {
	if d := cmp.Diff(slices.Compact(slices.Sorted(slices.Values(sidecar.RawExtensions))), sidecar.RawExtensions); d != "" {
		t.Errorf("not in order:\n%s", d)
	}
	for _, ext := range sidecar.RawExtensions {
		if !sidecar.IsRaw("x"+ext) || !sidecar.IsRaw("x"+strings.ToUpper(ext)) || sidecar.IsRaw(ext) {
			t.Errorf("%s", ext)
		}
	}
	for _, name := range []string{"x.dng", "x.jpg", "nef", "x.nef.xmp", ""} {
		if sidecar.IsRaw(name) {
			t.Errorf("%s is raw", name)
		}
	}
}

// ExampleFor has a sidecar beside a raw file and a JPEG.
func ExampleFor() {
	siblings := []string{"photo.nef", "photo.jpg"}
	fmt.Println(sidecar.For("photo.xmp", siblings))
	fmt.Println(sidecar.For("photo.jpg.xmp", siblings))
	fmt.Println(sidecar.WriteName("photo.nef", siblings))
	// Output:
	// photo.nef true
	// photo.jpg true
	// photo.xmp
}

func FuzzFor(f *testing.F) {
	f.Add("photo.xmp", "photo.nef photo.jpg")
	f.Add("", "")
	f.Fuzz(func(t *testing.T, name, list string) {
		if strings.Contains(name, "/") {
			t.Skip("names are without folders")
		}
		siblings := strings.Fields(list)
		if target, ok := sidecar.For(name, siblings); ok && !slices.Contains(siblings, target) {
			t.Fatalf("%q speaks for %q", name, target)
		}
		if written := sidecar.WriteName(name, siblings); written != "" {
			if target, ok := sidecar.For(written, append(siblings, name, written)); !ok || target != name {
				t.Fatalf("%q is written as %q, which speaks for %q", name, written, target)
			}
		}
	})
}
