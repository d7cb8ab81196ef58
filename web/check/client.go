package check

import (
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"
)

// Client names who asks: an address, or for IPv6 the network of 64 bits that one household
// has. It is for limits only, and is kept nowhere.
func (h *Handler) Client(r *http.Request) string {
	address := r.RemoteAddr
	if h.cfg.Proxies > 0 {
		if given := forwarded(r.Header.Values("X-Forwarded-For"), h.cfg.Proxies); given != "" {
			address = given
		}
	}
	return network(address)
}

// forwarded gives the address that the outermost of our proxies was asked from. What
// stands before it was sent by the client and can be anything. Fewer entries than proxies
// mean that one was gone round: the first entry is as far as can be told.
func forwarded(fields []string, proxies int) string {
	entries := strings.Split(strings.Join(fields, ","), ",")
	at := max(len(entries)-proxies, 0)
	return strings.TrimSpace(entries[at])
}

func network(address string) string {
	addr, err := netip.ParseAddr(strings.Trim(address, "[]"))
	if err != nil {
		at, err := netip.ParseAddrPort(address)
		if err != nil {
			return "unknown"
		}
		addr = at.Addr()
	}
	addr = addr.Unmap().WithZone("")
	if addr.Is6() {
		if p, err := addr.Prefix(64); err == nil {
			return p.String()
		}
	}
	return addr.String()
}

// allowance lets each client do something so many times a minute, and a burst at first: a
// bucket of tokens each.
type allowance struct {
	mu      sync.Mutex
	every   time.Duration // a token
	burst   time.Duration // what a full bucket is worth
	clients int
	full    map[string]time.Time // when the client's bucket will be full again
	now     func() time.Time
}

func newAllowance(perMinute, burst, clients int, now func() time.Time) *allowance {
	every := time.Minute / time.Duration(perMinute)
	return &allowance{every: every, burst: time.Duration(burst) * every, clients: clients, full: make(map[string]time.Time), now: now}
}

// take takes a token; or tells how long to wait for one.
func (a *allowance) take(client string) (wait time.Duration, ok bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	now := a.now()
	full := a.full[client]
	if full.Before(now) {
		full = now
	}
	full = full.Add(a.every)
	if over := full.Sub(now) - a.burst; over > 0 {
		return over, false
	}
	if len(a.full) >= a.clients {
		a.forget(now)
	}
	a.full[client] = full
	return 0, true
}

// forget drops full buckets, which are as good as none, and if that is not enough, some.
func (a *allowance) forget(now time.Time) {
	for client, full := range a.full {
		if !full.After(now) {
			delete(a.full, client)
		}
	}
	for client := range a.full {
		if len(a.full) < a.clients {
			return
		}
		delete(a.full, client)
	}
}

// counter bounds what is open at once, of all and of one client.
type counter struct {
	mu        sync.Mutex
	all, each int
	total     int
	clients   map[string]int
}

func newCounter(all, each int) *counter {
	return &counter{all: all, each: each, clients: make(map[string]int)}
}

func (c *counter) enter(client string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.total >= c.all || c.clients[client] >= c.each {
		return false
	}
	c.total++
	c.clients[client]++
	return true
}

func (c *counter) leave(client string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.total--
	if c.clients[client]--; c.clients[client] == 0 {
		delete(c.clients, client)
	}
}
