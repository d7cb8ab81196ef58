package robots

import (
	"fmt"
	"iter"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/robots"
)

// MaxBearing bounds the problems of the file that go into each answer. A file can
// have a thousand, and a batch repeats them with every answer; lint lists all.
const MaxBearing = 16

// weight is what a problem of the parser means to somebody who asks about
// preferences.
type weight struct {
	severity proviso.Severity
	bears    bool // on preferences, and so belongs into every answer
}

// weights speaks of the codes that are not mere notices about access rules; see
// robots.File.Problems for what each means.
var weights = map[string]weight{
	"robots-utf-16":               {proviso.Fault, true},
	"robots-html":                 {proviso.Warning, true},
	"robots-too-large":            {proviso.Warning, true},
	"robots-usage-misspelt":       {proviso.Warning, true},
	"robots-usage-missing-colon":  {proviso.Warning, true},
	"robots-usage-outside-group":  {proviso.Warning, true},
	"robots-usage-empty":          {proviso.Warning, true},
	"robots-usage-path":           {proviso.Warning, true},
	"robots-usage-comment":        {proviso.Warning, true},
	"robots-usage-nul":            {proviso.Fault, true},
	"robots-group-split-by-usage": {proviso.Warning, true},

	"robots-more-problems":      {proviso.Warning, false},
	"robots-line-too-long":      {proviso.Warning, false},
	"robots-nul":                {proviso.Warning, false},
	"robots-not-a-directive":    {proviso.Warning, false},
	"robots-misspelt-key":       {proviso.Warning, false},
	"robots-unknown-near-key":   {proviso.Warning, false},
	"robots-rule-outside-group": {proviso.Warning, false},
	"robots-agent-empty":        {proviso.Warning, false},
	"robots-pattern-unanchored": {proviso.Warning, false},
}

// Problems puts what the parser noticed about a file into the model's words.
func Problems(file *robots.File) []proviso.Problem {
	found := file.Problems()
	problems := make([]proviso.Problem, len(found))
	for i, p := range found {
		problems[i] = proviso.Problem{
			Code:     p.Code,
			Severity: weights[p.Code].severity,
			Where:    proviso.Where{Source: Source, Line: p.Line, Column: p.Column},
			Hint:     p.Hint,
		}
	}
	return problems
}

// Expressions gives every Content-Usage rule of a file with its expression, in
// file order, whichever group it stands in.
func Expressions(file *robots.File) iter.Seq[robots.Usage] { return file.Usages() }

type bearingKey struct{}

// bearing gives the problems of the file that bear on preferences, at most
// MaxBearing of them; what is merely odd about its access rules is left to lint.
func bearing(a *carrier.Artifact, file *robots.File) []proviso.Problem {
	return a.Parsed(bearingKey{}, func(*carrier.Artifact) any {
		var list []proviso.Problem
		more := 0
		for _, p := range Problems(file) {
			switch {
			case !weights[p.Code].bears:
			case len(list) == MaxBearing-1:
				more++
			default:
				list = append(list, p)
			}
		}
		if more > 0 {
			list = append(list, proviso.Problem{
				Code: "robots-more-problems", Severity: proviso.Warning, Where: proviso.Where{Source: Source},
				Hint: fmt.Sprintf("%d more problems of this file bear on preferences; lint lists them all", more),
			})
		}
		return list
	}).([]proviso.Problem)
}
