package main

import (
	"context"
	"strconv"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"github.com/proviso-signals/proviso/stamp"
)

// stampProgress shows on a terminal's standard error how far a run has come: files,
// rate, and once the files are counted when it will be done.
type stampProgress struct {
	bars *mpb.Progress
	bar  *mpb.Bar
	stop context.CancelFunc
}

func newStampProgress(ctx context.Context, s streams, selection *stamp.Selection, undo bool) *stampProgress {
	if !isTerminal(s.err) {
		return nil
	}
	begun := time.Now()
	ctx, stop := context.WithCancel(ctx)
	p := &stampProgress{stop: stop}
	p.bars = mpb.New(mpb.WithOutput(s.err), mpb.WithRenderDelay(after(progressAfter)), mpb.WithAutoRefresh())
	count := decor.Any(func(st decor.Statistics) string {
		rate := float64(st.Current) / max(time.Since(begun).Seconds(), 0.001)
		text := strconv.FormatInt(st.Current, 10)
		if st.Total > 0 {
			text += " of " + strconv.FormatInt(st.Total, 10)
		}
		return text + " files, " + strconv.FormatFloat(rate, 'f', 0, 64) + "/s "
	})
	p.bar = p.bars.AddBar(0, mpb.PrependDecorators(count),
		mpb.AppendDecorators(decor.Percentage(), decor.Name(" done in "), decor.AverageETA(decor.ET_STYLE_GO)))
	if !undo {
		go func() {
			if n, err := selection.Count(ctx); err == nil {
				p.bar.SetTotal(int64(n), false)
			}
		}()
	}
	return p
}

func (p *stampProgress) add(n int) {
	if p != nil {
		p.bar.IncrBy(n)
	}
}

// end takes the bar down.
func (p *stampProgress) end() {
	if p == nil {
		return
	}
	p.stop()
	p.bar.Abort(true)
	p.bars.Wait()
}
