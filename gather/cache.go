package gather

import (
	"container/list"
	"context"
	"sync"
	"time"
)

// robotsCache keeps robots.txt files by origin, the most recently used of them,
// and lets whoever asks for the same one at the same time wait for one answer.
type robotsCache struct {
	count, size int // limits

	mu      sync.Mutex
	entries map[string]*list.Element // of *robotsEntry
	order   *list.List               // most recently used first
	bytes   int
	flights map[string]*flight
}

type robotsEntry struct {
	origin string
	copy   *robotsCopy
}

// flight is an answer that is being gathered.
type flight struct {
	done chan struct{}
	copy *robotsCopy
}

func newRobotsCache(count, size int) *robotsCache {
	return &robotsCache{count: count, size: size, entries: make(map[string]*list.Element),
		order: list.New(), flights: make(map[string]*flight)}
}

// get gives the copy for an origin: one kept from before if it is fresh, or else
// what fetch brings, given an older copy if there is one. The error is that of ctx;
// fetch then goes on for others, and for next time.
func (c *robotsCache) get(ctx context.Context, origin string, now func() time.Time, fetch func(*robotsCopy) *robotsCopy) (kept *robotsCopy, before bool, err error) {
	c.mu.Lock()
	old := c.lookUp(origin)
	if old != nil && now().Before(old.until) {
		c.mu.Unlock()
		return old, true, nil
	}
	f := c.flights[origin]
	if f == nil {
		f = &flight{done: make(chan struct{})}
		c.flights[origin] = f
		go c.fly(origin, f, old, now, fetch)
	}
	c.mu.Unlock()
	select {
	case <-f.done:
		return f.copy, false, nil
	case <-ctx.Done():
		return nil, false, ctx.Err()
	}
}

func (c *robotsCache) fly(origin string, f *flight, old *robotsCopy, now func() time.Time, fetch func(*robotsCopy) *robotsCopy) {
	f.copy = fetch(old)
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.flights, origin)
	c.drop(origin)
	if now().Before(f.copy.until) {
		c.keep(origin, f.copy)
	}
	close(f.done)
}

// lookUp finds a copy, fresh or not, and marks it as used.
func (c *robotsCache) lookUp(origin string) *robotsCopy {
	e := c.entries[origin]
	if e == nil {
		return nil
	}
	c.order.MoveToFront(e)
	return e.Value.(*robotsEntry).copy
}

func (c *robotsCache) keep(origin string, copy *robotsCopy) {
	c.entries[origin] = c.order.PushFront(&robotsEntry{origin, copy})
	c.bytes += copy.weight()
	for c.order.Len() > c.count || c.bytes > c.size && c.order.Len() > 1 {
		c.drop(c.order.Back().Value.(*robotsEntry).origin)
	}
}

func (c *robotsCache) drop(origin string) {
	if e := c.entries[origin]; e != nil {
		c.bytes -= e.Value.(*robotsEntry).copy.weight()
		c.order.Remove(e)
		delete(c.entries, origin)
	}
}

// weight estimates what a copy takes in memory, in bytes: what is parsed from it
// takes about as much again.
func (c *robotsCopy) weight() int {
	n := 1024 + 2*len(c.artifact.Body)
	for _, f := range c.artifact.Header {
		n += len(f.Name) + len(f.Value)
	}
	return n
}
