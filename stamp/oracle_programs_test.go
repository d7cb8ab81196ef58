package stamp_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// patience is how long a program may take for a file.
const patience = 2 * time.Minute

// program is a decoder that is a program of others. IN among its arguments stands for
// the file, OUT for the name of what it makes.
func program(name string, args ...string) decoder {
	return decoder{name, func(path string) (string, error) {
		folder, err := os.MkdirTemp("", "oracle")
		if err != nil {
			return "", err
		}
		defer os.RemoveAll(folder)
		filled := make([]string, len(args))
		for i, a := range args {
			a = strings.Replace(a, "OUT", filepath.Join(folder, "out"), 1)
			filled[i] = strings.Replace(a, "IN", path, 1)
		}
		ctx, stop := context.WithTimeout(context.Background(), patience)
		defer stop()
		if err := exec.CommandContext(ctx, name, filled...).Run(); err != nil {
			return "", err
		}
		return made(folder)
	}}
}

// magick has ImageMagick decode a file, with all that is in it.
func magick(format string) decoder {
	return program("convert", format+":IN", "-depth", "16", "rgba:OUT")
}

func (d decoder) there() bool {
	if d.name == "" {
		return true
	}
	_, err := exec.LookPath(d.name)
	return err == nil
}

func (d decoder) by() string {
	if d.name == "" {
		return "the standard library"
	}
	return d.name
}

// made is a digest of the files of a folder.
func made(folder string) (string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return "", err
	}
	if len(entries) == 0 {
		return "", errors.New("nothing came out")
	}
	sum := sha256.New()
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			return "", err
		}
		fmt.Fprintf(sum, "%s %x\n", e.Name(), sha256.Sum256(picturePart(data)))
	}
	return fmt.Sprintf("%x", sum.Sum(nil)), nil
}

// picturePart leaves of a PNG file what makes the picture: decoders copy metadata into
// it.
func picturePart(data []byte) (part []byte) {
	if !bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")) {
		return data
	}
	for at := 8; at+12 <= len(data); {
		n := int(binary.BigEndian.Uint32(data[at:]))
		if n > len(data)-at-12 {
			return data
		}
		switch string(data[at+4 : at+8]) {
		case "IHDR", "PLTE", "tRNS", "IDAT", "acTL", "fcTL", "fdAT":
			part = append(part, data[at+4:at+8+n]...)
		}
		at += 12 + n
	}
	return part
}
