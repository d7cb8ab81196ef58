package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/proviso-signals/proviso/store"
)

// workers is how many use a store at the same time.
const workers = 16

// together does something n times, with all workers.
func together(t testing.TB, n int, do func(i int) error) {
	t.Helper()
	var wg sync.WaitGroup
	var next atomic.Int64
	for range workers {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				if err := do(i); err != nil {
					t.Errorf("%d: %v", i, err)
					return
				}
			}
		})
	}
	wg.Wait()
	if t.Failed() {
		t.FailNow()
	}
}

// many: what one has put, all see at once, while others put, read and forget.
func many(t *testing.T, s store.Store) {
	const n, urls = 600, 5
	ids := make([]string, n)
	together(t, n, func(i int) error {
		url := fmt.Sprint("https://museum.example/", i%urls)
		r := record(url, i)
		if err := s.Put(t.Context(), r); err != nil {
			return err
		}
		ids[i] = r.ID
		got, err := s.Get(t.Context(), r.ID)
		if err != nil {
			return err
		}
		if string(got.Answer) != string(r.Answer) {
			return errors.New("another record's answer")
		}
		got, err = s.Latest(t.Context(), url)
		if err != nil {
			return err
		}
		if got.URL != url || got.Time.Before(r.Time) {
			return fmt.Errorf("the latest of %s is of %s, %v", url, got.URL, got.Time)
		}
		list, err := s.History(t.Context(), url, time.Time{}, 20)
		if err != nil {
			return err
		}
		for j := range list {
			if j > 0 && list[j].Time.After(list[j-1].Time) {
				return errors.New("the history is out of order")
			}
		}
		if i%50 == 0 { // nothing that anybody looks for
			if _, err := s.Forget(t.Context(), start); err != nil {
				return err
			}
		}
		return s.Healthy(t.Context())
	})
	seen := map[string]bool{}
	for i, id := range ids {
		got, err := s.Get(t.Context(), id)
		if err != nil || seen[id] {
			t.Fatalf("record %d, %s: %v", i, id, err)
		}
		seen[id] = true
		if want := record(got.URL, i); string(want.Answer) != string(got.Answer) {
			t.Fatalf("record %d has the answer %s", i, got.Answer)
		}
	}
}

// calls are all that can be asked of a store, with something that would succeed.
func calls(s store.Store, r *store.Record) map[string]func(context.Context) error {
	return map[string]func(context.Context) error{
		"Put":     func(ctx context.Context) error { return s.Put(ctx, record(r.URL, 1)) },
		"Get":     func(ctx context.Context) error { _, err := s.Get(ctx, r.ID); return err },
		"Latest":  func(ctx context.Context) error { _, err := s.Latest(ctx, r.URL); return err },
		"History": func(ctx context.Context) error { _, err := s.History(ctx, r.URL, time.Time{}, 9); return err },
		"Forget":  func(ctx context.Context) error { _, err := s.Forget(ctx, store.MinTime); return err },
		"Healthy": s.Healthy,
		// Questions that need no look must not differ.
		"Get nothing":     func(ctx context.Context) error { return found(s.Get(ctx, "")) },
		"Latest nothing":  func(ctx context.Context) error { return found(s.Latest(ctx, "")) },
		"History nothing": func(ctx context.Context) error { _, err := s.History(ctx, "", time.Time{}, 9); return err },
	}
}

func found(_ *store.Record, err error) error {
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	return err
}

// cancelled: a context that has ended is an error of its own, and does nothing.
func cancelled(t *testing.T, s store.Store) {
	r := put(t, s, record("https://museum.example/", 0))
	over, cancel := context.WithCancel(t.Context())
	cancel()
	late, cancel := context.WithDeadline(t.Context(), time.Now().Add(-time.Second))
	defer cancel()
	for name, call := range calls(s, r) {
		if err := call(over); !errors.Is(err, context.Canceled) {
			t.Errorf("%s, cancelled: %v", name, err)
		}
		if err := call(late); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s, too late: %v", name, err)
		}
		if err := call(t.Context()); err != nil {
			t.Errorf("%s, afterwards: %v", name, err)
		}
	}
	list, err := s.History(t.Context(), r.URL, time.Time{}, 9)
	if err != nil || len(list) != 2 { // the first, and the one put with a good context
		t.Fatalf("%d records, %v", len(list), err)
	}
}

// cancelledAtWork: contexts end at any moment. What was acknowledged is there, and nobody
// else's work suffers.
func cancelledAtWork(t *testing.T, s store.Store) {
	var kept, ended atomic.Int64
	url := "https://museum.example/"
	good := put(t, s, record(url+"good", 0))
	together(t, 400, func(i int) error {
		if i%2 == 0 { // others, who never end early
			got, err := s.Get(t.Context(), good.ID)
			if err == nil && string(got.Answer) != string(good.Answer) {
				err = errors.New("another answer")
			}
			return err
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Microsecond<<(i/2%17))
		defer cancel()
		r := record(url, i)
		err := s.Put(ctx, r)
		if err == nil {
			kept.Add(1)
			got, err := s.Get(t.Context(), r.ID)
			if err == nil && string(got.Answer) != string(r.Answer) {
				err = errors.New("another answer")
			}
			return err
		}
		ended.Add(1)
		if !errors.Is(err, context.DeadlineExceeded) || r.ID != "" {
			return fmt.Errorf("%w, and the ID is %q", err, r.ID)
		}
		if _, err := s.Latest(ctx, good.URL); !errors.Is(err, context.DeadlineExceeded) {
			return fmt.Errorf("latest: %w", err)
		}
		return nil
	})
	if kept.Load() == 0 || ended.Load() == 0 {
		t.Errorf("%d puts were kept, and %d ended: not both were tried", kept.Load(), ended.Load())
	}
	put(t, s, record(url, 1000))
}

// closed: after Close everything is ErrClosed, and closing again is nothing.
func closed(t *testing.T, s store.Store) {
	r := put(t, s, record("https://museum.example/", 0))
	for range 2 {
		if err := s.Close(); err != nil {
			t.Fatalf("Close: %v", err)
		}
	}
	for name, call := range calls(s, r) {
		if err := call(t.Context()); !errors.Is(err, store.ErrClosed) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// closedInUse: whoever uses a store while it is closed gets an answer or ErrClosed.
func closedInUse(t *testing.T, s store.Store) {
	r := put(t, s, record("https://museum.example/", 0))
	var wg sync.WaitGroup
	var answered atomic.Int64
	for range workers {
		for name, call := range calls(s, r) {
			wg.Go(func() {
				for {
					err := call(t.Context())
					if errors.Is(err, store.ErrClosed) {
						return
					}
					if err != nil {
						t.Errorf("%s: %v", name, err)
						return
					}
					answered.Add(1)
				}
			})
		}
	}
	for answered.Load() < 500 {
		time.Sleep(time.Millisecond)
	}
	for range 3 {
		wg.Go(func() {
			if err := s.Close(); err != nil {
				t.Errorf("Close: %v", err)
			}
		})
	}
	wg.Wait()
}

func healthy(t *testing.T, s store.Store) {
	for range 3 {
		if err := s.Healthy(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}
