package nginx

import (
	"bytes"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
)

// config is a configuration as nginx would read it.
type config struct {
	*loader
	entry *source
	main  *source // nil where only a part of the configuration was given
	root  *node   // the top of the main file, or of the part
	reach map[*source]bool
}

// load reads the configuration around an entry; nil after telling why not. ours tells which
// blocks are left out by their tags.
func load(fsys fs.FS, entry string, ours func(tag string) bool, told *news) *config {
	alone := newLoader(fsys, path.Dir(entry), ours, told)
	s := alone.file(entry)
	if s == nil {
		return nil
	}
	c := &config{loader: alone, entry: s}
	if hasHTTP(s) {
		c.main = s
	} else if around, main, entry := around(fsys, s, ours); main != nil {
		c.loader, c.main, c.entry = around, main, entry
		c.told = told
		told.merge(around.told)
	} else {
		alone.base = prefix(s.name)
	}
	top := c.main
	if top == nil {
		top = c.entry
	}
	c.include(top, 0)
	budget := MaxBlocks
	c.root = &node{directive: &directive{src: top, end: len(top.text)}}
	c.root.expand(top.body, nil, &budget)
	if budget < 0 {
		c.fault(top, &fault{0, "there are more directives than are read", CodeTooMany})
	}
	if c.failed {
		return nil
	}
	c.reach = map[*source]bool{}
	c.entry.reaches(c.reach)
	return c
}

func newLoader(fsys fs.FS, base string, ours func(string) bool, told *news) *loader {
	return &loader{fsys: fsys, base: base, ours: ours, files: map[string]*source{}, told: told}
}

// hasHTTP reports whether a file is a main file: one that has the http block.
func hasHTTP(s *source) bool {
	return slices.ContainsFunc(s.body, func(d *directive) bool { return d.name == "http" && d.block })
}

// around looks for the main file that includes a part, in its folder and those above. A link to
// the same file from another folder counts: sites-enabled/x for sites-available/x.
func around(fsys fs.FS, part *source, ours func(string) bool) (l *loader, main, entry *source) {
	for folder := path.Dir(part.name); ; folder = path.Dir(folder) {
		name := path.Join(folder, "nginx.conf")
		if _, err := fs.Stat(fsys, name); err == nil && name != part.name {
			l := newLoader(fsys, folder, ours, &news{})
			if main := l.file(name); main != nil {
				l.include(main, 0)
				if entry := l.like(part); entry != nil {
					return l, main, entry
				}
			}
		}
		if folder == "." {
			return nil, nil, nil
		}
	}
}

// like finds the file that is a part, or a link to it.
func (l *loader) like(part *source) *source {
	if s := l.files[part.name]; s != nil {
		return s
	}
	for _, s := range l.order {
		if path.Base(s.name) == path.Base(part.name) && bytes.Equal(s.text, part.text) {
			return s
		}
	}
	return nil
}

// prefix guesses where relative includes of a part begin whose main file is not known.
func prefix(entry string) string {
	folder := path.Dir(entry)
	switch path.Base(folder) {
	case "conf.d", "http.d", "servers", "sites-available", "sites-enabled", "vhosts.d":
		return path.Dir(folder)
	}
	return folder
}

// reaches gathers a file and all that it includes.
func (s *source) reaches(set map[*source]bool) {
	if set[s] {
		return
	}
	set[s] = true
	var walk func(list []*directive)
	walk = func(list []*directive) {
		for _, d := range list {
			walk(d.body)
			for _, file := range d.files {
				file.reaches(set)
			}
		}
	}
	walk(s.body)
}

// entered reports whether a server stands in the entry, or in what it includes.
func (c *config) entered(s *node) bool { return c.reach[s.src] }

// unread tells of the includes in the site's servers, and around them, that were not seen.
func (c *config) unread(ours []*node) {
	tell := func(n *node) {
		for _, d := range n.unseen {
			c.told.at(d, proviso.Warning, CodeInclude, "it was not seen what stands in "+strings.Join(d.unseen, ", ")+": where header fields are set in it, Content-Usage may be lost", "")
		}
	}
	for _, s := range ours {
		tell(s.parent)
		s.every(tell)
	}
}
