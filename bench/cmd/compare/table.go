package main

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
)

// printTable prints medians, minima and ratios. A ratio says how many times as
// long as ours a peer takes, by the medians and, in parentheses, by the least
// favourable rounds.
func printTable(w io.Writer, results []result) {
	fmt.Fprintln(w, "| work | contender | median | min | MB/s | x ours (worst) |")
	fmt.Fprintln(w, "|---|---|---:|---:|---:|---:|")
	for _, r := range results {
		ours := r.times[0]
		for i, c := range r.contenders {
			rate, ratio := "", ""
			if r.bytes > 0 {
				rate = fmt.Sprintf("%.0f", float64(r.bytes)/median(r.times[i])*1000)
			}
			if i > 0 {
				ratio = fmt.Sprintf("%s (%s)", figure(median(r.times[i])/median(ours)), figure(r.times[i][0]/ours[len(ours)-1]))
			}
			fmt.Fprintf(w, "| %s | %s | %s | %s | %s | %s |\n", r.name, c.name, duration(median(r.times[i])), duration(r.times[i][0]), rate, ratio)
		}
	}
}

// duration writes nanoseconds with three digits.
func duration(ns float64) string {
	switch {
	case ns < 1e3:
		return figure(ns) + " ns"
	case ns < 1e6:
		return figure(ns/1e3) + " us"
	}
	return figure(ns/1e6) + " ms"
}

func figure(x float64) string {
	digits := 2 - int(math.Floor(math.Log10(x)))
	return fmt.Sprintf("%.*f", min(max(digits, 0), 3), x)
}

// printMachineLine prints all figures as one line of JSON.
func printMachineLine(w io.Writer, results []result) error {
	type row struct {
		Work      string  `json:"work"`
		Contender string  `json:"contender"`
		Median    float64 `json:"median_ns"`
		Min       float64 `json:"min_ns"`
		Max       float64 `json:"max_ns"`
	}
	var rows []row
	for _, r := range results {
		for i, c := range r.contenders {
			times := r.times[i]
			rows = append(rows, row{r.name, c.name, median(times), times[0], times[len(times)-1]})
		}
	}
	line, err := json.Marshal(rows)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "\n%s\n", line)
	return err
}
