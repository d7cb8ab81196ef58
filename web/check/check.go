// Package check is the checker of the web face: somebody types an address, watches it
// being looked at, and reads in five seconds what machines are told there; below that is
// everything the answer rests on. It judges how clear that is, and never what is said.
//
//	GET /check                 the form
//	GET /check?url=…           begins a check, shows how it goes, leads to its answer
//	GET /check/progress?url=…  how it goes: JSON, or server-sent events for who accepts them
//	GET /check/{id}            an answer, at a dated address that does not change
//	GET /check/{id}.json       the same as JSON
//	GET /check/history?url=…   the answers there are about an address
//	GET /check/diff?a=…&b=…    what changed between two of them
//	GET /badge.svg?url=…       what a site says, to be embedded; looked at again daily
//
// Checks wait in a queue that is fair to clients and spares hosts; one check serves all who
// ask about one address. What is shown is made from the JSON that is kept and from nothing
// else, so that an answer reads the same in a year.
package check

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/gather"
	"github.com/proviso-signals/proviso/store"
)

// Gatherer fetches what is to be checked; a [gather.Fetcher] is one. For addresses that
// strangers choose it must refuse private addresses, and keep MaxBody low enough for
// AtOnce times two bodies to fit into memory.
type Gatherer interface {
	Site(ctx context.Context, url string, seek func(url string, artifacts []*carrier.Artifact) []carrier.Reference, step func(what string)) (*gather.Site, error)
	Fetch(ctx context.Context, url string) (*gather.Asset, error)
	Complete(ctx context.Context, asset *gather.Asset, seek gather.Seek) error
}

// Defaults of the limits in [Config].
const (
	AtOnce       = 16
	Waiting      = 512
	PerClient    = 16
	PerHost      = 4
	Timeout      = 2 * time.Minute
	Fresh        = 10 * time.Minute
	FailureFresh = time.Minute
	BadgeAge     = 24 * time.Hour
	Kept         = 4096
	KeptBytes    = 64 << 20
	PerMinute    = 20
	Burst        = 10
	ReadsPerMin  = 1200
	ReadsBurst   = 120
	Clients      = 16 << 10
	Streams      = 256
	PerStreamer  = 8
	StoreTimeout = 10 * time.Second
)

// Config says what to check with, and within which limits. A limit of 0 is the constant of
// its name.
type Config struct {
	Store   store.Store // keeps the answers; needed
	Fetcher Gatherer    // needed

	AtOnce    int // checks that run at once
	Waiting   int // checks that may wait for their turn
	PerClient int // checks of one client that run or wait
	PerHost   int // checks of one host that run at once
	// Timeout bounds the time of a check from its turn on. One that takes longer ends with
	// what it has, and says so.
	Timeout time.Duration
	// Fresh is the age up to which an answer is given again instead of looking anew, and
	// FailureFresh the same for an address that could not be looked at.
	Fresh, FailureFresh time.Duration
	// BadgeAge is the age at which a badge has its site looked at again.
	BadgeAge time.Duration
	// Kept and KeptBytes bound the answers that are kept in memory, and as much again for
	// pages made of them.
	Kept      int
	KeptBytes int

	// PerMinute and Burst bound the checks that a client may begin. ReadsPerMin and
	// ReadsBurst bound what it may ask of the store; answers in memory are not counted.
	PerMinute, Burst        int
	ReadsPerMin, ReadsBurst int
	// Clients bounds how many clients are told apart at once.
	Clients int
	// Streams and PerStreamer bound the streams of progress that are open at once, of all
	// and of one client.
	Streams, PerStreamer int
	// StoreTimeout bounds one question to the store.
	StoreTimeout time.Duration
	// Proxies is the number of proxies of ours between clients and here that each add the
	// address they were asked from to X-Forwarded-For. With 0 the field is not believed.
	Proxies int

	Now func() time.Time // nil is time.Now
	Log *slog.Logger     // nil is slog.Default
}

// Handler serves the checker. Close it when serving has ended.
type Handler struct {
	cfg     Config
	queue   *queue
	results *shelf[key, *result]
	pages   *shelf[string, *made]
	checks  *allowance
	reads   *allowance
	streams *counter
	mux     *http.ServeMux
}

// New makes a handler. The error says what is missing or cannot be used.
func New(cfg Config) (*Handler, error) {
	if cfg.Store == nil || cfg.Fetcher == nil {
		return nil, errors.New("check: a store and a fetcher are needed")
	}
	for _, n := range []*int{&cfg.AtOnce, &cfg.Waiting, &cfg.PerClient, &cfg.PerHost, &cfg.Kept, &cfg.KeptBytes, &cfg.PerMinute,
		&cfg.Burst, &cfg.ReadsPerMin, &cfg.ReadsBurst, &cfg.Clients, &cfg.Streams, &cfg.PerStreamer, &cfg.Proxies} {
		if *n < 0 {
			return nil, errors.New("check: a limit is negative")
		}
	}
	for _, d := range []time.Duration{cfg.Timeout, cfg.Fresh, cfg.FailureFresh, cfg.BadgeAge, cfg.StoreTimeout} {
		if d < 0 {
			return nil, errors.New("check: a time is negative")
		}
	}
	cfg.defaults()
	h := &Handler{
		cfg:     cfg,
		results: newShelf[key, *result](cfg.Kept, cfg.KeptBytes),
		pages:   newShelf[string, *made](cfg.Kept, cfg.KeptBytes),
		checks:  newAllowance(cfg.PerMinute, cfg.Burst, cfg.Clients, cfg.Now),
		reads:   newAllowance(cfg.ReadsPerMin, cfg.ReadsBurst, cfg.Clients, cfg.Now),
		streams: newCounter(cfg.Streams, cfg.PerStreamer),
		mux:     http.NewServeMux(),
	}
	h.queue = newQueue(&h.cfg, h.run)
	h.routes()
	return h, nil
}

func (c *Config) defaults() {
	for _, d := range []struct {
		n    *int
		unit int
	}{
		{&c.AtOnce, AtOnce}, {&c.Waiting, Waiting}, {&c.PerClient, PerClient}, {&c.PerHost, PerHost}, {&c.Kept, Kept},
		{&c.KeptBytes, KeptBytes}, {&c.PerMinute, PerMinute}, {&c.Burst, Burst}, {&c.ReadsPerMin, ReadsPerMin},
		{&c.ReadsBurst, ReadsBurst}, {&c.Clients, Clients}, {&c.Streams, Streams}, {&c.PerStreamer, PerStreamer},
	} {
		if *d.n == 0 {
			*d.n = d.unit
		}
	}
	for _, d := range []struct {
		t    *time.Duration
		unit time.Duration
	}{
		{&c.Timeout, Timeout}, {&c.Fresh, Fresh}, {&c.FailureFresh, FailureFresh}, {&c.BadgeAge, BadgeAge}, {&c.StoreTimeout, StoreTimeout},
	} {
		if *d.t == 0 {
			*d.t = d.unit
		}
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Log == nil {
		c.Log = slog.Default()
	}
}

// Close takes no more checks, ends those that wait, and waits for those that run. When the
// context ends first, they end with what they have; Close waits for that, too.
func (h *Handler) Close(ctx context.Context) error { return h.queue.close(ctx) }

// Busy tells how many checks run and wait, for metrics.
func (h *Handler) Busy() (running, waiting int) { return h.queue.busy() }
