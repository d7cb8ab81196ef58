// Package tdmrep publishes in the file of the TDM Reservation Protocol (W3C Community
// Group Final Report of 10 May 2024):
//
//	GET /.well-known/tdmrep.json
//
//	[
//	  {
//	    "location": "/photos/",
//	    "tdm-reservation": 1,
//	    "tdm-policy": "https://museum.example/.well-known/proviso-tdm-policy.json",
//	    "generator": "Proviso"
//	  }
//	]
//
// # Decisions
//
//   - The first location that matches counts (section 6.7), so rules stand from the most
//     specific to the most general. Rules of somebody else keep their order; ours stand
//     behind the last of them that reserves, so that none of these is loosened, and before
//     those that do not. Before one that does not and stands earlier, what is declared for
//     its location is said.
//   - A rule of ours has the member "generator", which the report does not know and readers
//     pass over: JSON has no comments.
//   - A condition has no word of its own. Where the declaration can explain a plain
//     reservation, it is one, and readers of both find the condition itself. Elsewhere the
//     rule points to a policy (section 7) that offers mining to whoever asks first.
//   - A part about which nothing is said, within one that is not reserved, is reserved:
//     there is no rule that says nothing.
package tdmrep

import (
	"bytes"
	"io/fs"

	"github.com/proviso-signals/proviso"
	carriertdmrep "github.com/proviso-signals/proviso/carrier/tdmrep"
	"github.com/proviso-signals/proviso/publish"
)

const (
	// File is where the rules are in the folder that is served.
	File = ".well-known/tdmrep.json"
	// PolicyFile is where the policy is that they point to.
	PolicyFile = ".well-known/proviso-tdm-policy.json"
)

// Writer publishes rules, and a policy for those that have conditions.
var Writer = publish.Writer{
	Codes:    Codes(),
	Needs:    publish.WellKnown,
	Name:     "tdmrep",
	Title:    "TDM Reservation Protocol",
	Spec:     "https://www.w3.org/community/reports/tdmrep/CG-FINAL-tdmrep-20240510/",
	Carriers: []string{carriertdmrep.Carrier.Name},
	Root:     publish.Public,
	Find:     func(fs.FS) string { return File },
	Makes:    true,
	Write:    write,
}

// job is one plan.
type job struct {
	in    publish.Input
	out   publish.Output
	old   []byte // nil for none
	base  base
	rules []rule          // ours, from the most specific to the most general
	asked int             // how often the declaration was asked for an explanation
	told  map[string]bool // what of a part was told to be said otherwise
}

func write(in publish.Input) publish.Output {
	j := &job{in: in, told: map[string]bool{}}
	if !j.read() {
		return j.out
	}
	policy, ok := j.oldPolicy()
	if !ok {
		return j.out
	}
	result, terms := j.base.text, []byte(nil)
	if !in.Saying.Silent() {
		j.choose()
		if result, ok = j.put(); !ok {
			return publish.Output{Problems: j.out.Problems}
		}
		j.explain()
		if j.points() {
			if terms = j.policy(); terms == nil {
				return publish.Output{Problems: j.out.Problems}
			}
		}
	}
	if j.base.made && len(j.rules) == 0 {
		result = nil
	}
	j.file(in.Entry, j.old, result)
	j.file(PolicyFile, policy, terms)
	return j.out
}

func (j *job) file(name string, old, text []byte) {
	if !bytes.Equal(old, text) || (old == nil) != (text == nil) {
		j.out.Files = append(j.out.Files, publish.File{Path: name, Old: old, New: text})
	}
}

// problem adds news about a byte of a file; 0 is the file as a whole.
func (j *job) problem(file, code string, severity proviso.Severity, offset int, hint string) {
	where := proviso.Where{Source: file}
	if offset > 0 {
		where.Line = 1 + bytes.Count(j.old[:min(offset, len(j.old))], []byte{'\n'})
	}
	j.out.Problems = append(j.out.Problems, proviso.Problem{Code: code, Severity: severity, Where: where, Hint: hint})
}

func (j *job) lose(scope string, l proviso.Loss) {
	j.out.Losses = append(j.out.Losses, publish.Loss{Scope: scope, Loss: l})
}
