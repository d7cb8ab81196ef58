package storetest

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/proviso-signals/proviso/store"
)

// latest: it is the newest by its time, whatever was put last, and of this URL only.
func latest(t *testing.T, s store.Store) {
	const url = "https://museum.example/"
	put(t, s, record(url, 5))
	newest := put(t, s, record(url, 7))
	put(t, s, record(url, 6))
	put(t, s, record(url+"a", 9))
	got, err := s.Latest(t.Context(), url)
	same(t, got, err, newest)
	later := put(t, s, record(url, 7)) // of the same time, but put later
	got, err = s.Latest(t.Context(), url)
	same(t, got, err, later)
}

// history: the newest first, those before a time, and no more than are asked for.
func history(t *testing.T, s store.Store) {
	const url = "https://museum.example/"
	var all []*store.Record // the newest first
	for _, ms := range []int{0, 2, 1, 3, 4} {
		all = append(all, put(t, s, record(url, ms)))
		put(t, s, record(url+"a", ms))
	}
	all = []*store.Record{all[4], all[3], all[1], all[2], all[0]}
	for _, c := range []struct {
		before time.Time
		limit  int
		want   []*store.Record
	}{
		{time.Time{}, 10, all},
		{time.Time{}, 5, all},
		{time.Time{}, 2, all[:2]},
		{time.Time{}, 1, all[:1]},
		{time.Time{}, 0, nil},
		{time.Time{}, -1, nil},
		{all[1].Time, 10, all[2:]},
		{all[1].Time, 2, all[2:4]},
		{all[1].Time.Add(1), 10, all[1:]}, // a nanosecond later is later
		{all[1].Time.In(time.FixedZone("", -3600)), 10, all[2:]},
		{all[4].Time, 10, nil},
		{all[0].Time.Add(time.Hour), 10, all},
		{store.MaxTime.AddDate(9999, 0, 0), 10, all},
		{store.MinTime.AddDate(-9999, 0, 0), 10, nil},
		{time.Unix(1<<62, 0), 10, all},
		{time.Unix(-1<<62, 0), 10, nil},
	} {
		list, err := s.History(t.Context(), url, c.before, c.limit)
		if len(list) != len(c.want) {
			t.Fatalf("before %v, at most %d: %d records, not %d", c.before, c.limit, len(list), len(c.want))
		}
		listed(t, list, err, c.want...)
	}
	for ms := 10; ms < 10+store.MaxHistory; ms++ {
		put(t, s, record(url, ms))
	}
	list, err := s.History(t.Context(), url, time.Time{}, store.MaxHistory+1)
	if err != nil || len(list) != store.MaxHistory {
		t.Fatalf("%d records at once, %v", len(list), err)
	}
}

// equalTimes: of records of one time, what was put later is the newer, every time.
func equalTimes(t *testing.T, s store.Store) {
	const url = "https://museum.example/"
	var all []*store.Record
	for i := range 20 {
		r := record(url, 0)
		r.Time = r.Time.Add(time.Duration(i) * 10 * time.Microsecond) // within the millisecond
		all = append(all, put(t, s, r))
	}
	slices.Reverse(all)
	for range 3 {
		list, err := s.History(t.Context(), url, time.Time{}, 50)
		listed(t, list, err, all...)
	}
	// A page does not end amid them.
	list, err := s.History(t.Context(), url, time.Time{}, 3)
	listed(t, list, err, all...)
	list, err = s.History(t.Context(), url, start, 3)
	listed(t, list, err)
	for range 2 * store.MaxHistory { // but it does end
		put(t, s, record(url, 0))
	}
	if list, err = s.History(t.Context(), url, time.Time{}, 3); err != nil || len(list) != 3+store.MaxHistory {
		t.Fatalf("a page of 3 has %d records, %v", len(list), err)
	}
}

// pages: going back page by page, by the time of the last record, shows every record once,
// in the same order as one large page, however many share a time.
func pages(t *testing.T, s store.Store) {
	const url = "https://museum.example/"
	chance, total := uint32(1), 0
	for ms := range 40 {
		chance = chance*1664525 + 1013904223
		for range chance >> 30 { // none to three
			put(t, s, record(url, ms))
			total++
		}
	}
	whole, err := s.History(t.Context(), url, time.Time{}, store.MaxHistory)
	if err != nil || len(whole) != total {
		t.Fatalf("%d records, not %d: %v", len(whole), total, err)
	}
	want := make([]*store.Record, total)
	for i := range whole {
		want[i] = &whole[i]
	}
	for _, limit := range []int{1, 2, 3, 7, total - 1, total, total + 1} {
		var got []store.Record
		for before := (time.Time{}); ; before = got[len(got)-1].Time {
			page, err := s.History(t.Context(), url, before, limit)
			if err != nil {
				t.Fatal(err)
			}
			if len(page) == 0 {
				break
			}
			if got = append(got, page...); len(got) > total {
				t.Fatalf("pages of %d show more than there is", limit)
			}
		}
		listed(t, got, nil, want...)
	}
}

// forget: records from before a time go, all others stay.
func forget(t *testing.T, s store.Store) {
	const url = "https://museum.example/"
	var all []*store.Record
	for ms := range 6 {
		all = append(all, put(t, s, record(fmt.Sprint(url, ms%2), ms)))
	}
	for _, c := range []struct {
		before time.Time
		want   int // left
		gone   int
	}{
		{time.Time{}, 6, 0},
		{all[0].Time, 6, 0},
		{all[2].Time, 4, 2},
		{all[2].Time, 4, 0},
		{all[2].Time.Add(1), 3, 1},
		{time.Unix(1<<62, 0), 0, 3},
	} {
		n, err := s.Forget(t.Context(), c.before)
		if err != nil || n != c.gone {
			t.Fatalf("Forget(%v) gives %d, %v", c.before, n, err)
		}
		for i, r := range all {
			got, err := s.Get(t.Context(), r.ID)
			if i < len(all)-c.want {
				if !errors.Is(err, store.ErrNotFound) {
					t.Fatalf("Forget(%v) leaves record %d: %v", c.before, i, err)
				}
				continue
			}
			same(t, got, err, r)
		}
	}
	if _, err := s.Latest(t.Context(), url+"0"); !errors.Is(err, store.ErrNotFound) {
		t.Fatalf("the latest of what is forgotten: %v", err)
	}
	r := put(t, s, record(url+"0", 0)) // and life goes on
	got, err := s.Latest(t.Context(), url+"0")
	same(t, got, err, r)
}

// forgetMany: more than a store would remove in one step.
func forgetMany(t *testing.T, s store.Store) {
	const old, young = 1234, 56
	together(t, old+young, func(i int) error {
		return s.Put(t.Context(), record(fmt.Sprint("https://museum.example/", i%7), i))
	})
	if n, err := s.Forget(t.Context(), start.Add(old*time.Millisecond)); n != old || err != nil {
		t.Fatalf("Forget gives %d, %v", n, err)
	}
	left := 0
	for i := range 7 {
		list, err := s.History(t.Context(), fmt.Sprint("https://museum.example/", i), time.Time{}, young)
		if err != nil {
			t.Fatal(err)
		}
		left += len(list)
	}
	if left != young {
		t.Fatalf("%d records are left, not %d", left, young)
	}
}
