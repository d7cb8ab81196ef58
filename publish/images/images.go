// Package images tells what image files are to say in themselves, by what their
// collections declare. Package stamp writes it into them.
package images

import (
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/stamp"
)

// Mark is what some files are to say in themselves.
type Mark struct {
	Collections []string // that the files are of
	Files       []string // their paths on the disk
	Intent      stamp.Intent
}

// Marks tells which files below a folder are of which collections, and what they are to
// say; files that are of several say what all of them say, joined. It is for
// [stamp.Run], which passes over what is no image. The declaration's text and URL, if it is
// published, go into the marks.
func Marks(sources string, d *declare.Declaration, document []byte, url string) ([]Mark, error) {
	var marks []Mark
	err := filepath.WalkDir(sources, func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() {
			if base := e.Name(); name != sources && (strings.HasPrefix(base, ".") || base == "node_modules") {
				return fs.SkipDir
			}
			return nil
		}
		relative, err := filepath.Rel(sources, name)
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		outcomes, of := said(d, filepath.ToSlash(relative))
		if outcomes.Silent() {
			return nil
		}
		i := slices.IndexFunc(marks, func(m Mark) bool { return slices.Equal(m.Collections, of) })
		if i < 0 {
			i = len(marks)
			marks = append(marks, Mark{Collections: of, Intent: stamp.Intent{Outcomes: outcomes, Declaration: url, Document: document}})
		}
		marks[i].Files = append(marks[i].Files, name)
		return nil
	})
	return marks, err
}

// said is what all collections that a file is of say about it.
func said(d *declare.Declaration, file string) (outcomes proviso.Outcomes, of []string) {
	for i := range d.Collections {
		if c := &d.Collections[i]; c.HasFile(file) {
			outcomes, of = outcomes.Join(c.Outcomes), append(of, c.Name)
		}
	}
	return outcomes, of
}
