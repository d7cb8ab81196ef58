package xmp_test

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso/container/xmp"
)

// TestRandom reads random packets and changes them at random: what was changed is
// changed, all else is as it was, and doing it twice does nothing.
func TestRandom(t *testing.T) {
	rounds := uint64(2000)
	if testing.Short() {
		rounds = 500
	}
	for seed := range rounds {
		r := newRandom(seed)
		list := r.properties()
		text := r.packet(list)
		e := pick(r, encodings...)
		if e == xmp.UTF8 || strings.HasPrefix(text, "<") {
			text = pick(r, "", "\uFEFF") + text
		} else {
			text = "\uFEFF" + text
		}
		packet := in(e, text)
		p, problems := xmp.Parse(packet)
		if len(problems) > 0 || p.Encoding != e {
			t.Fatalf("seed %d: %v in\n%s", seed, problems, text)
		}
		checkSays(t, p, list)
		changes := r.changes(list)
		behind := pick(r, "", "\x00\x00\x00", " trailing")
		checkEdit(t, append(packet, behind...), list, changes)
		if t.Failed() {
			t.Fatalf("seed %d, changes %+v in\n%s", seed, changes, text)
		}
	}
}

// checkSays fails unless a packet says just the properties, in any order.
func checkSays(t *testing.T, p *xmp.Packet, list []property) {
	t.Helper()
	if len(p.Properties) != len(list) {
		t.Errorf("%d properties, want %d:\n%s", len(p.Properties), len(list), showAll(p))
	}
	for _, want := range list {
		switch got := p.Get(want.space, want.name); {
		case got == nil:
			t.Errorf("%s is missing", want.name)
		case !got.Equal(&want.value):
			t.Errorf("%s = %s, want %s", want.name, show(got), show(&want.value))
		}
	}
}

// changed is what a packet should say after changes.
func changed(list []property, changes []xmp.Change) []property {
	list = slices.Clone(list)
	for _, c := range changes {
		i := slices.IndexFunc(list, func(p property) bool { return p.space == c.Space && p.name == c.Name })
		switch {
		case c.Value == nil && i >= 0:
			list = slices.Delete(list, i, i+1)
		case c.Value != nil && i >= 0:
			list[i].value = *c.Value
		case c.Value != nil:
			list = append(list, property{c.Space, c.Name, *c.Value})
		}
	}
	return list
}

func checkEdit(t *testing.T, before []byte, list []property, changes []xmp.Change) {
	t.Helper()
	after, err := xmp.Editor{ReadOnlyToo: true}.Edit(before, changes...)
	if err != nil {
		t.Errorf("refused: %v", err)
		return
	}
	p, _ := xmp.Parse(before)
	q, _ := xmp.Parse(after)
	checkSays(t, q, changed(list, changes))
	if diff := cmp.Diff(skeleton(before, p, changes), skeleton(after, q, changes)); diff != "" {
		t.Errorf("foreign bytes changed (-before +after):\n%s", diff)
	}
	if !bytes.Equal(before[p.Length:], after[q.Length:]) {
		t.Errorf("what follows the packet changed: %q, %q", before[p.Length:], after[q.Length:])
	}
	if grown := len(after) - len(before); p.Wrapped && (grown < 0 || grown > 0 && q.Padding != p.Padding) {
		t.Errorf("grew by %d bytes, padding %d, then %d", grown, p.Padding, q.Padding)
	}
	again, err := xmp.Editor{ReadOnlyToo: true}.Edit(after, changes...)
	if err != nil || !bytes.Equal(after, again) {
		t.Errorf("a second time (%v):\n%s", err, again)
	}
	none, err := xmp.Edit(before)
	if err != nil || !bytes.Equal(none, before) {
		t.Errorf("no change changes: %v", err)
	}
}

var (
	hole    = regexp.MustCompile(`\s*\x01`)
	pad     = regexp.MustCompile(`\s*<\?xpacket end`)
	emptied = regexp.MustCompile(`<(\w+:Description)((?:[^<>"']|"[^"]*"|'[^']*')*?)\s*(?:/>|>\s*</\w+:Description>)`)
	outdent = regexp.MustCompile(`\s*</(\w+):Description>`)
)

// skeleton is a packet without the changed properties, each with the white space
// before it, without padding, and with all descriptions written as pairs. What is left
// must be the same before and after, byte for byte.
func skeleton(packet []byte, p *xmp.Packet, changes []xmp.Change) string {
	var b []byte
	at := 0
	for _, q := range p.Properties {
		if !slices.ContainsFunc(changes, func(c xmp.Change) bool { return c.Space == q.Space && c.Name == q.Name }) {
			continue
		}
		b = append(append(b, packet[at:q.Offset]...), in(p.Encoding, "\x01")...)
		at = q.End
	}
	s := decode(p.Encoding, append(b, packet[at:p.Length]...))
	s = pad.ReplaceAllString(hole.ReplaceAllString(s, ""), "<?xpacket end")
	return outdent.ReplaceAllString(emptied.ReplaceAllString(s, "<$1$2></$1>"), "</$1:Description>")
}

// decode undoes in for characters that are there, which is enough for what follows
// the other way round: it tries them all.
func decode(e xmp.Encoding, b []byte) string {
	if e == xmp.UTF8 {
		return string(b)
	}
	var s strings.Builder
	for len(b) > 0 {
		r, n := decodeOne(e, b)
		s.WriteRune(r)
		b = b[n:]
	}
	return s.String()
}

func decodeOne(e xmp.Encoding, b []byte) (rune, int) {
	at := func(i int) rune { return rune(b[i]) }
	switch e {
	case xmp.UTF32BE:
		return at(0)<<24 | at(1)<<16 | at(2)<<8 | at(3), 4
	case xmp.UTF32LE:
		return at(3)<<24 | at(2)<<16 | at(1)<<8 | at(0), 4
	}
	unit := func(i int) rune {
		if e == xmp.UTF16BE {
			return at(i)<<8 | at(i+1)
		}
		return at(i+1)<<8 | at(i)
	}
	if high := unit(0); high >= 0xD800 && high < 0xDC00 {
		return 0x10000 + (high-0xD800)<<10 + unit(2) - 0xDC00, 4
	}
	return unit(0), 2
}
