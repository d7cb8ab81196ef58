package container_test

import (
	"bytes"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container"
)

// TestView makes random edits one after the other, on a view and on the bytes.
func TestView(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 7))
		file := text(r, 200)
		view, want := container.NewView(strings.NewReader(file), int64(len(file))), file
		for range 1 + r.IntN(4) {
			edits := randomEdits(r, len(want))
			var b bytes.Buffer
			if err := container.Apply(&b, strings.NewReader(want), int64(len(want)), edits); err != nil {
				t.Fatal(err)
			}
			want = b.String()
			next, err := view.Edit(edits)
			if err != nil {
				t.Fatal(err)
			}
			view = next
		}
		got, err := io.ReadAll(io.NewSectionReader(view, 0, view.Size()))
		if err != nil || string(got) != want || view.Size() != int64(len(want)) {
			t.Fatalf("seed %d: %q, %v, want %q", seed, got, err, want)
		}
		from := r.Int64N(view.Size() + 1)
		part, err := io.ReadAll(io.NewSectionReader(view, from, 17))
		if err != nil || string(part) != want[from:min(len(want), int(from)+17)] {
			t.Fatalf("seed %d: part %q at %d of %q: %v", seed, part, from, want, err)
		}
	}
}

// TestViewRefuses edits that do not fit.
func TestViewRefuses(t *testing.T) {
	view := container.NewView(strings.NewReader("abcdef"), 6)
	for _, edits := range [][]container.Edit{
		{{Offset: 7}}, {{Offset: 5, Remove: 2}}, {{Offset: -1}}, {{Offset: 3, Remove: 1}, {Offset: 2}}, {{Remove: -1}},
	} {
		if _, err := view.Edit(edits); err == nil {
			t.Errorf("%v was made", edits)
		}
	}
	if view.Changed() {
		t.Error("nothing was changed")
	}
	// A file that is shorter than it was.
	short := container.NewView(strings.NewReader("abc"), 6)
	if _, err := io.ReadAll(io.NewSectionReader(short, 0, 6)); err == nil {
		t.Error("bytes that are gone were read")
	}
}

func text(r *rand.Rand, n int) string {
	b := make([]byte, 1+r.IntN(n))
	for i := range b {
		b[i] = byte('a' + r.IntN(26))
	}
	return string(b)
}

func randomEdits(r *rand.Rand, size int) (edits []container.Edit) {
	at := 0
	for range r.IntN(5) {
		at += r.IntN(size - at + 1)
		remove := r.IntN(min(9, size-at) + 1)
		edits = append(edits, container.Edit{Offset: int64(at), Remove: int64(remove), Insert: []byte(strings.ToUpper(text(r, 9))[:r.IntN(2)])})
		at += remove
	}
	return edits
}
