package container_test

import (
	"bytes"
	"crypto/sha256"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/proviso-signals/proviso/container"
)

func TestApply(t *testing.T) {
	file := []byte("0123456789")
	for name, tt := range map[string]struct {
		edits []container.Edit
		want  string
		fails bool
	}{
		"nothing":        {nil, "0123456789", false},
		"insert":         {[]container.Edit{{2, 0, []byte("ab")}}, "01ab23456789", false},
		"replace":        {[]container.Edit{{2, 3, []byte("x")}}, "01x56789", false},
		"two":            {[]container.Edit{{0, 1, nil}, {10, 0, []byte("!")}}, "123456789!", false},
		"at one place":   {[]container.Edit{{4, 0, []byte("a")}, {4, 1, []byte("b")}}, "0123ab56789", false},
		"out of order":   {[]container.Edit{{5, 0, nil}, {2, 0, nil}}, "", true},
		"overlapping":    {[]container.Edit{{2, 3, nil}, {4, 1, nil}}, "", true},
		"behind the end": {[]container.Edit{{9, 2, nil}}, "", true},
		"backwards":      {[]container.Edit{{4, -1, nil}}, "", true},
	} {
		var out bytes.Buffer
		err := container.Apply(&out, bytes.NewReader(file), int64(len(file)), tt.edits)
		if (err != nil) != tt.fails || err == nil && out.String() != tt.want {
			t.Errorf("%s: %q, %v", name, out.String(), err)
		}
	}
	if err := container.Apply(&bytes.Buffer{}, bytes.NewReader(file), 11, nil); err == nil {
		t.Error("a file that is shorter than said was copied without an error")
	}
}

func TestDigest(t *testing.T) {
	got, err := container.Digest(bytes.NewReader([]byte("0123456789")), []container.Range{{Offset: 1, Length: 2}, {Offset: 5, Length: 1}})
	if err != nil || got != sha256.Sum256([]byte("125")) {
		t.Errorf("%x, %v", got, err)
	}
	if _, err := container.Digest(bytes.NewReader(nil), []container.Range{{Length: 1}}); err == nil {
		t.Error("bytes that are not there have a digest")
	}
}

// TestSource: whatever is peeked at, in whatever order, is what stands there.
func TestSource(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	file := make([]byte, 5*container.Window+123)
	for i := range file {
		file[i] = byte(r.Uint32())
	}
	s := container.NewSource(bytes.NewReader(file), int64(len(file)))
	for range 2000 {
		offset, n := r.IntN(len(file)+10), r.IntN(container.Window+1)
		want := file[min(offset, len(file)):min(offset+n, len(file))]
		if got, err := s.Peek(int64(offset), n); err != nil || !bytes.Equal(got, want) {
			t.Fatalf("peek %d at %d: %d bytes, %v", n, offset, len(got), err)
		}
		whole := container.Range{Offset: int64(offset), Length: int64(r.IntN(3 * container.Window))}
		got, err := s.Bytes(whole)
		if whole.End() > int64(len(file)) {
			if got != nil || err != nil {
				t.Fatalf("%v leaves the file: %d bytes, %v", whole, len(got), err)
			}
			continue
		}
		if err != nil || !slices.Equal(got, file[whole.Offset:whole.End()]) {
			t.Fatalf("%v: %d bytes, %v", whole, len(got), err)
		}
	}
	if _, err := s.Peek(0, container.Window+1); err == nil {
		t.Error("more than the window was peeked at")
	}
	if b, err := s.Bytes(container.Range{Length: container.MaxBlock + 1}); b != nil || err != nil {
		t.Errorf("more than MaxBlock: %d bytes, %v", len(b), err)
	}
	s.Reset(bytes.NewReader(file[:9]), 9)
	if b, err := s.Peek(0, 64); err != nil || len(b) != 9 || s.Read() != 9 {
		t.Errorf("after Reset: %d bytes, %d read, %v", len(b), s.Read(), err)
	}
}
