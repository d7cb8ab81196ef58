package storetest

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso/store"
)

// roundTrip: what is put comes back, byte for byte, whatever it is.
func roundTrip(t *testing.T, s store.Store) {
	all := make([]byte, 256)
	for i := range all {
		all[i] = byte(i)
	}
	answers := map[string][]byte{
		"plain":          []byte(`{"schema":"proviso.site/1"}`),
		"one NUL":        {0},
		"NUL within":     []byte("{\x00}"),
		"every byte":     all,
		"no UTF-8":       []byte("\xff\xfe\xc0\x80\xed\xa0\x80"),
		"hex of bytea":   []byte(`\x00\\000`),
		"quotes":         []byte(`'; DROP TABLE record; --"$1?` + "`"),
		"line ends":      []byte("\r\n\n\r"),
		"spaces":         []byte("  "),
		"large":          bytes.Repeat(all, 1<<10),
		"hard to shrink": noise(300 << 10),
	}
	urls := []string{
		"https://museum.example/",
		"https://museum.example/%00%ff?q='%22;--#x",
		"https://museum.example/?q=$1&r=?&s=:a@b",
		"https://xn--mnchen-3ya.example/ü/\u202e/😀/\ufeff",
		"https://museum.example/" + strings.Repeat("a", store.MaxURL-len("https://museum.example/")),
		"file:///a\\b",
	}
	for name, answer := range answers {
		r := record(urls[0], len(name))
		r.Answer = answer
		put(t, s, r)
		got, err := s.Get(t.Context(), r.ID)
		same(t, got, err, r)
	}
	for i, url := range urls {
		r := put(t, s, record(url, 1000+i))
		got, err := s.Get(t.Context(), r.ID)
		same(t, got, err, r)
		got, err = s.Latest(t.Context(), url)
		same(t, got, err, r)
	}
	for _, when := range []time.Time{
		store.MinTime.Add(time.Millisecond), store.MaxTime.Add(-time.Millisecond), time.Unix(0, 0), time.Unix(-1, 1e6), start,
	} {
		r := record("https://museum.example/then", 0)
		r.Time = when
		put(t, s, r)
		got, err := s.Get(t.Context(), r.ID)
		same(t, got, err, r)
	}
}

// noise is bytes that look like chance, and are the same each time.
func noise(n int) []byte {
	b, x := make([]byte, n), uint64(88172645463325252)
	for i := range b {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
		b[i] = byte(x)
	}
	return b
}

// immutable: Put tells the record its ID and the time that is kept. What the caller then
// does with it changes nothing that is kept, and it cannot be put again.
func immutable(t *testing.T, s store.Store) {
	r := record("https://museum.example/", 0)
	r.Time = start.Add(999_999).In(time.FixedZone("", 5*3600+1800))
	put(t, s, r)
	if !r.Time.Equal(start) || r.Time.Location() != time.UTC {
		t.Errorf("Put makes the time %v of %v", r.Time, start)
	}
	want := *r
	want.Answer = bytes.Clone(r.Answer)
	r.Answer[0], r.URL, r.Host = 'X', "https://else.example/", "else.example"
	got, err := s.Get(t.Context(), want.ID)
	same(t, got, err, &want)
	got.Answer[0] = 'Y'
	got, err = s.Get(t.Context(), want.ID)
	same(t, got, err, &want)

	if err := s.Put(t.Context(), &want); !errors.Is(err, store.ErrRecord) {
		t.Errorf("a record can be put twice: %v", err)
	}
	twin := want
	twin.ID = ""
	put(t, s, &twin)
	if twin.ID == want.ID {
		t.Error("two records have one ID")
	}
}

// refused: what cannot be kept is refused as ErrRecord, and leaves no trace.
func refused(t *testing.T, s store.Store) {
	for name, change := range map[string]func(*store.Record){
		"no URL":              func(r *store.Record) { r.URL = "" },
		"NUL in URL":          func(r *store.Record) { r.URL += "\x00" },
		"no UTF-8 in URL":     func(r *store.Record) { r.URL += "\xff" },
		"surrogate in URL":    func(r *store.Record) { r.URL += "\xed\xa0\x80" },
		"line break in URL":   func(r *store.Record) { r.URL += "\r\nSet-Cookie: a=b" },
		"long URL":            func(r *store.Record) { r.URL += strings.Repeat("a", store.MaxURL) },
		"no host":             func(r *store.Record) { r.Host = "" },
		"NUL in host":         func(r *store.Record) { r.Host = "a\x00b" },
		"no UTF-8 in host":    func(r *store.Record) { r.Host = "\xff" },
		"upper case host":     func(r *store.Record) { r.Host = "Museum.example" },
		"long host":           func(r *store.Record) { r.Host = strings.Repeat("a", store.MaxHost+1) },
		"no time":             func(r *store.Record) { r.Time = time.Time{} },
		"time before years":   func(r *store.Record) { r.Time = store.MinTime.Add(-1) },
		"time after years":    func(r *store.Record) { r.Time = store.MaxTime },
		"time beyond numbers": func(r *store.Record) { r.Time = time.Unix(1<<62, 0) },
		"no answer":           func(r *store.Record) { r.Answer = nil },
		"large answer":        func(r *store.Record) { r.Answer = make([]byte, store.MaxAnswer+1) },
		"no digest":           func(r *store.Record) { r.Digest = "" },
		"upper case digest":   func(r *store.Record) { r.Digest = strings.Repeat("A", 64) },
		"short digest":        func(r *store.Record) { r.Digest = r.Digest[1:] },
		"has an ID":           func(r *store.Record) { r.ID = store.NewID() },
	} {
		r := record("https://museum.example/", 0)
		change(r)
		before := *r
		if err := s.Put(t.Context(), r); !errors.Is(err, store.ErrRecord) {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(head(&before), head(r)); diff != "" {
			t.Errorf("%s: a refused record is changed\n%s", name, diff)
		}
	}
	if list, err := s.History(t.Context(), "https://museum.example/", time.Time{}, 10); err != nil || len(list) > 0 {
		t.Errorf("there are %d records, %v", len(list), err)
	}
}

// limits: what is just within them is kept.
func limits(t *testing.T, s store.Store) {
	r := record("https://museum.example/", 0)
	r.URL += strings.Repeat("ä", (store.MaxURL-len(r.URL))/2)
	r.URL += strings.Repeat("a", store.MaxURL-len(r.URL))
	r.Host = strings.Repeat("h", store.MaxHost)
	r.Answer = noise(store.MaxAnswer)
	put(t, s, r)
	got, err := s.Get(t.Context(), r.ID)
	same(t, got, err, r)
	got, err = s.Latest(t.Context(), r.URL)
	same(t, got, err, r)
	list, err := s.History(t.Context(), r.URL, time.Time{}, 1)
	listed(t, list, err, r)
}

// notFound: what there is not is not found, however hostile the question.
func notFound(t *testing.T, s store.Store) {
	r := put(t, s, record("https://museum.example/", 0))
	for _, id := range []string{
		"", "a", store.NewID(), strings.ToUpper(r.ID), r.ID + " ", r.ID[1:], r.ID + "a", r.ID[1:] + "\x00", "\xff\xfe",
		"' OR 1=1 --", "%", r.ID[:25] + "%", r.ID[:25] + "_", strings.Repeat("a", 1<<20),
	} {
		if got, err := s.Get(t.Context(), id); !errors.Is(err, store.ErrNotFound) || got != nil {
			t.Errorf("Get(%.40q): %v, %v", id, got, err)
		}
	}
	for _, url := range []string{
		"", "https://museum.example", "https://museum.example/\x00", "https://museum.example/\xff", "HTTPS://museum.example/",
		"https://museum.example/ ", "%", "' OR 1=1 --", strings.Repeat("a", 1<<20),
	} {
		if got, err := s.Latest(t.Context(), url); !errors.Is(err, store.ErrNotFound) || got != nil {
			t.Errorf("Latest(%.40q): %v, %v", url, got, err)
		}
		if list, err := s.History(t.Context(), url, time.Time{}, 10); err != nil || len(list) != 0 {
			t.Errorf("History(%.40q): %d records, %v", url, len(list), err)
		}
	}
}
