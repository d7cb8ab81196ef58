package container

import (
	"errors"
	"fmt"
	"io"
)

// View is a file as edits will leave it, without anything having been written: to plan
// further edits on, to read what will be there, and to write it in one go. It is an
// [io.ReaderAt].
type View struct {
	r      io.ReaderAt
	pieces []Piece
	size   int64
}

// Piece is a run of bytes of a view: of the file as it is, from Offset, or new ones.
type Piece struct {
	At     int64 // where it begins in the view
	Length int64
	Offset int64  // in the file as it is, where New is nil
	New    []byte // bytes of Length that are not in the file
}

// NewView is the file as it is.
func NewView(r io.ReaderAt, size int64) *View {
	v := &View{r: r}
	v.add(Piece{Length: size})
	return v
}

// Size is how many bytes the file will have.
func (v *View) Size() int64 { return v.size }

// Pieces lists what the file will be made of, in order.
func (v *View) Pieces() []Piece { return v.pieces }

// Changed reports whether the view differs from the file as it is.
func (v *View) Changed() bool {
	return len(v.pieces) > 1 || len(v.pieces) == 1 && v.pieces[0].New != nil
}

func (v *View) add(p Piece) {
	if p.Length == 0 {
		return
	}
	p.At = v.size
	v.size += p.Length
	v.pieces = append(v.pieces, p)
}

// Edit gives the view with edits made, whose offsets count in this view. Edits that are
// out of order or range are an error.
func (v *View) Edit(edits []Edit) (*View, error) {
	next := &View{r: v.r}
	at := int64(0)
	for _, e := range edits {
		if e.Offset < at || e.Remove < 0 || e.Offset+e.Remove > v.size {
			return nil, fmt.Errorf("container: edit at %d of %d bytes is out of order or range", e.Offset, e.Remove)
		}
		v.take(next, at, e.Offset)
		next.add(Piece{Length: int64(len(e.Insert)), New: e.Insert})
		at = e.Offset + e.Remove
	}
	v.take(next, at, v.size)
	return next, nil
}

// take adds a run of bytes of the view to the next one.
func (v *View) take(next *View, from, to int64) {
	for _, p := range v.pieces {
		begin, end := max(p.At, from), min(p.At+p.Length, to)
		if begin >= end {
			continue
		}
		part := Piece{Length: end - begin}
		if skip := begin - p.At; p.New != nil {
			part.New = p.New[skip : skip+part.Length]
		} else {
			part.Offset = p.Offset + skip
		}
		next.add(part)
	}
}

// ReadAt reads what will be there.
func (v *View) ReadAt(b []byte, off int64) (n int, err error) {
	if off < 0 {
		return 0, errors.New("container: negative offset")
	}
	for _, p := range v.pieces {
		at := off + int64(n)
		if n == len(b) {
			return n, nil
		}
		if at >= p.At+p.Length {
			continue
		}
		skip := at - p.At
		want := min(int64(len(b)-n), p.Length-skip)
		if p.New != nil {
			n += copy(b[n:], p.New[skip:skip+want])
			continue
		}
		m, err := v.r.ReadAt(b[n:n+int(want)], p.Offset+skip)
		n += m
		if int64(m) < want {
			if err == nil || errors.Is(err, io.EOF) {
				err = io.ErrUnexpectedEOF
			}
			return n, err
		}
	}
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}
