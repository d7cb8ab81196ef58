package jumbf_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso/internal/jumbf"
)

// box writes a box.
func box(boxType string, content ...string) string {
	all := strings.Join(content, "")
	return be32(8+len(all)) + boxType + all
}

// large writes a box with its size in eight bytes.
func large(boxType, content string) string {
	return be32(1) + boxType + string(binary.BigEndian.AppendUint64(nil, uint64(16+len(content)))) + content
}

func be32(n int) string { return string(binary.BigEndian.AppendUint32(nil, uint32(n))) }

// super writes a superbox with a label.
func super(uuid, label string, inner ...string) string {
	return box("jumb", box("jumd", typed(uuid), "\x03", label, "\x00"), strings.Join(inner, ""))
}

func typed(uuid string) string {
	u := jumbf.Type(uuid)
	return string(u[:])
}

// shape words boxes with their positions: type, or label for a superbox, start,
// content and end, and what is in it.
func shape(boxes []*jumbf.Box) string {
	var words []string
	for _, b := range boxes {
		name := b.Type
		if b.Described {
			name = fmt.Sprintf("%s=%s", b.Label, b.UUID[:4])
		}
		if b.Cut {
			name += "!"
		}
		at := fmt.Sprintf("@%d-%d-%d", b.Offset, b.Body, b.End)
		if len(b.Boxes) > 0 {
			at += "(" + shape(b.Boxes) + ")"
		}
		words = append(words, name+at)
	}
	return strings.Join(words, " ")
}

func TestParse(t *testing.T) {
	type faults = []jumbf.Fault
	for _, tt := range []struct {
		name, data, shape string
		whole             bool
		faults            faults
	}{
		{"nothing", "", "", true, nil},
		{"boxes", box("cbor", "abc") + box("free"), "cbor@0-8-11 free@11-19-19", true, nil},
		{"superbox", super("c2pa", "c2pa", super("c2ma", "m", box("cbor", "x"))),
			"c2pa=c2pa@0-8-82(m=c2ma@38-46-82(cbor@73-81-82))", true, nil},
		{"eight bytes of size", large("cbor", "abc") + box("free"), "cbor@0-16-19 free@19-27-27", true, nil},
		{"to the end", be32(0) + "cborabc", "cbor@0-8-11", true, nil},
		{"to the end of the superbox", super("c2pa", "a", be32(0)+"cborabc") + box("free"), "a=c2pa@0-8-46(cbor@35-43-46) free@46-54-54", true, nil},
		{"padding", box("free") + "\x00\x00\x00", "free@0-8-8", true, nil},
		{"trailing bytes", box("free") + "abc", "free@0-8-8", false, faults{{8, jumbf.Trailing}}},
		{"smaller than its head", box("free") + be32(7) + "cbor", "free@0-8-8", false, faults{{8, jumbf.Size}}},
		{"smaller than its large head", be32(1) + "cbor" + "\x00\x00\x00\x00" + be32(15), "", false, faults{{0, jumbf.Size}}},
		{"too short for its large head", be32(1) + "cbor" + "\x00\x00\x00", "", false, faults{{0, jumbf.Short}}},
		{"too long", be32(100) + "cborabc", "cbor!@0-8-11", false, faults{{0, jumbf.Short}}},
		{"much too long", be32(1) + "cbor" + strings.Repeat("\xFF", 8) + "abc", "cbor!@0-16-19", false, faults{{0, jumbf.Short}}},
		{"too long inside", super("c2pa", "a", be32(100)+"cborabc") + box("free"),
			"a=c2pa!@0-8-46(cbor!@35-43-46) free@46-54-54", true, faults{{35, jumbf.Short}}},
		{"superbox too long", super("c2pa", "a", box("cbor", "abc"))[:44], "a=c2pa!@0-8-44(cbor!@35-43-44)", false, faults{{0, jumbf.Short}, {35, jumbf.Short}}},
		{"no description", box("jumb", box("cbor", "abc")) + box("free"), "jumb@0-8-19(cbor@8-16-19) free@19-27-27", true, faults{{0, jumbf.Undescribed}}},
		{"empty superbox", box("jumb"), "jumb@0-8-8", true, faults{{0, jumbf.Undescribed}}},
		{"short description", box("jumb", box("jumd", "abc"), box("free")), "jumb@0-8-27(free@19-27-27)", true, faults{{8, jumbf.Description}}},
		{"label without end", box("jumb", box("jumd", typed("c2pa"), "\x03label")), "=c2pa@0-8-38", true, faults{{8, jumbf.Label}}},
		{"label not UTF-8", super("c2pa", "\xFF"), "=c2pa@0-8-35", true, faults{{8, jumbf.Label}}},
		{"no label", box("jumb", box("jumd", typed("c2pa"), "\x00")), "=c2pa@0-8-33", true, nil},
		{"no id", box("jumb", box("jumd", typed("c2pa"), "\x07a\x00123")), "a=c2pa@0-8-38", true, faults{{8, jumbf.Description}}},
		{"no hash", box("jumb", box("jumd", typed("c2pa"), "\x0Ba\x00123")), "a=c2pa@0-8-38", true, faults{{8, jumbf.Description}}},
	} {
		boxes, whole, found := jumbf.Parse([]byte(tt.data))
		if got := shape(boxes); got != tt.shape || whole != tt.whole {
			t.Errorf("%s: %s, whole %v, want %s, %v", tt.name, got, whole, tt.shape, tt.whole)
		}
		if diff := cmp.Diff(tt.faults, found); diff != "" {
			t.Errorf("%s: faults (-want +got):\n%s", tt.name, diff)
		}
	}
}

// TestDescription reads everything that a description may hold.
func TestDescription(t *testing.T) {
	hash, salt := strings.Repeat("h", 32), box("c2sh", strings.Repeat("s", 16))
	data := []byte(box("jumb", box("jumd", typed("cbor"), "\x1Fc2pa.x__1\x00", be32(7), hash, salt), box("cbor", "\xA0")))
	boxes, whole, faults := jumbf.Parse(data)
	if len(boxes) != 1 || !whole || faults != nil {
		t.Fatalf("%d boxes, whole %v, %v", len(boxes), whole, faults)
	}
	b := boxes[0]
	if !b.Super(jumbf.Type("cbor")) || b.Super(jumbf.Type("json")) || b.Toggles != 31 || b.Label != "c2pa.x__1" || b.ID != 7 ||
		string(b.Hash) != hash || string(b.Private) != salt {
		t.Errorf("read as %+v", b)
	}
	if got := b.First("cbor").Content(data); string(got) != "\xA0" {
		t.Errorf("the content is %q", got)
	}
}

// TestFind: labels lead to boxes, and a label that is there twice leads nowhere.
func TestFind(t *testing.T) {
	boxes, _, _ := jumbf.Parse([]byte(super("c2pa", "c2pa",
		super("c2ma", "m", super("c2as", "as", super("cbor", "a"), super("cbor", "twice"), super("cbor", "twice"))))))
	store := boxes[0]
	if b := store.Find("m", "as", "a"); b == nil || b.Label != "a" {
		t.Errorf("found %v", b)
	}
	if b := store.Find(); b != store {
		t.Errorf("the empty path leads to %v", b)
	}
	for _, path := range [][]string{{"as"}, {"m", "a"}, {"m", "as", "a", "a"}, {"m", "as", "twice"}} {
		if b := store.Find(path...); b != nil {
			t.Errorf("%v leads to %+v", path, b)
		}
	}
	if found := store.Find("m", "as").Labelled("twice"); len(found) != 2 {
		t.Errorf("%d boxes have the label", len(found))
	}
	var none *jumbf.Box
	if none.First("cbor") != nil || none.Content(nil) != nil || none.Labelled("") != nil || none.Super(jumbf.UUID{}) {
		t.Error("nothing has something")
	}
}

// packed compresses.
func packed(content string) []byte {
	var b bytes.Buffer
	w := brotli.NewWriterLevel(&b, brotli.BestSpeed)
	_, _ = w.Write([]byte(content))
	_ = w.Close()
	return b.Bytes()
}

func TestUnpack(t *testing.T) {
	content := super("c2ma", "m", box("cbor", strings.Repeat("abc", 50_000)))
	stream := packed(content)
	if got, err := jumbf.Unpack(stream, len(content)); err != nil || string(got) != content {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	for name, bad := range map[string][]byte{
		"cut":      stream[:len(stream)-1],
		"trailing": append(bytes.Clone(stream), "x"...),
		"empty":    nil,
		"noise":    []byte("cbor\xFF\xFF\xFF\xFF"),
	} {
		if got, err := jumbf.Unpack(bad, len(content)); err == nil {
			t.Errorf("%s: %d bytes, and no error", name, len(got))
		}
	}
}

// TestReasons: every reason has words of its own.
func TestReasons(t *testing.T) {
	words := map[string]jumbf.Reason{}
	for r := jumbf.Short; r <= jumbf.TooMany; r++ {
		if other, taken := words[r.Plain()]; taken {
			t.Errorf("reasons %d and %d have the same words", r, other)
		}
		words[r.Plain()] = r
	}
}
