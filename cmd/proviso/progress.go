package main

import (
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
	"golang.org/x/term"

	"github.com/proviso-signals/proviso/gather"
)

// progressAfter is how long a run may take before progress is shown.
const progressAfter = 2 * time.Second

// progress shows on a terminal's standard error how far a long run has come:
// assets and rate, and for a single archive how much of the file is read and when
// it will be done. It shows nothing while answers go to the same terminal, since
// those are progress enough.
type progress struct {
	bars  *mpb.Progress
	bar   *mpb.Bar
	size  int64 // of the archive; 0 where the end is not known
	begun time.Time
	seen  atomic.Int64 // read by the bar while it grows
	what  atomic.Value // what is being looked at: a string
}

func newProgress(s streams, args []string) *progress {
	fetches := len(args) == 1 && isURL(args[0]) // one answer at the end, after some seconds
	if !isTerminal(s.err) || isTerminal(s.out) && !fetches {
		return nil
	}
	p := &progress{begun: time.Now()}
	if len(args) == 1 {
		if info, err := os.Stat(args[0]); err == nil && info.Mode().IsRegular() {
			p.size = info.Size()
		}
	}
	p.bars = mpb.New(mpb.WithOutput(s.err), mpb.WithRenderDelay(after(progressAfter)), mpb.WithAutoRefresh())
	count := decor.Any(func(decor.Statistics) string {
		if what, ok := p.what.Load().(string); ok {
			return what + ", " + strconv.Itoa(int(time.Since(p.begun).Seconds())) + " s"
		}
		rate := float64(p.seen.Load()) / max(time.Since(p.begun).Seconds(), 0.001)
		return strconv.FormatInt(p.seen.Load(), 10) + " assets, " + strconv.FormatFloat(rate, 'f', 0, 64) + "/s"
	})
	if p.size == 0 {
		p.bar = p.bars.AddSpinner(0, mpb.PrependDecorators(count))
		return p
	}
	p.bar = p.bars.AddBar(p.size, mpb.PrependDecorators(count),
		mpb.AppendDecorators(decor.Percentage(), decor.Name(" done in "), decor.AverageETA(decor.ET_STYLE_GO)))
	return p
}

func isTerminal(v any) bool {
	file, ok := v.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}

// after gives a channel that is closed once d has passed, as mpb waits for.
func after(d time.Duration) <-chan any {
	c := make(chan any)
	time.AfterFunc(d, func() { close(c) })
	return c
}

// asset counts one asset. The name of a record ends in its offset in the archive.
func (p *progress) asset(asset *gather.Asset) {
	if p == nil {
		return
	}
	p.seen.Add(1)
	if p.size == 0 {
		p.bar.Increment()
		return
	}
	if i := strings.LastIndexByte(asset.Name, '#'); i >= 0 {
		if offset, err := strconv.ParseInt(asset.Name[i+1:], 10, 64); err == nil {
			p.bar.SetCurrent(min(offset, p.size-1))
		}
	}
}

// doing says what is being looked at.
func (p *progress) doing(what string) {
	if p != nil {
		p.what.Store("looking at " + visible(what))
	}
}

// end takes the bar down, once.
func (p *progress) end() {
	if p == nil || p.bars == nil {
		return
	}
	p.bar.Abort(true)
	p.bars.Wait()
	p.bars = nil
}
