package jpeg_test

import (
	"bytes"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/jpeg"
)

// hostile gives files made to cost much, and the code that says a limit was reached.
func hostile() []struct{ name, file, code string } {
	large := strings.Repeat("x", container.MaxBlock+1)
	many := strings.Repeat
	return []struct{ name, file, code string }{
		{"segments", file(strings.Repeat(comment, jpeg.MaxSegments+1)), "jpeg-too-many-segments"},
		{"packets", file(strings.Repeat(xmp(old), jpeg.MaxSegments+1)), "jpeg-too-many-segments"},
		{"pieces", file(xmp(named), strings.Repeat(piece(guid(bulk), 1<<30, 1<<20, "x"), jpeg.MaxSegments+1)), "jpeg-too-many-segments"},
		{"boxes", file(strings.Repeat(boxes(store, 1000)[0], jpeg.MaxSegments+1)), "jpeg-too-many-segments"},
		{"stray bytes", soi + jfif + strings.Repeat("\x00", jpeg.MaxSkip+2) + picture, "jpeg-garbage"},
		{"fill bytes", soi + strings.Repeat("\xFF", jpeg.MaxSkip+1000) + picture, "jpeg-garbage"},
		{"fill bytes in all", soi + strings.Repeat(strings.Repeat("\xFF", 1000)+comment, 100) + picture, "jpeg-garbage"},
		{"resources", file(many(photoshop(strings.Repeat(resource(1, "", ""), 5000)), 3)), "jpeg-too-many-resources"},
		{"large extension", file(xmp(packet("", names(guid(large)))), join(extended(large, 65000))), "jpeg-too-large"},
		{"large manifest store", file(join(boxes(jumbf(c2paUUID, large), 65000))), "jpeg-too-large"},
		{"large Exif", file(exif(plainTIFF), many(exif(large[:65000]), 300)), "jpeg-too-large"},
		{"large resources", file(many(photoshop(large[:65000]), 300)), "jpeg-too-large"},
		{"large numbers", file(xmp(named), piece(guid(bulk), 1<<32-1, 1<<32-1, "x")), "jpeg-incomplete"},
	}
}

func TestHostile(t *testing.T) {
	for _, h := range hostile() {
		t.Run(h.name, func(t *testing.T) {
			data := []byte(h.file)
			src := container.NewSource(bytes.NewReader(data), int64(len(data)))
			start, used := time.Now(), allocated()
			s, err := jpeg.Format.Scan(src)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.ContainsFunc(s.Problems, func(p container.Problem) bool { return p.Code == h.code }) {
				t.Errorf("no %s: %v", h.code, s.Problems)
			}
			if len(s.Problems) > jpeg.MaxProblems {
				t.Errorf("%d problems", len(s.Problems))
			}
			if d := time.Since(start); d > 5*time.Second {
				t.Errorf("took %v", d)
			}
			if n := allocated() - used; n > 3*container.MaxBlock {
				t.Errorf("used %d bytes for %d", n, len(data))
			}
			suite(container.XMP).Scan(t, h.file)
			put(t, h.file, fresh)
		})
	}
}

func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}

// TestFullHeader checks the edge: a header that holds no more segments may have its
// packet replaced, and gets none.
func TestFullHeader(t *testing.T) {
	n := len(segments(file()))
	full := strings.Repeat(comment, jpeg.MaxSegments-n)
	if _, code := put(t, file(full), fresh); code != "jpeg-too-many-segments" {
		t.Errorf("new packet: %q", code)
	}
	if _, code := put(t, file(full[len(comment):], xmp(old)), fresh); code != "" {
		t.Errorf("replaced packet: %q", code)
	}
	if _, code := put(t, file(full[len(comment):]), fresh); code != "" {
		t.Errorf("last packet: %q", code)
	}
}

// TestManyProbes checks that looking for previews and trailers stays within reason.
func TestManyProbes(t *testing.T) {
	var entries strings.Builder
	for i := range 5000 {
		entries.WriteString(entry(1, 4, 1, 100000+i))
	}
	pixels := strings.Repeat("pixels", 100000)
	if _, code := put(t, file(exif(tiff(entries.String())))+pixels, fresh); code != "jpeg-exif-outside" {
		t.Error(code)
	}
	if _, code := put(t, file()+pixels+strings.Repeat("AXS!\x00\x00\x00\x00", 8000), fresh); code != "jpeg-afcp" {
		t.Error(code)
	}
}

// TestManyImages checks that lists of images stay within reason.
func TestManyImages(t *testing.T) {
	for n, want := range map[int]string{jpeg.MaxImages: "", jpeg.MaxImages + 1: "jpeg-mpf"} {
		further := slices.Repeat([]string{soi}, n-1)
		if _, code := put(t, images(file(mpf(be, n)), further...), fresh); code != want {
			t.Errorf("%d images: %q", n, code)
		}
	}
}
