package publish

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/proviso-signals/proviso"
)

// ErrNothing says that there is nothing to undo.
var ErrNothing = fmt.Errorf("publish: nothing has been published from here that could be undone")

// CodeChangedSince is the code of the problem that a file was changed since it was written.
const CodeChangedSince = "publish-changed-since"

// NewUndo plans the way back: every file as it was before it was first written. A file that
// somebody has changed since keeps that change, and loses only our part; a problem says so.
// A run that was stopped in the middle has to be recovered first.
func NewUndo(site Site, writers []*Writer) (*Plan, error) {
	p := &Plan{Site: site}
	w, err := newWorkshop(&p.Site, writers)
	if err != nil {
		return nil, err
	}
	p.workshop, p.writers = w, writers
	if _, err := os.Stat(filepath.Join(p.Site.Sources, filepath.FromSlash(Folder))); err != nil {
		return nil, ErrNothing
	}
	j, err := openJournal(p.Site.Sources)
	if err != nil {
		return nil, err
	}
	defer j.close()
	if len(j.Pending) > 0 {
		return nil, ErrStopped
	}
	if len(j.Files) == 0 {
		return nil, ErrNothing
	}
	for _, k := range j.Files {
		if err := p.restore(j, k); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// restore plans one file's way back.
func (p *Plan) restore(j *journal, k kept) error {
	now, err := readFile(k.Path)
	if err != nil {
		return err
	}
	c := &Change{Path: k.Path, Old: now, Writers: k.Writers}
	switch {
	case digestOf(now) == k.Original:
		return nil
	case digestOf(now) == k.Written:
		if c.New, err = j.stored(k.Original); err != nil {
			return err
		}
	default:
		c.New = p.without(k.Path, now, k.Writers)
		if c.New == nil { // all of it is ours, and there was another one before
			if c.New, err = j.stored(k.Original); err != nil {
				return err
			}
		}
		p.Problems = append(p.Problems, proviso.Problem{
			Code: CodeChangedSince, Severity: proviso.Notice, Where: proviso.Where{Source: k.Path},
			Hint: "Somebody has changed it since it was written: what is ours is taken out, and the rest stays.",
		})
		if digestOf(c.New) == digestOf(now) {
			return nil
		}
	}
	p.Changes = append(p.Changes, c)
	return nil
}

// without gives a file without what writers have put in. A file that a writer cannot
// understand stays as it is.
func (p *Plan) without(path string, text []byte, names []string) []byte {
	for _, writer := range p.writers {
		if text == nil || !slices.Contains(names, writer.Name) {
			continue
		}
		t, ok := p.workshop.trees[writer.Root]
		if !ok || !below(t.root, path) { // the place is not named any more
			t.root = filepath.Dir(path)
		}
		relative, err := filepath.Rel(t.root, path)
		if err != nil {
			continue
		}
		alone := tree{t.root, &changes{byPath: map[string]*Change{path: {Path: path, Old: text, New: text}}, order: []string{path}}}
		out := writer.Write(Input{FS: alone, Entry: filepath.ToSlash(relative), Saying: p.silence()})
		for _, f := range out.Files {
			if real, err := alone.real(f.Path); err == nil && real == path {
				text = f.New
			}
		}
	}
	return text
}

// silence is what takes out: for the same site, as a server's file can be that of several.
func (p *Plan) silence() *Saying {
	if p.Saying == nil {
		return &Saying{}
	}
	return &Saying{Origin: p.Saying.Origin}
}

// Undo writes what [NewUndo] planned, as Apply does, and forgets what was published.
func (p *Plan) Undo() error {
	return p.transact(func(j *journal) error {
		j.Files = nil
		return nil
	})
}
