package robotstxt

import (
	"io/fs"
	"strings"

	"github.com/proviso-signals/proviso/carrier/contentsignal"
	"github.com/proviso-signals/proviso/carrier/rsl"
	"github.com/proviso-signals/proviso/robots"
)

// LicenceFile is the RSL document that the file refers to, if it is one of ours.
const LicenceFile = "license.xml"

// linesFor are the lines for a run of user-agent lines.
func (j *job) linesFor(r *run) (lines []string) {
	lines = append(j.usage(), j.echoes(r.keys)...)
	if text := j.signalFor(r); text != "" {
		lines = append(lines, contentsignal.Field+": "+text)
	}
	return lines
}

func (j *job) signalFor(r *run) string {
	if r.everyone {
		return j.signal.everyone
	}
	return j.signal.named
}

func (j *job) usage() (lines []string) {
	for _, s := range j.rules {
		lines = append(lines, "Content-Usage: "+s.line)
	}
	return lines
}

// lastLine ends a group of ours at the end of the file.
const lastLine = "# put other rules above this part: below it they would belong to the group here"

// group is a group of our own for crawlers that have one elsewhere in the file, and for
// everyone else. It has no rules of access. Content signals stand there where they are
// the same for all.
func (j *job) group(runs []run, everyone bool) (lines []string) {
	var keys []string
	star := run{everyone: !j.openEnded()}
	if everyone {
		lines, keys = []string{"User-agent: *"}, []string{"*"}
	}
	seen := map[string]bool{}
	for i := range runs {
		r := &runs[i]
		star.everyone = star.everyone && r.everyone
		for _, a := range r.agents {
			folded := strings.ToLower(string(a.Value))
			if folded != "" && !seen[folded] && !(everyone && folded == "*") {
				seen[folded], lines = true, append(lines, "User-agent: "+string(a.Value))
			}
		}
		keys = append(keys, r.keys...)
	}
	if len(lines) == 0 {
		return nil
	}
	rules := append(j.usage(), j.echoes(keys)...)
	if text := j.signalFor(&star); text != "" {
		rules = append(rules, contentsignal.Field+": "+text)
	}
	if len(rules) == 0 {
		return nil
	}
	return append(append(lines, rules...), lastLine)
}

// openEnded reports whether the file ends with user-agent lines that no rule of access
// follows, so that a group of ours behind them is theirs too, as access and content
// signals see it. Nothing about access stands in ours.
func (j *job) openEnded() bool {
	file := robots.Parse(j.base.bytes)
	groups := file.Groups()
	named, open := false, false
	for l := range file.Lines() {
		switch l.Kind {
		case robots.UserAgent:
			open, named = true, !forEveryone(groups[l.Group])
		case robots.Allow, robots.Disallow:
			open = false
		}
	}
	return open && named
}

// licence is the line that refers to the RSL document, which stands before all groups and
// so is for everyone. It is there once the document is.
func (j *job) licence() []string {
	s := j.in.Saying
	text, err := fs.ReadFile(j.in.FS, LicenceFile)
	if err != nil || s.Origin == "" || !strings.Contains(string(text), "<!-- BEGIN proviso") {
		return nil
	}
	return []string{rsl.RobotsLine(s.Origin + "/" + LicenceFile)}
}
