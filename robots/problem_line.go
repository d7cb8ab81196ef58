package robots

import (
	"bytes"
	"strings"
)

// agent looks at a user-agent line.
func (p *problems) agent(line Line) {
	value, column := line.Value, valueColumn(line)
	switch token := product(value); {
	case len(value) == 0:
		p.add(line.Number, column, "robots-agent-empty", "The line names nobody; \"*\" would mean everyone.")
	case len(value) == 1 && value[0] == '*', len(token) == len(value):
	case forEveryone(value):
		p.add(line.Number, column+1, "robots-agent-illegal", "%q is read as \"*\", everyone, by some readers only.", show(value))
	case len(token) == 0:
		p.add(line.Number, column, "robots-agent-illegal", "%q begins with no product token (letters, \"-\" and \"_\"), and many readers will match it with nobody.", show(value))
	default:
		p.add(line.Number, column+len(token), "robots-agent-illegal", "%q is no legal product token (letters, \"-\" and \"_\"), and many readers take it for %q.", show(value), show(token))
	}
}

// rule looks at an allow or disallow line.
func (p *problems) rule(line Line) {
	value, column := line.Value, valueColumn(line)
	if len(value) == 0 {
		if line.Kind == Allow {
			p.add(line.Number, 0, "robots-allow-empty", "An empty allow rule matches nothing; \"Allow: /\" would match everything.")
		}
		return
	}
	if value[0] != '/' && value[0] != '*' {
		p.add(line.Number, column, "robots-pattern-unanchored", "%q begins with neither \"/\" nor \"*\", so it matches no path.", show(value))
	}
	if i := bytes.IndexAny(value, " \t"); i >= 0 {
		p.add(line.Number, column+i, "robots-pattern-space", "No asked path has a space or tab in it, so the rule matches nothing; write %%20 or %%09, or one line per path.")
	}
	p.pattern(line.Number, column, value)
	if slash := bytes.LastIndexByte(value, '/'); line.Kind == Allow && slash >= 0 && bytes.HasPrefix(value[slash:], indexPage) {
		p.add(line.Number, column, "robots-allow-index", "The rule also allows %q itself, for readers that follow Google's; others do not do that.", show(value[:slash+1]))
	}
}

// pattern looks at the encodings in a pattern, and reports the first of each sort.
func (p *problems) pattern(line, column int, value []byte) {
	var broken, unreserved bool
	for i, c := range value {
		if c != '%' {
			continue
		}
		switch encoded := isEncoding(value[i:]); {
		case !encoded && !broken:
			broken = true
			p.add(line, column+i, "robots-pattern-encoding", "The \"%%\" begins no percent-encoding, so it matches only a path with the same mistake; a literal \"%%\" is %%25.")
		case encoded && !unreserved && isUnreserved(unhex(value[i+1])<<4|unhex(value[i+2])):
			unreserved = true
			p.add(line, column+i, "robots-pattern-unreserved", "%s is plain %q, which some readers decode before they compare and others do not: write it plainly.",
				value[i:i+3], string(rune(unhex(value[i+1])<<4|unhex(value[i+2]))))
		}
	}
}

// usage looks at a Content-Usage rule.
func (p *problems) usage(line Line) {
	value, column := line.Value, valueColumn(line)
	path, text := value, []byte(nil)
	if len(value) > 0 && value[0] == '/' {
		if i := bytes.IndexAny(value, " \t"); i >= 0 {
			path, text = value[:i], trimBlanks(value[i:])
		}
		p.pattern(line.Number, column, path)
	} else {
		text = value
		p.usageWithoutPath(line)
	}
	if len(text) == 0 {
		p.add(line.Number, column, "robots-usage-empty", "The rule states nothing, and what a rule with a shorter path says stands.")
	}
	if line.Group < 0 {
		p.add(line.Number, 0, "robots-usage-outside-group", "No user-agent line stands before the rule, so it binds nobody and is not read: put it after \"User-agent: *\".")
	}
	if i := bytes.IndexByte(text, 0); i >= 0 {
		p.add(line.Number, bytes.IndexByte(line.Text, 0)+1, "robots-usage-nul", "A NUL in the statement makes it unreadable.")
	}
	if bytes.Count(text, []byte{'"'})%2 == 1 && bytes.IndexByte(line.Text, '#') >= 0 {
		p.add(line.Number, bytes.IndexByte(line.Text, '#')+1, "robots-usage-comment", "The \"#\" begins a comment even inside quotation marks, and cuts the statement so that it cannot be read.")
	}
}

// usageWithoutPath looks for a path that was not written as one.
func (p *problems) usageWithoutPath(line Line) {
	first, rest, found := bytes.Cut(line.Value, []byte(" "))
	if !found || len(trimBlanks(rest)) == 0 {
		return
	}
	if first[0] == '*' || bytes.ContainsAny(first, "/") && !bytes.ContainsAny(first, "=") {
		p.add(line.Number, valueColumn(line), "robots-usage-path", "A path begins with \"/\", so %q is read as a part of the statement, which cannot be read then.", show(first))
	}
}

// unknown looks for a directive that was nearly written.
func (p *problems) unknown(line Line) {
	switch {
	case equalFold(line.Key, usageKey) && line.Flaws.Has(MissingColon):
		p.add(line.Number, keyColumn(line), "robots-usage-missing-colon", "The colon after %q is missing, so the rule is not read.", show(line.Key))
	case nearUsage(line.Key):
		p.add(line.Number, keyColumn(line), "robots-usage-misspelt", "%q is not read; \"Content-Usage\" may be meant.", show(line.Key))
	default:
		if meant := nearKey(line.Key); meant != "" {
			p.add(line.Number, keyColumn(line), "robots-unknown-near-key", "%q is not read; %q may be meant.", show(line.Key), meant)
		}
	}
}

func (p *problems) noDirective(line Line) {
	text := trim(line.Text)
	if strings.HasPrefix(fold(text), usageKey) {
		p.add(line.Number, keyColumn(line), "robots-usage-missing-colon", "The colon after %q is missing, so the rule is not read.", show(text[:len(usageKey)]))
		return
	}
	if p.html {
		return
	}
	p.add(line.Number, keyColumn(line), "robots-not-a-directive", "%q is neither a directive nor a comment and is not read.", show(text))
}

// usageSplit watches for content-usage rules between user-agent lines: the lines
// before and after them are one group for access and two for usage.
type usageSplit struct {
	agents bool // the run of user-agent lines is still open for access
	rule   int  // the line of a content-usage rule inside the run; 0 for none
}

func newUsageSplit() usageSplit { return usageSplit{} }

func (u *usageSplit) see(p *problems, line Line) {
	switch line.Kind {
	case UserAgent:
		if u.agents && u.rule > 0 {
			p.add(line.Number, 0, "robots-group-split-by-usage",
				"The user-agent lines before line %d share its statement and those from here on do not, but all of them share the allow and disallow rules that follow: put all user-agent lines first, or repeat the rules.", u.rule)
			u.rule = 0
		}
		u.agents = true
	case ContentUsage:
		if u.agents && u.rule == 0 {
			u.rule = line.Number
		}
	case Allow, Disallow:
		*u = usageSplit{}
	}
}
