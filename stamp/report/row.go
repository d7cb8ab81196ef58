package report

import (
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/stamp"
)

// row is what a report says about a file: its result, without what was only planned.
type row struct {
	*stamp.Result
	dry     bool
	written bool // the file was changed
	would   bool // it would have been, had this not been a dry run
	read    bool // it is known what the file says
	after   proviso.Outcomes
}

// settle makes a row of a result. A result may have what was planned for a file that
// then stayed as it was.
func settle(result *stamp.Result, run *Run) row {
	r := row{Result: result, dry: run.DryRun, after: result.Before}
	done := r.Status == stamp.Stamped || r.Status == stamp.Restored
	r.would = done && run.DryRun
	switch {
	case run.DryRun:
	case run.Undo: // which names a way of writing before it writes
		r.written = r.Status == stamp.Restored && r.How != ""
	default: // a failure to end the journal's entry comes after the file was written
		r.written = r.How != "" && (done || r.Status == stamp.Failed)
	}
	if r.changes() {
		r.after = result.After
	}
	r.read = r.isRead(run)
	return r
}

// changes reports whether the new size, digest and outcomes are those of the file.
func (r *row) changes() bool { return r.written || r.would }

// isRead tells what was read from what has only no outcomes. Undo restores bytes and
// reads no preferences.
func (r *row) isRead(run *Run) bool {
	switch {
	case run.Undo || r.Status == stamp.Skipped:
		return false
	case r.Status == stamp.Failed || r.Status == stamp.Refused:
		return r.written || !r.Before.Silent() || !r.After.Silent() || r.Status == stamp.Refused && r.Format != ""
	}
	return true
}

// words are the plain words of the status.
func (r *row) words() string { return plain(r.Status, r.dry) }

func plain(s stamp.Status, dry bool) string {
	switch {
	case dry && s == stamp.Stamped:
		return "would be stamped"
	case dry && s == stamp.Restored:
		return "would be restored"
	}
	return s.Plain()
}

// how is how the file was written, or would be; empty for one that was not.
func (r *row) how() string {
	if r.changes() {
		return r.How
	}
	return ""
}

// sizeAfter is 0 where the file was not written.
func (r *row) sizeAfter() int64 {
	if r.changes() {
		return r.SizeAfter
	}
	return 0
}

// sha256After is empty where the file was not written.
func (r *row) sha256After() string {
	if r.changes() {
		return r.SHA256After
	}
	return ""
}

// words are an outcome in words: "unstated", "conditional on credit, or on open".
func words(o proviso.Outcome) string {
	if o.Word() != proviso.Conditional {
		return o.Word().String()
	}
	offers := make([]string, len(o.Offers()))
	for i, offer := range o.Offers() {
		offers[i] = offer.String()
	}
	return "conditional on " + strings.Join(offers, ", or on ")
}

// said lists what a statement says, use by use, without those it is silent about.
func said(o *proviso.Outcomes) string {
	var list []string
	for _, u := range proviso.Uses() {
		if o[u].Word() != proviso.Unstated {
			list = append(list, u.String()+": "+words(o[u]))
		}
	}
	return strings.Join(list, "; ")
}
