package report

import (
	"fmt"
	"maps"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/stamp"
)

// Totals count the files of a run. What is counted by status adds up to Files, and what
// is counted by word, for each use, to Read.
type Totals struct {
	Files   int
	Status  map[stamp.Status]int // has every status
	Written int                  // files that were changed
	Read    int                  // files of which it is known what they say
	// Before and After count files by what they say about each use.
	Before, After [len(proviso.Outcomes{})]Words
}

// Words counts outcomes, indexed by [proviso.Word].
type Words [proviso.Deny + 1]int

func newTotals() Totals {
	t := Totals{Status: map[stamp.Status]int{}}
	for _, s := range stamp.Statuses() {
		t.Status[s] = 0
	}
	return t
}

// add counts a file. A status that nobody knows is refused, since totals would not add
// up for whoever reads them by the list.
func (t *Totals) add(r *row) error {
	if _, ok := t.Status[r.Status]; !ok {
		return fmt.Errorf("report: no status is called %q", r.Status)
	}
	t.Files++
	t.Status[r.Status]++
	if r.written {
		t.Written++
	}
	if !r.read {
		return nil
	}
	t.Read++
	for u := range r.Before {
		t.Before[u][r.Before[u].Word()]++
		t.After[u][r.after[u].Word()]++
	}
	return nil
}

// Attention counts the files that somebody should look at: failed, held, signed and
// refused.
func (t *Totals) Attention() (n int) {
	for _, s := range attention {
		n += t.Status[s]
	}
	return n
}

// attention is in the order in which it is due.
var attention = []stamp.Status{stamp.Failed, stamp.Held, stamp.Signed, stamp.Refused}

// Equal reports whether two totals are the same.
func (t Totals) Equal(o Totals) bool {
	return t.Files == o.Files && t.Written == o.Written && t.Read == o.Read &&
		t.Before == o.Before && t.After == o.After && maps.Equal(t.Status, o.Status)
}
