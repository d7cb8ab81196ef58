package main

import (
	"fmt"
	"time"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier/mark"
	"github.com/proviso-signals/proviso/carrier/plus"
	"github.com/proviso-signals/proviso/expr"
	"github.com/proviso-signals/proviso/stamp"
	"github.com/proviso-signals/proviso/stamp/report"
)

// stampReport is the report that is written beside the run; nil for none.
type stampReport struct{ *report.Report }

func (k *stamping) openReport(i stamp.Intent) (*stampReport, error) {
	if k.report == "" {
		return nil, nil
	}
	run := report.Run{
		Tool: "proviso " + release, Began: time.Now(), Signal: k.signal, Declaration: k.declaration, Paths: k.selection.Paths,
		Undo: k.undo, Clear: i.Clear, DryRun: k.options.DryRun, InPlace: k.options.InPlace, Sidecar: k.options.Sidecar, Replace: k.replace,
		Specs: []string{expr.DefaultProfile().Title, proviso.SignalsSpec, plus.Carrier.Spec.String(), mark.Carrier.Spec.String()},
	}
	if c := commit(); c != "" {
		run.Tool += " (" + c + ")"
	}
	run.Expression, _, _ = expr.Write(i.Outcomes)
	for _, u := range proviso.Uses() {
		if i.Outcomes[u].Word() != proviso.Unstated {
			run.Uses = append(run.Uses, u)
		}
	}
	r, err := report.New(k.report, run)
	if err != nil {
		return nil, err
	}
	return &stampReport{r}, nil
}

func (r *stampReport) add(result *stamp.Result) error {
	if r == nil {
		return nil
	}
	return r.Add(result)
}

// close ends the report; ran is what ended the run early, if anything did.
func (r *stampReport) close(ran error) error {
	if r == nil {
		return nil
	}
	_, err := r.Close(time.Now(), ran)
	return err
}

// says names the report and its digest, by which it can be held to what it is today.
func (r *stampReport) says(k *stamping) {
	if r != nil {
		fmt.Fprintf(k.err, "proviso: the report is %s, SHA-256 %s\n", visible(k.report), r.SHA256())
	}
}
