package png_test

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	stdpng "image/png"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container/containertest"
)

// samePixels decodes both by the standard library.
func samePixels(_ *testing.T, before, after string) bool {
	a, errA := stdpng.Decode(strings.NewReader(before))
	b, errB := stdpng.Decode(strings.NewReader(after))
	if errA != nil || errB != nil {
		return fmt.Sprint(errA) == fmt.Sprint(errB)
	}
	return bytes.Equal(pix(a), pix(b))
}

func pix(m image.Image) []byte {
	out := image.NewNRGBA64(m.Bounds())
	draw.Draw(out, out.Rect, m, m.Bounds().Min, draw.Src)
	return out.Pix
}

// TestCorpus puts packets into real files.
func TestCorpus(t *testing.T) { suite.Corpus(t, samePixels) }

// TestExifTool has ExifTool read what was written into the layouts.
func TestExifTool(t *testing.T) {
	pairs := map[string]containertest.Pair{}
	for _, l := range layouts {
		if out, code := put(t, l.file, packet("short")); code == "" {
			pairs[l.name] = containertest.Pair{Before: l.file, After: out}
		}
	}
	suite.ExifTool(t, pairs)
}
