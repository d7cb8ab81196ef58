package caddy

import (
	"bytes"
	"slices"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/publish"
)

// changes puts our part into the chosen blocks, and takes it out of all others.
func (t *tree) changes(chosen []site, p *part) (list []publish.File) {
	for _, f := range t.files {
		var parts []publish.Insertion
		for _, s := range chosen {
			if s.file == f {
				for _, place := range s.places(p) {
					parts = append(parts, place.Insertion)
				}
			}
		}
		if len(parts) == 0 && len(f.Spans) == 0 {
			continue
		}
		list = append(list, f.Change(f.With(parts))...)
	}
	return list
}

// place is where a part of ours goes.
type place struct {
	publish.Insertion
	end int // of the word behind whose line it goes
}

// places are where our part goes: behind the line with the addresses or the opening brace,
// and into handle_errors where that asks a backend.
func (s site) places(p *part) []place {
	list := []place{s.place(s.open, s.body, p.lines)}
	if !s.braces {
		list[0] = s.place(s.words[len(s.words)-1].end, nil, p.lines)
		list[0].Indent = ""
	}
	for _, n := range s.body {
		if n.name() == "handle_errors" && n.open > 0 && asksBackend(n.body) {
			list = append(list, s.place(n.open, n.body, p.errors))
		}
	}
	return list
}

// place is the line behind the one on which a word ends.
func (s site) place(end int, body []*node, lines []string) place {
	at := len(s.file.Bare)
	if n := bytes.IndexByte(s.file.Bare[end:], '\n'); n >= 0 {
		at = end + n + 1
	}
	return place{publish.Insertion{At: at, Indent: s.indent(body), Lines: lines}, end}
}

// asksBackend reports whether an answer may come with fields of somebody else's.
func asksBackend(list []*node) bool {
	return slices.ContainsFunc(list, func(n *node) bool {
		switch n.name() {
		case "reverse_proxy", "php_fastcgi", "php_server", "forward_auth", "import", "invoke":
			return true
		}
		return asksBackend(n.body)
	})
}

// noPlace is the problem that there is no line of its own for our part: something follows
// on the line after which it would stand, or a backslash joins that with the next.
func (s site) noPlace() *proviso.Problem {
	for _, p := range s.places(&part{}) {
		i := slices.IndexFunc(s.file.tokens, func(t token) bool { return t.start >= p.end })
		line := bytes.TrimRight(s.file.Bare[:p.At], "\r\n")
		if bytes.HasSuffix(line, []byte(`\`)) || i >= 0 && (s.file.tokens[i].start < p.At || !s.file.tokens[i].first) {
			return s.file.Fault(CodeLayout, s.file.Original(p.end-1), "the line goes on behind this; put what follows on a line of its own")
		}
	}
	return nil
}

// indent is how the lines of a block are indented.
func (s site) indent(body []*node) string {
	if len(body) > 0 {
		start := body[0].words[0].start
		from := bytes.LastIndexByte(s.file.Bare[:start], '\n') + 1
		if space := s.file.Bare[from:start]; len(bytes.TrimLeft(space, " \t")) == 0 {
			return string(space)
		}
	}
	return "\t"
}
