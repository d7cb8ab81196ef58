package bmff_test

import (
	"encoding/binary"
	"fmt"
	"strings"
)

// Files are built from a description, twice: the second time it is known where things
// are.

func be(v, n int) string {
	b := binary.BigEndian.AppendUint64(nil, uint64(v))
	return string(b[8-n:])
}

func atom(name string, body ...string) string {
	all := strings.Join(body, "")
	return be(8+len(all), 4) + name + all
}

// wideAtom has a size of 64 bits.
func wideAtom(name string, body ...string) string {
	all := strings.Join(body, "")
	return be(1, 4) + name + be(16+len(all), 8) + all
}

// full is a box with version and flags.
func full(name string, version, flags int, body ...string) string {
	return atom(name, be(version, 1)+be(flags, 3)+strings.Join(body, ""))
}

const (
	xmpType   = "application/rdf+xml"
	uuidXMP   = "\xBE\x7A\xCF\xCB\x97\xA9\x42\xE8\x9C\x71\x99\x94\x91\xE3\xAF\xAC"
	uuidC2PA  = "\xD8\xFE\xC3\xD6\x1B\x0E\x48\x3C\x92\x97\x58\x28\x87\x7E\xC4\x81"
	uuidCanon = "\x85\xC0\xB6\x87\x82\x0F\x11\xE0\x81\x11\xF4\xCE\x46\x2B\x6A\x48"
	tiff      = "MM\x00*\x00\x00\x00\x08\x00\x00\x00\x00\x00\x00"
)

// profile is an ICC profile of one tag.
var profile = be(156, 4) + "test\x04\x00\x00\x00mntrRGB XYZ \x07\xE0\x00\x01\x00\x01" + strings.Repeat("\x00", 6) + "acsp" + strings.Repeat("\x00", 88) +
	be(1, 4) + "cprt" + be(144, 4) + be(12, 4) + "text\x00\x00\x00\x00free"

// thing is an item.
type thing struct {
	id      int
	kind    string
	content string // of mime, with encoding
	pieces  []string
	method  int
	from    int // of method 2: the item
	skip    int // and where in it
	about   []int
	old     bool // of old infe boxes
	base    int  // how much of the first offset is base, in percent
}

func xmp(id int, text string, about ...int) thing {
	return thing{id: id, kind: "mime", content: xmpType + "\x00", pieces: []string{text}, about: about}
}

func exif(id int, about ...int) thing {
	return thing{id: id, kind: "Exif", pieces: []string{"\x00\x00\x00\x06Exif\x00\x00" + tiff}, about: about}
}

// coded is an item of pixels.
func coded(id int, pieces ...string) thing { return thing{id: id, kind: "av01", pieces: pieces} }

// trak is a track.
type trak struct {
	chunks []string
	wide   bool
	twin   bool // has the metadata of the file as well
	extra  string
}

// file describes a file.
type file struct {
	brands                      string
	iloc                        int
	offset, length, base, index int
	iinf                        int
	wideRefs, noRefs            bool
	primary                     int
	things                      []thing
	refs                        []string // further boxes in iref
	inMeta                      string   // boxes
	order                       []string // of boxes in meta
	noIinf                      bool

	head, afterMeta, between, tail string // boxes
	metaLast, metaOpen, metaWide   bool
	moovLast                       bool
	tracks                         []trak
	split                          int    // an mdat box for so many pieces; 0 for all in one
	mdat                           string // "", "wide", "open"
	reverse                        bool   // pieces in mdat
}

// at says where pieces are.
type at map[string]int

func key(id, piece int) string { return fmt.Sprint("item ", id, " ", piece) }

func (f file) build() string {
	where := at{}
	f.emit(where)
	return f.emit(where)
}

func (f file) emit(where at) (out string) {
	out = atom("ftyp", f.brands[:4]+be(0, 4)+f.brands) + f.head
	meta := func(last bool) {
		if last != f.metaLast {
			return
		}
		body := be(0, 4) + f.meta(where)
		switch {
		case f.metaWide:
			out += wideAtom("meta", body)
		case f.metaOpen:
			out += be(0, 4) + "meta" + body
		default:
			out += atom("meta", body)
		}
		if !f.metaOpen {
			out += f.afterMeta
		}
	}
	moov := func(last bool) {
		if last == f.moovLast && len(f.tracks) > 0 {
			out += atom("moov", full("mvhd", 0, 0, strings.Repeat("\x00", 96)), f.movie(where))
		}
	}
	meta(false)
	moov(false)
	out += f.between
	out = f.data(out, where)
	moov(true)
	out += f.tail
	meta(true)
	return out
}

// data puts the pieces into mdat boxes.
func (f file) data(out string, where at) string {
	type piece struct{ key, data string }
	var all []piece
	for _, t := range f.things {
		for k, p := range t.pieces {
			if t.method == 0 {
				all = append(all, piece{key(t.id, k), p})
			}
		}
	}
	for n, t := range f.tracks {
		for k, c := range t.chunks {
			all = append(all, piece{fmt.Sprint("chunk ", n, " ", k), c})
		}
	}
	if f.reverse {
		for a, b := 0, len(all)-1; a < b; a, b = a+1, b-1 {
			all[a], all[b] = all[b], all[a]
		}
	}
	size := f.split
	if size == 0 || f.mdat == "open" {
		size = len(all)
	}
	for len(all) > 0 {
		head := 8
		if f.mdat == "wide" {
			head = 16
		}
		body := ""
		for _, p := range all[:min(size, len(all))] {
			where[p.key] = len(out) + head + len(body)
			body += p.data
		}
		all = all[min(size, len(all)):]
		switch f.mdat {
		case "wide":
			out += wideAtom("mdat", body)
		case "open":
			out += be(0, 4) + "mdat" + body
		default:
			out += atom("mdat", body)
		}
	}
	return out
}

// simple is a small AVIF file, as libavif writes it.
func simple(things ...thing) file {
	return file{
		brands: "avifmif1miaf", offset: 4, length: 4, primary: 1, noRefs: len(things) == 0,
		things: append([]thing{coded(1, "pixels of the picture")}, things...),
	}
}
