package stamp_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"hash"
	"image"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"os"
	"runtime"
	"sync"
	"testing"

	"github.com/proviso-signals/proviso/stamp"
)

// decoder shows a file: it gives a digest of the picture, of all of them where there
// are several, or an error.
type decoder struct {
	name   string // of a program, which may be missing; empty for the standard library
	decode func(path string) (string, error)
}

// decoders are asked in this order, by the container's format. The first one that shows
// the original judges.
var decoders = map[string][]decoder{
	"jpeg": {library(one(jpeg.Decode)), program("djpeg", "-pnm", "-outfile", "OUT.pnm", "IN")},
	"png":  {library(one(png.Decode)), magick("png")},
	"gif":  {library(frames), magick("gif")},
	"webp": {program("dwebp", "-quiet", "IN", "-pam", "-o", "OUT.pam"), magick("webp")},
	"tiff": {program("tiffcp", "-c", "none", "IN", "OUT.tif"), magick("tiff")},
	"bmff": {program("heif-convert", "--quiet", "--with-aux", "IN", "OUT.png"), program("avifdec", "--raw-color", "--jobs", "1", "IN", "OUT.y4m")},
	"jxl":  {program("djxl", "IN", "OUT.png"), program("djxl", "IN", "OUT.jpg")},
	"svg":  {program("rsvg-convert", "--width", "256", "--keep-aspect-ratio", "-o", "OUT.png", "IN")},
}

// pixels has every file decoded, and again what was written. It finds out which were
// sound.
func (o *oracle) pixels(t *testing.T) {
	o.each(o.files, func(f *judged) {
		list := decoders[f.Format]
		f.unknown = len(list) == 0
		for _, d := range list {
			if !d.there() {
				f.unknown = true
				continue
			}
			was, err := d.decode(o.was(f))
			if err != nil {
				continue
			}
			f.sound, f.unknown = true, false
			if f.Status == stamp.Stamped && f.Target == "" {
				if is, err := d.decode(o.is(f)); err != nil || is != was {
					o.damage(t, f, "%s shows another picture: %v", d.by(), err)
				}
			}
			return
		}
	})
	told := map[string]bool{}
	for _, f := range o.files {
		if f.unknown && f.Format != "" && f.Format != "raw" && !told[f.Format] {
			told[f.Format] = true
			t.Logf("SKIPPED: a decoder of %s is missing; see tools/oracle.sh", f.Format)
		}
	}
}

// each calls a function for files, several at once.
func (o *oracle) each(files []*judged, do func(*judged)) {
	next := make(chan *judged)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for f := range next {
				do(f)
			}
		})
	}
	for _, f := range files {
		next <- f
	}
	close(next)
	workers.Wait()
}

// library is a decoder of the standard library.
func library(decode func([]byte, hash.Hash) error) decoder {
	return decoder{"", func(path string) (string, error) {
		data, err := os.ReadFile(path)
		if err != nil {
			return "", err
		}
		sum := sha256.New()
		err = decode(data, sum)
		return fmt.Sprintf("%x", sum.Sum(nil)), err
	}}
}

// one is the decoder of a format with one picture in a file.
func one(decode func(io.Reader) (image.Image, error)) func([]byte, hash.Hash) error {
	return func(data []byte, sum hash.Hash) error {
		m, err := decode(bytes.NewReader(data))
		if err == nil {
			digest(sum, m)
		}
		return err
	}
}

// frames decodes GIF, with the times and places of the pictures.
func frames(data []byte, sum hash.Hash) error {
	all, err := gif.DecodeAll(bytes.NewReader(data))
	if err != nil {
		return err
	}
	fmt.Fprint(sum, all.Delay, all.LoopCount, all.Disposal, all.BackgroundIndex, all.Config.Width, all.Config.Height)
	for _, m := range all.Image {
		digest(sum, m)
	}
	return nil
}

// digest takes in the pixels of a picture.
func digest(sum hash.Hash, m image.Image) {
	fmt.Fprintf(sum, "%T %v\n", m, m.Bounds())
	switch m := m.(type) {
	case *image.YCbCr:
		sum.Write(m.Y)
		sum.Write(m.Cb)
		sum.Write(m.Cr)
	case *image.Gray:
		sum.Write(m.Pix)
	default:
		whole := image.NewNRGBA64(m.Bounds())
		draw.Draw(whole, whole.Rect, m, m.Bounds().Min, draw.Src)
		sum.Write(whole.Pix)
	}
}
