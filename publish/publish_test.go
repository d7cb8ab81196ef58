package publish_test

import (
	"bytes"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/publish"
)

const declared = `version = 1
[party]
name = "Harbour Archive"
role = "custodian"
domain = "harbour.example"
[[collection]]
name = "website"
train-ai = "cc-cr"
search = "allow"
[[collection]]
name = "photos"
paths = ["/photos/"]
train-ai = "deny"
`

func declaration(t testing.TB, text string) *declare.Declaration {
	t.Helper()
	d, problems := declare.Parse([]byte(text))
	if d == nil {
		t.Fatal(problems)
	}
	return d
}

// note is a writer that puts a block with all values at the end of a file, and
// fails on files that hold "broken".
func note(name, file string, root publish.Root) *publish.Writer {
	return &publish.Writer{Name: name, Title: name, Root: root, Makes: true,
		Find:  func(fs.FS) string { return file },
		Knows: func(name string, _ []byte) bool { return name == file },
		Write: func(in publish.Input) (out publish.Output) {
			old, err := fs.ReadFile(in.FS, in.Entry)
			if err != nil && !errors.Is(err, fs.ErrNotExist) {
				out.Problems = append(out.Problems, proviso.Problem{Code: publish.CodeUnreadable, Severity: proviso.Fault})
				return out
			}
			if bytes.Contains(old, []byte("broken")) {
				return out
			}
			rest, _ := publish.HashBlock.Without(old)
			var lines []string
			for _, r := range in.Saying.Rules {
				lines = append(lines, r.Scope+" "+r.Value)
			}
			text := rest
			if !in.Saying.Silent() {
				text = append(slices.Clip(rest), publish.HashBlock.Lines(lines, "", "\n")...)
			} else if len(rest) == 0 {
				text = nil
			}
			if errors.Is(err, fs.ErrNotExist) {
				old = nil
			}
			out.Files = []publish.File{{Path: in.Entry, Old: old, New: text}}
			return out
		}}
}

func plan(t testing.TB, site publish.Site, text string, writers ...*publish.Writer) *publish.Plan {
	t.Helper()
	p, err := publish.NewPlan(site, declaration(t, text), publish.Options{Writers: writers})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// snapshot reads all files of a folder but the journal.
func snapshot(t testing.TB, root string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(root, func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.Name() == ".proviso" {
			return fs.SkipDir
		}
		rel, _ := filepath.Rel(root, name)
		if e.IsDir() {
			files[rel+"/"] = ""
			return nil
		}
		text, err := os.ReadFile(name)
		files[rel] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func put(t testing.TB, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestApplyAndUndo(t *testing.T) {
	root := t.TempDir()
	put(t, filepath.Join(root, "public/robots.txt"), "User-agent: *\n")
	put(t, filepath.Join(root, "conf/server.conf"), "server\n")
	site := publish.Site{Sources: root, Public: filepath.Join(root, "public"), Server: filepath.Join(root, "conf/server.conf")}
	writers := []*publish.Writer{note("a", "robots.txt", publish.Public), note("b", ".well-known/x/y.txt", publish.Public), note("c", "server.conf", publish.Server)}
	before := snapshot(t, root)

	p := plan(t, site, declared, writers...)
	if len(p.Changes) != 3 {
		t.Fatalf("%d changes", len(p.Changes))
	}
	if diff := cmp.Diff(before, snapshot(t, root)); diff != "" {
		t.Fatalf("planning has written: %s", diff)
	}
	if err := p.Apply(); err != nil {
		t.Fatal(err)
	}
	written := snapshot(t, root)
	if !strings.Contains(written["conf/server.conf"], "/photos/ train-ai=n") || !strings.HasPrefix(written["public/robots.txt"], "User-agent: *\n# BEGIN proviso") {
		t.Fatalf("%q", written)
	}
	if p := plan(t, site, declared, writers...); len(p.Changes) != 0 {
		t.Errorf("a second plan would change %v", p.Changes[0])
	}
	// Another declaration, and back all the way.
	if err := plan(t, site, strings.Replace(declared, `"deny"`, `"allow"`, 1), writers...).Apply(); err != nil {
		t.Fatal(err)
	}
	undo, err := publish.NewUndo(site, writers)
	if err != nil {
		t.Fatal(err)
	}
	if err := undo.Undo(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, snapshot(t, root)); diff != "" {
		t.Error(diff)
	}
	if _, err := os.Stat(filepath.Join(root, ".proviso")); err == nil {
		t.Error("the journal is still there")
	}
	if _, err := publish.NewUndo(site, writers); !errors.Is(err, publish.ErrNothing) {
		t.Error(err)
	}
}

// TestPlacesAreRetired: what is no longer to be published somewhere is taken out there.
func TestPlacesAreRetired(t *testing.T) {
	root := t.TempDir()
	put(t, filepath.Join(root, "a.txt"), "a\n")
	site := publish.Site{Sources: root}
	writers := []*publish.Writer{note("a", "a.txt", publish.Public), note("b", "b.txt", publish.Public)}
	if err := plan(t, site, declared, writers...).Apply(); err != nil {
		t.Fatal(err)
	}
	p, err := publish.NewPlan(site, declaration(t, declared), publish.Options{Writers: writers, Places: []string{"b"}})
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Apply(); err != nil {
		t.Fatal(err)
	}
	if got := snapshot(t, root); got["a.txt"] != "a\n" || got["b.txt"] == "" {
		t.Errorf("%q", got)
	}
}

// TestUndoKeepsWhatOthersWrote: what somebody has added since stays.
func TestUndoKeepsWhatOthersWrote(t *testing.T) {
	root := t.TempDir()
	name := filepath.Join(root, "robots.txt")
	put(t, name, "first\n")
	site := publish.Site{Sources: root}
	w := note("a", "robots.txt", publish.Public)
	if err := plan(t, site, declared, w).Apply(); err != nil {
		t.Fatal(err)
	}
	text, _ := os.ReadFile(name)
	put(t, name, string(text)+"second\n")
	// Published again over the change, and changed again.
	if err := plan(t, site, declared, w).Apply(); err != nil {
		t.Fatal(err)
	}
	undo, err := publish.NewUndo(site, []*publish.Writer{w})
	if err != nil {
		t.Fatal(err)
	}
	if err := undo.Undo(); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(name); string(got) != "first\nsecond\n" {
		t.Errorf("%q", got)
	}
}

// TestHalfAppliedRollsBack: if one file cannot be written, none is.
func TestHalfAppliedRollsBack(t *testing.T) {
	root := t.TempDir()
	put(t, filepath.Join(root, "a.txt"), "a\n")
	put(t, filepath.Join(root, "sub/file"), "x\n")
	before := snapshot(t, root)
	// The third needs a folder where the second is a file.
	p := plan(t, publish.Site{Sources: root}, declared, note("a", "a.txt", publish.Public), note("b", "new", publish.Public), note("c", "new/c.txt", publish.Public))
	if err := p.Apply(); err == nil || !strings.Contains(err.Error(), "nothing was changed") {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, snapshot(t, root)); diff != "" {
		t.Error(diff)
	}
}

func TestApplyRefusesAStalePlan(t *testing.T) {
	root := t.TempDir()
	p := plan(t, publish.Site{Sources: root}, declared, note("a", "a.txt", publish.Public))
	put(t, filepath.Join(root, "a.txt"), "since\n")
	if err := p.Apply(); !errors.Is(err, publish.ErrChanged) {
		t.Error(err)
	}
	if got, _ := os.ReadFile(filepath.Join(root, "a.txt")); string(got) != "since\n" {
		t.Errorf("%q", got)
	}
}

// TestLinksLeadNowhereElse: a link out of the served folder is not written through, and
// one within it stays a link.
func TestLinksLeadNowhereElse(t *testing.T) {
	root, elsewhere := t.TempDir(), t.TempDir()
	put(t, filepath.Join(elsewhere, "secret"), "secret\n")
	put(t, filepath.Join(root, "real.txt"), "real\n")
	for name, to := range map[string]string{"a.txt": filepath.Join(elsewhere, "secret"), "b.txt": "real.txt"} {
		if err := os.Symlink(to, filepath.Join(root, name)); err != nil {
			t.Skip(err)
		}
	}
	p := plan(t, publish.Site{Sources: root}, declared, note("a", "a.txt", publish.Public), note("b", "b.txt", publish.Public))
	if err := p.Apply(); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(filepath.Join(elsewhere, "secret")); string(got) != "secret\n" {
		t.Errorf("%q", got)
	}
	if got, _ := os.ReadFile(filepath.Join(root, "real.txt")); !strings.Contains(string(got), "BEGIN proviso") {
		t.Errorf("%q", got)
	}
	if info, _ := os.Lstat(filepath.Join(root, "b.txt")); info.Mode()&fs.ModeSymlink == 0 {
		t.Error("the link is gone")
	}
}

// TestPermissionsStay: mode bits are those of the file that was there.
func TestPermissionsStay(t *testing.T) {
	root := t.TempDir()
	name := filepath.Join(root, "a.txt")
	put(t, name, "a\n")
	if err := os.Chmod(name, 0o640); err != nil {
		t.Fatal(err)
	}
	if err := plan(t, publish.Site{Sources: root}, declared, note("a", "a.txt", publish.Public)).Apply(); err != nil {
		t.Fatal(err)
	}
	if info, _ := os.Stat(name); info.Mode().Perm() != 0o640 {
		t.Errorf("%v", info.Mode())
	}
}

func TestPlacesAreKnown(t *testing.T) {
	_, err := publish.NewPlan(publish.Site{Sources: t.TempDir()}, declaration(t, declared), publish.Options{Places: []string{"elsewhere"}})
	if !errors.Is(err, publish.ErrPlaces) {
		t.Error(err)
	}
}

// TestBlocks: whatever stands around blocks stays, and damaged marks are told.
func TestBlocks(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	lines := []string{"a\n", "# BEGIN\n", "\r\n", "# END proviso\n", "  # BEGIN proviso: old words\n", "x"}
	damaged := 0
	for range 20_000 {
		var text []byte
		for range r.IntN(6) {
			text = append(text, lines[r.IntN(len(lines))]...)
		}
		plain, err := publish.HashBlock.Without(text)
		if err != nil {
			damaged++
			continue
		}
		if spans, _ := publish.HashBlock.Find(plain); len(spans) > 0 && !bytes.Contains(text, []byte("x")) {
			t.Fatalf("%q: a block is left in %q", text, plain)
		}
		at := 0
		if i := bytes.IndexByte(plain, '\n'); i >= 0 {
			at = i + 1
		}
		block := publish.HashBlock.Lines([]string{"l1", "l2"}, "\t", "\n")
		with := slices.Concat(plain[:at], block, plain[at:])
		if spans, _ := publish.HashBlock.Find(plain); len(spans) > 0 {
			continue
		}
		if got, err := publish.HashBlock.Without(with); err != nil || !bytes.Equal(got, plain) {
			t.Fatalf("%q: %q, %v", with, got, err)
		}
	}
	if damaged == 0 {
		t.Error("no marks were damaged")
	}
}

// TestTightenedIsNeverLooser: where two patterns of one length may match the same path, what
// is said for one of them is no leave that either does not give.
func TestTightenedIsNeverLooser(t *testing.T) {
	answers := declare.Answers()
	for _, a := range answers {
		for _, b := range answers {
			d := declaration(t, "version = 1\n[party]\nname = \"x\"\nrole = \"author\"\n[[collection]]\nname = \"a\"\npaths = [\"/x.html\"]\ntrain-ai = \""+a+"\"\n[[collection]]\nname = \"b\"\npaths = [\"/*.pdf$\"]\ntrain-ai = \""+b+"\"\n")
			for _, r := range publish.NewSaying(d).Rules {
				said := r.Outcomes[proviso.TrainAI]
				for _, c := range d.Collections {
					own := c.Outcomes[proviso.TrainAI]
					switch {
					case said.Word() == proviso.Unstated && own.Word() == proviso.Allow: // silence is no leave
					case said.Word() == proviso.Unstated && own.Word() == proviso.Unstated:
					case own.Word() == proviso.Unstated && said.Word() != proviso.Deny, !said.AtLeast(own):
						t.Errorf("%s and %s: %s says %v", a, b, r.Scope, said)
					}
				}
			}
		}
	}
}
