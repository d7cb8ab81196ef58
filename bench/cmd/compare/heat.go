package main

import (
	"slices"
	"syscall"
	"time"
)

// heat is contenders doing the same work in turns. The first is ours.
type heat struct {
	name       string
	bytes      int // of input per operation, where throughput means something
	contenders []contender
}

// contender does the work n times. One outside this process tells itself how many
// nanoseconds of CPU time an operation took; for the rest the clock is ours.
type contender struct {
	name    string
	work    func(n int)
	outside func(n int) (float64, error)
}

// result is what a heat took: nanoseconds per operation, sorted, per contender.
type result struct {
	heat
	times [][]float64
}

func (h heat) run(rounds int, slice time.Duration) (result, error) {
	r := result{heat: h, times: make([][]float64, len(h.contenders))}
	counts := make([]int, len(h.contenders))
	for i, c := range h.contenders {
		n, err := c.calibrate(float64(slice))
		if err != nil {
			return r, err
		}
		counts[i] = n
	}
	for range rounds {
		for i, c := range h.contenders {
			took, err := c.turn(counts[i])
			if err != nil {
				return r, err
			}
			r.times[i] = append(r.times[i], took)
		}
	}
	for _, times := range r.times {
		slices.Sort(times)
	}
	return r, nil
}

// calibrate finds how many operations fill a slice, which is in nanoseconds.
func (c contender) calibrate(slice float64) (int, error) {
	for n := 1; ; n *= 4 {
		took, err := c.turn(n)
		if err != nil {
			return 0, err
		}
		if took*float64(n) >= slice/4 {
			return max(1, int(slice/took)), nil
		}
	}
}

// turn gives the CPU time of one operation in nanoseconds.
func (c contender) turn(n int) (float64, error) {
	if c.outside != nil {
		return c.outside(n)
	}
	start := cpuTime()
	c.work(n)
	return float64(cpuTime()-start) / float64(n), nil
}

// cpuTime is the CPU time that the process has used.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err) // it takes no argument that could be wrong
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func median(sorted []float64) float64 {
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}
