package report

import (
	"strconv"

	"github.com/proviso-signals/proviso/stamp"
)

// leastWidth is the width, in percent, of the bar's part for a status that any file
// has: one failure among 50,000 files is to be seen.
const leastWidth = 1.2

// bar divides the width of the bar by the counts of the statuses.
func bar(t *Totals) (list []segment) {
	widths := map[stamp.Status]float64{}
	sum := 0.0
	for s, n := range t.Status {
		if n > 0 {
			widths[s] = max(leastWidth, 100*float64(n)/float64(t.Files))
		}
	}
	for _, s := range stamp.Statuses() {
		sum += widths[s]
	}
	x := 0.0
	for _, s := range stamp.Statuses() {
		if t.Status[s] == 0 {
			continue
		}
		w := 100 * widths[s] / sum
		list = append(list, segment{s, decimal(x), decimal(w), string(s) + ": " + count(t.Status[s], "file", "files")})
		x += w
	}
	return list
}

func decimal(f float64) string { return strconv.FormatFloat(f, 'f', 2, 64) }

// percent is a share for the eye. What is not nothing is not shown as nothing, nor what
// is not all as all.
func percent(n, of int) string {
	switch {
	case n == 0:
		return "–"
	case n == of:
		return "100%"
	}
	p := 100 * float64(n) / float64(of)
	switch {
	case p < 0.1:
		return "<0.1%"
	case p > 99.9:
		return ">99.9%"
	}
	return strconv.FormatFloat(p, 'f', 1, 64) + "%"
}
