package gather

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
)

// Version is the version a Fetcher names in its User-Agent field.
const Version = "0.1"

// Options says how to fetch. The zero value fetches as ProvisoBot, politely.
type Options struct {
	// Product is the product token, in User-Agent and looked up in robots.txt:
	// letters, "-" and "_" (RFC 9309 section 2.2.1). Empty is "ProvisoBot".
	Product string
	// Contact is the http or https URL of a page that says who fetches and why.
	// Empty is the project's.
	Contact string
	// AllowPrivate lets the fetcher connect to any address, private networks and
	// this machine included. It is for an owner looking at a site before it is
	// public, never for URLs that strangers choose.
	AllowPrivate bool
	// Proxy chooses a proxy, such as http.ProxyFromEnvironment; nil connects
	// directly, whatever the environment says. A proxy may have any address, and looks
	// up names itself: only addresses written in URLs are then refused here, so let
	// the proxy refuse the rest.
	Proxy func(*http.Request) (*url.URL, error)

	MaxBody      int64         // bytes of a body that are kept; 0 is the constant MaxBody
	MaxRedirects int           // redirects followed; 0 is the constant, negative is none
	Timeout      time.Duration // on the network, for one asset; 0 is the constant
	// MinDelay is the least time between two requests to one host; 0 is the constant,
	// negative is none. A host that is written as a loopback address is this machine,
	// and needs none.
	MinDelay time.Duration

	// Now tells the time that is recorded and that robots.txt copies age by; nil is
	// time.Now.
	Now func() time.Time
}

// Fetcher fetches assets. It is safe for concurrent use, and one Fetcher should
// serve a whole program, as it remembers robots.txt files and when it last asked a
// host.
type Fetcher struct {
	opt       Options
	agent     string // the User-Agent field
	transport *http.Transport
	robots    *robotsCache
	pace      *pace
}

// NewFetcher checks the options. The error says which of them cannot be used.
func NewFetcher(opt Options) (*Fetcher, error) {
	if opt.Product == "" {
		opt.Product = "ProvisoBot"
	}
	if strings.Trim(opt.Product, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_") != "" {
		return nil, fmt.Errorf("gather: product token %q: only letters, - and _ may stand in one", opt.Product)
	}
	if opt.Contact == "" {
		opt.Contact = "https://github.com/proviso-signals/proviso"
	}
	if u, err := URL(opt.Contact); err != nil || u != opt.Contact || strings.ContainsAny(u, "();") {
		return nil, fmt.Errorf("gather: contact %q: not an http or https URL in normal form", opt.Contact)
	}
	opt.MaxBody = or(opt.MaxBody, MaxBody)
	opt.MaxRedirects = max(or(opt.MaxRedirects, MaxRedirects), 0)
	opt.Timeout = or(opt.Timeout, Timeout)
	opt.MinDelay = max(or(opt.MinDelay, MinDelay), 0)
	if opt.MaxBody < 0 || opt.Timeout < 0 {
		return nil, fmt.Errorf("gather: negative limit")
	}
	if opt.Now == nil {
		opt.Now = time.Now
	}
	f := &Fetcher{
		opt:    opt,
		agent:  fmt.Sprintf("%s/%s (+%s)", opt.Product, Version, opt.Contact),
		robots: newRobotsCache(MaxRobotsKept, MaxRobotsBytes),
		pace:   newPace(),
	}
	dialer := newDialer(opt.AllowPrivate)
	f.transport = &http.Transport{
		Proxy:                  dialer.proxied(opt.Proxy),
		DialContext:            dialer.DialContext,
		TLSHandshakeTimeout:    ConnectTimeout,
		MaxResponseHeaderBytes: MaxHeader,
		DisableCompression:     true, // asked for and undone here, within limits
		ForceAttemptHTTP2:      true,
		MaxIdleConns:           256,
		MaxIdleConnsPerHost:    2,
		IdleConnTimeout:        30 * time.Second,
	}
	return f, nil
}

// or gives a default for the zero value.
func or[T comparable](v, otherwise T) T {
	var zero T
	if v == zero {
		return otherwise
	}
	return v
}

func (f *Fetcher) now() time.Time { return f.opt.Now().UTC() }

// CloseIdle closes connections that are kept for further requests.
func (f *Fetcher) CloseIdle() { f.transport.CloseIdleConnections() }

// Fetch gathers one asset: the robots.txt of its origin and, if that allows, the
// response, redirects followed. The URL may be what a person types; see [URL].
//
// The error, an [*Error], says that the asset was refused, could not be reached or
// exceeded a limit; the Asset is there all the same, with what was seen before. Any
// status is an answer and no error.
func (f *Fetcher) Fetch(ctx context.Context, rawURL string) (*Asset, error) {
	v := &visit{
		f: f, asset: &Asset{Name: rawURL}, left: f.opt.Timeout, seen: map[string]bool{},
		limit: f.opt.MaxBody, delay: f.opt.MinDelay,
	}
	u, err := parseURL(rawURL)
	if err != nil {
		return v.asset, err
	}
	v.asset.Name = u.String()
	return v.asset, v.follow(ctx, u)
}

// visit is one call of Fetch.
type visit struct {
	f     *Fetcher
	asset *Asset
	left  time.Duration // of the time on the network
	seen  map[string]bool
	limit int64         // on a body, in bytes
	delay time.Duration // between requests to a host, unless its robots.txt asks for more
}

// timed runs something on the network within the time left.
func (v *visit) timed(ctx context.Context, do func(context.Context)) {
	ctx, cancel := context.WithTimeout(ctx, v.left)
	defer cancel()
	start := time.Now()
	do(ctx)
	v.left -= time.Since(start)
}

// at makes a step to a URL: its robots.txt, whether it allows, and the request.
func (v *visit) at(ctx context.Context, u *url.URL) (*reply, error) {
	v.asset.URL = u.String()
	v.asset.Artifacts = nil
	rules, err := v.allowed(ctx, u)
	if err != nil {
		return nil, err
	}
	delay := atLeast(v.delay, rules)
	if isThisMachine(u.Hostname()) {
		delay = 0
	}
	r, err := v.request(ctx, u, delay)
	if wait, ok := v.f.comeBack(r); ok && err == nil {
		v.asset.note(proviso.Notice, NoteRetried, u.String(), "The server answered 503 with a short Retry-After and was asked once more.")
		var again *reply
		if again, err = v.request(ctx, u, max(r.Duration+wait, delay)); again != nil && again.status != 0 {
			r = again // or else the 503 is what was seen
		}
	}
	if r != nil && r.status != 0 {
		v.asset.Artifacts = append(v.asset.Artifacts, r.artifact(u))
		if !r.redirects() {
			v.asset.Notes = append(v.asset.Notes, r.notes...)
		}
	}
	return r, err
}

// request waits for the host's turn and asks.
func (v *visit) request(ctx context.Context, u *url.URL, delay time.Duration) (r *reply, err error) {
	if err := v.f.pace.wait(ctx, u.Host, delay); err != nil {
		return nil, v.f.failure(ctx, u, err)
	}
	v.timed(ctx, func(ctx context.Context) { r, err = v.f.ask(ctx, u, v.limit) })
	v.asset.Log = append(v.asset.Log, r.Exchange)
	return r, err
}

// artifact makes the response an artifact.
func (r *reply) artifact(u *url.URL) *carrier.Artifact {
	return &carrier.Artifact{
		Kind:      carrier.Response,
		Source:    u.String(),
		Status:    r.status,
		Header:    headerFields(r.header),
		MediaType: carrier.MediaType(r.header.Get("Content-Type")),
		Body:      r.body,
		Truncated: r.truncated,
		Observed:  r.Time,
	}
}
