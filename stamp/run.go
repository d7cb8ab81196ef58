package stamp

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/proviso-signals/proviso/container"
)

// Options say how a run goes about it. The zero value is the safe way.
type Options struct {
	// DryRun plans and writes nothing.
	DryRun bool
	// InPlace writes within the files where that can be done, with the old bytes in the
	// journal first. It is many times faster, and the digests of whole files are not
	// taken.
	InPlace bool
	// Sidecar writes a sidecar beside files that are signed or refused. Raw files get
	// one in any case.
	Sidecar bool
	// Workers is how many files are worked on at once; 0 is [DefaultWorkers], or in place
	// [DefaultInPlaceWorkers].
	Workers int
	// Now gives the time that is put into xmp:MetadataDate; nil is time.Now.
	Now func() time.Time
}

// A run mostly waits for disks, so there are more workers than processors. In place they
// do little but wait, and all that wait together are served by one sync.
const (
	DefaultWorkers        = 8
	DefaultInPlaceWorkers = 128
)

// queue is how many files may be worked on, or waiting to be reported, at once. It
// bounds the memory of a run of any length.
const queue = 256

// Run stamps the files of a selection and hands on what became of each, in the order of
// their names. An error is about the intent or the selection, or the context's, or the
// one that each gave; what goes wrong with a file is in its result.
func Run(ctx context.Context, sel Selection, intent Intent, opt Options, each func(*Result) error) error {
	m, err := compose(intent)
	if err != nil {
		return err
	}
	js := &journals{}
	if !opt.DryRun {
		if err := recoverAll(js, sel.Paths); err != nil {
			return err
		}
	}
	r := &runner{message: m, opt: opt, applier: applier{journals: js, inPlace: opt.InPlace}}
	err = r.run(ctx, sel, each)
	if closeErr := js.close(); err == nil {
		err = closeErr
	}
	return err
}

// recoverAll opens the journals that are there already, which puts right what a killed
// run has left.
func recoverAll(js *journals, paths []string) error {
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			continue // it is reported as a result
		}
		if !info.IsDir() {
			path = filepath.Dir(path)
		}
		for dir, _ := filepath.Abs(path); ; dir = filepath.Dir(dir) {
			if hasJournal(dir) {
				if _, err := js.of(dir); err != nil {
					return &fs.PathError{Op: "journal", Path: dir, Err: err}
				}
			}
			if dir == filepath.Dir(dir) {
				break
			}
		}
	}
	return nil
}

// runner is one run.
type runner struct {
	message *message
	opt     Options
	applier applier
}

// job is a file on its way through the workers. Results are taken in the order in which
// the jobs were made.
type job struct {
	file   file
	result chan *Result
}

func (r *runner) run(ctx context.Context, sel Selection, each func(*Result) error) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	jobs, ordered := make(chan job), make(chan job, queue)
	walked := make(chan error, 1)
	go func() {
		defer close(ordered)
		defer close(jobs)
		swept := map[string]bool{}
		walked <- sel.walk(ctx, func(f file) bool {
			// Before anything is written in a folder, it is rid of what a killed run has left.
			if dir := filepath.Dir(f.path); !r.opt.DryRun && !swept[dir] {
				swept[dir] = true
				sweep(dir)
			}
			j := job{f, make(chan *Result, 1)}
			select {
			case ordered <- j:
			case <-ctx.Done():
				return false
			}
			jobs <- j // a worker always comes
			return true
		})
	}()
	var workers sync.WaitGroup
	for range workersOf(r.opt) {
		workers.Go(func() { r.work(jobs) })
	}
	var failed error
	for j := range ordered {
		result := <-j.result
		if failed == nil {
			if failed = each(result); failed != nil {
				stop()
			}
		}
	}
	workers.Wait()
	if err := <-walked; failed == nil {
		failed = err
	}
	return failed
}

func workersOf(opt Options) int {
	switch {
	case opt.Workers > 0:
		return opt.Workers
	case opt.InPlace:
		return DefaultInPlaceWorkers
	}
	return DefaultWorkers
}

// work plans and writes files until there are no more.
func (r *runner) work(jobs <-chan job) {
	pl := &planner{message: r.message, sidecar: r.opt.Sidecar, inPlace: r.opt.InPlace, now: r.opt.Now,
		source: container.NewSource(nil, 0), after: container.NewSource(nil, 0)}
	if pl.now == nil {
		pl.now = time.Now
	}
	for j := range jobs {
		p := pl.plan(j.file)
		if p.Status == Stamped && !r.opt.DryRun {
			r.applier.apply(p, j.file.root)
		}
		p.close()
		j.result <- &p.Result
	}
}
