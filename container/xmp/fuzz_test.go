package xmp_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/proviso-signals/proviso/container/xmp"
)

func seeds(f *testing.F, add func([]byte)) {
	for seed := range uint64(40) {
		r := newRandom(seed)
		add(in(pick(r, encodings...), "\uFEFF"+r.packet(r.properties())))
	}
	for _, s := range []string{
		"", "<", `<dc:a/>`, `<dc:a>1</dc:a>x<!--`, `<dc:a b="c"><d/></dc:a>`, `<dc:a rdf:value="1" rdf:resource="2" dc:b="3" xml:lang="x"/>`,
		`<dc:a rdf:parseType="Literal"/>`, `<dc:a><e:T/></dc:a>`, `<qq:a>&nbsp;</qq:a>`, `<dc:a xmlns:dc="" xmlns="u:x"><b/></dc:a>`, "<dc:a>\xFC</dc:a>",
	} {
		add([]byte(header + described(s) + "\n  \n" + trailer))
	}
	for _, s := range empties {
		add([]byte(s))
	}
}

// FuzzParse: reading never fails, says nothing that is not there, and calls nothing
// whole that the standard library cannot read.
func FuzzParse(f *testing.F) {
	seeds(f, func(b []byte) { f.Add(b) })
	f.Fuzz(func(t *testing.T, packet []byte) {
		p, problems := xmp.Parse(packet)
		codesOf(t, problems)
		for _, problem := range problems {
			if problem.Offset < 0 || problem.Offset > int64(len(packet)) {
				t.Errorf("problem at %d of %d bytes", problem.Offset, len(packet))
			}
		}
		if p.Length > len(packet) || p.Padding > p.Length {
			t.Errorf("length %d of %d, padding %d", p.Length, len(packet), p.Padding)
		}
		checkRanges(t, p, packet)
		if !p.Whole {
			return
		}
		if out, err := xmp.Edit(packet); err != nil || !bytes.Equal(out, packet) {
			t.Errorf("no change: %v", err)
		}
		if p.Encoding == xmp.UTF8 {
			if err := standard(packet[:p.Length]); err != nil {
				t.Errorf("whole, but %v", err)
			}
		}
		for i := range p.Properties {
			if document := p.Document(&p.Properties[i]); document != "" && p.Encoding == xmp.UTF8 {
				if err := standard([]byte(document)); err != nil {
					t.Errorf("%v in %s", err, document)
				}
			}
		}
	})
}

// checkRanges: properties stand one behind the other, or within their description.
func checkRanges(t *testing.T, p *xmp.Packet, packet []byte) {
	t.Helper()
	at := 0
	for _, q := range p.Properties {
		if q.Offset < at || q.End <= q.Offset || q.End > len(packet) {
			t.Fatalf("%s stands at %d to %d, behind %d of %d", q.Name, q.Offset, q.End, at, len(packet))
		}
		at = q.End
		if got := decode(p.Encoding, packet[q.Offset:q.End]); !strings.HasPrefix(strings.TrimPrefix(got, "<"), q.Prefix) || q.Attribute == strings.HasPrefix(got, "<") {
			t.Errorf("%s is said to stand where %q stands", q.Name, got)
		}
	}
}

// standard reads XML with the standard library. What that refuses and others read,
// control characters say, is passed over.
func standard(packet []byte) error {
	d := xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(packet, []byte("\uFEFF"))))
	for {
		_, err := d.RawToken()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err == nil:
			continue
		case !utf8.Valid(packet),
			bytes.ContainsFunc(packet, unusual),
			strings.Contains(err.Error(), "version"), strings.Contains(err.Error(), "encoding"):
			return nil
		}
		return err
	}
}

// unusual reports whether XML forbids a character, or the standard library may not
// take it in a name.
func unusual(r rune) bool {
	return r < ' ' && !strings.ContainsRune("\t\n\r", r) || r > unicode.MaxASCII
}

// FuzzEdit: an edit changes what it should and nothing else, or is refused.
func FuzzEdit(f *testing.F) {
	seeds(f, func(b []byte) { f.Add(b, uint64(len(b))) })
	f.Fuzz(func(t *testing.T, packet []byte, seed uint64) {
		r := newRandom(seed)
		p, _ := xmp.Parse(packet)
		var list []property
		for _, q := range p.Properties {
			if q.Space != "" {
				list = append(list, property{q.Space, q.Name, q.Value})
			}
		}
		changes := r.changes(list)
		out, err := xmp.Editor{ReadOnlyToo: true}.Edit(packet, changes...)
		if err != nil {
			switch refusal(t, err) {
			case "xmp-verify":
				t.Fatalf("%v: %+v", err, changes)
			case "xmp-name": // a property of RDF's, or with a name that is not UTF-8
			default:
				if p.Whole {
					t.Errorf("whole, but %v", err)
				}
			}
			return
		}
		checkFuzzed(t, packet, out, p, changes)
		again, err := xmp.Editor{ReadOnlyToo: true}.Edit(out, changes...)
		if err != nil || !bytes.Equal(again, out) {
			t.Errorf("a second time (%v):\n%s\nthen\n%s", err, out, again)
		}
	})
}

func checkFuzzed(t *testing.T, before, after []byte, p *xmp.Packet, changes []xmp.Change) {
	t.Helper()
	q, _ := xmp.Parse(after)
	if !q.Whole || q.Encoding != p.Encoding || q.Wrapped != p.Wrapped || q.ReadOnly != p.ReadOnly || q.Toolkit != p.Toolkit {
		t.Errorf("was %v %v %v %q, is %v %v %v %q", p.Encoding, p.Wrapped, p.ReadOnly, p.Toolkit, q.Encoding, q.Wrapped, q.ReadOnly, q.Toolkit)
	}
	if !bytes.Equal(before[p.Length:], after[q.Length:]) {
		t.Errorf("behind the packet stood %q, and stands %q", before[p.Length:], after[q.Length:])
	}
	was, is := kept(before, p, changes), kept(after, q, changes)
	if !slices.EqualFunc(was, is, bytes.Equal) {
		t.Errorf("other properties were\n%s\nand are\n%s", bytes.Join(was, []byte("\n")), bytes.Join(is, []byte("\n")))
	}
	if p.Encoding == xmp.UTF8 && standard(before[:p.Length]) == nil && standard(after[:q.Length]) != nil {
		t.Errorf("no longer XML: %v\n%s", standard(after[:q.Length]), after)
	}
}

// kept gives the properties that changes do not name, as they stand.
func kept(packet []byte, p *xmp.Packet, changes []xmp.Change) [][]byte {
	var list [][]byte
	for _, q := range p.Properties {
		if !slices.ContainsFunc(changes, func(c xmp.Change) bool { return c.Space == q.Space && c.Name == q.Name }) {
			list = append(list, packet[q.Offset:q.End])
		}
	}
	return list
}
