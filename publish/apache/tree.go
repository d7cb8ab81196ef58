package apache

import (
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/publish"
)

// host is a virtual host, or the server itself with what stands outside of all of them.
type host struct {
	file       *file
	open, shut int      // indexes of the lines <VirtualHost> and </VirtualHost>
	names      []string // of ServerName and ServerAlias, in lower case, without port
	statements []proviso.Problem
}

// tree is what can be read of a server's configuration.
type tree struct {
	in       publish.Input
	main     host
	hosts    []*host
	files    []*file // in the order in which they were come to
	visited  map[visit]bool
	problems []proviso.Problem
	headers  bool // a line loads mod_headers
	unread   int  // lines whose files were not found
	missed   int  // the problem that tells of them
}

// visit is a file that is included by the server itself (nil) or within a virtual host.
type visit struct {
	path string
	by   *host
}

// readTree reads the configuration from its entry on.
func readTree(in publish.Input) *tree {
	t := &tree{in: in, visited: map[visit]bool{}}
	t.read(in.Entry, nil, 0)
	return t
}

// read reads one file and what it includes.
func (t *tree) read(p string, by *host, depth int) {
	if t.visited[visit{p, by}] {
		return
	}
	t.visited[visit{p, by}] = true
	if depth > MaxDepth || len(t.visited) > MaxFiles {
		t.problems = append(t.problems, proviso.Problem{Code: CodeTooMany, Severity: proviso.Fault, Where: proviso.Where{Source: p},
			Hint: "the configuration includes more files, or deeper, than are read; nothing is written"})
		return
	}
	f := t.file(p)
	if f == nil {
		return
	}
	current := by
	problem := f.walk(func(i int, around []section) {
		switch text := f.lines[i].text; {
		case len(around) > 0 && around[len(around)-1].name == "virtualhost" && around[len(around)-1].first == i:
			current = t.enter(f, i)
		case f.lines[i].closes() == "virtualhost":
			current.shut, current = i, by
		default:
			t.directive(f, i, words(text), current, depth)
		}
	})
	if problem != nil {
		t.problems = append(t.problems, *problem)
	}
}

// file reads a file once.
func (t *tree) file(p string) *file {
	if i := slices.IndexFunc(t.files, func(f *file) bool { return f.Path == p }); i >= 0 {
		return t.files[i]
	}
	f, problem := read(t.in.FS, p, originHost(t.in.Saying))
	if problem != nil {
		t.problems = append(t.problems, *problem)
		return nil
	}
	if f.Old == nil {
		t.problems = append(t.problems, *f.Fault(publish.CodeUnreadable, -1, "there is no such file"))
		return nil
	}
	t.files = append(t.files, f)
	return f
}

// enter notes a virtual host, once if its file is included several times.
func (t *tree) enter(f *file, i int) *host {
	for _, h := range t.hosts {
		if h.file == f && h.open == i {
			return h
		}
	}
	h := &host{file: f, open: i}
	t.hosts = append(t.hosts, h)
	return h
}

func (t *tree) directive(f *file, i int, w []string, current *host, depth int) {
	at := current
	if at == nil {
		at = &t.main
	}
	if len(w) < 2 {
		return
	}
	switch strings.ToLower(w[0]) {
	case "servername":
		at.names = append(at.names, hostName(w[1]))
	case "serveralias":
		for _, name := range w[1:] {
			at.names = append(at.names, hostName(name))
		}
	case "loadmodule":
		t.headers = t.headers || w[1] == "headers_module"
	case "include", "includeoptional":
		t.include(f, i, w[1], current, depth)
	case "header":
		if t.in.Saying.Silent() {
			return
		}
		if p := f.statement(i, t.in.Saying); p != nil {
			at.statements = append(at.statements, *p)
		}
	}
}

// include follows a line that includes files. They are named from the server's root,
// which is not known: what is not found is looked for without the folders before it, as
// long as one is left.
func (t *tree) include(f *file, i int, pattern string, current *host, depth int) {
	for short := path.Clean(strings.TrimLeft(pattern, "/")); short != ""; {
		found, err := fs.Glob(t.in.FS, short)
		for _, p := range found {
			t.included(p, current, depth)
		}
		if folder := path.Dir(short); err == nil && (len(found) > 0 || folder != "." && t.isFolder(folder)) {
			return // a folder may be empty
		}
		_, short, _ = strings.Cut(short, "/")
		if !strings.Contains(short, "/") && !t.isFolder(short) {
			break
		}
	}
	t.miss(f.Original(f.lines[i].begin(f.Bare)), f)
}

// miss tells of files that were not found: once, as a file that is named alone may include
// many of which nothing is seen here.
func (t *tree) miss(at int, f *file) {
	if t.unread++; t.unread > 1 {
		t.problems[t.missed].Hint = notFound + " (so it is with " + strconv.Itoa(t.unread) + " lines)"
		return
	}
	p := f.Fault(CodeNotRead, at, notFound)
	p.Severity = proviso.Notice
	t.missed = len(t.problems)
	t.problems = append(t.problems, *p)
}

const notFound = "what is included here was not found below the folder of the file that was named; whether it says something else is not known"

func (t *tree) isFolder(p string) bool {
	info, err := fs.Stat(t.in.FS, p)
	return err == nil && info.IsDir()
}

// included reads an included file, or all files of an included folder.
func (t *tree) included(p string, current *host, depth int) {
	entries, err := fs.ReadDir(t.in.FS, p)
	if err != nil || !t.isFolder(p) {
		t.read(p, current, depth+1)
		return
	}
	for _, entry := range entries {
		if len(t.visited) <= MaxFiles {
			t.included(path.Join(p, entry.Name()), current, depth+1)
		}
	}
}

// hostName takes scheme and port from the argument of ServerName.
func hostName(name string) string {
	if _, rest, ok := strings.Cut(name, "://"); ok {
		name = rest
	}
	name, _, _ = strings.Cut(name, "/")
	if i := strings.LastIndexByte(name, ':'); i >= 0 && !strings.HasSuffix(name, "]") {
		name = name[:i]
	}
	return strings.ToLower(strings.TrimSuffix(name, "."))
}
