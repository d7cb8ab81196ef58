// Package containertest is the one suite that every container format passes: what must
// hold of whatever is found in a file, and of whatever is written into one.
package containertest

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container"
)

// Suite is what the tests of a format share.
type Suite struct {
	Format container.Format
	// Rest gives the pieces of a file that must come through a change byte for byte and
	// in order: all but the packets, and the lengths, offsets and checksums that follow
	// them. Nil where a format checks that elsewhere.
	Rest func(data string) []string
	// Changed is called after a change with the file before and after; for what only
	// the format knows. It may be nil.
	Changed func(t testing.TB, before, after string)
	// Plan plans a change other than of the XMP packet, and Kind is the block it puts:
	// an Exif structure, IIM records. Nil and XMP for PutXMP.
	Plan func(*container.Source, *container.Scan, []byte) ([]container.Edit, error)
	Kind container.Kind
}

// Scan reads a file from memory, and checks what must be so of every file.
func (s Suite) Scan(t testing.TB, data string) (*container.Source, *container.Scan) {
	t.Helper()
	src := container.NewSource(strings.NewReader(data), int64(len(data)))
	scan, err := s.Format.Scan(src)
	if err != nil {
		t.Fatalf("Scan: %v", err)
	}
	s.check(t, data, scan)
	return src, scan
}

// check is what must be so of every file: all that is found lies within it and in
// order, blocks are what is stored, problems are documented.
func (s Suite) check(t testing.TB, data string, scan *container.Scan) {
	t.Helper()
	inside := func(r container.Range) bool {
		return r.Offset >= 0 && r.Length >= 0 && r.End() <= int64(len(data))
	}
	last := int64(0)
	for _, b := range scan.Blocks {
		if len(b.Stored) == 0 || b.Stored[0].Offset < last || b.Place == "" {
			t.Fatalf("block %v %q is stored at %v, after %d", b.Kind, b.Place, b.Stored, last)
		}
		last = b.Stored[0].Offset
		var stored strings.Builder
		for _, r := range b.Stored {
			if !inside(r) {
				t.Fatalf("block of %v leaves the file: %v", b.Kind, r)
			}
			stored.WriteString(data[r.Offset:r.End()])
		}
		if b.Data != nil && !b.Packed && string(b.Data) != stored.String() {
			t.Fatalf("block of %v is not what is stored", b.Kind)
		}
	}
	at := int64(0)
	for _, r := range scan.Payload {
		if !inside(r) || r.Offset < at || r.Length == 0 {
			t.Fatalf("payload %v leaves the file or is out of order", r)
		}
		at = r.End()
	}
	for _, p := range scan.Problems {
		if !s.known(p.Code) || p.Hint == "" || p.Offset < 0 || p.Offset > int64(len(data)) {
			t.Fatalf("problem %+v", p)
		}
	}
}

// known reports whether a code is documented.
func (s Suite) known(code string) bool {
	return slices.ContainsFunc(s.Format.Codes, func(c container.Code) bool { return c.Code == code })
}

// Put puts a packet into a file and checks everything that must hold of the result: it
// reads back as the only one, the picture is the same, the rest has come through, and
// putting it again changes nothing. It gives the result, or the code of the refusal.
func (s Suite) Put(t testing.TB, data, packet string) (out, refused string) {
	t.Helper()
	src, before := s.Scan(t, data)
	plan := s.Plan
	if plan == nil {
		plan = s.Format.PutXMP
	}
	edits, err := plan(src, before, []byte(packet))
	var r *container.Refusal
	if errors.As(err, &r) {
		if !s.known(r.Code) || r.Hint == "" {
			t.Fatalf("refusal %+v", r)
		}
		return "", r.Code
	}
	if err != nil {
		t.Fatalf("planning: %v", err)
	}
	out = Apply(t, data, edits)
	again, after := s.Scan(t, out)
	if found := Blocks(after, s.Kind); len(found) != 1 || found[0] != packet {
		t.Fatalf("the packet does not read back: %q", found)
	}
	if s.Kind == container.XMP && len(after.Spare) > 0 {
		t.Fatalf("another packet is left: %q", after.Spare[0].Data)
	}
	if Digest(t, data, before) != Digest(t, out, after) {
		t.Fatal("the payload has changed")
	}
	if s.Rest != nil {
		if old, now := s.Rest(data), s.Rest(out); !slices.Equal(old, now) {
			t.Fatalf("the rest has changed: %.300q\nnow %.300q", old, now)
		}
	}
	if s.Changed != nil {
		s.Changed(t, data, out)
	}
	if edits, err := plan(again, after, []byte(packet)); err != nil || len(edits) > 0 {
		t.Fatalf("putting it again: %v, %v", edits, err)
	}
	return out, ""
}

// Blocks gives the data of the blocks of a kind.
func Blocks(s *container.Scan, kind container.Kind) (all []string) {
	for _, b := range s.Blocks {
		if b.Kind == kind {
			all = append(all, string(b.Data))
		}
	}
	return all
}

// Apply makes the edits, each of which must change something.
func Apply(t testing.TB, data string, edits []container.Edit) string {
	t.Helper()
	for _, e := range edits {
		if data[e.Offset:e.Offset+e.Remove] == string(e.Insert) {
			t.Fatalf("the edit at %d changes nothing", e.Offset)
		}
	}
	var out bytes.Buffer
	if err := container.Apply(&out, strings.NewReader(data), int64(len(data)), edits); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// Digest is the digest of the payload.
func Digest(t testing.TB, data string, s *container.Scan) string {
	t.Helper()
	sum, err := container.Digest(strings.NewReader(data), s.Payload)
	if err != nil {
		t.Fatal(err)
	}
	return string(sum[:])
}

// Packet is an XMP packet with a text as its dc:source, which the oracles read back.
func Packet(text string) string {
	return `<?xpacket begin="` + "\uFEFF" + `" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">` +
		`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" ` +
		`xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:source>` + text +
		`</dc:source></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`
}
