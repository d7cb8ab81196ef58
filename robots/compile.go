package robots

import (
	"bytes"
	"iter"
	"slices"
	"strings"
)

// compile gathers the rules that bind an asker and sorts them for look-up. The
// zero asker gets what binds everyone.
func (f *File) compile(access, usage asker) *index {
	g := newGathered(f)
	for i, kind := range f.binding(access, usage) {
		if kind == ContentUsage {
			g.addUsage(i)
		} else {
			g.addAccess(i, kind == Allow)
		}
	}
	return g.indexed()
}

// binding gives the rules that bind an asker: the indexes of their lines, and what
// they are. A content-usage line ends a run of user-agent lines for usage and not
// for access.
func (f *File) binding(forAccess, forUsage asker) iter.Seq2[int, Kind] {
	return func(yield func(int, Kind) bool) {
		access, usage := run{who: forAccess}, run{who: forUsage}
		for i, rec := range f.records {
			kind := rec.kind()
			access.see(f, i, isAccess(kind))
			if f.usages {
				usage.see(f, i, isRule(kind))
			}
			if isAccess(kind) && access.bound || kind == ContentUsage && usage.bound {
				if !yield(i, kind) {
					return
				}
			}
		}
	}
}

func isAccess(k Kind) bool { return k == Allow || k == Disallow }

// run follows the runs of user-agent lines and tells whether the present one binds
// an asker.
type run struct {
	who   asker
	open  bool // the run can still take user-agent lines
	bound bool
}

// see takes the next line; rule says whether its kind ends a run.
func (r *run) see(f *File, i int, rule bool) {
	if rule {
		r.open = false
		return
	}
	if f.records[i].kind() != UserAgent {
		return
	}
	if !r.open {
		r.open, r.bound = true, false
	}
	if r.bound {
		return
	}
	if value := f.value(i); r.who.by == byNothing {
		r.bound = forEveryone(value)
	} else {
		r.bound = r.who.names(value)
	}
}

// gathered is the rules that bind an asker, in file order.
type gathered struct {
	file     *File
	text     []byte // the patterns, ready for comparison
	patterns []pattern
	usages   []Usage
	paths    []span // of each usage, its pattern in text
}

// span is a piece of a text.
type span struct{ from, to uint32 }

func (s span) len() int { return int(s.to - s.from) }

// pattern is an allow or disallow rule, or a set of usages with the same path.
type pattern struct {
	span
	rank rank
	set  int32 // -1 for access
}

// newGathered makes room for what a file of ordinary lines can hold.
func newGathered(f *File) gathered {
	rules := 0
	for _, rec := range f.records {
		if isAccess(rec.kind()) {
			rules++
		}
	}
	return gathered{file: f, patterns: make([]pattern, 0, rules), text: make([]byte, 0, len(f.body)-rules*len("allow:"))}
}

// indexPage is how the last step of a path begins that stands for its directory.
var indexPage = []byte("/index.htm")

func (g *gathered) addAccess(i int, allow bool) {
	value := g.file.value(i)
	if len(value) == 0 {
		return // an empty pattern matches nothing
	}
	from := len(g.text)
	g.text = appendEscaped(g.text, value)
	g.addRule(from, i+1, allow)
	if !allow {
		return
	}
	escaped := g.text[from:]
	if slash := bytes.LastIndexByte(escaped, '/'); slash >= 0 && bytes.HasPrefix(escaped[slash:], indexPage) {
		from = len(g.text)
		g.text = append(g.text, escaped[:slash+1]...)
		g.text = append(g.text, '$')
		g.addRule(from, i+1, allow)
	}
}

// addRule adds the pattern that ends the text, unless no path can match it.
func (g *gathered) addRule(from, line int, allow bool) {
	if first := g.text[from]; first != '/' && first != '*' {
		g.text = g.text[:from]
		return
	}
	g.patterns = append(g.patterns, pattern{
		span: span{uint32(from), uint32(len(g.text))},
		rank: newRank(len(g.text)-from, allow, line), set: -1,
	})
}

func (g *gathered) addUsage(i int) {
	u := g.file.usage(i)
	if len(u.Text) == 0 {
		return // says nothing, and must not hide what a shorter path says
	}
	from := len(g.text)
	g.text = appendNormal(g.text, u.Path, true)
	g.usages = append(g.usages, u)
	g.paths = append(g.paths, span{uint32(from), uint32(len(g.text))})
}

// indexed turns what was gathered into something to look up.
func (g *gathered) indexed() *index {
	b := builder{index: &index{text: string(g.text)}}
	g.groupUsages(b.index)
	b.patterns = g.patterns
	b.build()
	return b.index
}

// groupUsages puts usages with the same path next to each other and makes one
// pattern of them.
func (g *gathered) groupUsages(x *index) {
	if len(g.usages) == 0 {
		return
	}
	order := make([]int, len(g.usages))
	for i := range order {
		order[i] = i
	}
	path := func(i int) string { return x.text[g.paths[i].from:g.paths[i].to] }
	slices.SortStableFunc(order, func(a, b int) int { return strings.Compare(path(a), path(b)) })
	x.usages = make([]Usage, len(order))
	for n, i := range order {
		x.usages[n] = g.usages[i]
		if n > 0 && path(i) == path(order[n-1]) {
			x.sets[len(x.sets)-1].to = uint32(n + 1)
			continue
		}
		rank := usageRank(g.paths[i].len())
		x.sets = append(x.sets, usageSet{span: span{uint32(n), uint32(n + 1)}, rank: rank})
		g.patterns = append(g.patterns, pattern{span: g.paths[i], rank: rank, set: int32(len(x.sets) - 1)})
	}
}
