package main

import (
	"bufio"
	"fmt"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/answer"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/all"
	robotsrules "github.com/proviso-signals/proviso/carrier/robots"
	"github.com/proviso-signals/proviso/gather"
)

// explainPrinter shows how an answer came about, step by step along the river:
// gathered, read, combined, decided; then problems.
type explainPrinter struct {
	out   *bufio.Writer
	style style
	rows  int
}

func (p *explainPrinter) asset(asset *gather.Asset, a *answer.Answer) error {
	if p.rows++; p.rows > 1 {
		fmt.Fprintln(p.out)
	}
	writeTitle(p.out, p.style, asset)
	fmt.Fprintln(p.out, p.style.wrap(sentence(a.Rulings.Outcomes()), ""))
	p.gathered(asset)
	p.read(asset, a)
	p.combined(a)
	p.decided(a)
	p.problems(a)
	return p.out.Flush()
}

func (p *explainPrinter) end() error { return p.out.Flush() }

func (p *explainPrinter) step(name, about string) {
	fmt.Fprintf(p.out, "\n%s  %s\n", p.style.paint(bold, name), p.style.paint(dim, about))
}

// gathered lists what was looked at.
func (p *explainPrinter) gathered(asset *gather.Asset) {
	p.step("Gathered", "what was looked at")
	for _, x := range asset.Log {
		p.exchange(x)
	}
	if len(asset.Log) > 0 {
		return
	}
	for _, a := range asset.Artifacts {
		line := kindNames[a.Kind] + "  " + visible(a.Source)
		if a.Status != 0 {
			line += fmt.Sprintf("  status %d", a.Status)
		}
		if a.Body != nil {
			line += fmt.Sprintf("  %d bytes", len(a.Body))
		}
		if !a.Observed.IsZero() {
			line += "  seen " + a.Observed.UTC().Format("2006-01-02 15:04:05Z")
		}
		fmt.Fprintln(p.out, "  "+line)
	}
}

// exchange writes one request and what became of it.
func (p *explainPrinter) exchange(x gather.Exchange) {
	became := "no answer"
	if x.Status != 0 {
		became = fmt.Sprintf("%d  %d bytes  %d ms", x.Status, x.Bytes, x.Duration.Milliseconds())
	}
	fmt.Fprintf(p.out, "  %s  %s  %s\n", x.Time.UTC().Format("2006-01-02 15:04:05Z"), visible(x.URL), became)
	if x.Why != "" {
		fmt.Fprintf(p.out, "      looked at as: %s\n", visible(x.Why))
	}
	if x.Location != "" {
		fmt.Fprintf(p.out, "      redirects to %s\n", visible(x.Location))
	}
	if x.Note != "" {
		fmt.Fprintf(p.out, "      %s\n", p.style.wrap(visible(x.Note), "      "))
	}
}

var kindNames = map[carrier.Kind]string{
	carrier.Response: "response  ", carrier.Request: "request   ",
	carrier.Robots: "robots.txt", carrier.File: "file      ", carrier.Document: "document  ",
}

// read lists the carriers that found something, each statement, and the carriers
// that looked and found nothing.
func (p *explainPrinter) read(asset *gather.Asset, a *answer.Answer) {
	p.step("Read", "each carrier by its own rules; labels by profile "+a.Question.Profile.Name+" ("+a.Question.Profile.Title+")")
	var silent []string
	for _, c := range all.Carriers() {
		speaks := slices.ContainsFunc(a.Resolution.Evidence, func(e proviso.Evidence) bool { return e.Carrier == c.Name })
		if !speaks {
			rights := slices.ContainsFunc(a.Reading.Rights, func(r proviso.Rights) bool { return r.Carrier == c.Name })
			if !rights && slices.ContainsFunc(asset.Artifacts, c.Wants) {
				silent = append(silent, c.Name)
			}
			continue
		}
		fmt.Fprintf(p.out, "  %s (%s)\n", c.Title, c.Spec)
		if c.Name == robotsrules.Carrier.Name {
			p.groups(asset, a)
		}
		if c.Rule != "" {
			fmt.Fprintf(p.out, "      %s\n", p.style.wrap("its own rule: "+c.Rule, "      "))
		}
		for i := range a.Resolution.Evidence {
			if e := &a.Resolution.Evidence[i]; e.Carrier == c.Name {
				p.statement(i, e, a)
			}
		}
	}
	if len(silent) > 0 {
		fmt.Fprintf(p.out, "  %s\n", p.style.wrap("looked for as well, and nothing that applies was read: "+strings.Join(silent, ", "), "  "))
	}
	p.access(a)
	p.rights(a)
}

// rights shows copyright information, which is no preference.
func (p *explainPrinter) rights(a *answer.Answer) {
	if len(a.Reading.Rights) == 0 {
		return
	}
	fmt.Fprintln(p.out, "  copyright information, which is not a preference:")
	for i := range a.Reading.Rights {
		writeRights(p.out, p.style, a, &a.Reading.Rights[i])
	}
}

// groups says which groups of robots.txt speak to the asker (RFC 9309 section
// 2.2.1), and by which rule one statement was chosen (attach-05 section 3.1).
func (p *explainPrinter) groups(asset *gather.Asset, a *answer.Answer) {
	tokens := a.Question.As
	if len(tokens) == 0 {
		tokens = []string{"*"}
	}
	for _, artifact := range asset.Artifacts {
		file := carrier.RobotsOf(artifact)
		if file == nil {
			continue
		}
		for _, token := range tokens {
			who := "no group names " + visible(token) + ": the group for * speaks"
			switch {
			case token == "*":
				who = "nobody is named as the asker: the group for * speaks"
			case file.For(token).Named():
				who = "a group names " + visible(token) + ": it speaks alone, and the group for * is set aside"
			}
			fmt.Fprintf(p.out, "      %s\n", p.style.wrap(who, "      "))
		}
	}
}

func (p *explainPrinter) statement(i int, e *proviso.Evidence, a *answer.Answer) {
	fmt.Fprintf(p.out, "  [%d] %s\n", i, p.style.wrap(at(a, e.Where)+"  "+visible(oneLine(e.Raw)), "      "))
	about := "said by " + orUnknown(e.Party.Name) + " (" + e.Party.Identification.String() + ")"
	if e.Asker != "" {
		about += ", to " + visible(e.Asker) + " alone"
	} else {
		about += ", to everyone"
	}
	if e.Scope != "" {
		about += ", about " + visible(e.Scope)
	}
	fmt.Fprintf(p.out, "      %s\n", p.style.wrap(about+"; source "+e.Trust.String(), "      "))
	if e.Injected != "" {
		fmt.Fprintf(p.out, "      put there on the way, it seems, by %s; it counts all the same\n", visible(e.Injected))
	}
	if !binds(e, a) {
		fmt.Fprintln(p.out, "      shown only: it does not bind this asker")
	}
	if x := e.Explained; x != nil {
		fmt.Fprintf(p.out, "      %s\n", p.style.wrap("says "+meaning(x.Literal)+" by itself; the declaration at "+x.By.String()+" explains it as a safe form", "      "))
	}
	fmt.Fprintf(p.out, "      means %s\n", p.style.wrap(meaning(e.Outcomes), "            "))
}

// meaning words what is said, uses with the same outcome together.
func meaning(outcomes proviso.Outcomes) string {
	var means []string
	var told proviso.Outcomes // what was worded already, by use
	for _, use := range proviso.Uses() {
		o := outcomes[use]
		if o.Word() == proviso.Unstated || told[use].Word() != proviso.Unstated {
			continue
		}
		var uses []string
		for _, other := range proviso.Uses() {
			if outcomes[other].Equal(o) {
				uses = append(uses, other.String())
				told[other] = o
			}
		}
		means = append(means, strings.Join(uses, ", ")+": "+visible(o.String()))
	}
	if means == nil {
		return "nothing"
	}
	return strings.Join(means, "; ")
}

// binds reports whether a statement binds who asked.
func binds(e *proviso.Evidence, a *answer.Answer) bool { return a.Asker().BoundBy(e) }

func (p *explainPrinter) access(a *answer.Answer) {
	by := "no rule decides it"
	if w := a.Reading.AccessBy; w != (proviso.Where{}) {
		by = "decided by " + w.String()
	}
	if a.Reading.Access == proviso.AccessUnknown {
		by = "no robots.txt was seen"
	}
	fmt.Fprintf(p.out, "  access: %s (%s); this is not a preference\n", a.Reading.Access, by)
}

// combined shows the join, use by use.
func (p *explainPrinter) combined(a *answer.Answer) {
	p.step("Combined", "the most restrictive statement stands, use by use (vocab-08 section 5.1)")
	for _, use := range proviso.Uses() {
		ruling := a.Rulings[use]
		sg := signs[ruling.Outcome.Word()]
		line := "  " + pad(use.String(), 10) + p.style.paint(sg.colour, sg.shape+" "+visible(ruling.Outcome.String()))
		if len(ruling.Decided) > 0 {
			line += "  by " + indexes(ruling.Decided)
		} else {
			line += "  no statement speaks of it"
		}
		fmt.Fprintln(p.out, line)
	}
	for _, c := range a.Conflicts() {
		var voices []string
		for _, i := range c.Evidence {
			voices = append(voices, fmt.Sprintf("[%d] says %s", i, a.Resolution.Evidence[i].Outcomes[c.Use].Word()))
		}
		text := fmt.Sprintf("%s is contradictory (%s): %s; %s stands", c.Use, between(a, c), strings.Join(voices, ", "), a.Rulings[c.Use].Outcome.Word())
		if c.Class == proviso.DeadVocabulary {
			text = fmt.Sprintf("%s is said in retired words: as they were meant it would be %s; %s stands", c.Use, visible(c.Meant.String()), a.Rulings[c.Use].Outcome.Word())
		}
		fmt.Fprintf(p.out, "  %s %s\n", p.style.paint(yellow, "≠"), p.style.wrap(text, "    "))
	}
}

func indexes(list []int) string {
	parts := make([]string, len(list))
	for i, n := range list {
		parts[i] = fmt.Sprintf("[%d]", n)
	}
	return strings.Join(parts, " ")
}

// decided shows what follows for the asker, if a policy was named.
func (p *explainPrinter) decided(a *answer.Answer) {
	if a.Policy == nil {
		return
	}
	who := "an asker nobody names"
	if len(a.Question.As) > 0 {
		who = visible(strings.Join(a.Question.As, ", "))
	}
	p.step("Decided", fmt.Sprintf("for %s, under policy %s version %d", who, a.Policy.Name, a.Policy.Version))
	for _, d := range a.Decisions {
		text := d.Action.String()
		if d.Action == proviso.Meet {
			text += ": " + asks(d.Outcome)
		}
		fmt.Fprintf(p.out, "  %s%s\n", pad(d.Use.String(), 10), p.style.wrap(text, strings.Repeat(" ", 12)))
	}
}

func (p *explainPrinter) problems(a *answer.Answer) {
	if len(a.Reading.Problems) == 0 {
		return
	}
	p.step("Problems", "what is odd, and what was probably meant")
	for _, problem := range a.Reading.Problems {
		problem.Where = shownWhere(a, problem.Where)
		writeProblem(p.out, p.style, &problem)
	}
}
