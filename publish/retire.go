package publish

import (
	"path/filepath"
	"slices"

	"github.com/proviso-signals/proviso"
)

// retire plans to take out what was published before and would not be any more: from
// places that are no longer chosen, and files that their writer no longer has a use for.
func (p *Plan) retire() error {
	j := &journal{folder: filepath.Join(p.Site.Sources, filepath.FromSlash(Folder)), sources: p.Site.Sources, Schema: journalSchema}
	if err := j.load(); err != nil {
		return err
	}
	for _, k := range j.Files {
		var gone []string
		for _, name := range k.Writers {
			if !p.stillWrites(name, k.Path) {
				gone = append(gone, name)
			}
		}
		if err := p.takeOut(k.Path, gone); err != nil {
			return err
		}
	}
	return nil
}

// stillWrites reports whether a file is still one of a writer's. A writer that has found a
// fault leaves things as they are.
func (p *Plan) stillWrites(name, path string) bool {
	i := slices.IndexFunc(p.Parts, func(part Part) bool { return part.Writer.Name == name })
	if i < 0 {
		return false
	}
	part := &p.Parts[i]
	if t, ok := p.workshop.trees[part.Writer.Root]; !ok || !below(t.root, path) {
		return false // it works elsewhere now
	}
	if !part.Writer.Lists && part.Entry != "" || slices.ContainsFunc(part.Problems, func(q proviso.Problem) bool { return q.Severity == proviso.Fault }) {
		return true
	}
	return slices.ContainsFunc(part.Files, func(f File) bool {
		real, err := p.workshop.trees[part.Writer.Root].real(f.Path)
		return err == nil && real == path
	})
}

// takeOut plans a file without what some writers have put in.
func (p *Plan) takeOut(path string, names []string) error {
	if len(names) == 0 {
		return nil
	}
	old, err := readFile(path)
	if err != nil || old == nil {
		return err
	}
	planned := old
	if c, ok := p.workshop.changes.byPath[path]; ok {
		planned = c.New
	}
	p.workshop.changes.set(path, names[0], File{Old: old, New: p.without(path, planned, names)})
	return nil
}
