package sqlite_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/proviso-signals/proviso/store"
	"github.com/proviso-signals/proviso/store/sqlite"
)

// whole is a file with some records, the log as it would be if the process were killed
// before it closed the store, and the records. The file is as it is after closing.
func whole(t testing.TB) (data, log []byte, records []*store.Record) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "checks.db")
	s := open(t, path)
	for i := range 40 {
		r := example(i * 3)
		r.URL += fmt.Sprint(i % 3)
		if err := s.Put(t.Context(), r); err != nil {
			t.Fatal(err)
		}
		records = append(records, r)
	}
	log, err := os.ReadFile(path + "-wal")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if data, err = os.ReadFile(path); err != nil {
		t.Fatal(err)
	}
	return data, log, records
}

// damaged uses a file in every way: it may fail, but whatever record it gives is one that
// was put. It reports whether anything has failed.
func damaged(t *testing.T, dir string, data, log []byte, records []*store.Record) (noticed bool) {
	t.Helper()
	path := filepath.Join(dir, "checks.db")
	for _, suffix := range []string{"", "-wal", "-shm"} {
		_ = os.Remove(path + suffix)
	}
	write(t, path, data)
	if log != nil {
		write(t, path+"-wal", log)
	}
	s, err := sqlite.Open(path, sqlite.Options{Readers: 1, Busy: time.Millisecond})
	if err != nil {
		return true
	}
	defer s.Close()
	byID := map[string]*store.Record{}
	for _, r := range records {
		byID[r.ID] = r
	}
	genuine := func(what string, got *store.Record, answer bool) {
		want := byID[got.ID]
		if want == nil || got.URL != want.URL || got.Host != want.Host || !got.Time.Equal(want.Time) ||
			got.Digest != want.Digest || answer && string(got.Answer) != string(want.Answer) {
			t.Fatalf("%s gives a record that was never put: %.300v", what, got)
		}
	}
	for _, r := range records {
		if got, err := s.Get(t.Context(), r.ID); err == nil {
			if genuine("Get", got, true); got.ID != r.ID {
				t.Fatal("Get gives another record")
			}
		} else {
			noticed = true
		}
	}
	for i := range 3 {
		url := records[i].URL
		if got, err := s.Latest(t.Context(), url); err == nil {
			if genuine("Latest", got, true); got.URL != url {
				t.Fatal("Latest gives a record of another URL")
			}
		} else {
			noticed = true
		}
		list, err := s.History(t.Context(), url, time.Time{}, 50)
		if err != nil {
			noticed = true
		}
		for _, got := range list {
			genuine("History", &got, false)
		}
	}
	_ = s.Healthy(t.Context())
	if err := s.Put(t.Context(), example(7)); err != nil {
		noticed = true
	}
	if _, err := s.Forget(t.Context(), records[20].Time); err != nil {
		noticed = true
	}
	return noticed
}

// TestDamaged: bits flip, blocks are overwritten, the end is missing. That is an error, and
// never a panic or a record that nobody has put.
func TestDamaged(t *testing.T) {
	data, log, records := whole(t)
	dir := t.TempDir()
	if damaged(t, dir, data, nil, records) {
		t.Fatal("the whole file fails")
	}
	noticed, tried := 0, 0
	try := func(broken []byte) {
		tried++
		if damaged(t, dir, broken, nil, records) {
			noticed++
		}
	}
	chance := uint64(88172645463325252)
	next := func(n int) int {
		chance ^= chance << 13
		chance ^= chance >> 7
		chance ^= chance << 17
		return int(chance % uint64(n))
	}
	rounds := 100
	if testing.Short() {
		rounds = 20
	}
	for range rounds {
		flipped := append([]byte(nil), data...)
		for range 1 + next(30) {
			flipped[next(len(data))] ^= 1 << next(8)
		}
		try(flipped)

		headed := append([]byte(nil), data...) // in the heads of pages, where it hurts
		headed[next(len(data)/4096)*4096+next(120)] = byte(next(256))
		try(headed)

		swapped := append([]byte(nil), data...)
		a, b := next(len(data)/512)*512, next(len(data)/512)*512
		copy(swapped[a:a+512], data[b:b+512])
		try(swapped)

		try(data[:next(len(data))])

		spoilt := append([]byte(nil), log...)
		spoilt[next(len(spoilt))] ^= 1 << next(8)
		_ = damaged(t, dir, data[:next(2)*4096], spoilt, records) // a good part is read, or none
	}
	t.Logf("%d of %d were noticed", noticed, tried)
	if noticed < tried/2 {
		t.Error("hardly any damage is noticed")
	}
}
