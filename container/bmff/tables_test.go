package bmff_test

import (
	"fmt"
	"strings"
)

// meta is what is in the meta box. The file's idat is last, so that where it is follows.
func (f file) meta(where at) string {
	boxes := map[string]string{
		"hdlr": full("hdlr", 0, 0, be(0, 4), "pict", strings.Repeat("\x00", 13)),
		"iprp": atom("iprp", atom("ipco", atom("ispe", strings.Repeat("\x00", 12)), atom("colr", "prof", profile)), full("ipma", 0, 0, be(1, 4), be(1, 2), be(1, 1), be(1, 1))),
		"iloc": f.locations(where, f.things),
		"free": f.inMeta,
	}
	if f.primary > 0 {
		boxes["pitm"] = full("pitm", 0, 0, be(f.primary, 2))
		if f.primary > 0xFFFF {
			boxes["pitm"] = full("pitm", 1, 0, be(f.primary, 4))
		}
	}
	if !f.noIinf {
		boxes["iinf"] = f.infos(f.things)
	}
	if !f.noRefs {
		boxes["iref"] = f.references()
	}
	order := f.order
	if order == nil {
		order = []string{"hdlr", "pitm", "iloc", "iinf", "iref", "iprp", "free"}
	}
	out := ""
	for _, name := range order {
		out += boxes[name]
	}
	idat := ""
	for _, t := range f.things {
		for k, p := range t.pieces {
			if t.method == 1 {
				where[key(t.id, k)] = len(idat)
				idat += p
			}
		}
	}
	if idat != "" {
		out += atom("idat", idat)
	}
	return out
}

func (f file) infos(things []thing) string {
	body := be(len(things), 2)
	if f.iinf > 0 {
		body = be(len(things), 4)
	}
	for _, t := range things {
		switch {
		case t.old:
			body += full("infe", 0, 0, be(t.id, 2), be(0, 2), "name\x00", t.content)
		case t.id > 0xFFFF:
			body += full("infe", 3, 0, be(t.id, 4), be(0, 2), t.kind, "\x00", t.content)
		default:
			body += full("infe", 2, 1, be(t.id, 2), be(0, 2), t.kind, "\x00", t.content)
		}
	}
	return full("iinf", f.iinf, 0, body)
}

func (f file) reference(name string, from int, to ...int) string {
	width := 2
	if f.wideRefs {
		width = 4
	}
	body := be(from, width) + be(len(to), 2)
	for _, id := range to {
		body += be(id, width)
	}
	return atom(name, body)
}

func (f file) references() string {
	version := 0
	if f.wideRefs {
		version = 1
	}
	body := strings.Join(f.refs, "")
	for _, t := range f.things {
		if len(t.about) > 0 {
			body += f.reference("cdsc", t.id, t.about...)
		}
		if t.method == 2 {
			body += f.reference("iloc", t.id, t.from)
		}
	}
	return full("iref", version, 0, body)
}

func (f file) locations(where at, things []thing) string {
	width := 2
	if f.iloc == 2 {
		width = 4
	}
	body := be(f.offset<<4|f.length, 1) + be(f.base<<4|f.index, 1) + be(len(things), width)
	for _, t := range things {
		body += be(t.id, width)
		if f.iloc > 0 {
			body += be(t.method, 2)
		}
		first := t.skip
		if t.method != 2 && len(t.pieces) > 0 {
			first = where[key(t.id, 0)]
			for k := range t.pieces {
				first = min(first, where[key(t.id, k)])
			}
		}
		base := first * t.base / 100
		if f.base == 0 {
			base = 0
		}
		if f.offset == 0 {
			base = first
		}
		body += be(0, 2) + be(base, f.base) + be(len(t.pieces), 2)
		for k, p := range t.pieces {
			pos := where[key(t.id, k)]
			if t.method == 2 {
				pos = t.skip
			}
			body += be(0, f.index) + be(pos-base, f.offset) + be(len(p), f.length)
		}
	}
	return full("iloc", f.iloc, 0, body)
}

// movie is what is in moov.
func (f file) movie(where at) (out string) {
	for n, t := range f.tracks {
		width, name := 4, "stco"
		if t.wide {
			width, name = 8, "co64"
		}
		offsets, sizes := "", ""
		for k, c := range t.chunks {
			offsets += be(where[fmt.Sprint("chunk ", n, " ", k)], width)
			sizes += be(len(c)/2, 4) + be(len(c)-len(c)/2, 4)
		}
		meta := ""
		if t.twin {
			var all []thing
			for _, x := range f.things {
				if x.method == 0 && (x.kind == "mime" || x.kind == "Exif") {
					all = append(all, x)
				}
			}
			meta = full("meta", 0, 0, full("hdlr", 0, 0, be(0, 4), "pict", strings.Repeat("\x00", 13)), f.locations(where, all), f.infos(all))
		}
		stbl := atom("stbl", full("stsd", 0, 0, be(1, 4), atom("av01", "x")), full("stsc", 0, 0, be(1, 4), be(1, 4), be(2, 4), be(1, 4)),
			full("stsz", 0, 0, be(0, 4), be(2*len(t.chunks), 4), sizes), full(name, 0, 0, be(len(t.chunks), 4), offsets))
		dinf := atom("dinf", full("dref", 0, 0, be(1, 4), full("url ", 0, 1)))
		out += atom("trak", full("tkhd", 0, 0, "track"), meta, atom("mdia", atom("minf", dinf, stbl)), t.extra)
	}
	return out
}
