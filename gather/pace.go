package gather

import (
	"context"
	"net/netip"
	"strconv"
	"sync"
	"time"

	"github.com/proviso-signals/proviso/robots"
)

// pace keeps a distance in time between requests to one host.
type pace struct {
	mu    sync.Mutex
	turns map[string]time.Time // the last turn that was taken, which may lie ahead
}

func newPace() *pace { return &pace{turns: make(map[string]time.Time)} }

// wait takes the host's next turn and waits for it. A turn that would come after
// the context's deadline is not taken. Whoever gives up waiting has taken it all the
// same: the host is asked less often than it could be, never more.
func (p *pace) wait(ctx context.Context, host string, delay time.Duration) error {
	turn, ok := p.take(ctx, host, delay)
	if !ok {
		return context.DeadlineExceeded
	}
	timer := time.NewTimer(time.Until(turn))
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// take reserves a turn: now, or delay after the turn before it.
func (p *pace) take(ctx context.Context, host string, delay time.Duration) (turn time.Time, ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	turn = time.Now()
	if last, ok := p.turns[host]; ok && last.Add(delay).After(turn) {
		turn = last.Add(delay)
	}
	if deadline, bounded := ctx.Deadline(); bounded && turn.After(deadline) {
		return turn, false
	}
	if len(p.turns) >= MaxPaced {
		p.forget(turn)
	}
	p.turns[host] = turn
	return turn, true
}

// forget drops the hosts that may be asked by now, and if that is none, some.
func (p *pace) forget(now time.Time) {
	for host, last := range p.turns {
		if last.Add(MaxCrawlDelay).Before(now) {
			delete(p.turns, host)
		}
	}
	for host := range p.turns {
		if len(p.turns) < MaxPaced {
			return
		}
		delete(p.turns, host)
	}
}

// isThisMachine reports whether a host is written as a loopback address: an owner
// looking at a site before it is public, who is nobody's burden.
func isThisMachine(host string) bool {
	addr, err := netip.ParseAddr(host)
	return err == nil && addr.IsLoopback()
}

// atLeast is the distance a host gets: the given one, or what its robots.txt
// asks for by Crawl-delay, which no standard defines, up to the limit.
func atLeast(delay time.Duration, rules *robots.Rules) time.Duration {
	for _, line := range rules.Other("crawl-delay") {
		seconds, err := strconv.ParseFloat(string(line.Value), 64)
		if err == nil && seconds > 0 {
			delay = max(delay, time.Duration(min(seconds, MaxCrawlDelay.Seconds())*float64(time.Second)))
		}
	}
	return delay
}
