package publish_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/publish/all"
)

// allowing is a declaration that is looser than the usual one.
var allowing = strings.NewReplacer(`"cc-cr"`, `"allow"`, `"deny"`, `"allow"`).Replace(declared)

func text(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		return err.Error()
	}
	return string(b)
}

func apply(t *testing.T, p *publish.Plan) {
	t.Helper()
	if err := p.Apply(); err != nil {
		t.Fatal(err)
	}
}

func undo(t *testing.T, site publish.Site, writers ...*publish.Writer) {
	t.Helper()
	p, err := publish.NewUndo(site, writers)
	if err == nil {
		err = p.Undo()
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestDamagedJournal: a journal that cannot be read loses nothing that it keeps.
func TestDamagedJournal(t *testing.T) {
	for name, damage := range map[string]func(string) string{
		"cut":     func(s string) string { return s[:len(s)/2] },
		"another": func(s string) string { return strings.Replace(s, "publish/1", "publish/2", 1) },
	} {
		root := t.TempDir()
		put(t, filepath.Join(root, "a.txt"), "original\n")
		site, w := publish.Site{Sources: root}, note("a", "a.txt", publish.Public)
		apply(t, plan(t, site, declared, w))
		file := filepath.Join(root, publish.Folder, "journal.json")
		whole := text(t, file)
		put(t, file, damage(whole))
		if err := publish.Recover(site); err == nil {
			t.Errorf("%s: it is read", name)
		}
		put(t, file, whole)
		undo(t, site, w)
		if got := text(t, filepath.Join(root, "a.txt")); got != "original\n" {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// TestJournalOfACopy: undoing in a copy of a site does not reach into the first one.
func TestJournalOfACopy(t *testing.T) {
	root, copied := t.TempDir(), filepath.Join(t.TempDir(), "copy")
	put(t, filepath.Join(root, "site/a.txt"), "original\n")
	put(t, filepath.Join(root, "server.conf"), "server\n")
	a, b := note("a", "a.txt", publish.Public), note("b", "server.conf", publish.Server)
	apply(t, plan(t, publish.Site{Sources: filepath.Join(root, "site"), Server: filepath.Join(root, "server.conf")}, declared, a, b))
	published, server := text(t, filepath.Join(root, "site/a.txt")), text(t, filepath.Join(root, "server.conf"))
	if err := os.CopyFS(copied, os.DirFS(filepath.Join(root, "site"))); err != nil {
		t.Fatal(err)
	}
	undo(t, publish.Site{Sources: copied}, a, b)
	if got := text(t, filepath.Join(copied, "a.txt")); got != "original\n" {
		t.Errorf("the copy: %q", got)
	}
	if text(t, filepath.Join(root, "site/a.txt")) != published || text(t, filepath.Join(root, "server.conf")) != server {
		t.Error("the first one has changed")
	}
}

// TestLinksInTheWay: links that somebody puts where files will be written, or where the
// journal is, are not followed.
func TestLinksInTheWay(t *testing.T) {
	link := func(to, name string) {
		if err := os.Symlink(to, name); err != nil {
			t.Skip(err)
		}
	}
	root, other := t.TempDir(), t.TempDir()
	p := plan(t, publish.Site{Sources: root}, declared, note("a", "well/a.txt", publish.Public))
	link(other, filepath.Join(root, "well"))
	if err := p.Apply(); !errors.Is(err, publish.ErrChanged) {
		t.Error(err)
	}

	root = t.TempDir()
	put(t, filepath.Join(other, strings.Repeat("a", 64)), "x")
	if err := os.MkdirAll(filepath.Join(root, ".proviso"), 0o755); err != nil {
		t.Fatal(err)
	}
	link(other, filepath.Join(root, ".proviso/publish"))
	if err := plan(t, publish.Site{Sources: root}, declared, note("a", "a.txt", publish.Public)).Apply(); err == nil {
		t.Error("the journal is kept behind a link")
	}
	if left, _ := os.ReadDir(other); len(left) != 1 {
		t.Errorf("%v", left)
	}
}

// TestFoldersThatOthersTookOver: what has taken the place of a folder of ours stays.
func TestFoldersThatOthersTookOver(t *testing.T) {
	root := t.TempDir()
	site, w := publish.Site{Sources: root}, []*publish.Writer{note("a", "a.txt", publish.Public), note("b", "machine/index.html", publish.Public)}
	apply(t, plan(t, site, declared, w...))
	if err := os.RemoveAll(filepath.Join(root, "machine")); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(root, "machine"), "mine\n")
	if p, err := publish.NewUndo(site, w); err == nil {
		_ = p.Undo()
	}
	if got := text(t, filepath.Join(root, "machine")); got != "mine\n" {
		t.Errorf("%q", got)
	}
}

// TestWholeFilesComeBack: where all of a changed file is ours, what was there before comes
// back.
func TestWholeFilesComeBack(t *testing.T) {
	root := t.TempDir()
	name := filepath.Join(root, ".well-known/proviso.json")
	const byHand = `{"schema": "proviso.declaration/1", "note": "by hand", "statements": []}` + "\n"
	put(t, name, byHand)
	site := publish.Site{Sources: root}
	p, err := publish.NewPlan(site, declaration(t, declared), publish.Options{Writers: all.Writers()})
	if err != nil {
		t.Fatal(err)
	}
	apply(t, p)
	if written := text(t, name); written != byHand {
		put(t, name, strings.Replace(written, "{", "{ ", 1))
	}
	undo(t, site, all.Writers()...)
	if got := text(t, name); !strings.Contains(got, "by hand") {
		t.Errorf("%q", got)
	}
}

// TestPlacesThatMoved: what was published where nothing is published any more is taken
// out, also if somebody has changed it.
func TestPlacesThatMoved(t *testing.T) {
	root := t.TempDir()
	for _, folder := range []string{"x", "y"} {
		if err := os.Mkdir(filepath.Join(root, folder), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	server := filepath.Join(root, "conf/server.conf")
	put(t, server, "server\n")
	writers := []*publish.Writer{note("b", "server.conf", publish.Server), note("a", "a.txt", publish.Public)}
	apply(t, plan(t, publish.Site{Sources: root, Server: server, Public: filepath.Join(root, "x")}, allowing, writers...))
	put(t, server, text(t, server)+"more\n")
	apply(t, plan(t, publish.Site{Sources: root, Public: filepath.Join(root, "y")}, declared, writers...))
	if got := text(t, server); got != "server\nmore\n" {
		t.Errorf("%q", got)
	}
	if _, err := os.Stat(filepath.Join(root, "x/a.txt")); err == nil {
		t.Error("the old place still says it")
	}
}

// TestSpellingsOfOnePath: a server takes one of two rules for spellings of the same path,
// and readers join them.
func TestSpellingsOfOnePath(t *testing.T) {
	for _, pair := range [][2]string{{"/~user/", "/%7Euser/"}, {"/a%2fb/", "/a%2Fb/"}, {"/é/", "/%C3%A9/"}} {
		for range 2 {
			d := declaration(t, "version = 1\n[party]\nname = \"x\"\nrole = \"author\"\n[[collection]]\nname = \"a\"\npaths = [\""+pair[0]+"\"]\ntrain-ai = \"allow\"\n[[collection]]\nname = \"b\"\npaths = [\""+pair[1]+"\"]\ntrain-ai = \"deny\"\n")
			read, _ := d.At(pair[0] + "x")
			if rule := publish.NewSaying(d).At(pair[0] + "x"); !rule.Outcomes[proviso.TrainAI].Equal(read[proviso.TrainAI]) {
				t.Errorf("%v: %v, and readers say %v", pair, rule.Outcomes, read)
			}
			pair[0], pair[1] = pair[1], pair[0]
		}
	}
}

// TestNothingPointsToWhatIsNotThere: without the declaration nothing links to it.
func TestNothingPointsToWhatIsNotThere(t *testing.T) {
	root := t.TempDir()
	put(t, filepath.Join(root, "index.html"), "<!doctype html><html><head><title>x</title></head><body></body></html>\n")
	p, err := publish.NewPlan(publish.Site{Sources: root}, declaration(t, declared), publish.Options{Writers: all.Writers(), Places: []string{"html-head", "tdmrep"}, PagePath: "/machine-use/"})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range p.Changes {
		if s := string(c.New); strings.Contains(s, "proviso.json") || strings.Contains(s, "machine-use") {
			t.Errorf("%s: %s", c.Path, s)
		}
	}
}
