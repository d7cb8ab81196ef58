package storetest

import (
	"sync"
	"testing"
	"time"

	"github.com/proviso-signals/proviso/store"
)

// Lasting tests that a place keeps what was put there. A place is empty at first; what it
// gives opens a store there, each time it is called.
func Lasting(t *testing.T, place func(testing.TB) (open func() store.Store)) {
	t.Run("Reopened", func(t *testing.T) { reopened(t, place(t)) })
	t.Run("Shared", func(t *testing.T) { shared(t, place(t)) })
}

// reopened: closing and opening keeps everything, and a seal upon it.
func reopened(t *testing.T, open func() store.Store) {
	const url = "https://museum.example/"
	var all []*store.Record // the newest first
	for round := range 3 {
		s := open()
		for i := range 4 {
			r := put(t, s, record(url, round*2+i/2))
			all = append([]*store.Record{r}, all...)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		s = open()
		for _, r := range all {
			got, err := s.Get(t.Context(), r.ID)
			same(t, got, err, r)
		}
		got, err := s.Latest(t.Context(), url)
		same(t, got, err, all[0])
		list, err := s.History(t.Context(), url, time.Time{}, 50)
		listed(t, list, err, all...)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// shared: many open an empty place at the same moment, and all keep their records there.
func shared(t *testing.T, open func() store.Store) {
	const url = "https://museum.example/"
	stores := make([]store.Store, 6)
	var wg sync.WaitGroup
	for i := range stores {
		wg.Go(func() { stores[i] = open() })
	}
	wg.Wait()
	if t.Failed() {
		return
	}
	together(t, 60, func(i int) error { return stores[i%len(stores)].Put(t.Context(), record(url, i)) })
	for _, s := range stores {
		list, err := s.History(t.Context(), url, time.Time{}, 100)
		if err != nil || len(list) != 60 {
			t.Errorf("%d records, %v", len(list), err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}
