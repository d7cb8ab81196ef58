package sqlite_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/proviso-signals/proviso/store"
	"github.com/proviso-signals/proviso/store/sqlite"
)

// TestPlaces: a path is a path, whatever is in it, and nobody else may read what it leads to.
func TestPlaces(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{
		"a.db", "new/folders/a.db", "with space.db", "ü.db", "100%41.db", "what?mode=memory&x=y.db", "a#b.db", "a&b;c=d.db",
		"file:a.db", "%00.db", "-a.db", "a\nb.db", "no-suffix", "'; DROP TABLE record; --",
	} {
		if runtime.GOOS == "windows" && bytes.ContainsAny([]byte(name), "?:\n;") {
			continue
		}
		path := filepath.Join(dir, name)
		s := open(t, path)
		r := example(1)
		if err := s.Put(t.Context(), r); err != nil {
			t.Fatalf("%q: %v", name, err)
		}
		for _, suffix := range []string{"", "-wal", "-shm"} {
			private(t, path+suffix, 0o600)
		}
		s.Close()
		s = open(t, path)
		if _, err := s.Get(t.Context(), r.ID); err != nil {
			t.Errorf("%q, reopened: %v", name, err)
		}
		s.Close()
		if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*-[ws][ah][lm]")); len(left) > 0 {
			t.Errorf("%q: %q are left", name, left)
		}
	}
	private(t, filepath.Join(dir, "new"), 0o700)
	private(t, filepath.Join(dir, "new", "folders"), 0o700)
}

func private(t *testing.T, path string, mode fs.FileMode) {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if got := info.Mode().Perm(); got != mode && runtime.GOOS != "windows" {
		t.Errorf("%s has the mode %v", path, got)
	}
}

// TestNoPlace: what cannot be a store is an error.
func TestNoPlace(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "text"), bytes.Repeat([]byte("This is no database. "), 1000))
	write(t, filepath.Join(dir, "short"), []byte("short"))
	for _, path := range []string{
		"", "a\x00b", dir, filepath.Join(dir, "text", "a.db"), filepath.Join(dir, "text"), filepath.Join(dir, "short"), os.DevNull,
	} {
		if s, err := sqlite.Open(path, sqlite.Options{}); err == nil {
			s.Close()
			t.Errorf("%q is opened", path)
		}
	}
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestMoved: it shows that the file is not where it was, since what is put is then lost.
func TestMoved(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("an open file cannot be moved there")
	}
	path := filepath.Join(t.TempDir(), "checks.db")
	s := open(t, path)
	defer s.Close()
	if err := os.Rename(path, path+".old"); err != nil {
		t.Fatal(err)
	}
	if err := s.Healthy(t.Context()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the file is gone: %v", err)
	}
	write(t, path, nil)
	if err := s.Healthy(t.Context()); err == nil {
		t.Error("it is another file")
	}
}

// TestBusy: another process that keeps the file for itself is waited for, and then an
// error; and it does not hold up those who read.
func TestBusy(t *testing.T) {
	path := filepath.Join(t.TempDir(), "checks.db")
	s, err := sqlite.Open(path, sqlite.Options{Busy: 100 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	r := example(1)
	if err := s.Put(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	other, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	other.SetMaxOpenConns(1)
	if _, err := other.Exec("BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	if err := s.Put(t.Context(), example(2)); err == nil {
		t.Error("a put, without the lock")
	}
	if err := s.Healthy(t.Context()); err == nil {
		t.Error("healthy, without the lock")
	}
	if _, err := s.Get(t.Context(), r.ID); err != nil {
		t.Error(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 60*time.Millisecond)
	defer cancel()
	for range 3 { // the first has its turn, the others wait for theirs
		go func() { _ = s.Put(t.Context(), example(3)) }()
	}
	time.Sleep(20 * time.Millisecond)
	if err := s.Put(ctx, example(4)); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a put that waits for its turn: %v", err)
	}
	if _, err := other.Exec("ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	for range 100 {
		if err = s.Put(t.Context(), example(5)); err == nil {
			break
		}
	}
	if err != nil {
		t.Error(err)
	}
}

// TestForgotten: what is forgotten is nowhere in the files, and the space is given back.
func TestForgotten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "checks.db")
	s := open(t, path)
	defer s.Close()
	const secret = "a-secret-that-is-to-be-forgotten"
	for i := range 300 {
		r := example(i)
		r.URL += secret
		r.Answer = bytes.Repeat([]byte(secret), 1000)
		if err := s.Put(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Put(t.Context(), example(1000)); err != nil {
		t.Fatal(err)
	}
	if n, err := s.Forget(t.Context(), example(1000).Time); n != 300 || err != nil {
		t.Fatal(n, err)
	}
	for _, name := range []string{path, path + "-wal"} {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(data, []byte(secret)) || len(data) > 100<<10 {
			t.Errorf("%s has %d bytes, and the secret: %v", name, len(data), bytes.Contains(data, []byte(secret)))
		}
	}
	if _, err := s.Latest(t.Context(), example(0).URL); err != nil {
		t.Error(err)
	}
}

// ending is a context that ends after it was asked so many times.
type ending struct {
	context.Context
	left int
}

func (e *ending) Done() <-chan struct{} { return nil }

func (e *ending) Err() error {
	if e.left--; e.left < 0 {
		return context.Canceled
	}
	return nil
}

// TestForgetStops: where it is cut short, Forget counts what is gone.
func TestForgetStops(t *testing.T) {
	s := open(t, sqlite.Memory)
	defer s.Close()
	const url, total = "https://museum.example/", 1200
	for i := range total {
		if err := s.Put(t.Context(), example(i)); err != nil {
			t.Fatal(err)
		}
	}
	n, err := s.Forget(&ending{Context: t.Context(), left: 1}, store.MaxTime)
	if !errors.Is(err, context.Canceled) || n == 0 || n == total {
		t.Fatal(n, err)
	}
	if list, err := s.History(t.Context(), url, example(n+1).Time, 9); err != nil || len(list) != 1 {
		t.Fatalf("%d are gone, but of the next %d are left: %v", n, len(list), err)
	}
	if rest, err := s.Forget(t.Context(), store.MaxTime); rest != total-n || err != nil {
		t.Fatal(rest, err)
	}
}
