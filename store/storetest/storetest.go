// Package storetest is the one suite that every store passes. A store's test calls it with
// how to open one:
//
//	storetest.Run(t, func(t testing.TB) store.Store { … an empty store … })
//	storetest.Lasting(t, func(t testing.TB) func() store.Store { … opens one place, again and again … })
//
// and its benchmark calls Bench.
package storetest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso/store"
)

// Run tests stores, each of which is empty when it is opened. The suite closes them.
func Run(t *testing.T, open func(testing.TB) store.Store) {
	for _, c := range []struct {
		name string
		test func(*testing.T, store.Store)
	}{
		{"RoundTrip", roundTrip},
		{"Immutable", immutable},
		{"Refused", refused},
		{"Limits", limits},
		{"NotFound", notFound},
		{"Latest", latest},
		{"History", history},
		{"HistoryOfEqualTimes", equalTimes},
		{"HistoryInPages", pages},
		{"Forget", forget},
		{"ForgetMany", forgetMany},
		{"Many", many},
		{"Cancelled", cancelled},
		{"CancelledAtWork", cancelledAtWork},
		{"Closed", closed},
		{"ClosedInUse", closedInUse},
		{"Healthy", healthy},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := open(t)
			t.Cleanup(func() { _ = s.Close() })
			c.test(t, s)
		})
	}
}

// start is a time that records are counted from. It is no round one: a store must keep
// milliseconds.
var start = time.Date(2026, 11, 24, 8, 30, 15, 123e6, time.UTC)

// record makes a record of a URL, so many milliseconds after start.
func record(url string, ms int) *store.Record {
	answer := fmt.Appendf(nil, `{"schema":"proviso.site/1","url":%q,"n":%d}`, url, ms)
	return &store.Record{
		URL:    url,
		Host:   "museum.example",
		Time:   start.Add(time.Duration(ms) * time.Millisecond),
		Answer: answer,
		Digest: digest(answer),
	}
}

func digest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

func put(t testing.TB, s store.Store, r *store.Record) *store.Record {
	t.Helper()
	if err := s.Put(t.Context(), r); err != nil {
		t.Fatalf("Put: %v", err)
	}
	if !store.ValidID(r.ID) {
		t.Fatalf("Put gives the ID %q", r.ID)
	}
	return r
}

// same fails unless a record is what was put.
func same(t testing.TB, got *store.Record, err error, want *store.Record) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Answer, want.Answer) {
		t.Fatalf("the answer of %s has come back as %d other bytes, of %d", want.ID, len(got.Answer), len(want.Answer))
	}
	if diff := cmp.Diff(head(want), head(got)); diff != "" {
		t.Fatalf("(-put +got)\n%s", diff)
	}
	if got.Time.Location() != time.UTC {
		t.Fatalf("the time is in %v", got.Time.Location())
	}
}

// head is a record without its answer, which may be too long for a difference.
func head(r *store.Record) store.Record {
	h := *r
	h.Answer = nil
	return h
}

// listed fails unless a history is of these records, in order and without answers.
func listed(t testing.TB, got []store.Record, err error, want ...*store.Record) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != len(want) {
		t.Fatalf("%d records are listed, not %d", len(got), len(want))
	}
	for i, w := range want {
		if diff := cmp.Diff(head(w), got[i]); diff != "" {
			t.Fatalf("record %d of the history (-put +got)\n%s", i, diff)
		}
	}
}
