package publish

import (
	"slices"

	"github.com/proviso-signals/proviso"
)

// Faulty reports whether one of some problems forbids to write.
func Faulty(problems []proviso.Problem) bool { return firstFault(problems) >= 0 }

// Limited keeps a list of problems readable: the first few, and a fault among them if there is
// one among all.
func Limited(problems []proviso.Problem, most int) []proviso.Problem {
	if len(problems) <= most {
		return problems
	}
	kept := slices.Clone(problems[:most])
	if i := firstFault(problems); i >= most {
		kept[most-1] = problems[i]
	}
	return kept
}

func firstFault(problems []proviso.Problem) int {
	return slices.IndexFunc(problems, func(p proviso.Problem) bool { return p.Severity == proviso.Fault })
}
