package stamp

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Options say how a run goes about it. The zero value is the safe way.
type Options struct {
	// DryRun plans and writes nothing.
	DryRun bool
	// InPlace writes within the files where that can be done, with the old bytes in the
	// journal first. It is many times faster, and no digests are taken.
	InPlace bool
	// Sidecar writes a sidecar beside files that are signed or refused. Raw files get
	// one in any case.
	Sidecar bool
	// Digests takes the SHA-256 of every whole file that is replaced, before and after:
	// for a report that is to be held to. It costs about as much as the rest.
	Digests bool
	// Workers is how many files are worked on at once; 0 is [DefaultWorkers], or in place
	// [DefaultInPlaceWorkers].
	Workers int
	// Now gives the time that is put into xmp:MetadataDate; nil is time.Now.
	Now func() time.Time
}

// A run mostly waits for disks, so there are more workers than processors. In place they
// do little but wait, and all that wait together are served by one sync.
const (
	DefaultWorkers        = 16
	DefaultInPlaceWorkers = 128
)

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
	r := &runner{opt: opt, planners: make(chan *planner, planning), applier: applier{journals: js, inPlace: opt.InPlace, digests: opt.Digests}}
	for range planning {
		r.planners <- newPlanner(m, opt)
	}
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
		if _, err := os.Stat(path); err != nil {
			continue // it is reported as a result
		}
		folders, err := above(path)
		if err != nil {
			return err
		}
		for _, dir := range folders {
			if _, err := js.of(dir); err != nil {
				return &fs.PathError{Op: "journal", Path: dir, Err: err}
			}
		}
	}
	return nil
}

// runner is one run.
type runner struct {
	opt     Options
	applier applier
	// planners are idle ones. There are few: most workers wait for a disk and need none.
	planners chan *planner
}

// planning is how many files are planned at once, which takes processors as a rule, and
// a disk that is slow to read.
const planning = 16

func (r *runner) run(ctx context.Context, sel Selection, each func(*Result) error) error {
	source := func(ctx context.Context, yield func(file) bool) error {
		swept := map[string]bool{}
		return sel.walk(ctx, func(f file) bool {
			// Before anything is written in a folder, it is rid of what a killed run has left.
			if dir := filepath.Dir(f.path); !r.opt.DryRun && !swept[dir] {
				swept[dir] = true
				sweep(dir)
			}
			return yield(f)
		})
	}
	return ordered(ctx, workersOf(r.opt), source, r.worker, func(_ file, result *Result) error { return each(result) })
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

// worker makes what plans and writes files, one after the other.
func (r *runner) worker() func(file) *Result {
	return func(f file) *Result {
		pl := <-r.planners
		p := pl.plan(f)
		r.planners <- pl
		defer p.close()
		if p.Status == Stamped && !r.opt.DryRun {
			r.applier.apply(p, f.root)
		}
		return &p.Result
	}
}
