package htmlhead

import (
	"bytes"
	"encoding/binary"
)

// Most bodies say nothing about rights, and walking through every tag to find that
// out would cost more than all the rest. What can be listed from a body leaves a
// trace in its bytes, whatever stands around it: the letters of a name of rights or
// of creativecommons.org, or the start tag of a script. hint looks for traces; where
// there is none, the walk would find nothing.
//
// A trace is six letters long, so that it is enough to look at every fourth place:
// three letters there are part of a trace or they are not. Letters may be written as
// character references; a body that does so is walked through.

// traces are the letters looked for; all other tests begin with finding one. No
// three letters in a row are in two of them. "licen" is followed by anything, to be
// license and licence.
var traces = [...]string{
	traceRights:  "rights",
	traceLicence: "licen",
	traceName:    "ributi", // of attributionName and attributionURL
	traceCC:      "vecomm", // of creativecommons
	traceScript:  "script",
}

const (
	traceRights = iota
	traceLicence
	traceName
	traceCC
	traceScript

	stride    = 4
	traceSize = 6 // letters, at least stride+2
	slotBits  = 12
)

// traceAt says for a hash of three letters which trace they may belong to, and at
// which place: 1 + 4*trace + place; 0 for none. No two share a slot; a test holds
// the multiplier to that.
var traceAt = func() (slots [1 << slotBits]uint8) {
	for i, trace := range traces {
		for place := 0; place+3 <= len(trace) && place < stride; place++ {
			var letters [4]byte
			copy(letters[:], trace[place:place+3])
			slots[slotOf(binary.LittleEndian.Uint32(letters[:]))] = uint8(1 + stride*i + place)
		}
	}
	// The last three letters of the traces that "licen" stands for.
	for _, letters := range []string{"ens\x00", "enc\x00"} {
		slots[slotOf(binary.LittleEndian.Uint32([]byte(letters)))] = 1 + stride*traceLicence + 3
	}
	return slots
}()

// slotOf hashes the first three of four bytes without regard to case.
func slotOf(four uint32) uint32 {
	return (four & 0xDFDFDF) * 0x9E3779B1 >> (32 - slotBits)
}

// hint is what a search through a body has come to know.
type hint struct {
	body   []byte
	at     int // of the trace last looked at; it was none
	budget int // bytes of script tags that may still be read
}

// mayHold reports whether walking through a body could list anything.
func mayHold(page *Page, body []byte) bool {
	if spellsLetters(body) {
		return true
	}
	h := hint{body: body, budget: len(body)}
	rest := body
	for ; len(rest) >= 4*stride; rest = rest[4*stride:] {
		v, w := binary.LittleEndian.Uint64(rest), binary.LittleEndian.Uint64(rest[2*stride:])
		if traceAt[slotOf(uint32(v))]|traceAt[slotOf(uint32(v>>32))]|
			traceAt[slotOf(uint32(w))]|traceAt[slotOf(uint32(w>>32))] == 0 {
			continue
		}
		for i := range 4 {
			if h.look(page, len(body)-len(rest)+i*stride) {
				return true
			}
		}
	}
	for ; len(rest) >= 4; rest = rest[stride:] {
		if h.look(page, len(body)-len(rest)) {
			return true
		}
	}
	return false
}

// look reports whether the letters at an index belong to a trace that stands where
// it counts.
func (h *hint) look(page *Page, i int) bool {
	found := int(traceAt[slotOf(binary.LittleEndian.Uint32(h.body[i:]))])
	if found == 0 {
		return false
	}
	trace, at := (found-1)/stride, i-(found-1)%stride
	return at >= 0 && beginsWith(h.body[at:], traces[trace]) && h.confirms(page, trace, at)
}

// spellsLetters reports whether a body writes letters as numbers.
func spellsLetters(body []byte) bool {
	for {
		n := bytes.IndexByte(body, '&')
		if n < 0 {
			return false
		}
		body = body[n:]
		if len(body) > 1 && body[1] == '#' {
			if code, n := numeric(body); n > 0 && code < 0x80 && class[code]&alpha != 0 {
				return true
			}
		}
		body = body[1:]
	}
}

// confirms looks at what stands around a trace and reports whether it may be one.
func (h *hint) confirms(page *Page, trace, at int) bool {
	before, behind := h.body[:at], h.body[at:]
	switch trace {
	case traceCC:
		return endsWith(before, "creati") && beginsWith(behind, "vecommons")
	case traceScript:
		return len(before) > 0 && before[at-1] == '<' && h.isDataScript(page, at)
	case traceRights:
		return h.inValue(at)
	case traceLicence:
		return (beginsWith(behind, "license") || beginsWith(behind, "licence")) && h.inValue(at)
	}
	return endsWith(before, "att") &&
		(beginsWith(behind, "ributionname") || beginsWith(behind, "ributionurl")) && h.inValue(at)
}

// isDataScript reports whether a script tag whose name is at an index is a data
// block's. Tags that never end are given up: reading each of many to the end of the
// page would take time in the square of it.
func (h *hint) isDataScript(page *Page, at int) bool {
	var t tag
	if !t.read(h.body, at-1, at) {
		h.budget -= len(h.body) - at
		return h.budget < 0
	}
	h.budget -= t.next - at
	return h.budget < 0 || t.element == elScript && t.has(atType) && isData(page, t.values[atType].of(h.body))
}

// inValue reports whether what stands at an index may be part of the value of a rel
// or property attribute. Such a value begins behind the nearest quote, or without
// quotes behind an "=" with no space between.
func (h *hint) inValue(at int) bool {
	if h.quoted('"', at) || h.quoted('\'', at) || h.unquoted(at) {
		return true
	}
	h.at = at
	return false
}

// quoted reports whether an index may be inside a value in quotes. Where no quote
// stands between it and the trace last looked at, the answer is the same: no.
func (h *hint) quoted(quote byte, at int) bool {
	n := bytes.LastIndexByte(h.body[h.at:at], quote)
	return n >= 0 && h.named(h.at+n)
}

// unquoted reports whether an index may be inside a value without quotes.
func (h *hint) unquoted(at int) bool {
	i := at
	for ; i > h.at && h.body[i-1] != '>' && class[h.body[i-1]]&space == 0; i-- {
		if h.body[i-1] == '=' && h.named(i) {
			return true
		}
	}
	return h.named(i)
}

// named reports whether the value that begins at an index is that of a rel or
// property attribute.
func (h *hint) named(value int) bool {
	before := trimSpaceRight(h.body[:value])
	if len(before) == 0 || before[len(before)-1] != '=' {
		return false
	}
	before = trimSpaceRight(before[:len(before)-1])
	return endsWith(before, "rel") || endsWith(before, "property")
}

func trimSpaceRight(b []byte) []byte {
	for len(b) > 0 && class[b[len(b)-1]]&space != 0 {
		b = b[:len(b)-1]
	}
	return b
}
