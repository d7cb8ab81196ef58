package jxl_test

import (
	"encoding/binary"
	"strings"

	"github.com/andybalholm/brotli"

	"github.com/proviso-signals/proviso/container/containertest"
)

const (
	signature = "\x00\x00\x00\x0CJXL \r\n\x87\n"
	uuidXMP   = "\xBE\x7A\xCF\xCB\x97\xA9\x42\xE8\x9C\x71\x99\x94\x91\xE3\xAF\xAC"
	store     = "c2pa\x00\x11\x00\x10\x80\x00\x00\xAA\x00\x38\x9B\x71"
	tiff      = "II*\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00"
	pixels    = "\xFF\x0Apixels of some picture"
	other     = `<?xml version="1.0"?><!-- no packet --><note/>`
)

func be32(n int) string { return string(binary.BigEndian.AppendUint32(nil, uint32(n))) }
func be64(n int) string { return string(binary.BigEndian.AppendUint64(nil, uint64(n))) }

// box makes a box.
func box(kind string, parts ...string) string {
	body := strings.Join(parts, "")
	return be32(8+len(body)) + kind + body
}

// large makes a box with a size of 64 bits.
func large(kind string, parts ...string) string {
	body := strings.Join(parts, "")
	return be32(1) + kind + be64(16+len(body)) + body
}

// open makes a box that goes up to the end of the file.
func open(kind string, parts ...string) string { return be32(0) + kind + strings.Join(parts, "") }

// piece makes a piece of a codestream.
func piece(index int, data string) string { return box("jxlp", be32(index), data) }

// last makes an index that of the last piece.
func last(index int) int { return index | 1<<31 }

func ftyp(version int) string { return box("ftyp", "jxl ", be32(version), "jxl ") }

// file is a file with boxes before and after the pixels.
func file(before, after string) string { return head + before + box("jxlc", pixels) + after }

var head = signature + ftyp(0)

// pack makes what brob holds.
func pack(kind, body string) string {
	var b strings.Builder
	w := brotli.NewWriterLevel(&b, 2)
	if _, err := w.Write([]byte(body)); err != nil {
		panic(err)
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return kind + b.String()
}

func brob(kind, body string) string { return box("brob", pack(kind, body)) }
func xmp(text string) string        { return box("xml ", packet(text)) }
func exif(data string) string       { return box("Exif", "\x00\x00\x00\x00", data) }
func packet(text string) string     { return containertest.Packet(text) }

// jumd makes the body of a JUMBF superbox.
func jumd(uuid, label string) string {
	return box("jumd", uuid, "\x03", label, "\x00") + box("cbor", "x")
}

// Types of APP segments, as jbrd has them.
const (
	appOther = 0
	appICC   = 1
	appExif  = 2
	appXMP   = 3
)

// jbrd makes what gives a JPEG back that has APP segments of some types. What follows
// these is not looked at.
func jbrd(apps ...int) string {
	var w bitWriter
	w.write(0, 1)
	for range apps {
		w.write(0xE1-0xC0, 6)
	}
	for _, marker := range []int{0xDB, 0xC0, 0xC4, 0xDA, 0xD9} {
		w.write(marker-0xC0, 6)
	}
	for _, app := range apps {
		switch {
		case app < 2:
			w.write(app, 2)
		default:
			w.write(2, 2)
			w.write(app-2, 1)
		}
		w.write(1000, 16)
	}
	return box("jbrd", string(w.b), "tables and all")
}

// bitWriter writes numbers, their lowest bit first.
type bitWriter struct {
	b []byte
	n int
}

func (w *bitWriter) write(v, n int) {
	for i := range n {
		if w.n&7 == 0 {
			w.b = append(w.b, 0)
		}
		w.b[w.n>>3] |= byte(v>>i&1) << (w.n & 7)
		w.n++
	}
}
