package check

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/proviso-signals/proviso/gather"
	"github.com/proviso-signals/proviso/store"
)

// memory is a store for tests.
type memory struct {
	mu      sync.Mutex
	records []store.Record
	fails   error
}

func (m *memory) Put(_ context.Context, r *store.Record) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.fails != nil {
		return m.fails
	}
	r.ID = fmt.Sprintf("id-%d", len(m.records))
	m.records = append(m.records, *r)
	return nil
}

func (m *memory) Get(_ context.Context, id string) (*store.Record, error) {
	return m.find(func(r *store.Record) bool { return r.ID == id })
}

func (m *memory) Latest(_ context.Context, url string) (*store.Record, error) {
	return m.find(func(r *store.Record) bool { return r.URL == url })
}

func (m *memory) find(is func(*store.Record) bool) (*store.Record, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.fails != nil {
		return nil, m.fails
	}
	for _, r := range slices.Backward(m.records) {
		if is(&r) {
			return &r, nil
		}
	}
	return nil, store.ErrNotFound
}

func (m *memory) History(_ context.Context, url string, before time.Time, limit int) (list []store.Record, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, r := range slices.Backward(m.records) {
		if r.URL == url && (before.IsZero() || r.Time.Before(before)) && len(list) < limit {
			r.Answer = nil
			list = append(list, r)
		}
	}
	return list, m.fails
}

func (m *memory) Forget(context.Context, time.Time) (int, error) { return 0, nil }
func (m *memory) Healthy(context.Context) error                  { return m.fails }
func (m *memory) Close() error                                   { return nil }

// clock is a time that tests move.
type clock struct {
	mu sync.Mutex
	t  time.Time
}

func newClock() *clock { return &clock{t: time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)} }

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.t
}

func (c *clock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = c.t.Add(d)
}

// newHandler makes a handler of a configuration for a test, with what that leaves out.
func newHandler(t testing.TB, cfg Config) *Handler {
	t.Helper()
	if cfg.Store == nil {
		cfg.Store = &memory{}
	}
	if cfg.Fetcher == nil {
		f, err := gather.NewFetcher(gather.Options{AllowPrivate: true, MinDelay: -1})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(f.CloseIdle)
		cfg.Fetcher = f
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	h, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		_ = h.Close(ctx)
	})
	return h
}

// get asks the handler, as a client of its own unless one is named.
func get(h http.Handler, target string, client ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, target, nil)
	r.RemoteAddr = "198.51.100.1:1234"
	if len(client) > 0 {
		r.RemoteAddr = client[0] + ":1234"
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// settled asks until a check has ended, and gives what the checker then says.
func settled(t testing.TB, h http.Handler, target string) *httptest.ResponseRecorder {
	t.Helper()
	for range 1000 {
		if w := get(h, target); w.Code != http.StatusAccepted {
			return w
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatal("the check does not end")
	return nil
}
