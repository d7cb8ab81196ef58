package contentsignal

import (
	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/robots"
)

// MaxScoped is how many lines with a path are looked at in one place. A file of
// thousands would make every question about its host as slow.
const MaxScoped = 512

// place is the Content-Signal lines that are read together: those of the groups that
// bind an asker, or those before any group.
type place struct {
	lines  []robotsLine
	scoped int // how many of them have a path

	// What the lines say, worked out beforehand where none of them has a path.
	said    []proviso.Outcomes
	report  problems
	applied []*robotsLine
}

// robotsLine is a Content-Signal line in a robots.txt.
type robotsLine struct {
	line
	path     string // that the value begins with; empty for none
	raw      string // the value as it stands
	injected string
	cut      bool // not all of it was read
}

// scope is what the line is about.
func (l *robotsLine) scope() string {
	if l.path != "" {
		return l.path
	}
	return "/"
}

// placeOf gives the place of the lines that bind an asker, making it once for each of
// the rules that the file keeps.
func (s *sheet) placeOf(rules *robots.Rules) *place {
	if kept, ok := s.places.Load(rules); ok {
		return kept.(*place)
	}
	p := s.newPlace(rules.Other(Field))
	if s.kept.Add(1) <= maxKept {
		kept, _ := s.places.LoadOrStore(rules, p)
		return kept.(*place)
	}
	return p
}

func (s *sheet) newPlace(lines []robots.Line) *place {
	p := &place{lines: make([]robotsLine, len(lines))}
	for i := range lines {
		p.lines[i] = s.newLine(&lines[i])
		if p.lines[i].path != "" {
			p.scoped++
		}
	}
	if p.scoped == 0 {
		p.said, p.report, p.applied = p.work("")
	}
	return p
}

func (s *sheet) newLine(l *robots.Line) robotsLine {
	path, text := pathOf(l.Value)
	made := robotsLine{
		path: string(path), raw: string(l.Value), injected: s.managed.by(l.Number),
		cut: l.Flaws&(robots.TooLong|robots.HasNUL) != 0,
	}
	made.text = string(text)
	made.where = proviso.Where{
		Source: robotsSource, Line: l.Number, Column: 1 + l.ValueOffset - l.Offset + len(l.Value) - len(text),
	}
	made.inColumns = true
	made.refusing = path != nil || made.cut
	return made
}

// read gives what the lines say about a path: outcomes by line, for the lines that
// apply. Nothing of it may be modified.
func (p *place) read(path string) ([]proviso.Outcomes, problems, []*robotsLine) {
	if p.scoped == 0 {
		return p.said, p.report, p.applied
	}
	return p.work(path)
}

// work reads the lines that apply to a path.
func (p *place) work(path string) ([]proviso.Outcomes, problems, []*robotsLine) {
	var report problems
	var applied []*robotsLine
	var lines []line
	for i := range p.lines {
		l := &p.lines[i]
		if l.path != "" {
			if _, ok := robots.MatchPath(l.path, path); !ok && p.scoped <= MaxScoped {
				continue
			}
			report.add(CodePath, proviso.Warning, l.where,
				"no published text knows "+Field+" lines with a path such as "+quote(l.path)+"; what the line refuses counts where the path matches, what it permits does not", "")
		}
		if l.cut {
			report.add(CodeCut, proviso.Fault, l.where,
				"the line is longer than is read, or holds a NUL: of what was read only refusals count", "")
		}
		applied = append(applied, l)
		lines = append(lines, l.line)
		if p.scoped > MaxScoped || len(lines) > MaxLines {
			break
		}
	}
	if len(lines) == 0 {
		return nil, report, nil
	}
	if p.scoped > MaxScoped {
		report.tooMany(lines[0].where)
		return denyAll(make([]proviso.Outcomes, 1)), report, applied
	}
	return readPlace(lines, &report), report, applied
}
