package main

import (
	"fmt"
	"io"
	"slices"
)

// print prints the table.
func (b *bench) print(w io.Writer) {
	n := float64(len(b.images))
	fmt.Fprintf(w, "%d photographs, %.0f MB; %d rounds\n\n", len(b.images), float64(b.bytes)/1e6, len(b.turns[0].wall))
	fmt.Fprintln(w, "| contender | files/s, best | files/s, median | CPU a file, least | written |")
	fmt.Fprintln(w, "|---|---:|---:|---:|---|")
	for _, t := range b.turns {
		cpu := slices.Min(t.cpu) / n * 1e3
		fmt.Fprintf(w, "| %s | %.0f | %.0f | %.2f ms | %s |\n", t.name, n/slices.Min(t.wall), n/median(t.wall), cpu, shares(t.how, n))
	}
	fmt.Fprintln(w, "\n| ratio of files/s | best | median |\n|---|---:|---:|")
	for _, r := range [][2]string{{atFirst, copying}, {atFirst, exifTool}, {inPlace, exifTool}, {inPlaceAgain, exifToolAgain}} {
		ours, theirs := b.turn(r[0]).wall, b.turn(r[1]).wall
		fmt.Fprintf(w, "| %s / %s | %.2f | %.2f |\n", r[0], r[1], slices.Min(theirs)/slices.Min(ours), median(theirs)/median(ours))
	}
}

func median(times []float64) float64 {
	sorted := slices.Sorted(slices.Values(times))
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}

// shares tells how files were written.
func shares(how map[string]int, n float64) (text string) {
	for _, name := range []string{"replace", "insert-range", "in-place"} {
		if how[name] > 0 {
			text += fmt.Sprintf(" %s %.0f %%", name, 100*float64(how[name])/n)
		}
	}
	return text
}
