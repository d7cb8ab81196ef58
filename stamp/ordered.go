package stamp

import (
	"context"
	"sync"
)

// queue is how many files may be worked on, or waiting to be reported, at once. It
// bounds the memory of a run of any length.
const queue = 256

// ordered has workers do something with each item of a source, and hands on the results
// in the order of the source. It ends early when each gives an error, which it returns,
// or when the context ends. The error of the source comes last. Worker makes one worker,
// which is for one goroutine.
func ordered[T any](ctx context.Context, workers int, source func(context.Context, func(T) bool) error,
	worker func() func(T) *Result, each func(T, *Result) error) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	type task struct {
		item   T
		result chan *Result
	}
	tasks, line := make(chan task), make(chan task, queue)
	ended := make(chan error, 1)
	go func() {
		defer close(line)
		defer close(tasks)
		ended <- source(ctx, func(item T) bool {
			t := task{item, make(chan *Result, 1)}
			select {
			case line <- t:
			case <-ctx.Done():
				return false
			}
			tasks <- t // a worker always comes
			return true
		})
	}()
	var working sync.WaitGroup
	for range workers {
		working.Go(func() {
			do := worker()
			for t := range tasks {
				t.result <- do(t.item)
			}
		})
	}
	var failed error
	for t := range line {
		if r := <-t.result; failed == nil {
			if failed = each(t.item, r); failed != nil {
				stop()
			}
		}
	}
	working.Wait()
	if err := <-ended; failed == nil {
		failed = err
	}
	return failed
}
