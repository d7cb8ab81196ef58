package stamp

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/all"
	"github.com/proviso-signals/proviso/container/sidecar"
)

// applier carries plans out. Its methods may be called by several goroutines.
type applier struct {
	journals *journals
	inPlace  bool
	digests  bool
	sources  sync.Pool // of *container.Source, to read files back
}

// apply writes what is planned. Whatever goes wrong, the file is the old one or the new
// one, whole.
func (a *applier) apply(p *plan, root string) {
	j, err := a.journals.of(root)
	switch {
	case errors.Is(err, errBusy):
		p.stop(Failed, CodeBusy, "Another run is stamping in this folder.")
		return
	case err != nil:
		p.stop(Failed, CodeIO, "The journal cannot be written: "+bare(err))
		return
	}
	switch {
	case p.file == nil:
		err = a.create(p, j)
	case p.info.Mode().Perm()&0o200 == 0:
		p.stop(Refused, CodeReadOnly, "The file is marked as not to be written.")
		return
	default:
		err = a.rewrite(p, j)
	}
	var trouble *troubled
	switch {
	case errors.As(err, &trouble):
		p.stop(Failed, trouble.code, trouble.hint)
	case err != nil:
		p.fail(err)
	}
}

// troubled is a failure with a code of its own.
type troubled struct{ code, hint string }

func (t *troubled) Error() string { return t.code + ": " + t.hint }

// path is the file that a plan writes.
func (p *plan) path() string {
	if p.Target != "" {
		return p.Target
	}
	return p.Path
}

// rewrite writes a file that is there, in place where that is wished for and can be
// done, and else beside it.
func (a *applier) rewrite(p *plan, j *journal) error {
	e := entry{Event: begun, Before: &state{Size: p.SizeBefore, ModTime: p.info.ModTime()},
		After: &state{Size: p.view.Size(), ModTime: p.info.ModTime()}}
	var err error
	if e.File, err = j.relative(p.path()); err != nil {
		return err
	}
	if a.inPlace {
		if w := inPlace(p); w != nil {
			return w.write(a, p, j, e)
		}
	}
	return a.replace(p, j, e)
}

// scan reads a file back that was written.
func (a *applier) scan(p *plan, f *os.File) (*container.Scan, error) {
	source, _ := a.sources.Get().(*container.Source)
	if source == nil {
		source = container.NewSource(nil, 0)
	}
	defer a.sources.Put(source)
	source.Reset(f, p.view.Size())
	return p.format().Scan(source)
}

// replace writes a new file, reads it back, and puts it in the place of the old one.
func (a *applier) replace(p *plan, j *journal, e entry) (err error) {
	if e.Back, err = back(p.view, p.file, p.SizeBefore); err != nil {
		return err
	}
	r, err := newReplacement(p.file, p.info, p.path())
	if err != nil {
		return err
	}
	defer r.drop() // nothing is left of it once it was renamed
	if err := r.write(p.view); err != nil {
		return err
	}
	if err := a.verify(p, r.temp); err != nil {
		return err
	}
	if err := p.same(); err != nil {
		return err
	}
	e.How, e.Temporary = "replace", filepath.Base(r.temp.Name())
	e.Before.SHA256, e.After.SHA256 = p.SHA256Before, p.SHA256After
	for i := range e.Back {
		if a.digests {
			e.Back[i].Now = "" // the digest of the file tells
		}
	}
	if err := j.add(e, true); err != nil {
		return err
	}
	if err := r.commit(); err != nil {
		return errors.Join(err, j.add(entry{Event: dropped, File: e.File}, false))
	}
	p.How = e.How
	p.finished(j, e.File)
	return nil
}

// verify reads a file that was written: what is in it is what was planned, and its pixels
// are those of the old file, byte for byte.
func (a *applier) verify(p *plan, f *os.File) error {
	after, err := a.scan(p, f)
	if err != nil {
		return &troubled{CodeReadBack, "The new file does not read back: " + err.Error()}
	}
	was, is := payload{p.file, p.SizeBefore, p.before.Payload}, payload{f, p.view.Size(), after.Payload}
	p.SHA256Before, p.SHA256After, err = samePixels(was, is, a.digests)
	if errors.Is(err, errPayload) {
		return &troubled{CodePayload, "The pixels would not have been the same. Please report this."}
	}
	if err != nil {
		return err
	}
	return p.asPlanned(after)
}

// asPlanned holds what was found in a file that was written against what was found in the
// plan of it. Carriers know no more of a file: where that is the same they all read what
// they have read there.
func (p *plan) asPlanned(after *container.Scan) error {
	same := func(a, b container.Block) bool {
		return a.Kind == b.Kind && slices.Equal(a.Stored, b.Stored) && bytes.Equal(a.Data, b.Data) && (a.Data == nil) == (b.Data == nil) &&
			a.Packed == b.Packed && a.Aside == b.Aside && a.Name == b.Name && a.Place == b.Place
	}
	if after.Format != p.after.Format || !slices.EqualFunc(after.Blocks, p.after.Blocks, same) || !slices.EqualFunc(after.Spare, p.after.Spare, same) ||
		!slices.Equal(after.Payload, p.after.Payload) || !slices.Equal(after.Problems, p.after.Problems) {
		return &troubled{CodeReadBack, "The new file does not say what it was to say. Please report this."}
	}
	return nil
}

// format is the format of the file that is written.
func (p *plan) format() *container.Format {
	if p.Target != "" {
		return &sidecar.Format
	}
	return all.Named(p.Format)
}

// same reports as an error that the file is no longer the one that was looked at.
func (p *plan) same() error {
	now, err := os.Stat(p.path())
	if err != nil {
		return err
	}
	if !os.SameFile(now, p.info) || now.Size() != p.info.Size() || !now.ModTime().Equal(p.info.ModTime()) {
		return &troubled{CodeChanged, "The file changed while it was looked at."}
	}
	return nil
}

// create writes a sidecar that is not there yet, and reads it back. One that has appeared
// in the meantime stays.
func (a *applier) create(p *plan, j *journal) error {
	rel, err := j.relative(p.Target)
	if err != nil {
		return err
	}
	r, err := newReplacement(nil, nil, p.Target)
	if err != nil {
		return err
	}
	defer r.drop()
	if err := r.write(p.view); err != nil {
		return err
	}
	after, err := a.scan(p, r.temp)
	if err != nil {
		return &troubled{CodeReadBack, "The sidecar does not read back: " + err.Error()}
	}
	if err := p.asPlanned(after); err != nil {
		return err
	}
	if p.SHA256After, err = digest(r.temp, p.view.Size()); err != nil {
		return err
	}
	e := entry{Event: begun, File: rel, How: "create", Temporary: filepath.Base(r.temp.Name()),
		After: &state{Size: p.view.Size(), SHA256: p.SHA256After}}
	if err := j.add(e, true); err != nil {
		return err
	}
	if err := r.appear(); err != nil {
		if errors.Is(err, fs.ErrExist) {
			err = &troubled{CodeChanged, "A sidecar has appeared in the meantime."}
		}
		return errors.Join(err, j.add(entry{Event: dropped, File: rel}, false))
	}
	p.How = e.How
	p.finished(j, rel)
	return nil
}

// finished notes in the journal that a change is made. The file has it by now, and what
// was begun can be undone as well.
func (p *plan) finished(j *journal, name string) {
	if err := j.add(entry{Event: done, File: name}, false); err != nil {
		p.Notes = append(p.Notes, "The journal could not be written to its end: "+bare(err)+".")
	}
}
