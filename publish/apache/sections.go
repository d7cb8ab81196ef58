package apache

import (
	"strings"

	"github.com/proviso-signals/proviso"
)

// section is a part of a file between "<X …>" and "</X>".
type section struct {
	name, rest string
	first      int // index of its first line
}

// raw are the sections in which there is code of another language (mod_lua, mod_perl).
func raw(name string) bool {
	return strings.HasPrefix(name, "lua") || name == "perl"
}

// walk calls visit for every directive and for every line that opens or closes a section,
// with the sections around it. A problem means that the file cannot be understood.
func (f *file) walk(visit func(i int, around []section)) *proviso.Problem {
	var around []section
	for i, l := range f.lines {
		at := func() int { return f.Original(l.begin(f.Bare)) }
		if l.open {
			return f.Fault(CodeSyntax, at(), "the file ends in a backslash, which joins this line with whatever is written behind it")
		}
		closes := l.closes()
		if n := len(around); n > 0 && raw(around[n-1].name) && closes != around[n-1].name || l.blank() {
			continue
		}
		name, rest, whole := l.opens()
		switch {
		case !whole:
			return f.Fault(CodeSyntax, at(), "there is no \">\" at the end of <"+name)
		case closes != "" && len(around) == 0:
			return f.Fault(CodeSyntax, at(), "</"+closes+"> closes a section that is not open")
		case closes != "" && around[len(around)-1].name != closes:
			return f.Fault(CodeSyntax, at(), "</"+closes+"> stands where </"+around[len(around)-1].name+"> should")
		case closes != "":
			visit(i, around)
			around = around[:len(around)-1]
		case name != "":
			around = append(around, section{name, rest, i})
			visit(i, around)
		default:
			visit(i, around)
		}
	}
	if n := len(around); n > 0 {
		l := f.lines[around[n-1].first]
		return f.Fault(CodeSyntax, f.Original(l.begin(f.Bare)), "<"+around[n-1].name+"> is not closed")
	}
	return nil
}
