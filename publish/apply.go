package publish

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// ErrChanged says that a file is not what it was when the plan was made.
var ErrChanged = errors.New("publish: it has changed since the plan was made")

// ErrStopped says that a run before was stopped in the middle. What it had written has been
// put back, and a new plan is needed.
var ErrStopped = errors.New("publish: a run before was stopped in the middle, and what it had written has been put back: plan anew")

// Recover puts back what a run has written that was stopped in the middle, if there is
// such a thing. It is done before a plan is made that is to be applied.
func Recover(site Site) error {
	if _, err := os.Stat(filepath.Join(site.Sources, filepath.FromSlash(Folder))); err != nil {
		return nil
	}
	j, err := openJournal(site.Sources)
	if err != nil {
		return err
	}
	defer j.close()
	return j.recover()
}

// Apply writes what is planned: all of it, or nothing. Each file is replaced in one step;
// if one of them cannot be, those before it are put back. A run that is killed is put back
// by the next one, so that no site is left with half of what it says.
func (p *Plan) Apply() error {
	return p.transact(func(j *journal) error {
		for _, c := range p.Changes {
			if err := p.remember(j, c); err != nil {
				return err
			}
		}
		return nil
	})
}

// transact writes the changes of a plan. The journal's own changes are made by settle, once
// all files stand; what it needs is kept before.
func (p *Plan) transact(settle func(*journal) error) error {
	j, err := openJournal(p.Site.Sources)
	if err != nil {
		return err
	}
	defer j.close()
	if len(j.Pending) > 0 { // the plan was made of what a stopped run has left
		return errors.Join(ErrStopped, j.recover())
	}
	if err := p.unchanged(); err != nil {
		return err
	}
	for _, c := range p.Changes {
		before, err := j.keep(c.Old)
		if err != nil {
			return err
		}
		j.Pending = append(j.Pending, pending{c.Path, before, digestOf(c.New)})
		for _, folder := range missing(c.Path) {
			if c.New != nil && !slices.Contains(j.Folders, folder) {
				j.Folders = append(j.Folders, folder)
			}
		}
	}
	j.Run = rand.Text()
	if err := j.save(); err != nil {
		return err
	}
	files := slices.Clone(j.Files)
	if err := p.putAll(j, settle); err != nil {
		j.Files = files
		return errors.Join(fmt.Errorf("publish: nothing was changed: %w", err), j.recover())
	}
	return j.settled()
}

// putAll writes the files, up to the first that cannot be written, and then settles.
func (p *Plan) putAll(j *journal, settle func(*journal) error) error {
	for _, c := range p.Changes {
		if err := c.unchanged(); err != nil { // somebody may have been quicker
			return err
		}
		if err := put(c.Path, c.New, j.Run); err != nil {
			return err
		}
	}
	return settle(j)
}

// unchanged makes sure that the files are still those that were planned with.
func (p *Plan) unchanged() error {
	var faults []error
	for _, c := range p.Changes {
		faults = append(faults, c.unchanged())
	}
	return errors.Join(faults...)
}

// unchanged makes sure that the file is what it was, and that no link has been put in its
// way.
func (c *Change) unchanged() error {
	at, err := resolved(c.Path)
	if err != nil {
		return err
	}
	now, err := readFile(at)
	if err == nil && (at != c.Path || !bytes.Equal(now, c.Old) || (now == nil) != (c.Old == nil)) {
		err = fmt.Errorf("%w: %s", ErrChanged, c.Path)
	}
	return err
}

// remember notes what a file was before it was first written. Where somebody has changed
// it since, that is what it is without our part.
func (p *Plan) remember(j *journal, c *Change) error {
	k := j.file(c.Path)
	if k == nil {
		j.Files = append(j.Files, kept{Path: c.Path, Original: digestOf(c.Old), Written: digestOf(c.New), Writers: c.Writers})
		return nil
	}
	if k.Written != digestOf(c.Old) {
		original, err := j.keep(p.without(c.Path, c.Old, k.Writers))
		if err != nil {
			return err
		}
		k.Original = original
	}
	k.Written = digestOf(c.New)
	for _, w := range c.Writers {
		if !slices.Contains(k.Writers, w) {
			k.Writers = append(k.Writers, w)
		}
	}
	return nil
}

// recover puts back the files of a run that was stopped in the middle.
func (j *journal) recover() error {
	var faults []error
	for _, f := range j.Pending {
		if j.Run != "" {
			os.Remove(temporary(f.Path, j.Run))
		}
		now, err := readFile(f.Path)
		switch {
		case err != nil:
			faults = append(faults, err)
		case digestOf(now) == f.Before: // not written yet
		case digestOf(now) != f.After:
			faults = append(faults, fmt.Errorf("publish: %s was being written when a run was stopped, and somebody has changed it since: make it what it should be, and remove %s", f.Path, j.folder))
		default:
			before, err := j.stored(f.Before)
			if err == nil {
				err = put(f.Path, before, rand.Text())
			}
			faults = append(faults, err)
		}
	}
	if err := errors.Join(faults...); err != nil {
		return err
	}
	if len(j.Pending) == 0 {
		return nil
	}
	return j.settled()
}

// settled notes that nothing is being written any more. Only once that is safe does what
// was kept for going back disappear.
func (j *journal) settled() error {
	j.Pending, j.Run = nil, ""
	if err := j.save(); err != nil {
		return err
	}
	j.tidy()
	return j.save()
}

// tidy removes what nothing needs any more: texts that were kept, and folders that were
// made and are empty.
func (j *journal) tidy() {
	needed := map[string]bool{"lock": true, "journal.json": true, ".gitignore": true}
	for _, k := range j.Files {
		needed[k.Original] = true
	}
	entries, _ := os.ReadDir(j.folder)
	for _, e := range entries {
		ours := len(e.Name()) == hex.EncodedLen(sha256.Size) || strings.HasPrefix(e.Name(), ".proviso-")
		if ours && !needed[e.Name()] {
			os.Remove(filepath.Join(j.folder, e.Name()))
		}
	}
	var left []string
	for _, folder := range slices.Backward(j.Folders) {
		info, err := os.Lstat(folder)
		if err != nil || !info.IsDir() {
			continue // it is somebody else's by now
		}
		if os.Remove(folder) != nil { // it is not empty
			left = append(left, folder)
		}
	}
	slices.Reverse(left)
	j.Folders = left
}
