package contentsignal

import (
	"bytes"
	"slices"
	"strconv"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/robots"
)

// robotsSource is how positions in a robots.txt are named.
const robotsSource = "robots.txt"

// anybody is asked for when the question names no product token.
var anybody = []string{"*"}

// readRobots reads the lines that bear on a question. A file that is not there, or
// could not be had, says nothing.
func readRobots(a *carrier.Artifact, q *carrier.Question) carrier.Reading {
	s := sheetOf(a)
	if s == nil {
		return carrier.Reading{}
	}
	asked := asking{
		sheet: s, path: "/",
		from:    found{party: carrier.ServerOf(carrier.BaseOf(a, q)), observed: a.Observed, reach: proviso.ForHost},
		reading: carrier.Reading{Problems: slices.Clone(s.problems)},
	}
	if q.URL != "" {
		asked.path = robots.PathOf(q.URL)
	}
	tokens := q.As
	if len(tokens) == 0 {
		tokens = anybody
	}
	for _, token := range tokens {
		asked.as(token)
	}
	return asked.reading
}

// asking is one question put to one file.
type asking struct {
	sheet   *sheet
	path    string
	from    found
	reading carrier.Reading
}

// as adds what one product token is told. A path that is closed to it has no
// preference.
func (k *asking) as(token string) {
	rules := k.sheet.file.For(token)
	if allowed, _ := rules.Access(k.path); !allowed {
		return
	}
	addressee := ""
	if rules.Named() {
		addressee = token
	}
	if k.add(k.sheet.placeOf(rules), addressee, nil) {
		return
	}
	if k.sheet.before != nil && k.add(k.sheet.before, "", k.outside) {
		return
	}
	k.tellWhatOthersRead(token, rules)
}

// add reads a place and adds what it says to whoever it addresses; it reports whether
// it says anything. notice is called once for a place that does.
func (k *asking) add(p *place, addressee string, notice func(*place)) (stated bool) {
	said, report, applied := p.read(k.path)
	for _, problem := range report {
		k.once(problem)
	}
	for i, outcomes := range said {
		if outcomes.Silent() {
			continue
		}
		if !stated && notice != nil {
			notice(p)
		}
		stated = true
		k.evidence(outcomes, applied[i], addressee)
	}
	return stated
}

// evidence adds one statement, unless another token was told the same already.
func (k *asking) evidence(outcomes proviso.Outcomes, l *robotsLine, addressee string) {
	for i := range k.reading.Evidence {
		if e := &k.reading.Evidence[i]; e.Where == l.where && e.Asker == addressee {
			return
		}
	}
	e := k.from.evidence(outcomes, l.where, l.raw)
	e.Scope, e.Asker, e.Injected = l.scope(), addressee, l.injected
	k.reading.Evidence = append(k.reading.Evidence, e)
}

// once adds a problem that was not added yet.
func (k *asking) once(p proviso.Problem) {
	if !slices.Contains(k.reading.Problems, p) {
		k.reading.Problems = append(k.reading.Problems, p)
	}
}

func (k *asking) outside(p *place) {
	k.once(proviso.Problem{
		Code: CodeOutside, Severity: proviso.Notice, Where: p.lines[0].where,
		Hint: "the line stands before any user-agent line and is read for the whole site, as no group says anything to the asker; other readers drop it: put it after \"User-agent: *\"",
	})
}

// tellWhatOthersRead is for an asker to whom the file says nothing, though it has
// content signals that some readers would apply.
func (k *asking) tellWhatOthersRead(token string, rules *robots.Rules) {
	if rules.Named() {
		everyone := k.sheet.placeOf(k.sheet.file.For("*"))
		if len(everyone.lines) > 0 {
			k.once(proviso.Problem{
				Code: CodeInherited, Severity: proviso.Warning, Where: everyone.lines[0].where,
				Hint: "a group names " + quote(token) + " and has no " + Field + " line that says anything, and by RFC 9309 what is said to everyone is not inherited: repeat the line in the group",
			})
			return
		}
	}
	if len(k.sheet.apart) > 0 {
		number := k.sheet.apart[0]
		k.once(proviso.Problem{
			Code: CodeBlankLine, Severity: proviso.Warning, Where: proviso.Where{Source: robotsSource, Line: number},
			Hint: "by RFC 9309 a blank line ends no group, so line " + strconv.Itoa(number) + " binds the askers of the group above it alone; some readers take it for the whole site: put it after \"User-agent: *\"",
		})
	}
}

// pathOf gives the path that a value begins with, and the rest of the value.
func pathOf(value []byte) (path, text []byte) {
	if len(value) == 0 || value[0] != '/' {
		return nil, value
	}
	if i := bytes.IndexAny(value, blanks); i >= 0 {
		return value[:i], bytes.TrimLeft(value[i:], blanks)
	}
	return value, nil
}
