package stamp

import (
	"os"
	"sync"
)

// barrier makes what many goroutines have written safe on the disk, with as few waits
// for the disk as there can be: what comes while one is under way shares the next.
type barrier struct {
	mu      sync.Mutex
	waiting []func(error)
	running bool
	idle    sync.WaitGroup
}

// later calls then when all that was written to a file before is safe. Beside is a file
// on the same file system, as a rule, which stays open until drain returns.
func (b *barrier) later(f, beside *os.File, then func(error)) {
	if !syncsTogether(f, beside) {
		then(f.Sync())
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.waiting = append(b.waiting, then)
	if !b.running {
		b.running = true
		b.idle.Go(func() { b.flush(beside) })
	}
}

// flush syncs until nobody waits.
func (b *barrier) flush(f *os.File) {
	for {
		b.mu.Lock()
		waiting := b.waiting
		b.waiting = nil
		b.running = len(waiting) > 0
		b.mu.Unlock()
		if len(waiting) == 0 {
			return
		}
		err := syncAll(f)
		for _, then := range waiting {
			then(err)
		}
	}
}

// drain returns when nothing waits any more.
func (b *barrier) drain() { b.idle.Wait() }
