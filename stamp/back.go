package stamp

import (
	"errors"
	"fmt"
	"io"

	"github.com/proviso-signals/proviso/container"
)

// MaxBack is how many bytes taken out of one file the journal keeps. A change that takes
// out more is refused; packets are no longer than [container.MaxBlock].
const MaxBack = 2 * container.MaxBlock

// back gives the edits that turn a view into the file that it is a view of: what undo
// needs to know.
func back(v *container.View, old io.ReaderAt, size int64) (edits []backEdit, err error) {
	at, from, kept := int64(0), int64(0), int64(0) // in the view, in the file; bytes kept
	var fresh []byte                               // new bytes that end at the place in the view
	step := func(next int64) error {
		if len(fresh) == 0 && next == from {
			return nil
		}
		if kept += next - from; kept > MaxBack || next < from {
			return fmt.Errorf("the change takes %d bytes out of the file", kept)
		}
		e := backEdit{Offset: at - int64(len(fresh)), Remove: int64(len(fresh)), Insert: make([]byte, next-from), Now: sum(fresh)}
		if _, err := io.ReadFull(io.NewSectionReader(old, from, next-from), e.Insert); err != nil {
			return err
		}
		edits, fresh = append(edits, e), nil
		return nil
	}
	for _, p := range v.Pieces() {
		if p.New == nil {
			if err := step(p.Offset); err != nil {
				return nil, err
			}
			from = p.Offset + p.Length
		} else {
			fresh = append(fresh, p.New...)
		}
		at += p.Length
	}
	return edits, step(size)
}

// back gives the edits that turn the file after a change into the file before.
func (e *entry) back() []backEdit {
	if len(e.Back) > 0 {
		return e.Back
	}
	edits := make([]backEdit, len(e.Regions))
	for i, g := range e.Regions {
		edits[i] = backEdit{Offset: g.Offset, Remove: g.Length, Insert: g.Old, Now: g.Now}
	}
	return edits
}

var errNotOurs = errors.New("the file is not the one that was written")

// restore gives the file before the change as a view of the file after it. Unless the
// file's digest has shown that it is the one that was written, the bytes that were
// written must still be there.
func restore(r io.ReaderAt, size int64, edits []backEdit, digested bool) (*container.View, error) {
	forward := make([]container.Edit, len(edits))
	for i, e := range edits {
		if e.Offset < 0 || e.Remove < 0 || e.Offset+e.Remove > size {
			return nil, errNotOurs
		}
		if !digested {
			now := make([]byte, e.Remove)
			if _, err := io.ReadFull(io.NewSectionReader(r, e.Offset, e.Remove), now); err != nil {
				return nil, err
			}
			if sum(now) != e.Now {
				return nil, errNotOurs
			}
		}
		forward[i] = container.Edit{Offset: e.Offset, Remove: e.Remove, Insert: e.Insert}
	}
	return container.NewView(r, size).Edit(forward)
}
