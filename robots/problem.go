package robots

import (
	"bytes"
	"fmt"
	"strings"
)

// MaxProblems is how many problems are listed. A file that has more gets one last
// problem, robots-more-problems, that tells how many there were.
const MaxProblems = 1000

// Problem is something about a file that is wrong, odd, or read differently by
// different readers. The codes are stable.
type Problem struct {
	Line   int // 0 for the file as a whole
	Column int // in bytes from 1; 0 for the line as a whole
	Code   string
	Hint   string // one sentence
}

// Problems lists what there is to say about a file, in the order of its lines. It
// is worked out anew by every call.
//
//	robots-bom                  the file begins with a byte order mark
//	robots-bom-partial          … with a part of one
//	robots-utf-16               … with the mark of UTF-16, which nobody reads
//	robots-html                 the file looks like an HTML page
//	robots-too-large            what lies beyond MaxSize is not read
//	robots-more-problems        there are more problems than are listed
//	robots-line-too-long        what lies beyond MaxLine is not read
//	robots-nul                  what follows a NUL is not read
//	robots-not-a-directive      the line is neither directive nor comment
//	robots-missing-colon        the colon is missing
//	robots-misspelt-key         the key is read by some readers only
//	robots-unknown-near-key     the key is read by nobody, but nearly one that is
//	robots-rule-outside-group   the rule binds nobody
//	robots-agent-empty          the line names nobody
//	robots-agent-illegal        the product token has characters it must not have
//	robots-pattern-unanchored   the pattern begins with neither / nor *
//	robots-pattern-encoding     a "%" begins no percent-encoding
//	robots-pattern-unreserved   an encoded character needs no encoding; readers differ
//	robots-pattern-space        the pattern has white space in it
//	robots-allow-index          allows the directory as well
//	robots-allow-empty          an empty allow rule does nothing
//	robots-usage-misspelt       the line is nearly a Content-Usage rule, and not read
//	robots-usage-missing-colon  a Content-Usage rule without its colon is not read
//	robots-usage-outside-group  a Content-Usage rule that binds nobody
//	robots-usage-empty          a Content-Usage rule that states nothing
//	robots-usage-path           a path without "/" is taken for the statement
//	robots-usage-comment        a "#" inside quotation marks cuts the statement
//	robots-usage-nul            a NUL makes the statement unreadable
//	robots-group-split-by-usage the user-agent lines around the rule do not share it
func (f *File) Problems() []Problem {
	var p problems
	p.file(f)
	group := newGrouping()
	usage := newUsageSplit()
	for i, r := range f.records {
		group.see(r.kind())
		if r.kind() == Blank || r.kind() == Comment {
			p.flaws(f.line(i, group.index))
			continue
		}
		line := f.line(i, group.index)
		p.line(line)
		usage.see(&p, line)
	}
	return p.listed(f)
}

// problems collects what is found.
type problems struct {
	list []Problem
	more int
	html bool // every line would be one that is no directive
}

func (p *problems) add(line, column int, code, format string, args ...any) {
	if len(p.list) >= MaxProblems {
		p.more++
		return
	}
	p.list = append(p.list, Problem{line, column, code, fmt.Sprintf(format, args...)})
}

// listed closes the list with what concerns the end of the file.
func (p *problems) listed(f *File) []Problem {
	if f.size > len(f.body) {
		p.list = append(p.list, Problem{len(f.records) + 1, 0, "robots-too-large",
			fmt.Sprintf("Only the %d bytes of complete lines within the first %d are read; %d bytes are not.", len(f.body), MaxSize, f.size-len(f.body))})
	}
	if p.more > 0 {
		p.list = append(p.list, Problem{0, 0, "robots-more-problems",
			fmt.Sprintf("There are %d more problems, which are not listed.", p.more)})
	}
	return p.list
}

// file looks at how the file begins.
func (p *problems) file(f *File) {
	switch {
	case f.bom == len(byteOrderMark):
		p.add(1, 1, "robots-bom", "The byte order mark is skipped here, but some readers take it for a part of the first line: save the file without it.")
	case f.bom > 0:
		p.add(1, 1, "robots-bom-partial", "The first %d bytes look like a part of a byte order mark and are skipped; the file may be damaged.", f.bom)
	case bytes.HasPrefix(f.body, []byte("\xFE\xFF")) || bytes.HasPrefix(f.body, []byte("\xFF\xFE")):
		p.add(1, 1, "robots-utf-16", "The file is encoded in UTF-16 and no line of it can be read: save it as UTF-8.")
	}
	head := bytes.ToLower(bytes.TrimLeft(f.body[f.bom:min(len(f.body), 1024)], whiteSpace))
	p.html = bytes.HasPrefix(head, []byte("<!doctype")) || bytes.HasPrefix(head, []byte("<html")) || bytes.HasPrefix(head, []byte("<head"))
	if p.html {
		p.add(1, 1, "robots-html", "This looks like an HTML page, such as an error page sent with status 200, and not like robots.txt.")
	}
}

const whiteSpace = " \t\r\n\v\f"

// flaws reports what can be wrong with any line.
func (p *problems) flaws(line Line) {
	if line.Flaws.Has(TooLong) {
		p.add(line.Number, MaxLine+1, "robots-line-too-long", "Only the first %d bytes of the line are read.", MaxLine)
	}
	if line.Flaws.Has(HasNUL) && line.Kind != ContentUsage {
		p.add(line.Number, bytes.IndexByte(line.Text, 0)+1, "robots-nul", "The line has a NUL in it, and what follows the NUL is not read.")
	}
}

// line reports what is wrong with a line that is neither blank nor a comment.
func (p *problems) line(line Line) {
	p.flaws(line)
	if line.Flaws.Has(Misspelt) {
		p.add(line.Number, keyColumn(line), "robots-misspelt-key", "%q is taken for %q by some readers only.", show(line.Key), line.Kind)
	}
	if line.Flaws.Has(MissingColon) && line.Kind != Unknown {
		p.add(line.Number, keyColumn(line), "robots-missing-colon", "The colon after %q is missing, and only some readers take the line for a directive.", show(line.Key))
	}
	if line.Group < 0 && isAccess(line.Kind) {
		p.add(line.Number, 0, "robots-rule-outside-group", "No user-agent line stands before the rule, so it binds nobody.")
	}
	switch line.Kind {
	case UserAgent:
		p.agent(line)
	case Allow, Disallow:
		p.rule(line)
	case ContentUsage:
		p.usage(line)
	case Unknown:
		p.unknown(line)
	case NoDirective:
		p.noDirective(line)
	}
}

func keyColumn(line Line) int {
	return len(line.Text) - len(bytes.TrimLeft(line.Text, whiteSpace)) + 1
}

func valueColumn(line Line) int { return line.ValueOffset - line.Offset + 1 }

// maxShown is how much of a file's own text a hint repeats, in bytes.
const maxShown = 60

func show(text []byte) string {
	if len(text) > maxShown {
		return strings.ToValidUTF8(string(text[:maxShown]), "\uFFFD") + "…"
	}
	return string(text)
}
