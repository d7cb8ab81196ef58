package verify

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/proviso-signals/proviso"
)

// TestMinInterval is the hostile test of MinInterval.
func TestMinInterval(t *testing.T) {
	look := func(context.Context) (*Report, error) { t.Error("looked"); return nil, nil }
	for _, interval := range []time.Duration{-1, 0, time.Second, MinInterval - 1} {
		if err := Watch(context.Background(), interval, look, nil); err == nil || !strings.Contains(err.Error(), "verify: the interval") {
			t.Errorf("%v: %v", interval, err)
		}
	}
}

// TestWatch tells the first report, and then what changed.
func TestWatch(t *testing.T) {
	check := func(id string, v Verdict, s Severity) Check { return Check{ID: id, Verdict: v, Severity: s} }
	report := func(checks ...Check) *Report { return &Report{Checks: checks} }
	reports := []*Report{
		report(check("a", Equal, Pass), check("b", Silent, Fail)),
		report(check("a", Equal, Pass), check("b", Silent, Fail)), // nothing new
		report(check("a", Looser, Fail), check("b", Equal, Pass)), // worse and mended
		report(check("b", Equal, Pass)),                           // gone
		report(check("b", Stricter, Pass), check("c", Equal, Pass)),
		report(check("b", Stricter, Pass)), // what passed and is gone is no news
		report(check("b", Stricter, Pass), check("d", NotLookedAt, Warn)),
	}
	n, pauses := 0, 0
	ctx, cancel := context.WithCancel(context.Background())
	var told []string
	err := watch(ctx, func(context.Context) {
		if pauses++; pauses == len(reports) {
			cancel()
		}
	}, func(context.Context) (*Report, error) { n++; return reports[min(n, len(reports))-1], nil }, func(r *Report, d Diff) error {
		text := map[bool]string{true: "first"}[d.First]
		for name, list := range map[string][]Check{"worse": d.Worse, "mended": d.Mended, "gone": d.Gone, "other": d.Other} {
			for _, c := range list {
				text += " " + name + " " + c.ID
			}
		}
		told = append(told, text)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Join(told, ";")
	for _, want := range []string{"first worse b;", " worse a", " mended b", "; gone a;", "; other b;", "; worse d"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q has no %q", got, want)
		}
	}
	if len(told) != 5 {
		t.Errorf("told %d times: %q", len(told), got)
	}
}

func TestWatchEnds(t *testing.T) {
	broken := errors.New("broken")
	pause := func(context.Context) {}
	if err := watch(context.Background(), pause, func(context.Context) (*Report, error) { return nil, broken }, nil); !errors.Is(err, broken) {
		t.Errorf("look: %v", err)
	}
	look := func(context.Context) (*Report, error) { return &Report{}, nil }
	if err := watch(context.Background(), pause, look, func(*Report, Diff) error { return broken }); !errors.Is(err, broken) {
		t.Errorf("each: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := Watch(ctx, MinInterval, func(ctx context.Context) (*Report, error) { return nil, ctx.Err() }, nil); err != nil {
		t.Errorf("ended: %v", err)
	}
	ctx, cancel = context.WithCancel(context.Background())
	if err := Watch(ctx, MinInterval, look, func(*Report, Diff) error { cancel(); return nil }); err != nil {
		t.Errorf("ended while waiting: %v", err)
	}
}

// TestComparedOutcomes: an outcome that changed is news, even where the verdict did not.
func TestComparedOutcomes(t *testing.T) {
	a, b := &Report{Checks: []Check{{ID: "a", Found: proviso.Allowed(), Verdict: Looser, Severity: Fail}}}, &Report{Checks: []Check{{ID: "a", Found: proviso.Signals()[0].Outcome(), Verdict: Looser, Severity: Fail}}}
	if d := Compared(a, b); len(d.Other) != 1 || d.Empty() {
		t.Errorf("%+v", d)
	}
	if d := Compared(a, a); !d.Empty() {
		t.Errorf("%+v", d)
	}
}
