package report

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/stamp"
)

// Run is what a report says about the run as a whole.
type Run struct {
	Tool  string // with version and commit: "proviso 1.2 (0123456789ab)"
	Began time.Time
	// Signal and Expression are what files were to say; Declaration is where it is said
	// in full. Uses are those that a signal is for.
	Signal, Expression, Declaration string
	Uses                            []proviso.Use
	// Paths are the files and folders as they were named.
	Paths []string
	// Undo and Clear tell runs that took statements out from those that put them in.
	Undo, Clear bool
	// DryRun, InPlace, Sidecar and Replace are the options of package stamp.
	DryRun, InPlace, Sidecar, Replace bool
	Specs                             []string // the revisions that were followed
}

// Report is a report being written. It is for one goroutine.
type Report struct {
	path   string
	run    Run
	form   form
	rows   *rows
	totals Totals
	digest string
}

// form is one of the forms of a report.
type form interface {
	// row renders one file, and gives nothing where the form does not list it. The
	// bytes are valid until the next call.
	row(*row) ([]byte, error)
	// write puts the report together.
	write(io.Writer, *summary, *rows) error
}

// summary is what stands above the rows.
type summary struct {
	Run
	Ended time.Time // zero while it is not known
	// Incomplete says why the report has not all files; empty if it has.
	Incomplete string
	Totals     Totals
}

// New begins a report in a file, which is made now and says that it is incomplete. A
// file that is there already is written over.
func New(path string, run Run) (*Report, error) {
	f, err := formOf(path)
	if err != nil {
		return nil, err
	}
	r := &Report{path: path, run: run, form: f, totals: newTotals()}
	if r.rows, err = newRows(path); err != nil {
		return nil, err
	}
	why := "the run has not ended, or was killed; rows so far are in " + r.rows.name()
	if err := r.seal(time.Time{}, why); err != nil {
		r.rows.drop()
		return nil, err
	}
	return r, nil
}

// formOf chooses the form by the extension.
func formOf(path string) (form, error) {
	switch ext := strings.ToLower(filepath.Ext(path)); ext {
	case ".json":
		return newJSON(), nil
	case ".csv":
		return newCSV(), nil
	case ".html", ".htm":
		return newHTML(), nil
	default:
		return nil, fmt.Errorf("report: %q has none of the extensions .csv, .json, .html and .htm, which choose the form", filepath.Base(path))
	}
}

// Add takes down what became of a file. It fits as the last argument of [stamp.Run] and
// [stamp.Undo], and keeps nothing of the result.
func (r *Report) Add(result *stamp.Result) error {
	one := settle(result, &r.run)
	if err := r.totals.add(&one); err != nil {
		return err
	}
	text, err := r.form.row(&one)
	if err != nil {
		return err
	}
	return r.rows.add(text)
}

// Close puts the report together and in its place. The error is the one that the run
// ended with: with any but nil the report says that it is incomplete, and why.
func (r *Report) Close(ended time.Time, err error) (Totals, error) {
	defer r.rows.drop()
	return r.totals, r.seal(ended, unfinished(err))
}

// SHA256 is the digest of the report as [Report.Close] wrote it, in hex: what to print,
// to send or to have time-stamped.
func (r *Report) SHA256() string { return r.digest }

func (r *Report) seal(ended time.Time, incomplete string) (err error) {
	if err := r.rows.flush(); err != nil {
		return err
	}
	s := &summary{Run: r.run, Ended: ended, Incomplete: incomplete, Totals: r.totals}
	r.digest, err = put(r.path, func(w io.Writer) error { return r.form.write(w, s, r.rows) })
	return err
}

// unfinished words the error that a run ended with.
func unfinished(err error) string {
	switch {
	case err == nil:
		return ""
	case errors.Is(err, context.Canceled):
		return "the run was interrupted"
	case errors.Is(err, context.DeadlineExceeded):
		return "the time of the run was up"
	}
	return "the run ended with an error: " + err.Error()
}
