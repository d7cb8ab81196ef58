// Package htmlhead publishes in the head of a static site's HTML pages: where the
// declaration is, the copyright licence, whom to credit, and a refusal of training.
//
//	<!-- BEGIN proviso: made from proviso.toml, edits here are overwritten -->
//	<link rel="describedby" type="application/vnd.proviso.declaration+json" href="…">
//	<link rel="license" href="https://creativecommons.org/licenses/by/4.0/">
//	<meta name="robots" content="noai, noimageai">
//	<script type="application/ld+json">{"@context":"https://schema.org/", …}</script>
//	<!-- END proviso -->
//
// # Decisions
//
//   - Bytes are put in before "</head>", or where the head ends, and nothing else of a page
//     is written anew. A page is read again before it is planned: our elements have to be
//     in its head, and all others where they were.
//   - What is ours is ASCII, so that a page can be in any encoding that has ASCII in it.
//   - noai is written only where training is refused, and where the declaration can stand
//     behind what it says about other analysis.
//   - A page that names a licence of its own keeps it, and gets none from us.
//   - Reservations of TDMRep are not repeated in pages: there they would supersede the file
//     of the site.
//   - Pieces of pages, without a doctype, html or head, are left alone.
package htmlhead

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/publish"
)

const (
	// MaxPages is how many pages are changed.
	MaxPages = 20000
	// MaxProjections is how many of the projections that readers read are used for
	// pages. The others are left for what is published elsewhere.
	MaxProjections = 32
	// MaxTold bounds the pages of which each kind of news is told one by one.
	MaxTold = 16
)

// Writer publishes in pages.
var Writer = publish.Writer{
	Codes:    Codes(),
	Needs:    publish.Head,
	Name:     "html-head",
	Title:    "HTML pages",
	Spec:     "https://html.spec.whatwg.org/multipage/links.html",
	Carriers: []string{"declaration", "licence", "page-tokens", "rsl"},
	Root:     publish.Public,
	Find:     find,
	Write:    write,
}

// find finds the first page of a site.
func find(fsys fs.FS) (first string) {
	if _, err := fs.Stat(fsys, "index.html"); err == nil {
		return "index.html"
	}
	walk(fsys, func(name string) bool {
		first = name
		return false
	})
	return first
}

// walk goes through the pages of a site in the order of their names, until see says no.
// Folders whose name begins with a dot are passed over.
func walk(fsys fs.FS, see func(name string) bool) {
	_ = fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil && e != nil && e.IsDir():
			return fs.SkipDir // a folder that cannot be listed has no pages for us
		case err != nil:
			return nil
		case e.IsDir():
			if base := e.Name(); name != "." && (strings.HasPrefix(base, ".") || base == "node_modules") {
				return fs.SkipDir
			}
			return nil
		case !e.Type().IsRegular():
			return nil
		}
		if lower := strings.ToLower(name); strings.HasSuffix(lower, ".html") || strings.HasSuffix(lower, ".htm") {
			if !see(name) {
				return fs.SkipAll
			}
		}
		return nil
	})
}

// job is one plan for all pages.
type job struct {
	in     publish.Input
	out    publish.Output
	heads  map[string][]string // lines by what they depend on
	scopes map[string]bool     // that have projections, or are refused one
	told   map[string]int      // news by code
	parts  []part
	rsl    bool
}

func write(in publish.Input) publish.Output {
	j := &job{in: in, heads: map[string][]string{}, scopes: map[string]bool{}, told: map[string]int{}}
	if !in.Saying.Silent() {
		j.parts = partsOf(in.Saying)
		text, err := fs.ReadFile(in.FS, licenceFile)
		j.rsl = err == nil && strings.HasPrefix(string(text), "<!-- BEGIN proviso") && in.Saying.Origin != ""
	}
	count := 0
	walk(in.FS, func(name string) bool {
		if count++; count > MaxPages {
			j.problem(CodeTooMany, proviso.Warning, name, 0, fmt.Sprintf("the site has more than %d pages: this one and those behind it were left as they are", MaxPages))
			return false
		}
		j.page(name)
		return true
	})
	for _, code := range [...]string{publish.CodeTooLarge, publish.CodeUnreadable, publish.CodeEncoding, publish.CodeBlock, publish.CodeForeign, CodeNoHead, CodePlace} {
		if more := j.told[code] - MaxTold; more > 0 {
			j.told[code] = 0
			j.problem(code, proviso.Notice, in.Entry, 0, fmt.Sprintf("%d more pages are like this, which are not listed", more))
		}
	}
	// Readers take the first that fits, so that the most specific part comes first.
	slices.SortStableFunc(j.out.Projections, func(a, b declare.Projection) int { return j.rank(b.Scope) - j.rank(a.Scope) })
	if len(j.out.Files) > 0 && !in.Saying.Silent() {
		j.out.Steps = []string{"Publish again after each build of the site: a program that builds it writes its pages anew."}
	}
	return j.out
}

// rank is the place of a part among those that are declared, the most general first.
func (j *job) rank(scope string) int {
	return slices.IndexFunc(j.parts, func(p part) bool { return p.Scope == scope })
}

// problem adds news about a page; of each kind, the first few are told.
func (j *job) problem(code string, severity proviso.Severity, name string, line int, hint string) {
	if j.told[code]++; j.told[code] > MaxTold {
		return
	}
	j.out.Problems = append(j.out.Problems, proviso.Problem{
		Code: code, Severity: severity, Where: proviso.Where{Source: name, Line: line}, Hint: hint,
	})
}
