package imagerights

import (
	"slices"
	"strconv"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
)

// reader collects what one image says.
type reader struct {
	artifact *carrier.Artifact
	reading  carrier.Reading
	// from tells, for each of the reading's rights, which statement made it, so that one
	// that lists several licences is not taken for a contradiction.
	from       []int
	statements int
	// creators wait until it is known whether a credit line is stated.
	creators []named
	// suppliers are whom the image came from, who may be credited where nobody else is.
	suppliers []named
	crowded   bool // MaxRights was reached
}

// source is where something was said.
type source struct {
	where     proviso.Where
	raw       string // as it stood
	statement int
	// full is set for a text in a field that had no room for more, or just not for one more
	// character; brim for one that had no room for another byte. It may have been cut.
	full, brim bool
	// prose is set for a link that was found in a text.
	prose bool
}

// named is somebody by the names in one field.
type named struct {
	names  string
	source source
}

// statement begins a statement.
func (r *reader) statement(where proviso.Where, raw string) source {
	r.statements++
	return source{where: where, raw: raw, statement: r.statements}
}

func (r *reader) problem(code string, severity proviso.Severity, s source, hint, mend string) {
	if len(r.reading.Problems) < MaxProblems {
		r.reading.Problems = append(r.reading.Problems, proviso.Problem{
			Code: code, Severity: severity, Where: s.where, Hint: hint, Mend: mend,
		})
	}
}

// text adds a text.
func (r *reader) text(kind proviso.RightsKind, words string, s source) {
	words = clean(words)
	if words == "" {
		return
	}
	if kind == proviso.Creator {
		r.creators = keep(r.creators, words, s)
		return
	}
	r.add(proviso.Rights{Kind: kind, Value: words}, s)
}

// names adds names as one text.
func (r *reader) names(kind proviso.RightsKind, names []string, s source) {
	var found []string
	for _, one := range names {
		if one = clean(one); one != "" && !slices.Contains(found, one) {
			found = append(found, one)
		}
	}
	r.text(kind, strings.Join(found, ", "), s)
}

// supplier keeps whom the image came from.
func (r *reader) supplier(words string, s source) {
	if words = clean(words); words != "" {
		r.suppliers = keep(r.suppliers, words, s)
	}
}

// keep adds the names of one field, unless all of them are known already.
func keep(list []named, names string, s source) []named {
	known := func(n named) bool { return namesAmong(names, n.names) || s.full && strings.HasPrefix(n.names, names) }
	if len(list) == MaxValues || slices.ContainsFunc(list, known) {
		return list
	}
	return append(list, named{names, s})
}

// credits adds who made the image: as the text to credit where none is stated. Whom it
// came from stands in for the creator.
func (r *reader) credits() {
	kind, list := proviso.CreditText, r.creators
	if slices.ContainsFunc(r.reading.Rights, func(f proviso.Rights) bool { return f.Kind == proviso.CreditText }) {
		kind = proviso.Creator
	} else if len(list) == 0 {
		list = r.suppliers
	}
	for _, n := range list {
		if kind == proviso.CreditText || !r.knows(proviso.CreditText, n.names, n.source) {
			r.add(proviso.Rights{Kind: kind, Value: n.names}, n.source)
		}
	}
}

// add keeps a fact, unless it was said before.
func (r *reader) add(f proviso.Rights, s source) {
	if r.knows(f.Kind, f.Value, s) {
		return
	}
	if len(r.reading.Rights) == MaxRights {
		if !r.crowded {
			r.crowded = true
			r.problem(CodeTooMany, proviso.Fault, s, "more facts about rights are stated than the "+strconv.Itoa(MaxRights)+" that are kept: the rest was dropped", "")
		}
		return
	}
	f.Value, f.Carrier, f.Where, f.Raw = carrier.Clip(f.Value, MaxText), name, s.where, s.raw
	r.reading.Rights = append(r.reading.Rights, f)
	r.from = append(r.from, s.statement)
}

// knows reports whether a fact was said before. A link in a text is known as any link,
// since nothing there tells what it is for.
func (r *reader) knows(kind proviso.RightsKind, value string, s source) bool {
	return slices.ContainsFunc(r.reading.Rights, func(f proviso.Rights) bool {
		switch {
		case isLink(kind):
			return (f.Kind == kind || s.prose && isLink(f.Kind)) && sameURL(f.Value, value)
		case f.Kind != kind:
			return false
		}
		return sameText(f.Value, carrier.Clip(value, MaxText)) || s.full && strings.HasPrefix(f.Value, value)
	})
}
