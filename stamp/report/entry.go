package report

import (
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/stamp"
)

// MaxShown is how many existing statements, losses, notes or problems a row of the page
// shows of each; strangers choose how many a file has.
const MaxShown = 50

// entry is a row of the page.
type entry struct {
	Path, Target, Format  string
	Odd                   string // what the status would not lead one to think
	Code, Hint, How       string
	Read, Would           bool
	Says                  []change
	Existing              []statement
	Losses                []loss
	Notes                 []string
	Problems              []container.Problem
	More                  int    // statements, losses, notes and problems that are not shown
	Known                 int64  // the size as it is now
	Grown                 string // by how much
	SizeBefore, SizeAfter int64
	Before, After         string // digests
}

// change is what a file says about uses for which it says the same, before and after.
type change struct {
	Uses          string
	Before, After view
}

// Same reports whether it says what it did.
func (c change) Same() bool { return c.Before == c.After }

// view is an outcome: its word, for the mark, and in words.
type view struct{ Word, Words string }

type statement struct{ Carrier, Spec, Where, Says, Raw string }

type loss struct{ Use, Said, Form, Why string }

func entryOf(r *row) *entry {
	e := &entry{Path: r.Path, Target: r.Target, Format: r.Format, Code: r.Code, Hint: r.Hint,
		How: r.how(), Read: r.read, Would: r.would, Known: r.SizeBefore,
		SizeBefore: r.SizeBefore, SizeAfter: r.sizeAfter(), Before: r.SHA256Before, After: r.sha256After()}
	if r.written && r.Status == stamp.Failed {
		e.Odd = "It was written all the same."
	}
	if e.SizeAfter > 0 {
		e.Known = e.SizeAfter
		e.Grown = difference(e.SizeAfter - e.SizeBefore)
	}
	if r.read {
		e.Says = changes(&r.Before, &r.after)
	}
	for i := range shown(r.Existing, &e.More) {
		v := &r.Existing[i]
		says := said(&v.Outcomes)
		if says == "" {
			says = "nothing about any use"
		}
		e.Existing = append(e.Existing, statement{v.Carrier, v.Spec, v.Where.String(), says, v.Raw})
	}
	for _, l := range shown(r.Losses, &e.More) {
		e.Losses = append(e.Losses, loss{l.Use.String(), words(l.Said), formOr(l.Form), l.Why})
	}
	e.Notes = shown(r.Notes, &e.More)
	e.Problems = shown(r.Problems, &e.More)
	return e
}

// Detailed reports whether there is more to tell than a row has room for. A size alone
// counts, since narrow screens leave out its column.
func (e *entry) Detailed() bool {
	return len(e.Existing)+len(e.Losses)+len(e.Notes)+len(e.Problems) > 0 || e.Known > 0 || e.How != "" || e.Before != ""
}

// shown is the beginning of a list, and counts the rest.
func shown[T any](list []T, more *int) []T {
	n := min(len(list), MaxShown)
	*more += len(list) - n
	return list[:n]
}

// changes groups the uses by what is said about them, before and after, without those
// that nothing is said about.
func changes(before, after *proviso.Outcomes) (list []change) {
	var names [][]string
next:
	for _, u := range proviso.Uses() {
		c := change{Before: viewOf(before[u]), After: viewOf(after[u])}
		if c.Same() && before[u].Word() == proviso.Unstated {
			continue
		}
		for i := range list {
			if list[i] == c {
				names[i] = append(names[i], u.String())
				continue next
			}
		}
		list, names = append(list, c), append(names, []string{u.String()})
	}
	for i := range list {
		list[i].Uses = strings.Join(names[i], ", ")
	}
	return list
}

func viewOf(o proviso.Outcome) view { return view{o.Word().String(), words(o)} }
