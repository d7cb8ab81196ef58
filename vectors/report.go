package vectors

import "fmt"

// Verdict is what became of one vector in a run.
type Verdict uint8

const (
	Passed  Verdict = iota
	Failed          // the answer differs
	Excused         // the answer differs where another reading conforms (can-fail)
	Errored         // no answer, or none that could be read
)

// String gives the word: pass, fail, excused or error.
func (v Verdict) String() string {
	switch v {
	case Passed:
		return "pass"
	case Failed:
		return "fail"
	case Excused:
		return "excused"
	}
	return "error"
}

// Result is what became of one vector in a run.
type Result struct {
	Vector  Vector
	Verdict Verdict
	Diffs   []Diff // for Failed and Excused
	Err     string // for Errored: why
}

// Tally counts results.
type Tally struct {
	Name    string // a suite, a status, or "total"
	Vectors int
	Passed  int
	Failed  int
	Excused int
	Errored int
}

// String words the tally: "signals: 80 vectors, 78 pass, 1 fail, 1 excused, 0 error".
func (t Tally) String() string {
	return fmt.Sprintf("%s: %d vectors, %d pass, %d fail, %d excused, %d error",
		t.Name, t.Vectors, t.Passed, t.Failed, t.Excused, t.Errored)
}

func (t *Tally) add(v Verdict) {
	t.Vectors++
	switch v {
	case Passed:
		t.Passed++
	case Failed:
		t.Failed++
	case Excused:
		t.Excused++
	default:
		t.Errored++
	}
}

// Report is the outcome of a run.
type Report struct {
	Results  []Result // in the order of [Load]
	Total    Tally
	Suites   []Tally // of suites that were run, in report order
	Statuses []Tally // likewise; a failed proposal is not a failure to conform
	// NotRun counts vectors left out because they drive no reader: suite writer.
	NotRun int
	// Fault says what was wrong with the program as a whole, worded to follow "the
	// program": "ended before its last answer: exit status 3", "was silent for
	// 30s". Empty if nothing was.
	Fault string
	// Stderr is the end of what the program wrote on standard error, at most
	// [MaxStderr] bytes.
	Stderr string
}

// Conforms reports whether every vector was answered, and every one that is not
// a proposal or excused was answered as expected.
func (r Report) Conforms() bool {
	for _, result := range r.Results {
		if result.Verdict == Errored || result.Verdict == Failed && result.Vector.Status != Proposal {
			return false
		}
	}
	return r.Fault == "" && len(r.Results) > 0
}

// tally counts the results into the totals.
func (r *Report) tally() {
	r.Total = Tally{Name: "total"}
	for _, suite := range Suites() {
		r.Suites = r.count(r.Suites, suite, func(v Vector) bool { return v.Suite == suite })
	}
	for _, status := range Statuses() {
		r.Statuses = r.count(r.Statuses, string(status), func(v Vector) bool { return v.Status == status })
	}
	for _, result := range r.Results {
		r.Total.add(result.Verdict)
	}
}

func (r *Report) count(tallies []Tally, name string, counts func(Vector) bool) []Tally {
	t := Tally{Name: name}
	for _, result := range r.Results {
		if counts(result.Vector) {
			t.add(result.Verdict)
		}
	}
	if t.Vectors == 0 {
		return tallies
	}
	return append(tallies, t)
}
