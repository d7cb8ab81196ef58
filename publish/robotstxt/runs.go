package robotstxt

import (
	"bytes"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/robots"
)

// MaxRepeats is how many groups that name one crawler get what is ours. They are read
// together, and readers bound how often one thing may be repeated.
const MaxRepeats = 8

// run is a run of user-agent lines that share what is said about use: a Content-Usage line
// ends one, as a rule of access does (attach-05 section 3.2).
type run struct {
	agents []robots.Agent
	behind int // where what follows the last of the lines begins
	// everyone is set where the group, as access sees it, is for nobody by name.
	everyone bool
	vendor   string
	foreign  []robots.Usage
	keys     []string // the names by which crawlers find it, in lower case
}

// keysOf gives the names by which crawlers find a run.
func keysOf(r *run) (list []string) {
	for _, a := range r.agents {
		whole, _, _ := strings.Cut(string(a.Value), "/")
		if i := strings.IndexAny(whole, " \t"); i >= 0 {
			whole = whole[:i]
		}
		for _, key := range [...]string{strings.ToLower(a.Token), strings.ToLower(whole)} {
			if key != "" && !slices.Contains(list, key) {
				list = append(list, key)
			}
		}
	}
	return list
}

func runsOf(base text) (runs []run) {
	file := robots.Parse(base.bytes)
	groups := file.Groups()
	lines := slices.Collect(file.Lines())
	usages := map[int]robots.Usage{}
	for u := range file.Usages() {
		usages[u.Line] = u
	}
	open := false
	for i, l := range lines {
		switch l.Kind {
		case robots.UserAgent:
			if !open {
				runs = append(runs, run{everyone: forEveryone(groups[l.Group])})
			}
			r := &runs[len(runs)-1]
			for _, a := range groups[l.Group].Agents {
				if a.Line == l.Number {
					r.agents = append(r.agents, a)
				}
			}
			r.behind = len(base.bytes)
			if i+1 < len(lines) {
				r.behind = lines[i+1].Offset
			}
			open = true
		case robots.Allow, robots.Disallow:
			open = false
		case robots.ContentUsage:
			open = false
			if len(runs) > 0 {
				r := &runs[len(runs)-1]
				r.foreign = append(r.foreign, usages[l.Number])
			}
		}
	}
	for i := range runs {
		runs[i].keys = keysOf(&runs[i])
	}
	return runs
}

func forEveryone(g robots.Group) bool {
	return !slices.ContainsFunc(g.Agents, func(a robots.Agent) bool { return a.Token != "*" })
}

// within puts what is ours into every group.
func (j *job) within() []byte {
	var out []byte
	at := 0
	put := func(to int, b publish.Block, lines []string) {
		out = append(out, j.base.bytes[at:to]...)
		at = to
		out = j.block(out, b, lines, to)
	}
	if lines := j.licence(); len(lines) > 0 {
		put(markOf(j.base.bytes), j.kind(), lines)
	}
	var apart []run
	everyone := false
	count := map[string]int{}
	for i := range j.runs {
		if len(out) > robots.MaxSize {
			return out // it is too long, and so not of use
		}
		r := &j.runs[i]
		everyone = everyone || slices.ContainsFunc(r.agents, func(a robots.Agent) bool { return a.Token == "*" })
		again := true
		for _, key := range r.keys {
			if count[key] < MaxRepeats {
				again = false
			}
			count[key]++
		}
		switch lines := j.linesFor(r); {
		case r.vendor != "":
			apart = append(apart, *r)
			for _, key := range r.keys {
				count[key]-- // nothing was put there
			}
		case again, len(lines) == 0:
		default:
			put(r.behind, publish.HashBlock, lines)
		}
	}
	apart = slices.DeleteFunc(apart, func(r run) bool { // told in a group outside of the vendor's part
		return !slices.ContainsFunc(r.keys, func(key string) bool { return count[key] == 0 })
	})
	put(len(j.base.bytes), j.kind(), j.group(apart, !everyone))
	return out
}

// behind puts what is ours into one group at the end of the file.
func (j *job) behind() []byte {
	everyone := slices.ContainsFunc(j.runs, func(r run) bool { return slices.Contains(r.keys, "*") })
	lines := append(j.licence(), j.group(j.runs, !everyone)...)
	return j.block(slices.Clone(j.base.bytes), j.kind(), lines, len(j.base.bytes))
}

// kind is the block that tells whether the file was made by us.
func (j *job) kind() publish.Block {
	if j.old == nil || j.made {
		return made
	}
	return publish.HashBlock
}

// block appends a block that stands at a place in the file. At the end of a file without a
// line end it brings the one before it and has none itself, so that both go together.
func (j *job) block(out []byte, b publish.Block, lines []string, at int) []byte {
	if len(lines) == 0 {
		return out
	}
	text := b.Lines(lines, "", j.base.eol)
	if at <= markOf(j.base.bytes) || at < len(j.base.bytes) || bytes.ContainsAny(j.base.bytes[at-1:], "\r\n") {
		return append(out, text...)
	}
	return append(append(out, j.base.eol...), bytes.TrimSuffix(text, []byte(j.base.eol))...)
}

// markOf is how long the byte order mark at the beginning is, or the part of one that
// readers pass over.
func markOf(b []byte) (n int) {
	for n < len("\xEF\xBB\xBF") && n < len(b) && b[n] == "\xEF\xBB\xBF"[n] {
		n++
	}
	return n
}
