package verify

import (
	"context"
	"strings"

	"github.com/proviso-signals/proviso/answer"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/expr"
)

// Run looks at a site and compares it with its declaration. The error is about the options
// or that of the context; what a site does wrong, or does not answer, is in the report.
func Run(ctx context.Context, d *declare.Declaration, opt Options) (*Report, error) {
	if err := opt.check(d); err != nil {
		return nil, err
	}
	whole := ctx
	ctx, cancel := context.WithTimeout(ctx, Timeout)
	defer cancel()
	v := &visit{
		ctx: ctx, d: d, opt: opt, stage: newStaging(opt.URL, d.Party.Domain),
		documents: map[string]*carrier.Artifact{}, asked: map[string]bool{}, offered: map[string]bool{}, lines: linesOf(opt.Text, d),
		report: &Report{
			URL: opt.URL, Domain: d.Party.Domain, File: opt.File, Time: opt.Now().UTC(),
		},
	}
	v.report.Staged = v.stage.active()
	v.validity()
	if v.front() {
		v.coverage()
		v.published()
		v.judgePlaces()
	}
	if err := whole.Err(); err != nil {
		return nil, err
	}
	v.report.finish()
	return v.report, nil
}

// visit is one run.
type visit struct {
	ctx       context.Context
	d         *declare.Declaration
	opt       Options
	report    *Report
	stage     staging
	origin    string                       // of the first page, where redirects led
	documents map[string]*carrier.Artifact // gathered so far, by the address they have at the domain
	asked     map[string]bool              // addresses that were looked at
	pool      []candidate
	offered   map[string]bool // addresses in the pool
	places    []*place
	lines     lines
}

// place is a place with what was found there.
type place struct {
	Place
	public    string // its address at the domain
	response  *carrier.Artifact
	artifacts []*carrier.Artifact
	answers   map[string]*answer.Answer // by profile
	copied    *answer.Answer            // what the bytes of an image say alone; nil for none
	told      Told
	// elsewhere: it is on a host that the declaration does not name; foreign: on one that
	// has another domain altogether.
	elsewhere, foreign bool
}

// answer is what all statements about the place come to for anybody, labels read by a
// profile.
func (p *place) answer(profile string) *answer.Answer {
	if a := p.answers[profile]; a != nil {
		return a
	}
	q := carrier.Question{URL: p.public}
	q.Profile, _ = expr.ProfileNamed(profile)
	a := answer.Of(q, p.artifacts, nil)
	if p.answers == nil {
		p.answers = map[string]*answer.Answer{}
	}
	p.answers[profile] = a
	return a
}

// ask tells what is declared for a place.
func (v *visit) ask(path string) Told {
	t := Told{Marks: v.d.Publication.Stamp}
	t.Declared, t.Statements = v.d.At(path)
	for _, s := range t.Statements {
		for _, name := range s.Collections {
			if c, ok := v.d.Collection(name); ok {
				t.Collections = append(t.Collections, c)
				t.Marks = t.Marks || len(c.Files) > 0
			}
		}
	}
	return t
}

// names lists the collections.
func (t Told) names() (list []string) {
	for _, c := range t.Collections {
		list = append(list, c.Name)
	}
	return list
}

// about is how a check's id and texts call an address: by its path on the site itself, and
// in full elsewhere.
func (v *visit) about(address string) string {
	if v.origin != "" && strings.HasPrefix(address, v.origin+"/") {
		return address[len(v.origin):]
	}
	return address
}

// add notes a check. Its id is made of the rule and what tells it from others of that rule.
func (v *visit) add(c Check, id ...string) {
	c.ID = strings.TrimPrefix(c.Rule, "verify-")
	for _, part := range id {
		c.ID += " " + clip(part, MaxText)
	}
	v.report.Checks = append(v.report.Checks, c)
}
