package caddy

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/publish"
)

// file is a file and its tokens.
type file struct {
	*publish.Text
	tokens []token // of Bare
}

// site is a block of the file that it is in.
type site struct {
	*block
	file *file
}

// tree is what can be read of a configuration.
type tree struct {
	in       publish.Input
	files    []*file // in the order in which they were come to
	sites    []site
	snippets map[string]site
	problems []proviso.Problem
	visited  map[string]bool
}

// readTree reads the configuration from its entry on.
func readTree(in publish.Input) *tree {
	t := &tree{in: in, snippets: map[string]site{}, visited: map[string]bool{}}
	t.read(in.Entry, 0)
	return t
}

// read reads a file of blocks, and those that it imports beside them.
func (t *tree) read(p string, depth int) {
	if t.visited[p] || !t.allowed(p, depth) {
		return
	}
	t.visited[p] = true
	f := t.file(p)
	if f == nil {
		return
	}
	blocks, bad := parse(f.tokens)
	if bad != nil {
		t.problems = append(t.problems, *f.Fault(CodeSyntax, f.Original(bad.at), bad.hint))
		return
	}
	for i, b := range blocks {
		switch {
		case b.imp:
			t.each(f, b.words, func(p string) { t.read(p, depth+1) })
		case b.snippet() != "":
			if _, there := t.snippets[b.snippet()]; !there {
				t.snippets[b.snippet()] = site{b, f}
			}
		case len(b.words) > 0:
			t.sites = append(t.sites, site{b, f})
		case i == 0 && b.braces:
			t.order(f, b)
		}
	}
}

func (t *tree) allowed(p string, depth int) bool {
	if depth <= MaxDepth && len(t.files) < MaxFiles {
		return true
	}
	t.problems = append(t.problems, proviso.Problem{Code: CodeTooMany, Severity: proviso.Fault, Where: proviso.Where{Source: p},
		Hint: "the configuration imports more files, or deeper, than are read; nothing is written"})
	return false
}

// file reads a file once.
func (t *tree) file(p string) *file {
	if i := slices.IndexFunc(t.files, func(f *file) bool { return f.Path == p }); i >= 0 {
		return t.files[i]
	}
	if !t.allowed(p, 0) {
		return nil
	}
	text, problem := publish.ReadText(t.in.FS, p, originHost(t.in.Saying))
	if problem == nil && text.Old == nil {
		problem = text.Fault(publish.CodeUnreadable, -1, "there is no such file")
	}
	if problem != nil {
		t.problems = append(t.problems, *problem)
		return nil
	}
	f := &file{Text: text}
	t.files = append(t.files, f)
	var bad *trouble
	if f.tokens, bad = tokenize(f.Bare); bad != nil {
		t.problems = append(t.problems, *f.Fault(CodeSyntax, f.Original(bad.at), bad.hint))
		return nil
	}
	return f
}

// order looks at the global options for a change of the order that ours relies on.
func (t *tree) order(f *file, b *block) {
	for _, n := range b.body {
		if n.name() == "order" && len(n.words) > 1 && (n.words[1].text == "header" || n.words[1].text == "map") {
			t.problems = append(t.problems, *f.Fault(CodeOrder, f.Original(n.words[0].start),
				"the order of "+n.words[1].text+" is changed here, and it is not known whether it still comes before whatever answers"))
		}
	}
}

// each calls visit for the files that an import names: from the folder of the file that
// imports, with one "*" or none. Of an absolute path, the folders above the ones that are
// known are left out.
func (t *tree) each(f *file, words []token, visit func(p string)) {
	if len(words) == 0 {
		return
	}
	name := words[0].text
	absolute := strings.HasPrefix(name, "/")
	for short := path.Clean(strings.TrimLeft(name, "/")); short != ""; {
		pattern := short
		if !absolute {
			pattern = path.Join(path.Dir(f.Path), short)
		}
		found, err := fs.Glob(t.in.FS, pattern)
		for _, p := range found {
			visit(p)
		}
		if folder := path.Dir(pattern); err == nil && (len(found) > 0 || strings.Contains(short, "*") && t.isFolder(folder)) {
			return // a folder may be empty
		}
		if !absolute {
			break
		}
		if _, short, _ = strings.Cut(short, "/"); !strings.Contains(short, "/") {
			break
		}
	}
	p := f.Fault(CodeNotRead, f.Original(words[0].start), "what is imported here was not found below the folder of "+t.in.Entry+"; whether it says something else is not known")
	p.Severity = proviso.Notice
	t.problems = append(t.problems, *p)
}

func (t *tree) isFolder(p string) bool {
	info, err := fs.Stat(t.in.FS, p)
	return err == nil && info.IsDir()
}

// statements lists what the directives of a site say about fields that are declared, also
// in snippets, named routes and files that it imports.
func (t *tree) statements(s site) (problems []proviso.Problem) {
	problems = s.file.statements(s.body, t.in.Saying, true)
	return append(problems, t.imported(s.file, s.body, map[string]bool{}, 0)...)
}

// imported does so for what the directives of a list import. Each is looked at once.
func (t *tree) imported(f *file, list []*node, seen map[string]bool, depth int) (problems []proviso.Problem) {
	if !t.allowed(f.Path, depth) {
		return nil
	}
	more := func(key string, f *file, body []*node) {
		if !seen[key] {
			seen[key] = true
			problems = append(problems, f.statements(body, t.in.Saying, false)...)
			problems = append(problems, t.imported(f, body, seen, depth+1)...)
		}
	}
	for _, n := range list {
		if name := n.name(); (name == "import" || name == "invoke") && len(n.words) > 1 {
			if s, ok := t.snippets[n.words[1].text]; ok {
				more("("+n.words[1].text, s.file, s.body)
			} else if name == "import" {
				t.each(f, n.words[1:], func(p string) {
					if f, body := t.body(p); f != nil {
						more(p, f, body)
					}
				})
			}
		}
		problems = append(problems, t.imported(f, n.body, seen, depth)...)
	}
	return problems
}

// body reads a file of directives.
func (t *tree) body(p string) (*file, []*node) {
	f := t.file(p)
	if f == nil {
		return nil, nil
	}
	list, bad := parseBody(f.tokens)
	if bad != nil {
		t.problems = append(t.problems, *f.Fault(CodeSyntax, f.Original(bad.at), bad.hint))
		return nil, nil
	}
	return f, list
}
