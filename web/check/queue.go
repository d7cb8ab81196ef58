package check

import (
	"context"
	"net/http"
	"slices"
	"sync"
	"time"
)

// queue runs checks, as many at once as may be. Clients have their turns one after the
// other, however many checks one of them waits for; a host that is being asked by as many
// as may be lets others pass. There is one flight for all who ask the same.
type queue struct {
	cfg *Config
	run func(context.Context, *flight) *result

	ctx    context.Context // of the checks; ended by a close that cannot wait
	cancel context.CancelFunc

	mu      sync.Mutex
	flights map[key]*flight
	lines   map[string][]*flight // that wait, by client
	turns   []string             // the clients with a line, next first
	waiting int
	running int
	hosts   map[string]int // flights that run
	owned   map[string]int // flights of a client that run or wait
	closed  bool
	over    sync.WaitGroup
}

// key is what is asked: about a site, or about one asset.
type key struct {
	url   string
	asset bool
}

// flight is a check that waits or runs.
type flight struct {
	key
	host, client string

	done   chan struct{} // closed when result is there
	result *result

	mu    sync.Mutex
	steps []string
	news  chan struct{} // closed at the next step, and made anew
}

func newQueue(cfg *Config, run func(context.Context, *flight) *result) *queue {
	q := &queue{
		cfg: cfg, run: run, flights: make(map[key]*flight), lines: make(map[string][]*flight),
		hosts: make(map[string]int), owned: make(map[string]int),
	}
	q.ctx, q.cancel = context.WithCancel(context.Background())
	return q
}

// find gives the flight for a key, or nil.
func (q *queue) find(k key) *flight {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.flights[k]
}

// join gives the flight for a key. Where there is none a new one lines up for the client,
// if allow, which is asked last, lets it.
func (q *queue) join(k key, host, client string, allow func() error) (*flight, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if f := q.flights[k]; f != nil {
		return f, nil
	}
	switch {
	case q.closed:
		return nil, closing()
	case q.owned[client] >= q.cfg.PerClient:
		return nil, &Error{CodeInHand, "You have as many checks on the way as one may. Wait until one of them has ended.", http.StatusTooManyRequests, 10 * time.Second}
	case q.waiting >= q.cfg.Waiting:
		return nil, &Error{CodeBusy, "Too many checks wait at the moment. Please try again in a little while.", http.StatusServiceUnavailable, 30 * time.Second}
	}
	if err := allow(); err != nil {
		return nil, err
	}
	f := &flight{key: k, host: host, client: client, done: make(chan struct{}), news: make(chan struct{})}
	q.flights[k] = f
	if len(q.lines[client]) == 0 {
		q.turns = append(q.turns, client)
	}
	q.lines[client] = append(q.lines[client], f)
	q.waiting++
	q.owned[client]++
	q.start()
	return f, nil
}

func closing() *Error {
	return &Error{CodeClosing, "The server is about to stop. Please try again in a minute.", http.StatusServiceUnavailable, time.Minute}
}

// start lets flights go while there is room.
func (q *queue) start() {
	for q.running < q.cfg.AtOnce {
		f := q.next()
		if f == nil {
			return
		}
		q.running++
		q.hosts[f.host]++
		q.over.Go(func() { q.fly(f) })
	}
}

// next takes the flight whose turn it is out of its line; nil where none may go.
func (q *queue) next() *flight {
	for turn, client := range q.turns {
		line := q.lines[client]
		at := slices.IndexFunc(line, func(f *flight) bool { return q.hosts[f.host] < q.cfg.PerHost })
		if at < 0 {
			continue
		}
		f := line[at]
		q.turns = slices.Delete(q.turns, turn, turn+1)
		if line = slices.Delete(line, at, at+1); len(line) > 0 {
			q.lines[client] = line
			q.turns = append(q.turns, client)
		} else {
			delete(q.lines, client)
		}
		q.waiting--
		return f
	}
	return nil
}

func (q *queue) fly(f *flight) {
	result := q.run(q.ctx, f)
	q.mu.Lock()
	defer q.mu.Unlock()
	q.running--
	less(q.hosts, f.host)
	q.land(f, result)
	q.start()
}

// land hands a result to all who wait for it.
func (q *queue) land(f *flight, r *result) {
	less(q.owned, f.client)
	delete(q.flights, f.key)
	f.result = r
	close(f.done)
}

func less(m map[string]int, k string) {
	if m[k]--; m[k] == 0 {
		delete(m, k)
	}
}

func (q *queue) busy() (running, waiting int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.running, q.waiting
}

// ahead counts the flights that wait before this one, about; -1 for one that runs.
func (q *queue) ahead(f *flight) int {
	q.mu.Lock()
	defer q.mu.Unlock()
	place := slices.Index(q.lines[f.client], f)
	if place < 0 {
		return -1
	}
	before := place
	for client, line := range q.lines { // by turns, each has so many before it
		if client != f.client {
			before += min(len(line), place+1)
		}
	}
	return before
}

func (q *queue) close(ctx context.Context) error {
	q.mu.Lock()
	q.closed = true
	for _, line := range q.lines {
		for _, f := range line {
			q.land(f, &result{err: closing()})
		}
	}
	clear(q.lines)
	q.turns, q.waiting = nil, 0
	q.mu.Unlock()
	stop := context.AfterFunc(ctx, q.cancel)
	q.over.Wait()
	stop()
	q.cancel()
	return ctx.Err()
}

// step notes what is done next, and wakes who watches.
func (f *flight) step(what string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.steps = append(f.steps, what)
	close(f.news)
	f.news = make(chan struct{})
}

// watch gives the steps so far, and what is closed at the next one.
func (f *flight) watch() ([]string, <-chan struct{}) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.steps), f.news
}
