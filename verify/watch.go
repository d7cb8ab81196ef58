package verify

import (
	"context"
	"fmt"
	"time"
)

// Diff is what changed between two reports, check by check.
type Diff struct {
	// First is set for the first report, where everything that does not pass is new.
	First bool
	// Worse are checks that are graver than before, or new and not passed. Mended are those
	// that were graver before, as they were then. Gone are those that had not passed and
	// that the later report does not have. Other are the rest of those that changed.
	Worse, Mended, Gone, Other []Check
}

// Empty reports whether nothing changed.
func (d Diff) Empty() bool {
	return !d.First && len(d.Worse)+len(d.Mended)+len(d.Gone)+len(d.Other) == 0
}

// Compared gives what changed from a report to a later one. A nil earlier report is the
// beginning. Where evidence stands and how a message words it makes no difference.
func Compared(earlier, later *Report) (d Diff) {
	before := map[string]*Check{}
	if earlier == nil {
		d.First, earlier = true, &Report{}
	}
	for i := range earlier.Checks {
		before[earlier.Checks[i].ID] = &earlier.Checks[i]
	}
	for i := range later.Checks {
		c := &later.Checks[i]
		old := before[c.ID]
		delete(before, c.ID)
		switch {
		case old != nil && same(old, c), old == nil && c.Severity == Pass:
		case old != nil && old.Severity > c.Severity:
			d.Mended = append(d.Mended, *old)
		case old == nil || old.Severity < c.Severity:
			d.Worse = append(d.Worse, *c)
		default:
			d.Other = append(d.Other, *c)
		}
	}
	for i := range earlier.Checks {
		if c := before[earlier.Checks[i].ID]; c != nil && c.Severity > Pass {
			d.Gone = append(d.Gone, *c)
		}
	}
	return d
}

// same reports whether a check says the same as before.
func same(a, b *Check) bool {
	return a.Verdict == b.Verdict && a.Severity == b.Severity && a.Declared.Equal(b.Declared) && a.Found.Equal(b.Found)
}

// Watch looks again and again, with the interval between one look and the next, until the context
// ends, which is no error. It tells the first report, and then those that differ from the
// one that was told last. An interval below [MinInterval] is refused.
//
// Look is usually [Run], with a new [gather.Fetcher] and the declaration file read anew
// each time: a fetcher keeps robots.txt files for up to a day. An error of look ends it, as
// does one of each.
func Watch(ctx context.Context, interval time.Duration, look func(context.Context) (*Report, error), each func(*Report, Diff) error) error {
	if interval < MinInterval {
		return fmt.Errorf("verify: the interval of %v is below %v, which would be a burden to the site", interval, MinInterval)
	}
	pause := func(ctx context.Context) {
		timer := time.NewTimer(interval)
		defer timer.Stop()
		select {
		case <-ctx.Done():
		case <-timer.C:
		}
	}
	return watch(ctx, pause, look, each)
}

func watch(ctx context.Context, pause func(context.Context), look func(context.Context) (*Report, error), each func(*Report, Diff) error) error {
	var last *Report
	for {
		report, err := look(ctx)
		switch {
		case ctx.Err() != nil:
			return nil
		case err != nil:
			return err
		}
		if diff := Compared(last, report); !diff.Empty() {
			last = report
			if err := each(report, diff); err != nil {
				return err
			}
		}
		pause(ctx)
	}
}
