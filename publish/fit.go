package publish

import (
	"fmt"
	"io/fs"
	"slices"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/publish/hosts"
)

// fit tells which writers are for a site, and which of them are wished for as if they had
// been named.
//
// Named places are used and no others. Else, what sets header fields is used where the host
// has it, and where nobody knows the host, where its file is there; all the rest wherever
// the host lets an owner do it. What the host does not is told, with the next best.
func (p *Plan) fit(w *workshop, opt Options) (writers []*Writer, wished []string, err error) {
	if len(opt.Places) > 0 {
		for _, name := range opt.Places {
			if !slices.ContainsFunc(opt.Writers, func(w *Writer) bool { return w.Name == name }) {
				return nil, nil, fmt.Errorf("%w: %q", ErrPlaces, name)
			}
		}
		writers = slices.DeleteFunc(slices.Clone(opt.Writers), func(w *Writer) bool { return !slices.Contains(opt.Places, w.Name) })
		return documentsLast(writers), opt.Places, nil
	}
	host, known := hosts.ByName(opt.Host)
	if !known && opt.Host != "" {
		return nil, nil, fmt.Errorf("%w: %q", ErrHost, opt.Host)
	}
	told := map[Ability]bool{}
	for _, writer := range opt.Writers {
		answer := ability(&host, writer.Needs)
		switch {
		case writer.Needs == Headers && known && slices.Contains(answer.Writers, writer.Name):
			writers = append(writers, writer)
		case writer.Needs == Headers:
			if !known && w.has(writer) {
				writers = append(writers, writer)
			}
		case known && (answer.Can == hosts.No || answer.Can == hosts.Toggle):
		default:
			writers = append(writers, writer)
		}
		if known && writer.Needs != "" && !told[writer.Needs] && answer.Can != hosts.Yes {
			told[writer.Needs] = true
			p.honest(&host, writer.Needs, answer)
		}
	}
	return documentsLast(writers), w.wished(&host, writers), nil
}

// wished is what is to set header fields at a host that has nothing of the kind yet: the
// first that makes its file.
func (w *workshop) wished(host *hosts.Profile, writers []*Writer) []string {
	var first []string
	for _, name := range host.Headers.Writers {
		i := slices.IndexFunc(writers, func(w *Writer) bool { return w.Name == name })
		switch {
		case i < 0:
		case w.has(writers[i]):
			return nil
		case writers[i].Makes && first == nil:
			first = []string{name}
		}
	}
	return first
}

// has reports whether a writer's file is there.
func (w *workshop) has(writer *Writer) bool {
	t, ok := w.trees[writer.Root]
	if !ok {
		return false
	}
	if writer.Root == Server {
		text, err := fs.ReadFile(t, w.server)
		return err == nil && writer.Knows != nil && writer.Knows(w.server, text)
	}
	name := writer.Find(t)
	if name == "" {
		return false
	}
	_, err := fs.Stat(t, name)
	return err == nil
}

func ability(host *hosts.Profile, a Ability) hosts.Answer {
	switch a {
	case Robots:
		return host.Robots
	case Headers:
		return host.Headers
	case Head:
		return host.Head
	case WellKnown:
		return host.WellKnown
	}
	return hosts.Answer{Can: hosts.Yes}
}

// honest tells what a host does not let an owner do, or not everywhere.
func (p *Plan) honest(host *hosts.Profile, a Ability, answer hosts.Answer) {
	severity, says := proviso.Notice, "in part"
	switch answer.Can {
	case hosts.No:
		severity, says = proviso.Warning, "no"
	case hosts.Toggle:
		severity, says = proviso.Warning, "only the host's own words, by a switch"
	case hosts.Paid:
		says = "on some plans"
	case hosts.OriginRoot:
		says = "only where the site is at the root of its host name"
	case hosts.Prepended:
		says = "yes, and the host may put words of its own before it"
	case hosts.Unknown:
		says = "not known"
	}
	hint := host.Title + ", " + string(a) + ": " + says
	if answer.How != "" {
		hint += " (" + answer.How + ")"
	}
	if severity == proviso.Warning && host.NextBest != "" {
		hint += ". Next best: " + host.NextBest
	}
	p.Problems = append(p.Problems, proviso.Problem{Code: CodeHost, Severity: severity, Hint: hint,
		Where: proviso.Where{Source: declare.FileName}})
}

// documentsLast puts those last that publish what stands behind the others.
func documentsLast(writers []*Writer) []*Writer {
	slices.SortStableFunc(writers, func(a, b *Writer) int {
		switch {
		case a.Documents == b.Documents:
			return 0
		case a.Documents:
			return 1
		}
		return -1
	})
	return writers
}
