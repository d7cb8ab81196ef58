package main

import (
	"fmt"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"reflect"

	"github.com/proviso-signals/proviso/bench/peer"
	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/xmp"
	"github.com/proviso-signals/proviso/stamp"
)

// decodeEvery is how many files there are to one whose pixels are decoded, by a decoder
// that is not ours.
const decodeEvery = 50

// each makes a check of every file of the work folder: its pixels are the original's, and
// check has no objection.
func (b *bench) each(check func(source *container.Source, path string) error) func() error {
	return func() error {
		source := container.NewSource(nil, 0)
		for i, original := range b.images {
			path := filepath.Join(b.work, filepath.Base(original.Path))
			sum, _, err := pixels(source, path)
			if err != nil {
				return err
			}
			if sum != b.pixels[i] {
				return fmt.Errorf("%s: the pixels have another digest", path)
			}
			if i%decodeEvery == 0 {
				if err := sameDecoded(original.Path, path); err != nil {
					return err
				}
			}
			if err := check(source, path); err != nil {
				return err
			}
		}
		return nil
	}
}

// says wants every file to say what was asked for.
func (b *bench) says(intent stamp.Intent) func() error {
	return b.each(func(source *container.Source, path string) error {
		a, err := peer.AnswerImage(source, path)
		if err != nil {
			return err
		}
		if said := a.Rulings.Outcomes(); !said.Equal(intent.Outcomes) {
			return fmt.Errorf("%s says %v, not %v", path, said, intent.Outcomes)
		}
		return nil
	})
}

// hasTerms wants every file to have the property that ExifTool was to set.
func (b *bench) hasTerms(text string) func() error {
	return b.each(func(source *container.Source, path string) error {
		scan, err := peer.ScanImage(source, path)
		if err != nil {
			return err
		}
		block := scan.Find(container.XMP)
		if block == nil {
			return fmt.Errorf("%s has no packet", path)
		}
		packet, _ := xmp.Parse(block.Data)
		if v := packet.Get(xmp.NSXMPRights, "UsageTerms"); v == nil || v.Default() != text {
			return fmt.Errorf("%s has no usage terms %q", path, text)
		}
		return nil
	})
}

// pixels is the digest of what makes the picture, and the size of the file.
func pixels(source *container.Source, path string) (sum digest, size int64, err error) {
	scan, err := peer.ScanImage(source, path)
	if err != nil {
		return sum, 0, err
	}
	f, err := os.Open(path)
	if err != nil {
		return sum, 0, err
	}
	defer f.Close()
	s, err := container.Digest(f, scan.Payload)
	return digest(s), source.Size(), err
}

// sameDecoded compares the pixels of two files, decoded.
func sameDecoded(before, after string) error {
	var decoded [2]image.Image
	for i, path := range []string{before, after} {
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		decoded[i], err = jpeg.Decode(f)
		f.Close()
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	if !reflect.DeepEqual(decoded[0], decoded[1]) {
		return fmt.Errorf("%s: the decoded pixels differ", after)
	}
	return nil
}
