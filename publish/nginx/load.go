package nginx

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/publish"
)

// loader reads a configuration with all that it includes.
type loader struct {
	fsys   fs.FS
	base   string // the folder in which relative includes begin
	ours   func(tag string) bool
	files  map[string]*source
	order  []*source
	told   *news
	failed bool
}

// file gives a file, read and parsed once; nil after telling why not.
func (l *loader) file(name string) *source {
	if s, ok := l.files[name]; ok {
		return s
	}
	l.files[name] = nil
	text, err := fs.ReadFile(l.fsys, name)
	problem := proviso.Problem{Severity: proviso.Fault, Where: proviso.Where{Source: name}}
	switch {
	case err != nil:
		problem.Code, problem.Hint = publish.CodeUnreadable, "it cannot be read: "+err.Error()
	case len(text) > publish.MaxFile:
		problem.Code, problem.Hint = publish.CodeTooLarge, "it is larger than is read"
	case len(l.files) > MaxFiles:
		problem.Code, problem.Hint = CodeTooMany, "there are more files than are read"
	default:
		s, err := newSource(name, text, l.ours)
		if errors.Is(err, publish.ErrBlock) {
			problem.Code, problem.Hint = publish.CodeBlock, "the lines that mark Proviso's own part are damaged: mend them, or take the part out by hand"
			break
		}
		if f := s.parse(); f != nil {
			l.fault(s, f)
			return nil
		}
		l.files[name] = s
		l.order = append(l.order, s)
		return s
	}
	l.failed = true
	l.told.add(problem)
	return nil
}

// fault tells why a file is not the language.
func (l *loader) fault(s *source, f *fault) {
	code := f.code
	if code == "" {
		code = CodeSyntax
	}
	l.failed = true
	l.told.add(proviso.Problem{Code: code, Severity: proviso.Fault, Where: s.where(f.at), Hint: "nothing was changed: " + f.why})
}

// follows are the blocks within which includes are followed: those in which header fields
// can be set, and those around them. What stands in others, such as map and types, is data.
var follows = map[string]bool{"http": true, "server": true, "location": true, "if": true, "limit_except": true}

// include reads what a file includes, and what that includes.
func (l *loader) include(s *source, depth int) {
	if s == nil || s.loaded {
		return
	}
	s.loaded = true
	var walk func(list []*directive)
	walk = func(list []*directive) {
		for _, d := range list {
			switch {
			case d.block && follows[d.name]:
				walk(d.body)
			case d.name == "include" && len(d.args) == 1 && !d.block:
				if depth == MaxIncludes {
					l.fault(s, &fault{d.start, "files include each other deeper than is read", CodeTooMany})
					return
				}
				l.bring(d)
				for _, file := range d.files {
					l.include(file, depth+1)
				}
			}
		}
	}
	walk(s.body)
}

// harmless are files that come with nginx, or with certbot, and neither set header fields nor
// hold locations.
var harmless = []string{"mime.types", "fastcgi_params", "fastcgi.conf", "fastcgi-php.conf", "proxy_params", "scgi_params", "uwsgi_params", "options-ssl-nginx.conf"}

// bring finds the files of an include. A pattern that matches nothing is nothing, as it is to
// nginx.
func (l *loader) bring(d *directive) {
	name, inside := l.within(d.args[0])
	if !inside {
		name = ""
	}
	names := []string{name}
	if strings.ContainsAny(name, "*?[") {
		names = l.glob(name)
	}
	for _, name := range names {
		info, err := fs.Stat(l.fsys, name)
		switch {
		case err == nil && info.Mode().IsRegular():
			if s := l.file(name); s != nil {
				d.files = append(d.files, s)
			}
		case err == nil && name != d.args[0] && info.IsDir() || slices.Contains(harmless, path.Base(d.args[0])):
		case len(names) > 1:
			d.unseen = append(d.unseen, name)
		default:
			d.unseen = append(d.unseen, d.args[0])
		}
	}
}

// glob finds files as glob(3) does: "*" does not stand for the dot that hides a file, and "!"
// turns a class round.
func (l *loader) glob(pattern string) (names []string) {
	all, err := fs.Glob(l.fsys, strings.ReplaceAll(pattern, "[!", "[^"))
	if err != nil {
		return nil
	}
	hides := func(name string) bool { return strings.HasPrefix(path.Base(name), ".") }
	for _, name := range all {
		if !hides(name) || hides(pattern) {
			names = append(names, name)
		}
	}
	return names
}

// folders are where the configuration of nginx lies in the distributions.
var folders = []string{
	"/etc/nginx/", "/usr/local/etc/nginx/", "/usr/local/nginx/conf/", "/opt/homebrew/etc/nginx/",
	"/usr/local/openresty/nginx/conf/", "/etc/openresty/", "/opt/bitnami/nginx/conf/", "/usr/share/nginx/conf/",
}

// within gives the path in the file system of a file as the configuration names it.
func (l *loader) within(name string) (inside string, ok bool) {
	if !path.IsAbs(name) {
		inside = path.Join(l.base, name)
		return inside, fs.ValidPath(inside)
	}
	if whole := strings.TrimPrefix(path.Clean(name), "/"); fs.ValidPath(whole) {
		if _, err := fs.Stat(l.fsys, whole); err == nil {
			return whole, true
		}
	}
	for _, folder := range folders {
		if rest, found := strings.CutPrefix(path.Clean(name), folder); found {
			inside = path.Join(l.base, rest)
			return inside, fs.ValidPath(inside)
		}
	}
	return "", false
}
