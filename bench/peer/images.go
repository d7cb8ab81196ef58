package peer

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/bep/imagemeta"

	"github.com/proviso-signals/proviso/answer"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/all"
)

// ImageReader is a way to read an image file: it opens, reads and closes it.
type ImageReader struct {
	Name string
	Read func(path string) error
}

// ImageReaders lists the ways that are compared, ours first. They may keep memory from
// one file to the next, and are for one goroutine.
func ImageReaders() []ImageReader {
	source := container.NewSource(nil, 0)
	window := make([]byte, 64<<10)
	return []ImageReader{
		{"proviso scan", func(path string) error {
			_, err := ScanImage(source, path)
			return err
		}},
		{"proviso answer", func(path string) error {
			_, err := AnswerImage(source, path)
			return err
		}},
		{"imagemeta XMP unparsed", func(path string) error {
			_, err := ImagemetaPacket(path)
			return err
		}},
		{"imagemeta XMP", func(path string) error { return decode(path, imagemeta.XMP, nil) }},
		{"imagemeta EXIF+IPTC+XMP", func(path string) error {
			return decode(path, imagemeta.EXIF|imagemeta.IPTC|imagemeta.XMP, nil)
		}},
		{"bound: open, 64 KiB, close", func(path string) error { return readHead(path, window) }},
		{"bound: open, 1 byte, close", func(path string) error { return readHead(path, window[:1]) }},
	}
}

// ScanImage finds what is in a file.
func ScanImage(source *container.Source, path string) (*container.Scan, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	source.Reset(f, info.Size())
	head, err := source.Peek(0, container.SniffLen)
	if err != nil {
		return nil, err
	}
	format := all.Detect(head)
	if format == nil {
		return nil, container.ErrFormat
	}
	return format.Scan(source)
}

// AnswerImage finds out what a file says, by every carrier.
func AnswerImage(source *container.Source, path string) (*answer.Answer, error) {
	scan, err := ScanImage(source, path)
	if err != nil {
		return nil, err
	}
	artifact := &carrier.Artifact{Kind: carrier.File, Source: path, Scan: scan}
	return answer.Of(carrier.Question{}, []*carrier.Artifact{artifact}, nil), nil
}

// decode has imagemeta read a file. With a handler it hands the packet on as it stands;
// with none it parses it.
func decode(path string, sources imagemeta.Source, packet func(io.Reader) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = imagemeta.Decode(imagemeta.Options{R: f, ImageFormat: formatOf(path), Sources: sources, HandleXMP: packet})
	return err
}

// formatOf goes by the name: imagemeta does not look itself.
func formatOf(path string) imagemeta.ImageFormat {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".png":
		return imagemeta.PNG
	case ".webp":
		return imagemeta.WebP
	}
	return imagemeta.JPEG
}

func readHead(path string, b []byte) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if _, err := f.ReadAt(b, 0); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	return nil
}

// ImagemetaPacket gives the XMP packet that imagemeta finds; nil for none.
func ImagemetaPacket(path string) (packet []byte, err error) {
	err = decode(path, imagemeta.XMP, func(r io.Reader) error {
		var b bytes.Buffer
		if _, err := b.ReadFrom(r); err != nil {
			return err
		}
		packet = b.Bytes()
		return nil
	})
	return packet, err
}

// ExifTool runs ExifTool to its end and gives what it has printed, how long that took,
// and the CPU time of it.
func ExifTool(args ...string) (out []byte, wall, cpu time.Duration, err error) {
	cmd := exec.Command("exiftool", args...)
	begin := time.Now()
	out, err = cmd.Output()
	wall = time.Since(begin)
	if state := cmd.ProcessState; state != nil {
		cpu = state.UserTime() + state.SystemTime()
	}
	return out, wall, cpu, err
}
