package aitxt

import (
	"bytes"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/robots"
)

// file is what a text at /ai.txt says. It is made once and shared.
type file struct {
	// foreign is set where the text is not in Spawning's format and states nothing.
	foreign bool
	// doubtful is set where only part of the text is in the format, so that its
	// permissions may have conditions that were not read.
	doubtful bool
	groups   []group
	unread   *rule // stands for what lies beyond a limit; nil where nothing does
	problems []proviso.Problem
}

// group is a run of User-Agent lines with the rules below it.
type group struct {
	agents []string // as written; "" for everyone
	rules  []rule
}

// rule is one Allow or Disallow line.
type rule struct {
	refuses bool
	pattern string // as it is compared
	length  int    // how specific it is, in bytes
	// kind is the ending, such as ".jpg", of a pattern for a type of file: "*.jpg". In a
	// refusal it is in lower case.
	kind  string
	where proviso.Where
	raw   string
}

// parser makes a file of the lines of a text.
type parser struct {
	file
	rules  int
	agents map[string]bool // by folded name
	ruled  bool            // a rule has ended the run of User-Agent lines
	prose  bool            // prose stands before the first User-Agent line
}

func parse(a *carrier.Artifact) *file {
	p := &parser{agents: make(map[string]bool)}
	if isMarkup(a.Body) {
		p.foreign = true
		p.report(CodeHTML, proviso.Notice, robots.Line{Number: 1}, "a page of markup stands where an ai.txt would: it states nothing", "")
		return &p.file
	}
	text := robots.Parse(a.Body)
	last, lines := robots.Line{Number: 1}, false
	for line := range text.Lines() {
		last = line
		lines = lines || line.Kind != robots.Blank && line.Kind != robots.Comment
		p.see(line)
	}
	switch {
	case p.prose || p.rules == 0 || len(p.agents) == 0:
		p.foreign, p.problems = true, nil
		if lines {
			p.reportForeign(a.Body)
		}
		return &p.file
	case a.Truncated || len(a.Body) > text.Size():
		p.beyond(CodeTooLarge, last, "the file is longer than what is read of it")
	}
	return &p.file
}

// isMarkup reports whether a text begins as HTML or XML does. No line of an ai.txt
// begins so.
func isMarkup(body []byte) bool {
	body = bytes.TrimLeft(bytes.TrimPrefix(body, []byte("\xEF\xBB\xBF")), "\t\n\f\r ")
	return len(body) > 0 && body[0] == '<'
}

// see takes in one line.
func (p *parser) see(line robots.Line) {
	switch line.Kind {
	case robots.Blank, robots.Comment, robots.Sitemap:
	case robots.UserAgent:
		p.agent(line)
	case robots.Allow, robots.Disallow:
		p.rule(line)
	default:
		p.stray(line)
	}
}

// agent takes in a User-Agent line.
func (p *parser) agent(line robots.Line) {
	if p.ruled || len(p.groups) == 0 {
		p.groups = append(p.groups, group{})
		p.ruled = false
	}
	name := string(line.Value)
	if i := strings.IndexAny(name, "/ \t"); i >= 0 {
		name = name[:i]
	}
	switch key := strings.ToLower(string(line.Key)); {
	case key != "user-agent" && key != "useragent" && key != "user agent":
		p.doubt(line) // such as "User-agents: all"
		name = ""
	case strings.HasPrefix(name, "*"), name == "":
		if string(line.Value) != "*" {
			p.report(CodeAgent, proviso.Notice, line, "this names no agent, and is read as everyone, \"*\"", "User-Agent: *")
		}
		name = ""
	}
	folded := strings.ToLower(name)
	switch {
	case p.agents[folded]:
	case len(name) > MaxName:
		p.beyond(CodeTooManyAgents, line, "the name of this agent is longer than names that are read")
		name = ""
	case name != "" && len(p.agents) > MaxAgents:
		p.beyond(CodeTooManyAgents, line, "more agents are named than are read")
		return
	}
	p.agents[folded] = true
	g := &p.groups[len(p.groups)-1]
	g.agents = append(g.agents, name)
}

// rule takes in an Allow or Disallow line.
func (p *parser) rule(line robots.Line) {
	p.ruled = true
	r := rule{
		refuses: line.Kind == robots.Disallow, pattern: string(line.Value), where: at(line),
		raw: carrier.Clip(strings.TrimSpace(string(line.Text)), carrier.MaxRaw),
	}
	if p.rules++; p.rules > MaxRules {
		p.beyond(CodeTooManyRules, line, "more rules stand in the file than are read")
		return
	}
	anchored := strings.HasPrefix(r.pattern, "/") || strings.HasPrefix(r.pattern, "*")
	misspelt := line.Flaws.Has(robots.Misspelt) || line.Flaws.Has(robots.MissingColon)
	switch {
	case misspelt:
		p.doubt(line)
		if !r.refuses || !anchored {
			return
		}
	case r.pattern == "":
		p.report(CodeEmptyRule, proviso.Notice, line, "a rule without a pattern states nothing here", "")
		return
	case !anchored:
		p.doubtful = true
		p.report(CodePattern, proviso.Warning, line, "a pattern begins with \"/\" or \"*\": a refusal is read as if \"*\" stood before it, a permission is not read, and no other permission of the file is", "")
		r.pattern = "*" + r.pattern
	case line.Flaws.Has(robots.TooLong) || line.Flaws.Has(robots.HasNUL):
		p.doubt(line) // cut short, the pattern matches more than it was meant to
	}
	if r.kind = kindOf(r.pattern); r.refuses {
		r.kind = strings.ToLower(r.kind)
	}
	r.length, _ = robots.MatchPath(r.pattern, "/")
	if len(p.groups) == 0 {
		p.groups = append(p.groups, group{agents: []string{""}})
	}
	if len(p.agents) == 0 {
		p.doubtful = true
		p.report(CodeOutsideGroup, proviso.Warning, line, "no User-Agent line stands before this rule: a refusal is read as one for everyone, and no permission of the file is read", "User-Agent: *")
	}
	g := &p.groups[len(p.groups)-1]
	g.rules = append(g.rules, r)
}

// stray takes in a line that is outside the format.
func (p *parser) stray(line robots.Line) {
	key := strings.ToLower(string(line.Key))
	if line.Kind == robots.Unknown && (key == "crawl-delay" || key == "host") {
		return // of robots.txt, and no condition
	}
	if len(p.agents) == 0 && (line.Kind == robots.NoDirective || strings.ContainsAny(key, " \t[](){}<>*`\"'")) {
		p.prose = true
	}
	p.doubt(line)
}
