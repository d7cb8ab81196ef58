package aitxt

import (
	"bytes"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/robots"
)

// Codes of the problems of ai.txt. Of each, the first in a file is reported.
const (
	CodeUnavailable   = "ai-txt-unavailable"
	CodeHTML          = "ai-txt-html"
	CodeOtherFormat   = "ai-txt-other-format"
	CodeMixed         = "ai-txt-mixed"
	CodePattern       = "ai-txt-pattern"
	CodeOutsideGroup  = "ai-txt-outside-group"
	CodeEmptyRule     = "ai-txt-empty-rule"
	CodeAgent         = "ai-txt-agent"
	CodeTie           = "ai-txt-tie"
	CodeTooLarge      = "ai-txt-too-large"
	CodeTooManyRules  = "ai-txt-too-many-rules"
	CodeTooManyAgents = "ai-txt-too-many-agents"
)

var codes = []carrier.Code{
	{Code: CodeUnavailable, Meaning: "The server answered neither with an ai.txt nor that there is none."},
	{Code: CodeHTML, Meaning: "A page of markup stands at /ai.txt; it states nothing."},
	{Code: CodeOtherFormat, Meaning: "The text at /ai.txt is not in Spawning's format; it states nothing."},
	{Code: CodeMixed, Meaning: "A line of the ai.txt is outside the format and may be a condition; refusals are read, permissions are not."},
	{Code: CodePattern, Meaning: "A pattern begins with neither / nor *; a refusal is read as if * stood before it, and no permission of the file is read."},
	{Code: CodeOutsideGroup, Meaning: "A rule stands before any User-Agent line; a refusal is read as one for everyone, and no permission of the file is read."},
	{Code: CodeEmptyRule, Meaning: "A rule has no pattern and states nothing."},
	{Code: CodeAgent, Meaning: "A User-Agent line names no agent and is read as everyone."},
	{Code: CodeTie, Meaning: "A path is allowed and disallowed by patterns of one length; the refusal counts, where robots.txt would allow."},
	{Code: CodeTooLarge, Meaning: "The ai.txt is longer than what was read of it; the rest is taken to refuse training to everyone."},
	{Code: CodeTooManyRules, Meaning: "The ai.txt has more rules than are read; the rest are taken to refuse training to everyone."},
	{Code: CodeTooManyAgents, Meaning: "The ai.txt names more agents, or an agent by a longer name, than are read; training is taken to be refused to everyone."},
}

// report notes a problem, unless one of its kind is noted already.
func (p *parser) report(code string, severity proviso.Severity, line robots.Line, hint, mend string) {
	if slices.ContainsFunc(p.problems, func(q proviso.Problem) bool { return q.Code == code }) {
		return
	}
	p.problems = append(p.problems, proviso.Problem{Code: code, Severity: severity, Where: at(line), Hint: hint, Mend: mend})
}

// doubt notes the first line that casts doubt on the permissions of the file.
func (p *parser) doubt(line robots.Line) {
	p.doubtful = true
	p.report(CodeMixed, proviso.Warning, line, "this line is not of ai.txt and may be a condition: the refusals of the file are read, its permissions are not", "")
}

// beyond notes that something lies beyond a limit.
func (p *parser) beyond(code string, line robots.Line, what string) {
	p.doubtful = true
	p.report(code, proviso.Fault, line, what+": the rest is taken to refuse training to everyone", "")
	if p.unread == nil {
		p.unread = &rule{
			refuses: true, pattern: "/", where: at(line),
			raw: carrier.Clip(strings.TrimSpace(string(line.Text)), carrier.MaxRaw),
		}
	}
}

// at is where a line says what it says: its value, or where it has none its start.
func at(line robots.Line) proviso.Where {
	w := proviso.Where{Source: source, Line: line.Number}
	if line.Key != nil {
		w.Column = line.ValueOffset - line.Offset + 1
	}
	return w
}

// tie is news about the rule that decides although another allows as much.
func tie(r *rule) proviso.Problem {
	return proviso.Problem{
		Code: CodeTie, Severity: proviso.Notice, Where: r.where,
		Hint: "a pattern of the same length allows the path, too: the refusal counts, where a reader of robots.txt would allow",
	}
}

// reportForeign says what a text seems to be that is not in the format.
func (p *parser) reportForeign(body []byte) {
	p.report(CodeOtherFormat, proviso.Notice, robots.Line{Number: 1},
		"this is not Spawning's ai.txt but "+seems(body, len(p.agents) > 0 && p.rules == 0)+": it states nothing", "")
}

// maxSniffed is how much of a text is looked at to tell what it seems to be, in bytes.
const maxSniffed = 4096

// seems says what a text seems to be, for people.
func seems(body []byte, agents bool) string {
	head := bytes.TrimLeft(bytes.TrimPrefix(body[:min(len(body), maxSniffed)], []byte("\xEF\xBB\xBF")), "\t\n\f\r ")
	lines := strings.Split(strings.ReplaceAll(strings.ToLower(string(head)), "\r", "\n"), "\n")
	begins := func(starts ...string) bool {
		return slices.ContainsFunc(lines, func(line string) bool {
			return slices.ContainsFunc(starts, func(start string) bool { return strings.HasPrefix(line, start) })
		})
	}
	switch {
	case begins("spec-version:", "site-name:", "training:", "training-allow:", "training-deny:", "agent:"):
		return "a policy file as draft-car-ai-txt-wellknown describes it"
	case bytes.HasPrefix(head, []byte("[")):
		return "a file of sections in square brackets"
	case bytes.HasPrefix(head, []byte("{")):
		return "JSON"
	case bytes.HasPrefix(head, []byte("---")), begins("## ", "- ", "> ", "```"):
		return "Markdown about the site, as aitxt.ing describes it"
	case agents:
		return "a file that names agents and has no Allow or Disallow line for them"
	}
	return "some other text"
}
