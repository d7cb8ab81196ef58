package nginx

import "github.com/proviso-signals/proviso"

// news gathers problems, each once, and not endlessly many of a code.
type news struct {
	list []proviso.Problem
	of   map[string]int
	seen map[proviso.Problem]bool
}

func (n *news) add(p proviso.Problem) {
	if n.of == nil {
		n.of, n.seen = map[string]int{}, map[proviso.Problem]bool{}
	}
	if n.seen[p] {
		return
	}
	n.seen[p] = true
	if n.of[p.Code]++; n.of[p.Code] == MaxProblems {
		p.Hint += "; there may be more of these, which are not listed"
	}
	if n.of[p.Code] <= MaxProblems {
		n.list = append(n.list, p)
	}
}

// at tells something about a directive.
func (n *news) at(d *directive, severity proviso.Severity, code, hint, mend string) {
	if n.of[code] < MaxProblems { // finding the line takes time
		n.add(proviso.Problem{Code: code, Severity: severity, Where: d.src.where(d.start), Hint: hint, Mend: mend})
	}
}

// merge takes over what other news told.
func (n *news) merge(o *news) {
	for _, p := range o.list {
		n.add(p)
	}
}
