package main

import (
	"context"

	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/publish/images"
	"github.com/proviso-signals/proviso/stamp"
)

// marked is what became, or would become, of the image files of the collections.
type marked struct {
	counts   map[stamp.Status]int
	attended []*stamp.Result // those that were not written and need attention
}

// stamp marks the image files of the collections, if the declaration says so, or finds out
// what would become of them.
func (k *publishing) stamp(ctx context.Context, p *project, plan *publish.Plan, dryRun bool) (*marked, error) {
	m := &marked{counts: map[stamp.Status]int{}}
	if k.noStamp || !p.d.Publication.Stamp {
		return m, nil
	}
	marks, err := images.Marks(plan.Site.Sources, p.d, plan.Saying.Document, plan.Saying.DocumentURL)
	if err != nil {
		return m, failure{err}
	}
	for _, mark := range marks {
		sel := stamp.Selection{Paths: mark.Files}
		bar := newStampProgress(ctx, k.streams, &sel, false)
		err := stamp.Run(ctx, sel, mark.Intent, stamp.Options{DryRun: dryRun}, func(r *stamp.Result) error {
			bar.add(1)
			m.add(r)
			return nil
		})
		bar.end()
		if err != nil {
			return m, failure{err}
		}
	}
	return m, nil
}

func (m *marked) add(r *stamp.Result) {
	m.counts[r.Status]++
	switch r.Status {
	case stamp.Held, stamp.Signed, stamp.Refused, stamp.Failed:
		m.attended = append(m.attended, r)
	}
}

// unstamp gives the image files back as they were.
func (k *publishing) unstamp(ctx context.Context, p *project, pp *planPrinter, plan *publish.Plan) error {
	m := &marked{counts: map[stamp.Status]int{}}
	if p.d.Publication.Stamp && !k.noStamp {
		marks, err := images.Marks(plan.Site.Sources, p.d, nil, "")
		if err != nil {
			return failure{err}
		}
		for _, mark := range marks {
			err := stamp.Undo(ctx, mark.Files, false, func(r *stamp.Result) error {
				m.add(r)
				return nil
			})
			if err != nil {
				return failure{err}
			}
		}
	}
	pp.endUndo(plan, m)
	return nil
}
