package apache

import (
	"io/fs"
	"path"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/publish"
)

// name is that of the files in folders, unless AccessFileName says otherwise.
const name = ".htaccess"

// Htaccess publishes in the .htaccess of the public folder. It waits until there is one, or
// until it is asked for: other servers do not read it, and where httpd lets none set fields,
// it fails.
var Htaccess = publish.Writer{
	Codes:    Codes(),
	Name:     "htaccess",
	Title:    "Apache (.htaccess)",
	Spec:     "https://httpd.apache.org/docs/2.4/howto/htaccess.html",
	Carriers: []string{"content-usage"},
	Root:     publish.Public,
	Needs:    publish.Headers,
	Find:     func(fs.FS) string { return name },
	Write:    writeHtaccess,
}

func writeHtaccess(in publish.Input) (out publish.Output) {
	f, problem := read(in.FS, in.Entry, "")
	if problem != nil {
		out.Problems = append(out.Problems, *problem)
		return out
	}
	if in.Saying.Silent() {
		if len(f.Spans) > 0 {
			out.Files = f.Change(f.Bare)
		}
		return out
	}
	lines, losses, problems := directives(in.Saying)
	for i := range problems {
		problems[i].Where.Source = f.Path
	}
	trusted := false
	syntax := f.walk(func(i int, _ []section) {
		if p := f.statement(i, in.Saying); p != nil {
			problems = append(problems, *p)
		}
		trusted = trusted || fileInfo(f.lines[i].text)
	})
	if syntax != nil {
		out.Problems = append(problems, *syntax)
		return out
	}
	problems = append(problems, folders(in)...)
	if out.Problems = problems; publish.Faulty(problems) {
		return out
	}
	if !trusted {
		p := f.Fault(CodeOverride, -1, "nothing in this file shows that it may set fields (AllowOverride FileInfo); if it may not, httpd answers every request with status 500, so look at the site right after it is uploaded")
		p.Severity = proviso.Warning
		out.Problems = append(out.Problems, *p)
	}
	out.Losses, out.Projections = losses, in.Saying.HeaderProjections()
	out.Files = f.Change(f.With([]publish.Insertion{{At: len(f.Bare), Lines: lines}}))
	out.Steps = htaccessSteps(in.Saying)
	return out
}

func htaccessSteps(s *publish.Saying) []string {
	steps := []string{
		"Apache needs mod_headers, without which the new lines do nothing and nobody is told (Debian: a2enmod headers && systemctl reload apache2).",
		"Apache needs \"AllowOverride FileInfo\" or \"AllowOverride All\" for the folder.",
		"A .htaccess does not hold for paths that Apache passes to another server, nor for an error page that lies outside of the folder; the virtual host's configuration does.",
	}
	if len(s.Rules) > 1 || s.Rules[0].Scope != "" {
		steps = append(steps, "Apache must be 2.4.10 or newer. If your host runs LiteSpeed, which reads .htaccess too, check that \"expr=\" works there: without it the last line would hold for all paths.")
	}
	return steps
}

// folders looks for lines in the .htaccess files of folders: they come after the one of
// the public folder.
func folders(in publish.Input) (problems []proviso.Problem) {
	seen, files := 0, 0
	err := fs.WalkDir(in.FS, ".", func(p string, entry fs.DirEntry, err error) error {
		if seen++; seen > MaxEntries || files > MaxFiles {
			return fs.SkipAll
		}
		if err != nil {
			problems = append(problems, unreadable(p, err))
			if entry != nil && entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if entry.IsDir() || path.Base(p) != name || p == in.Entry {
			return nil
		}
		files++
		problems = append(problems, inFolder(in, p)...)
		return nil
	})
	if err != nil {
		problems = append(problems, unreadable(".", err))
	}
	if seen > MaxEntries || files > MaxFiles {
		problems = append(problems, proviso.Problem{Code: CodeTooMany, Severity: proviso.Warning, Where: proviso.Where{Source: "."},
			Hint: "the site has more folders than are looked through; a .htaccess in one of those left out may say something else"})
	}
	return publish.Limited(problems, MaxProblems)
}

func inFolder(in publish.Input, p string) (problems []proviso.Problem) {
	f, problem := read(in.FS, p, "")
	if problem == nil {
		problem = f.walk(func(i int, _ []section) {
			if p := f.statement(i, in.Saying); p != nil {
				problems = append(problems, *p)
			}
		})
	}
	if problem != nil { // it is not ours to write: what cannot be read there is only told
		problem.Severity = proviso.Warning
		problems = append(problems, *problem)
	}
	return problems
}

// fileInfo reports whether a directive is one for which AllowOverride FileInfo is needed,
// as it is for Header: where one stands already, ours may as well.
func fileInfo(text string) bool {
	w := words(text)
	if len(w) == 0 {
		return false
	}
	switch first := strings.ToLower(w[0]); first {
	case "header", "requestheader", "errordocument", "redirect", "redirectmatch", "defaulttype", "forcetype", "sethandler",
		"rewriteengine", "rewriterule", "rewritecond", "addtype", "addhandler", "addencoding", "addcharset", "adddefaultcharset", "setenv", "setenvif":
		return true
	}
	return false
}

func unreadable(p string, err error) proviso.Problem {
	return proviso.Problem{Code: publish.CodeUnreadable, Severity: proviso.Warning, Where: proviso.Where{Source: p},
		Hint: "this could not be read, and whether it says something else is not known: " + err.Error()}
}
