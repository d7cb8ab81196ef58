package tdmrep

import (
	"errors"
	"io/fs"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/internal/jsontree"
	"github.com/proviso-signals/proviso/publish"
)

// generator is the member by which rules of ours are known.
const generator = "generator"

// The values of the member: of a rule, and of the first rule of a file that was made for
// ours.
const (
	byUs     = "Proviso"
	madeByUs = "Proviso, with this file"
)

// base is the file without what is ours.
type base struct {
	text    []byte
	open    int        // behind the bracket that opens the list
	foreign []*foreign // in order
	eol     string
	made    bool // the file is ours as a whole
}

// foreign is a rule of somebody else's.
type foreign struct {
	location   string
	reserves   bool
	permits    bool // its reservation is 0
	start, end int
	was        int // where it begins in the file as it is there
}

// empty is the file that ours are put into where there was none.
const empty = "[\n]\n"

// read reads the file and takes out what is ours; it reports false where the file must
// stay as it is.
func (j *job) read() bool {
	old, err := fs.ReadFile(j.in.FS, j.in.Entry)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		j.base = base{text: []byte(empty), open: 1, eol: "\n", made: true}
		return true
	case err != nil:
		j.problem(j.in.Entry, publish.CodeUnreadable, proviso.Fault, 0, "the file could not be read: "+err.Error())
		return false
	case len(old) > jsontree.MaxSize:
		j.problem(j.in.Entry, publish.CodeTooLarge, proviso.Fault, 0, "the file is longer than readers read: it was left as it is")
		return false
	}
	j.old = old
	root, faults := jsontree.Parse(old)
	switch {
	case len(faults) > 0:
		j.problem(j.in.Entry, CodeForm, proviso.Fault, faults[0].Offset, "the file is no sound JSON: "+faults[0].Reason.Plain()+"; it was left as it is")
		return false
	case root == nil || root.Kind != jsontree.Array:
		j.problem(j.in.Entry, CodeForm, proviso.Fault, 0, "the file is no list of rules, which stands in [ and ]: it was left as it is")
		return false
	}
	j.base = without(old, root)
	return true
}

// isOurs reports whether a rule is one of ours, and whether the file is.
func isOurs(n *jsontree.Node) (ours, whole bool) {
	by, _ := n.Get(generator).Str()
	return by == byUs || by == madeByUs, by == madeByUs
}

// without takes rules out of a list, each with the comma and the space that came with it.
func without(old []byte, root *jsontree.Node) base {
	b := base{open: root.Offset + 1, eol: publish.LineEnd(old)}
	last := -1 // of the foreign rules
	for i, n := range root.Items {
		if ours, _ := isOurs(n); !ours {
			last = i
		}
	}
	at := 0
	cut := func(from, to int) { b.text, at = append(b.text, old[at:from]...), to }
	for i, n := range root.Items {
		ours, whole := isOurs(n)
		b.made = b.made || whole
		switch {
		case !ours:
			f := newForeign(n)
			f.start = len(b.text) + n.Offset - at
			f.end = f.start + n.End - n.Offset
			b.foreign = append(b.foreign, f)
		case i < last:
			cut(n.Offset, root.Items[i+1].Offset)
		case i > 0:
			cut(root.Items[i-1].End, n.End)
		default:
			cut(b.open, n.End)
		}
	}
	b.text = append(b.text, old[at:]...)
	b.made = b.made && strings.TrimSpace(strings.Trim(strings.TrimSpace(string(b.text)), "[]")) == ""
	return b
}

func newForeign(n *jsontree.Node) *foreign {
	f := &foreign{was: n.Offset}
	f.location, _ = n.Get("location").Str()
	value := n.Get("tdm-reservation")
	if value != nil && (value.Kind == jsontree.Number || value.Kind == jsontree.String) {
		f.reserves, f.permits = value.Text == "1", value.Kind == jsontree.Number && value.Text == "0"
	}
	return f
}
