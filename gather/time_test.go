package gather

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/proviso-signals/proviso/carrier"
)

// world is every host there is, in memory, so that time can be made up: within a
// synctest bubble, hours pass when everybody waits.
type world struct {
	*Fetcher
	start time.Time
	hosts map[string]http.HandlerFunc
	asked []string // "1s example.com/page"
}

func newWorld(t *testing.T, opt Options) *world {
	w := &world{start: time.Now(), hosts: make(map[string]http.HandlerFunc)}
	opt.AllowPrivate = true
	f, err := NewFetcher(opt)
	if err != nil {
		t.Fatal(err)
	}
	w.Fetcher = f
	listener := &memory{conns: make(chan net.Conn), closed: make(chan struct{})}
	f.transport.DialContext = listener.dial
	server := &http.Server{Handler: w}
	go server.Serve(listener)
	t.Cleanup(func() {
		f.CloseIdle()
		server.Close()
		synctest.Wait()
	})
	return w
}

func (w *world) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	w.asked = append(w.asked, fmt.Sprintf("%v %s%s", time.Since(w.start), r.Host, r.URL.Path))
	if h := w.hosts[r.Host]; h != nil {
		h(rw, r)
		return
	}
	http.NotFound(rw, r)
}

// memory is a listener without a network.
type memory struct {
	conns  chan net.Conn
	closed chan struct{}
}

func (m *memory) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	client, server := net.Pipe()
	select {
	case m.conns <- server:
		return client, nil
	case <-m.closed:
	case <-ctx.Done():
	}
	return nil, net.ErrClosed
}

func (m *memory) Accept() (net.Conn, error) {
	select {
	case c := <-m.conns:
		return c, nil
	case <-m.closed:
		return nil, net.ErrClosed
	}
}

func (m *memory) Close() error   { close(m.closed); return nil }
func (m *memory) Addr() net.Addr { return &net.TCPAddr{} }

func (w *world) fetch(t *testing.T, url string) (*Asset, error) {
	t.Helper()
	asset, err := w.Fetch(t.Context(), url)
	synctest.Wait()
	return asset, err
}

// TestPace: a second between requests to one host, robots.txt aside, and none
// between requests to different hosts.
func TestPace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, Options{})
		for _, url := range []string{"http://a.example/1", "http://b.example/1", "http://a.example/2", "http://a.example/3"} {
			if _, err := w.fetch(t, url); err != nil {
				t.Fatal(err)
			}
		}
		want := []string{"0s a.example/robots.txt", "0s a.example/1", "0s b.example/robots.txt", "0s b.example/1", "1s a.example/2", "2s a.example/3"}
		if diff := cmp.Diff(want, w.asked); diff != "" {
			t.Error(diff)
		}
	})
}

func TestCrawlDelay(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"Crawl-delay: 3": 3 * time.Second, "Crawl-delay: 0.5": time.Second, "crawl-delay: 2.5": 2500 * time.Millisecond,
		"Crawl-delay: 1e9": MaxCrawlDelay, "Crawl-delay: +Inf": MaxCrawlDelay, "Crawl-delay: NaN": time.Second,
		"Crawl-delay: -5": time.Second, "Crawl-delay: soon": time.Second, "Crawl-delay: 1\nCrawl-delay: 4": 4 * time.Second,
		"Allow: /\n\nUser-agent: other\nCrawl-delay: 9": time.Second,
	} {
		synctest.Test(t, func(t *testing.T) {
			w := newWorld(t, Options{})
			w.hosts["a.example"] = func(rw http.ResponseWriter, _ *http.Request) { io.WriteString(rw, "User-agent: *\n"+text) }
			w.fetch(t, "http://a.example/1")
			w.fetch(t, "http://a.example/2")
			if got := time.Since(w.start); got != want {
				t.Errorf("%q: %v, want %v", text, got, want)
			}
		})
	}
}

// TestPaceDeadline: a turn too far ahead is refused at once and not taken.
func TestPaceDeadline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, Options{MinDelay: time.Minute})
		w.fetch(t, "http://a.example/1")
		for range 3 {
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
			if _, err := w.Fetch(ctx, "http://a.example/2"); codeOf(err) != CodeTimeout || !errors.Is(err, context.DeadlineExceeded) {
				t.Error(err)
			}
			cancel()
		}
		if got := time.Since(w.start); got != 0 {
			t.Errorf("waited %v for nothing", got)
		}
		w.fetch(t, "http://a.example/3")
		if got := time.Since(w.start); got != time.Minute {
			t.Errorf("the next turn came after %v", got)
		}
	})
}

func TestPaceForgets(t *testing.T) {
	p := newPace()
	for i := range MaxPaced + 100 {
		p.take(t.Context(), fmt.Sprint(i), time.Second)
	}
	if len(p.turns) > MaxPaced {
		t.Errorf("%d hosts are remembered", len(p.turns))
	}
}

func TestRetryAfter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, Options{})
		busy := true
		w.hosts["a.example"] = func(rw http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/page" && busy {
				busy = false
				rw.Header().Set("Retry-After", time.Now().Add(5*time.Second).UTC().Format(http.TimeFormat))
				rw.WriteHeader(503)
			}
		}
		asset, err := w.fetch(t, "http://a.example/page")
		if err != nil || asset.Artifacts[1].Status != 200 {
			t.Errorf("%v, %v", asset.Log, err)
		}
		want := []string{"0s a.example/robots.txt", "0s a.example/page", "5s a.example/page"}
		if diff := cmp.Diff(want, w.asked); diff != "" {
			t.Error(diff)
		}
	})
}

// TestRetryFails: a second attempt that brings nothing leaves what the first one
// brought.
func TestRetryFails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, Options{})
		w.hosts["a.example"] = func(rw http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/page" {
				rw.Header().Set("Retry-After", "10")
				rw.WriteHeader(503)
			}
		}
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		asset, err := w.Fetch(ctx, "http://a.example/page")
		want := outline{Code: CodeTimeout, Artifacts: []string{`robots 200 ""`, `response 503 ""`}, Notes: []string{NoteRetried}}
		if diff := cmp.Diff(want, show(asset, err)); diff != "" {
			t.Error(err, diff)
		}
	})
}

// TestRobotsAge: how long a robots.txt is used again, by what its response says.
func TestRobotsAge(t *testing.T) {
	day := 24 * time.Hour
	tests := []struct {
		name   string
		header http.Header
		want   time.Duration
	}{
		{"says nothing", nil, day},
		{"max-age", http.Header{"Cache-Control": {"public, Max-Age=600"}}, 10 * time.Minute},
		{"max-age and age", http.Header{"Cache-Control": {"max-age=600"}, "Age": {"500"}}, 100 * time.Second},
		{"older than max-age", http.Header{"Cache-Control": {"max-age=600"}, "Age": {"700"}}, 0},
		{"a year", http.Header{"Cache-Control": {"max-age=31536000"}}, day},
		{"max-age nobody can read", http.Header{"Cache-Control": {"max-age=long"}}, 0},
		{"no-store", http.Header{"Cache-Control": {"no-store, max-age=600"}}, 0},
		{"no-cache in a second field", http.Header{"Cache-Control": {"public", "no-cache"}}, 0},
		{"Expires", http.Header{"Expires": {"Sat, 01 Jan 2000 01:00:00 GMT"}, "Date": {"Sat, 01 Jan 2000 00:00:00 GMT"}}, time.Hour},
		{"expired", http.Header{"Expires": {"0"}}, 0},
		{"max-age before Expires", http.Header{"Expires": {"0"}, "Cache-Control": {"max-age=60"}}, time.Minute},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := freshness(test.header, time.Now()); got != test.want {
				t.Errorf("%v, want %v", got, test.want)
			}
		})
	}
}

// TestRobotsCache follows one origin through its life.
func TestRobotsCache(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, Options{MinDelay: -1})
		status, text := 200, "User-agent: *\nDisallow: /closed"
		w.hosts["a.example"] = func(rw http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				rw.Header().Set("Cache-Control", "max-age=3600")
				rw.WriteHeader(status)
				io.WriteString(rw, text)
			}
		}
		robotsAsked := func() int {
			return len(slices.DeleteFunc(slices.Clone(w.asked), func(s string) bool { return s[len(s)-len("robots.txt"):] != "robots.txt" }))
		}
		step := func(wait time.Duration, wantAsked int, wantCode string, wantNotes ...string) *carrier.Artifact {
			t.Helper()
			time.Sleep(wait)
			asset, err := w.fetch(t, "http://a.example/page1")
			if got := robotsAsked(); got != wantAsked {
				t.Errorf("asked %d times, want %d", got, wantAsked)
			}
			o := show(asset, err)
			if o.Code != wantCode {
				t.Errorf("%v, want %s", err, wantCode)
			}
			if diff := cmp.Diff(wantNotes, o.Notes); diff != "" {
				t.Error(diff)
			}
			return asset.Artifacts[0]
		}
		first := step(0, 1, "")
		if step(59*time.Minute, 1, "") != first {
			t.Error("the artifact is not shared while fresh")
		}
		second := step(2*time.Minute, 2, "") // stale: asked again
		if second == first {
			t.Error("the artifact is shared after it went stale")
		}
		status = 503
		if step(2*time.Hour, 3, "", NoteRobotsCached) != second {
			t.Error("the older copy does not stand")
		}
		step(UnreachableAge-time.Second, 3, "", NoteRobotsCached)
		step(2*time.Second, 4, "", NoteRobotsCached)
		status, text = 200, "User-agent: *\nDisallow: /"
		step(UnreachableAge, 5, CodeDisallowed)
		status = 500
		step(MaxRobotsStale-time.Hour, 6, CodeDisallowed, NoteRobotsCached)
		step(2*time.Hour, 7, CodeRobotsUnreachable) // the copy is too old now
		step(time.Second, 7, CodeRobotsUnreachable)
		status = 404
		step(UnreachableAge, 8, "")
		status = 500
		step(2*time.Hour, 9, CodeRobotsUnreachable) // a 404 is no copy
	})
}

func TestRobotsNoStore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, Options{MinDelay: -1})
		w.hosts["a.example"] = func(rw http.ResponseWriter, r *http.Request) { rw.Header().Set("Cache-Control", "no-store") }
		w.fetch(t, "http://a.example/1")
		w.fetch(t, "http://a.example/2")
		if len(w.asked) != 4 {
			t.Errorf("%q", w.asked)
		}
	})
}

// TestCacheLimits: the least recently used goes first, by number and by bytes.
func TestCacheLimits(t *testing.T) {
	now := time.Now()
	c := newRobotsCache(3, 1<<20)
	get := func(origin string, size int) bool {
		_, before, err := c.get(t.Context(), origin, func() time.Time { return now }, func(*robotsCopy) *robotsCopy {
			return &robotsCopy{artifact: &carrier.Artifact{Body: make([]byte, size)}, until: now.Add(time.Hour)}
		})
		if err != nil {
			t.Fatal(err)
		}
		return before
	}
	for _, step := range []struct {
		origin string
		size   int
		before bool
	}{
		{"a", 1, false}, {"b", 1, false}, {"c", 1, false}, {"a", 1, true},
		{"d", 1, false}, {"a", 1, true}, {"b", 1, false}, // b was the oldest
		{"e", 600 << 10, false}, {"e", 0, true}, // too large for company, and kept alone
		{"a", 1, false}, {"e", 600 << 10, false},
	} {
		if got := get(step.origin, step.size); got != step.before {
			t.Errorf("%+v: kept from before: %v", step, got)
		}
	}
	if c.order.Len() != len(c.entries) || c.bytes < 0 {
		t.Errorf("%d in order, %d entries, %d bytes", c.order.Len(), len(c.entries), c.bytes)
	}
}

// TestImpatient: one caller giving up does not take the robots.txt from others.
func TestImpatient(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, Options{})
		w.hosts["a.example"] = func(rw http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				time.Sleep(10 * time.Second)
			}
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		done := make(chan error, 1)
		go func() {
			_, err := w.Fetch(t.Context(), "http://a.example/patient")
			done <- err
		}()
		if _, err := w.Fetch(ctx, "http://a.example/impatient"); codeOf(err) != CodeTimeout {
			t.Error(err)
		}
		if err := <-done; err != nil {
			t.Error(err)
		}
		want := []string{"0s a.example/robots.txt", "10s a.example/patient"}
		if diff := cmp.Diff(want, w.asked); diff != "" {
			t.Error(diff)
		}
	})
}

// TestSlowDrip: however a server spreads its bytes, an asset takes Timeout at most,
// and what came is kept.
func TestSlowDrip(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, Options{})
		w.hosts["a.example"] = func(rw http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				return
			}
			for range 1000 {
				if _, err := io.WriteString(rw, "x"); err != nil {
					return
				}
				rw.(http.Flusher).Flush()
				time.Sleep(7 * time.Second)
			}
		}
		asset, err := w.fetch(t, "http://a.example/page")
		if codeOf(err) != CodeTimeout || time.Since(w.start) != Timeout {
			t.Errorf("%v after %v", err, time.Since(w.start))
		}
		if a := asset.Artifacts[1]; len(a.Body) != 9 || !a.Truncated {
			t.Errorf("%d bytes, truncated %v", len(a.Body), a.Truncated)
		}
		time.Sleep(time.Minute) // let the server notice
	})
}

// TestSlowRobots: the same for a robots.txt, which then counts as unreachable.
func TestSlowRobots(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, Options{})
		w.hosts["a.example"] = func(rw http.ResponseWriter, r *http.Request) {
			io.WriteString(rw, "User-agent: *\nAllow: /\n")
			rw.(http.Flusher).Flush()
			<-r.Context().Done()
		}
		asset, err := w.fetch(t, "http://a.example/page")
		if codeOf(err) != CodeRobotsUnreachable || time.Since(w.start) != RobotsTimeout || len(asset.Artifacts) != 1 {
			t.Errorf("%v after %v", err, time.Since(w.start))
		}
	})
}
