// Package archtest guards the shape of the house: which package may import
// which, that every package says what it is, and that every carrier is listed.
// It parses the files themselves, because what shells out to "go list" is served
// from the test cache and misses violations.
package archtest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/carrier/all"
)

const module = "github.com/proviso-signals/proviso"

// root is the module's folder, seen from this one.
const root = "../.."

// rule says what the packages under a folder may import of ours, and what they
// may not import of anybody's.
type rule struct {
	folder string   // "." for the root package, "x/" for everything below x
	ours   []string // folders of ours that may be imported; "x/" for everything below x
	never  []string // import paths that are refused
	reason string
}

// rules is searched in order; the first whose folder fits speaks.
var rules = []rule{
	{".", nil, []string{"os", "net/http", "net"},
		"the model is words and two pure verbs: it stands on nothing and touches nothing"},
	{"internal/archtest", []string{"carrier/all", "vectors"}, nil, "the guard sees everything"},
	{"internal/disk", nil, []string{"net/http"}, "what writing a file safely needs of the system"},
	{"internal/", []string{"internal/"}, []string{"os", "net/http"}, "syntax is pure"},
	{"expr", []string{".", "internal/"}, []string{"os", "net/http"},
		"expressions are text and meaning; they touch nothing"},
	{"robots", []string{"internal/"}, []string{"os", "net/http"},
		"robots.txt is a container: it knows lines and paths, no preferences"},
	{"warc", []string{"internal/"}, []string{"os"},
		"WARC is a container: it reads what it is given"},
	{"agents", nil, []string{"os", "net/http"}, "a table of data"},
	{"container", nil, []string{"os", "net/http"}, "what a container is does not depend on any"},
	{"container/containertest", []string{"container"}, []string{"net/http"},
		"the one suite for every container"},
	{"container/all", []string{"container", "container/"}, []string{"os", "net/http"},
		"the one list of the containers"},
	{"container/", []string{"container", "container/", "internal/"}, []string{"os", "net/http"},
		"containers know bytes, no preferences"},
	{"carrier", []string{".", "expr", "robots", "container", "container/"}, []string{"os", "net/http"},
		"what a carrier is does not depend on any carrier"},
	{"carrier/all", []string{"carrier/", "carrier"}, []string{"os", "net/http"},
		"the one list, and the only package that knows all carriers"},
	{"carrier/carriertest", []string{".", "expr", "carrier", "answer", "vectors"}, nil,
		"the one suite for every carrier"},
	{"carrier/", []string{".", "agents", "expr", "carrier", "robots", "container", "container/", "internal/"}, []string{"os", "net/http"},
		"a carrier turns artifacts into evidence: no I/O, and never another carrier"},
	{"answer", []string{".", "agents", "expr", "carrier", "carrier/all", "container"}, []string{"os", "net/http"},
		"the river for one asset, without network or disk"},
	{"gather", []string{".", "carrier", "container", "container/", "robots", "warc", "internal/"}, nil,
		"the reader's only door to network and disk; it reads no preferences"},
	{"declare", []string{".", "expr", "robots", "internal/"}, []string{"os", "net/http"},
		"the owner's word, as text given: it touches nothing"},
	{"declare/chooser", []string{".", "declare"}, []string{"os", "net/http"},
		"questions and answers, the same for a terminal and a page"},
	{"declare/notice", []string{".", "declare", "expr"}, []string{"os", "net/http"},
		"the owner's word for people: texts out of catalogues"},
	{"publish", []string{".", "declare", "expr", "internal/", "publish/hosts", "robots"}, []string{"net/http"},
		"the owner's hand on a site: plans, applies, undoes"},
	{"publish/all", []string{"publish", "publish/"}, []string{"os", "net/http"},
		"the one list of the places where is published"},
	{"publish/images", []string{".", "declare", "stamp"}, []string{"net/http"},
		"which image files are to say what"},
	{"publish/hosts", nil, []string{"os", "net/http"}, "a table of data"},
	{"publish/headersfile/layer", []string{".", "declare", "expr", "publish", "robots"}, []string{"os", "net/http"},
		"what holds where a host joins rules, or takes one of them"},
	{"publish/", []string{".", "carrier", "carrier/", "container/", "declare", "declare/", "expr", "publish", "publish/headersfile/layer", "robots", "internal/"}, []string{"os", "net/http"},
		"a writer is given what is there and says what should be: no I/O of its own"},
	{"verify", []string{".", "answer", "carrier", "declare", "expr", "gather"}, nil,
		"looks at a site from outside and compares; it writes nothing"},
	{"middleware", []string{".", "declare", "expr", "publish", "publish/", "robots"}, nil,
		"a handler for net/http, which anybody can embed"},
	{"survival", []string{".", "answer", "carrier", "container", "container/"}, []string{"os", "net/http"},
		"compares what was gathered; it gathers nothing"},
	{"stamp", []string{".", "answer", "carrier", "carrier/", "container", "container/", "expr", "internal/"}, []string{"net/http"},
		"the owner's hand in image files: the only package that writes into them"},
	{"stamp/report", []string{".", "stamp", "container"}, []string{"net/http"}, "writes the report it is asked for"},
	{"store", nil, []string{"net/http"}, "what a store of checks is"},
	{"store/", []string{"store", "store/"}, []string{"net/http"}, "keeps records; knows nothing of what is in them"},
	{"web", []string{".", "agents", "answer", "carrier", "carrier/", "declare", "declare/", "expr", "gather", "publish", "publish/", "store", "stamp", "survival", "verify", "web/"}, nil,
		"the face: handlers on public packages"},
	{"web/page", nil, nil, "the frame around every page"},
	{"web/", []string{".", "agents", "answer", "carrier", "carrier/", "declare", "declare/", "expr", "gather", "publish", "publish/", "store", "stamp", "survival", "web/page", "web/view"}, nil,
		"a part of the face"},
	{"vectors", nil, []string{"net/http"},
		"the conformance kit judges Proviso as it judges any other program"},
	{"examples/", []string{"warc", "examples/"}, nil, "examples use what anybody can use"},
	{"cmd/", []string{".", "agents", "expr", "robots", "carrier", "carrier/", "answer", "container/all", "declare", "declare/", "gather", "publish", "publish/", "stamp", "stamp/", "store/", "survival", "vectors", "verify", "web"}, nil,
		"thin, on public packages"},
}

// source is one Go file: where it is and what it imports.
type source struct {
	file    string
	folder  string // slash-separated, "." for the root
	test    bool
	imports []string
	doc     string
	name    string
}

func sources(t *testing.T) []source {
	t.Helper()
	var list []source
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if _, err := os.Stat(filepath.Join(name, "go.mod")); err == nil && name != root {
				return fs.SkipDir // a module of its own
			}
			if base := entry.Name(); name != root && (base == "testdata" || strings.HasPrefix(base, ".")) {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") {
			return nil
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly|parser.ParseComments)
		if err != nil {
			return err
		}
		list = append(list, describe(name, parsed))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(list) == 0 {
		t.Fatal("no Go files found")
	}
	return list
}

func describe(name string, parsed *ast.File) source {
	relative, _ := filepath.Rel(root, name)
	s := source{
		file:   filepath.ToSlash(relative),
		folder: path.Dir(filepath.ToSlash(relative)),
		test:   strings.HasSuffix(name, "_test.go"),
		name:   parsed.Name.Name,
	}
	if parsed.Doc != nil {
		s.doc = parsed.Doc.Text()
	}
	for _, spec := range parsed.Imports {
		imported, _ := strconv.Unquote(spec.Path.Value)
		s.imports = append(s.imports, imported)
	}
	return s
}

func fits(folder, pattern string) bool {
	if below, ok := strings.CutSuffix(pattern, "/"); ok {
		return strings.HasPrefix(folder, below+"/")
	}
	return folder == pattern
}

func TestImports(t *testing.T) {
	for _, s := range sources(t) {
		if s.test {
			continue // tests may use the whole house
		}
		i := slices.IndexFunc(rules, func(r rule) bool { return fits(s.folder, r.folder) })
		if i < 0 {
			t.Errorf("%s: no import rule speaks for %s; add one with its reason", s.file, s.folder)
			continue
		}
		for _, imported := range s.imports {
			if why := refused(rules[i], s.folder, imported); why != "" {
				t.Errorf("%s imports %s: %s (%s)", s.file, imported, why, rules[i].reason)
			}
		}
	}
}

func refused(r rule, folder, imported string) string {
	if slices.Contains(r.never, imported) {
		return "not here"
	}
	folderOf, ours := strings.CutPrefix(imported, module)
	if !ours {
		return ""
	}
	folderOf = strings.TrimPrefix(folderOf, "/")
	if folderOf == "" {
		folderOf = "."
	}
	if strings.HasPrefix(folderOf, "cmd/") {
		return "nothing imports a command"
	}
	if !slices.ContainsFunc(r.ours, func(pattern string) bool { return fits(folderOf, pattern) }) {
		return "not a package it may know"
	}
	return ""
}

// TestRulesBite: a guard that cannot fail guards nothing.
func TestRulesBite(t *testing.T) {
	for _, tt := range []struct{ folder, imported string }{
		{".", "os"},
		{".", module + "/expr"},
		{"carrier/contentusage", module + "/carrier/robots"},
		{"carrier/contentusage", "net/http"},
		{"expr", module + "/carrier"},
		{"answer", module + "/gather"},
		{"gather", module + "/cmd/proviso"},
		{"cmd/proviso", module + "/internal/sfv"},
	} {
		i := slices.IndexFunc(rules, func(r rule) bool { return fits(tt.folder, r.folder) })
		if i < 0 || refused(rules[i], tt.folder, tt.imported) == "" {
			t.Errorf("%s may import %s", tt.folder, tt.imported)
		}
	}
}

// TestPackageDocs: every package says what it is, once.
func TestPackageDocs(t *testing.T) {
	docs := map[string][]string{}
	for _, s := range sources(t) {
		if strings.HasSuffix(s.name, "_test") {
			continue
		}
		if _, seen := docs[s.folder]; !seen {
			docs[s.folder] = nil
		}
		if s.doc != "" {
			docs[s.folder] = append(docs[s.folder], s.file)
			if !strings.HasPrefix(s.doc, "Package "+s.name+" ") && !strings.HasPrefix(s.doc, "Command ") {
				t.Errorf("%s: the package comment does not begin with its name", s.file)
			}
		}
	}
	for folder, files := range docs {
		if len(files) != 1 {
			t.Errorf("package %s has %d package comments, want one: %v", folder, len(files), files)
		}
	}
}

// TestNames: a package named for no thought of its own has not been understood.
func TestNames(t *testing.T) {
	for _, s := range sources(t) {
		for part := range strings.SplitSeq(s.folder, "/") {
			if slices.Contains([]string{"pkg", "lib", "src", "util", "utils", "common", "helper", "helpers", "manager", "models", "misc"}, part) {
				t.Errorf("%s: a folder named %s says nothing", s.file, part)
			}
		}
	}
}

// TestCarriersAreListed: a folder below carrier/ is in the one list, and no name
// is used twice.
func TestCarriersAreListed(t *testing.T) {
	listed := map[string]bool{}
	for _, c := range all.Carriers() {
		folder := strings.ReplaceAll(c.Name, "-", "")
		if listed[folder] {
			t.Errorf("two carriers are called %s", c.Name)
		}
		listed[folder] = true
		if c.Title == "" || c.Spec.Name == "" || c.Spec.URL == "" || c.Wants == nil || c.Read == nil {
			t.Errorf("carrier %s is not fully described", c.Name)
		}
	}
	entries, err := os.ReadDir(filepath.Join(root, "carrier"))
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if name := entry.Name(); entry.IsDir() && name != "all" && name != "carriertest" && !listed[name] {
			t.Errorf("carrier/%s is missing from carrier/all", name)
		}
	}
}
