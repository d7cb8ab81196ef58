package check

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/gather"
)

// slow is a gatherer whose sites come when they are let go.
type slow struct {
	mu             sync.Mutex
	order          []string // the URLs, as they began
	running, most  int
	hosts, mostOne map[string]int
	gate           chan struct{} // one for each site; nil lets all go at once
}

func (s *slow) Site(ctx context.Context, url string, _ func(string, []*carrier.Artifact) []carrier.Reference, step func(string)) (*gather.Site, error) {
	host := hostname(url)
	s.mu.Lock()
	if s.hosts == nil {
		s.hosts, s.mostOne = make(map[string]int), make(map[string]int)
	}
	s.order = append(s.order, url)
	s.running++
	s.most = max(s.most, s.running)
	s.hosts[host]++
	s.mostOne[host] = max(s.mostOne[host], s.hosts[host])
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.running--
		s.hosts[host]--
	}()
	step("the page")
	if s.gate != nil {
		select {
		case <-s.gate:
		case <-ctx.Done():
		}
	}
	if strings.Contains(url, "panic") {
		panic("hostile bytes")
	}
	a, err := s.Fetch(ctx, url)
	return &gather.Site{Page: a}, err
}

func (s *slow) Fetch(_ context.Context, url string) (*gather.Asset, error) {
	return &gather.Asset{URL: url, Name: url, Artifacts: []*carrier.Artifact{{Kind: carrier.Response, Source: url, Status: 200,
		Header: []carrier.Field{{Name: "Content-Usage", Value: "train-ai=n, ai-use=n"}}}}}, nil
}

func (s *slow) Complete(context.Context, *gather.Asset, gather.Seek) error { return nil }

func until(t *testing.T, what string, is func() bool) {
	t.Helper()
	for range 500 {
		if is() {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatal("never: ", what)
}

// ask begins a check as a client.
func ask(h *Handler, url, client string) *httptest.ResponseRecorder {
	return get(h, "/check?url="+url, client)
}

// TestManyAtOnce: 200 checks at once run as many at a time as may, and none is lost.
func TestManyAtOnce(t *testing.T) {
	g := &slow{gate: make(chan struct{})}
	h := newHandler(t, Config{Fetcher: g, AtOnce: 8, PerHost: 3, PerClient: 100})
	for i := range 200 {
		if w := ask(h, fmt.Sprintf("s%d.example/%d", i%5, i), fmt.Sprintf("198.51.100.%d", i)); w.Code != http.StatusAccepted {
			t.Fatalf("%d: %d %s", i, w.Code, w.Body)
		}
	}
	until(t, "8 run", func() bool { r, w := h.Busy(); return r == 8 && w == 192 })
	close(g.gate)
	until(t, "all are done", func() bool { r, w := h.Busy(); return r+w == 0 })
	if kept := len(h.cfg.Store.(*memory).records); kept != 200 || g.most > 8 {
		t.Errorf("%d kept, %d at once", kept, g.most)
	}
	for host, most := range g.mostOne {
		if most > 3 {
			t.Errorf("%s was asked by %d at once", host, most)
		}
	}
	if n := len(h.queue.flights) + len(h.queue.lines) + len(h.queue.hosts) + len(h.queue.owned) + len(h.queue.turns); n != 0 {
		t.Errorf("%d things are left over in the queue", n)
	}
}

// TestFair: whoever asks for one check waits for one of each other client's, not for all.
func TestFair(t *testing.T) {
	g := &slow{gate: make(chan struct{})}
	h := newHandler(t, Config{Fetcher: g, AtOnce: 1, PerClient: 50, Burst: 50})
	for i := range 20 {
		ask(h, fmt.Sprintf("greedy%d.example", i), "198.51.100.1")
	}
	ask(h, "modest.example", "198.51.100.2")
	f := h.queue.find(key{url: "https://modest.example/"})
	if ahead := h.queue.ahead(f); ahead != 1 {
		t.Errorf("%d ahead", ahead)
	}
	close(g.gate)
	until(t, "all are done", func() bool { r, w := h.Busy(); return r+w == 0 })
	g.mu.Lock()
	defer g.mu.Unlock()
	for i, url := range g.order {
		if url == "https://modest.example/" && i > 2 {
			t.Errorf("the modest client came as number %d", i+1)
		}
	}
}

// TestBusyHostLetsOthersPass: a host that is slow to answer holds up nobody else.
func TestBusyHostLetsOthersPass(t *testing.T) {
	g := &slow{gate: make(chan struct{})}
	h := newHandler(t, Config{Fetcher: g, AtOnce: 3, PerHost: 2, PerClient: 50, Burst: 50})
	for i := range 10 {
		ask(h, fmt.Sprintf("slow.example/%d", i), fmt.Sprintf("198.51.100.%d", i))
	}
	ask(h, "other.example", "198.51.100.20")
	until(t, "the other runs", func() bool {
		g.mu.Lock()
		defer g.mu.Unlock()
		return len(g.order) == 3 && g.hosts["other.example"] == 1
	})
	close(g.gate)
}

// TestSingleFlight: one check serves all who ask about one URL, however it is typed, and
// only the first of them has begun one.
func TestSingleFlight(t *testing.T) {
	g := &slow{gate: make(chan struct{})}
	h := newHandler(t, Config{Fetcher: g})
	for i, typed := range []string{"a.example", "https://a.example/", "HTTPS://A.example:443/%23", "https://a.example/"} {
		ask(h, typed, fmt.Sprintf("198.51.100.%d", i))
	}
	close(g.gate)
	until(t, "all are done", func() bool { r, w := h.Busy(); return r+w == 0 })
	if len(g.order) != 1 { // what stands behind # is no other page
		t.Errorf("%q", g.order)
	}
}

// TestLimits: each limit refuses with its code and tells when to come back.
func TestLimits(t *testing.T) {
	now := newClock()
	for name, tt := range map[string]struct {
		cfg    Config
		code   string
		status int
	}{
		"too many": {Config{Burst: 2, PerMinute: 1}, CodeTooMany, http.StatusTooManyRequests},
		"in hand":  {Config{PerClient: 2}, CodeInHand, http.StatusTooManyRequests},
		"busy":     {Config{AtOnce: 1, Waiting: 1}, CodeBusy, http.StatusServiceUnavailable},
		"reads":    {Config{ReadsBurst: 2, ReadsPerMin: 1}, CodeReads, http.StatusTooManyRequests},
	} {
		tt.cfg.Fetcher, tt.cfg.Now = &slow{gate: make(chan struct{})}, now.now
		h := newHandler(t, tt.cfg)
		for i := range 2 {
			if w := ask(h, fmt.Sprintf("%d.example", i), "198.51.100.9"); w.Code != http.StatusAccepted {
				t.Errorf("%s: %d is %d", name, i, w.Code)
			}
		}
		w := ask(h, "one-more.example", "198.51.100.9")
		if w.Code != tt.status || !strings.Contains(w.Body.String(), tt.code) || w.Header().Get("Retry-After") == "" {
			t.Errorf("%s: %d %v", name, w.Code, w.Header())
		}
		if w := ask(h, "0.example", "198.51.100.9"); w.Code != http.StatusAccepted {
			t.Errorf("%s: a check that runs is not shown: %d", name, w.Code)
		}
		close(h.cfg.Fetcher.(*slow).gate)
	}
	a := newAllowance(60, 2, 8, now.now)
	for i := range 3 {
		if _, ok := a.take("c"); ok != (i < 2) {
			t.Errorf("take %d: %v", i, ok)
		}
	}
	now.add(time.Second)
	if _, ok := a.take("c"); !ok {
		t.Error("no token came back")
	}
	for i := range 1000 {
		a.take(fmt.Sprint(i))
	}
	if len(a.full) > 8 {
		t.Errorf("%d clients are remembered", len(a.full))
	}
	if wait, ok := a.take("999"); !ok || wait != 0 {
		t.Error("the last client was forgotten at once")
	}
}

// TestClient: X-Forwarded-For is believed as far as our own proxies wrote it.
func TestClient(t *testing.T) {
	for _, tt := range []struct {
		proxies int
		remote  string
		field   []string
		want    string
	}{
		{0, "198.51.100.1:9", []string{"203.0.113.9"}, "198.51.100.1"},
		{1, "10.0.0.1:9", []string{"1.1.1.1, 203.0.113.9"}, "203.0.113.9"},
		{1, "10.0.0.1:9", []string{"1.1.1.1", "203.0.113.9"}, "203.0.113.9"},
		{2, "10.0.0.1:9", []string{"6.6.6.6, 203.0.113.9, 10.0.0.2"}, "203.0.113.9"},
		{2, "10.0.0.1:9", []string{"203.0.113.9"}, "203.0.113.9"},
		{1, "10.0.0.1:9", nil, "10.0.0.1"},
		{1, "10.0.0.1:9", []string{"nonsense"}, "unknown"},
		{0, "[2001:db8:1:2:3::4]:9", nil, "2001:db8:1:2::/64"},
		{0, "[::ffff:198.51.100.1]:9", nil, "198.51.100.1"},
		{1, "x", []string{"[2001:db8::1]:443"}, "2001:db8::/64"},
	} {
		h := newHandler(t, Config{Proxies: tt.proxies})
		r := httptest.NewRequest(http.MethodGet, "/check", nil)
		r.RemoteAddr = tt.remote
		r.Header["X-Forwarded-For"] = tt.field
		if got := h.Client(r); got != tt.want {
			t.Errorf("%d %s %q: %s, want %s", tt.proxies, tt.remote, tt.field, got, tt.want)
		}
	}
}

// TestClose waits for checks that run, ends those that wait, and takes no more.
func TestClose(t *testing.T) {
	g := &slow{gate: make(chan struct{})}
	h := newHandler(t, Config{Fetcher: g, AtOnce: 1})
	ask(h, "a.example", "198.51.100.1")
	ask(h, "b.example", "198.51.100.1")
	waits := h.queue.find(key{url: "https://b.example/"})
	var closed atomic.Bool
	done := make(chan error)
	go func() { err := h.Close(t.Context()); closed.Store(true); done <- err }()
	<-waits.done
	if waits.result.err == nil || waits.result.err.Code != CodeClosing || closed.Load() {
		t.Errorf("%+v, closed %v", waits.result, closed.Load())
	}
	if w := ask(h, "c.example", "198.51.100.1"); w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(), CodeClosing) {
		t.Errorf("%d", w.Code)
	}
	g.gate <- struct{}{}
	if err := <-done; err != nil || len(h.cfg.Store.(*memory).records) != 1 {
		t.Error("the check that ran was lost", err)
	}

	g = &slow{gate: make(chan struct{})}
	h = newHandler(t, Config{Fetcher: g})
	ask(h, "a.example", "198.51.100.1")
	until(t, "it runs", func() bool { r, _ := h.Busy(); return r == 1 })
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if err := h.Close(ctx); err == nil || len(h.cfg.Store.(*memory).records) != 1 {
		t.Error("a check that was stopped is not kept with what it had", err)
	}
}

// TestPanic: what strangers publish does not stop the server.
func TestPanic(t *testing.T) {
	h := newHandler(t, Config{Fetcher: &slow{}})
	w := settled(t, h, "/check?url=panic.example")
	if w.Code != http.StatusInternalServerError || !strings.Contains(w.Body.String(), CodeFailed) || strings.Contains(w.Body.String(), "hostile") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

// TestProgress: programs poll, pages listen; neither begins a check.
func TestProgress(t *testing.T) {
	g := &slow{gate: make(chan struct{})}
	h := newHandler(t, Config{Fetcher: g, AtOnce: 1, Streams: 1})
	state := func(url string) string { return strings.TrimSpace(get(h, "/check/progress?url="+url).Body.String()) }
	if s := state("a.example"); !strings.HasPrefix(s, `{"state":"none"`) || len(h.queue.flights) != 0 {
		t.Error(s)
	}
	ask(h, "a.example", "198.51.100.1")
	ask(h, "b.example", "198.51.100.1")
	until(t, "a runs", func() bool { return state("a.example") == `{"state":"running","steps":["the page"]}` })
	if s := state("b.example"); s != `{"state":"waiting"}` {
		t.Error(s)
	}
	server := httptest.NewServer(h)
	defer server.Close()
	listen := func() *http.Response {
		r, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+"/check/progress?url=a.example", nil)
		r.Header.Set("Accept", "text/event-stream")
		w, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		return w
	}
	first := listen()
	defer first.Body.Close()
	second := listen()
	second.Body.Close()
	if second.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("a stream too many: %d", second.StatusCode)
	}
	close(g.gate)
	text := new(strings.Builder)
	buffer := make([]byte, 512)
	for {
		n, err := first.Body.Read(buffer)
		text.Write(buffer[:n])
		if err != nil {
			break
		}
	}
	if s := text.String(); !strings.Contains(s, `data: {"state":"running"`) || !strings.HasSuffix(s, `data: {"state":"done","location":"/check/id-0"}`+"\n\n") {
		t.Errorf("%q", s)
	}
	until(t, "the place is free", func() bool { h.streams.mu.Lock(); defer h.streams.mu.Unlock(); return h.streams.total == 0 })
}
