package svg_test

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"strings"
	"unicode/utf16"
)

// Files are built from these pieces.

const (
	ns      = ` xmlns="http://www.w3.org/2000/svg"`
	rdfNS   = ` xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"`
	xNS     = ` xmlns:x="adobe:ns:meta/"`
	dcNS    = ` xmlns:dc="http://purl.org/dc/elements/1.1/"`
	c2paNS  = ` xmlns:c2pa="http://c2pa.org/manifest"`
	begin   = `<?xpacket begin="` + "\uFEFF" + `" id="W5M0MpCehiHzreSzNTczkc9d"?>`
	end     = `<?xpacket end="w"?>`
	declare = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"
	circle  = `<circle cx="5" cy="5" r="4" fill="red"/>`
	dtd     = `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">`
)

// svg is a document with a start tag's attributes.
func svg(attributes, content string) string {
	return `<svg` + ns + attributes + `>` + content + `</svg>`
}

// meta is a metadata element.
func meta(content string) string { return `<metadata>` + content + `</metadata>` }

// rdf is RDF that says something, and declares its prefixes itself.
func rdf(text string) string {
	return `<rdf:RDF` + rdfNS + `><rdf:Description rdf:about=""` + dcNS + `><dc:source>` + text + `</dc:source></rdf:Description></rdf:RDF>`
}

func xmpmeta(text string) string { return `<x:xmpmeta` + xNS + `>` + rdf(text) + `</x:xmpmeta>` }

// packet is an XMP packet with some text in it.
func packet(text string) string { return begin + xmpmeta(text) + "\n  \n" + end }

// leaning is RDF that leaves its prefixes to what is around it.
const leaning = `<rdf:RDF><cc:Work rdf:about=""><dc:format>image/svg+xml</dc:format></cc:Work></rdf:RDF>`

func manifest(store string) string {
	return `<c2pa:manifest` + c2paNS + `>` + base64.StdEncoding.EncodeToString([]byte(store)) + `</c2pa:manifest>`
}

// wide is UTF-16 with a byte-order mark.
func wide(big bool, text string) string {
	var b strings.Builder
	for _, u := range append([]uint16{0xFEFF}, utf16.Encode([]rune(text))...) {
		if big {
			b.Write([]byte{byte(u >> 8), byte(u)})
		} else {
			b.Write([]byte{byte(u), byte(u >> 8)})
		}
	}
	return b.String()
}

// latin is ISO 8859-1.
func latin(text string) string {
	var b strings.Builder
	for _, r := range text {
		b.WriteByte(byte(r))
	}
	return b.String()
}

// Flags of a gzip header.
const (
	fText = 1 << iota
	fSum
	fExtra
	fName
	fComment
)

// zipped is a text as a gzip member, with a header with some flags and what they want.
func zipped(flags byte, text string) string {
	b := []byte("\x1F\x8B\x08" + string([]byte{flags}) + "\x01\x02\x03\x04\x02\x07")
	if flags&fExtra != 0 {
		b = append(b, "\x06\x00ab\x02\x00xy"...)
	}
	if flags&fName != 0 {
		b = append(b, "caf\xE9.svg\x00"...)
	}
	if flags&fComment != 0 {
		b = append(b, "a comment\nin two lines\x00"...)
	}
	if flags&fSum != 0 {
		b = binary.LittleEndian.AppendUint16(b, uint16(crc32.ChecksumIEEE(b)))
	}
	return string(b) + compress(text)[10:]
}

func compress(text string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(text))
	z.Close()
	return b.String()
}
