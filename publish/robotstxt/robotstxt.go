// Package robotstxt publishes in robots.txt: Content-Usage rules
// (draft-ietf-aipref-attach-05 section 3), a Content-Signal line (contentsignals.org),
// and where the RSL licence is.
//
//	User-agent: *
//	# BEGIN proviso: made from proviso.toml, edits here are overwritten
//	Content-Usage: train-ai=n, search=y
//	Content-Usage: /press/ train-ai=y, search=y
//	Content-Signal: search=yes, ai-train=no
//	# END proviso
//	Disallow: /admin/
//
// # Decisions
//
//   - Rules about use belong to a group, and a crawler with a group of its own never reads
//     those for everyone (RFC 9309 section 2.2.1). So what is ours stands in every group,
//     right behind its user-agent lines: neither a comment nor a line of another kind ends
//     a group. Where there is no group for everyone, one is put at the end of the file,
//     without rules of access: it opens and closes nothing.
//   - No rule of access is written, moved or taken out, for anybody.
//   - Blocks that a vendor manages are left alone. What is said to crawlers named there
//     stands in a group of ours at the end, which RFC 9309 reads together with theirs. So
//     does everything where the file would get longer than readers read.
//   - A part of the site about which nothing is said, within one about which something is,
//     has the rule "unstated": a label that AIPREF does not have, so that readers ignore
//     it (vocab-08 section 6), and by attach-05 do not ask a shorter path instead.
//   - A foreign Content-Usage rule stays. Where its path is longer than ours it would hide
//     what is declared, so the declared is said for that path too, and readers join both.
//   - A Content-Signal line is about the whole site and says yes or no. Yes stands there
//     only if every collection says so. A refusal of the whole site is always there; a
//     condition becomes a no only in groups for everyone, and only where the declaration
//     can explain that no: what is said to one crawler by name it cannot explain.
package robotstxt

import (
	"bytes"
	"io/fs"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/robots"
)

// File is where the file is in the folder that is served.
const File = "robots.txt"

// Writer publishes in robots.txt.
var Writer = publish.Writer{
	Codes:    Codes(),
	Needs:    publish.Robots,
	Name:     "robots-txt",
	Title:    "robots.txt",
	Spec:     "https://datatracker.ietf.org/doc/html/draft-ietf-aipref-attach-05",
	Carriers: []string{"robots", "content-signal", "rsl"},
	Root:     publish.Public,
	Find:     func(fs.FS) string { return File },
	Makes:    true,
	Write:    write,
}

// job is one file that is being planned.
type job struct {
	in  publish.Input
	out publish.Output
	old []byte // as it is there; nil for none
	// base is the file without what is ours, made tells that it was made by us.
	base text
	made bool

	rules  []stated
	signal signal
	runs   []run
	spoken []*run // those in which somebody else speaks about use
}

func write(in publish.Input) publish.Output {
	j := &job{in: in}
	if !j.read() {
		return j.out
	}
	result, ok := j.base.bytes, true
	if !in.Saying.Silent() {
		if in.Saying.HeaderOnly {
			j.keptOut()
		} else {
			result, ok = j.put()
		}
	}
	if !ok {
		return publish.Output{Problems: j.out.Problems}
	}
	if len(result) == 0 && (j.made || j.old == nil) {
		result = nil
	}
	if !bytes.Equal(result, j.old) || (result == nil) != (j.old == nil) {
		j.out.Files = append(j.out.Files, publish.File{Path: in.Entry, Old: j.old, New: result})
	}
	return j.out
}

// put gives the file with what is ours in it; ok is false where it must stay as it is.
func (j *job) put() (result []byte, ok bool) {
	if j.rules, ok = j.stated(); !ok {
		return nil, false
	}
	j.runs = runsOf(j.base)
	j.signal = j.newSignal()
	j.vendors()
	if !j.compare() {
		return nil, false
	}
	result = j.within()
	if len(result) > robots.MaxSize {
		result = j.behind()
		j.problem(CodeBehind, proviso.Notice, 0, "with our rules in every group the file would be longer than readers read: they stand in one group at its end, which names the same crawlers")
	}
	if len(result) > robots.MaxSize {
		j.problem(publish.CodeTooLarge, proviso.Fault, 0, "with our rules the file would be longer than the 500 KiB that readers read, and what lies beyond would be lost: it was left as it is")
		return nil, false
	}
	j.closed(result)
	j.tellForeign(result)
	return result, true
}

// keptOut tells what robots.txt does not say, because lines that old tools do not know
// were to be kept out of it.
func (j *job) keptOut() {
	for _, s := range statements(j.in.Saying) {
		for _, use := range proviso.Uses() {
			if s.Outcomes[use].Word() != proviso.Unstated {
				j.lose(s.Scope, use, s.Outcomes[use], "", "lines that old tools do not know were to be kept out of robots.txt")
			}
		}
	}
}

func (j *job) lose(scope string, use proviso.Use, said proviso.Outcome, form, why string) {
	j.out.Losses = append(j.out.Losses, publish.Loss{Scope: scope, Loss: proviso.Loss{Use: use, Said: said, Form: form, Why: why}})
}

// problem adds news about a line of the file without what is ours; 0 is the file as a
// whole.
func (j *job) problem(code string, severity proviso.Severity, line int, hint string) {
	where := proviso.Where{Source: j.in.Entry}
	if line > 0 {
		where.Line = j.base.lineBefore(line)
	}
	j.out.Problems = append(j.out.Problems, proviso.Problem{Code: code, Severity: severity, Where: where, Hint: hint})
}
