// Package survival compares two copies of a picture, the original and what a platform, a
// CDN or a program made of it, and says what became of the statements of preference and
// of the copyright information in it.
//
//	report, err := survival.Compare(question, original, delivered)
//	report.Held()      // nothing that was said is lost or reads looser
//	report.Statements  // each of them, with text and position on both sides
//	report.Cause       // what most likely made the copy, where that is known
//
// It compares what was gathered and gathers nothing. Whether two pictures look the same
// is not judged: their bytes are the same or they are not.
//
// # Decisions
//
//   - A statement survives where a statement of the same carrier, addressed to the same
//     asker, says the same in the copy, wherever it stands there.
//   - What is neither the same nor at least as strict reads looser, use by use.
//   - Of a copy that is a bare file nobody knows what is sent along with it: what an
//     original says in header fields and files of its host is then not compared.
//   - A sidecar never travels with the file beside it, so what it says is lost in a copy
//     that does not have it inside.
//   - Lost is what was not found. In a copy that was gathered in part it may stand in the
//     rest; the report says so, and it counts as lost all the same.
//   - Copyright information is compared and never counts: it is no preference.
package survival

import (
	"fmt"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/answer"
	"github.com/proviso-signals/proviso/carrier"
)

// Schema is the version of the report's JSON form, which docs/survival.md describes.
const Schema = "proviso.survival/1"

// Copy is one copy of a picture, as it was gathered.
type Copy struct {
	Name string // what to call it: a path, or the URL that was asked for
	URL  string // of the asset; empty for a bare file
	// Artifacts are what was gathered of it: the image, and perhaps its robots.txt,
	// sidecars, and documents about it. The image is the first response, request or file.
	// Its body is needed to compare pictures.
	Artifacts []*carrier.Artifact
}

// NoImage is the error of [Compare] for a copy that is no image, or none that is known.
type NoImage struct {
	Name string
	Hint string // one sentence
}

// Error gives name and hint.
func (e *NoImage) Error() string { return e.Name + ": " + e.Hint }

// Fate is what became of something on its way from the original to the copy.
type Fate string

const (
	Kept      Fate = "kept"      // byte for byte; of a use or a right, the same
	Rewritten Fate = "rewritten" // in other bytes; of a statement, with the same meaning
	Stricter  Fate = "stricter"  // it reads stricter
	Looser    Fate = "looser"    // it reads looser, or in part so
	Changed   Fate = "changed"   // it says something else
	Lost      Fate = "lost"
	New       Fate = "new"    // the original does not have it
	Unseen    Fate = "unseen" // it could not be compared
)

// Bad reports whether something that was said is not said any more.
func (f Fate) Bad() bool { return f == Lost || f == Looser }

// Report is what a comparison shows.
type Report struct {
	Original, Delivered Side
	// Identical is set for two files that are the same to the last byte.
	Identical bool
	Picture   Picture
	// Blocks are the kinds of metadata that either file has.
	Blocks []Block
	// Uses has the outcome for each use on both sides, indexed by [proviso.Use].
	Uses [len(proviso.Outcomes{})]Use
	// Statements are those of the original in the order of its answer, then new ones.
	Statements []Statement
	Rights     []Right
	Notices    []Notice
	Cause      *Cause // nil where nothing is known, or nothing needs a cause
	Advice     Advice
}

// Use is what both sides say about one use, to the asker of the question.
type Use struct {
	Original, Delivered proviso.Outcome
	// Saved is what the delivered file says by itself, without what the server sends
	// along with it: what remains once somebody has saved it.
	Saved proviso.Outcome
	Fate  Fate
}

// Compare compares two copies. The question's URL is not used: each copy has its own.
// The error is a [*NoImage].
func Compare(q carrier.Question, original, delivered Copy) (*Report, error) {
	r := &Report{}
	for _, side := range []struct {
		of   Copy
		into *Side
	}{{original, &r.Original}, {delivered, &r.Delivered}} {
		if err := side.into.read(q, side.of); err != nil {
			return nil, err
		}
	}
	r.pictures()
	r.blocks()
	r.uses()
	r.statements()
	r.rights()
	r.notices()
	r.explain()
	return r, nil
}

// Held reports whether everything that the original says still stands: no statement is
// lost or reads looser, and no use does.
func (r *Report) Held() bool {
	for i := range r.Statements {
		if r.Statements[i].Fate.Bad() {
			return false
		}
	}
	for i := range r.Uses {
		if r.Uses[i].Fate.Bad() {
			return false
		}
	}
	return true
}

// Said counts the statements of the original that could be compared.
func (r *Report) Said() int { return len(r.Statements) - r.Count(New, Unseen) }

// Silent reports whether the original says nothing that could be compared.
func (r *Report) Silent() bool { return r.Said() == 0 }

// Count counts the statements with one of the fates.
func (r *Report) Count(fates ...Fate) (n int) {
	for i := range r.Statements {
		for _, f := range fates {
			if r.Statements[i].Fate == f {
				n++
			}
		}
	}
	return n
}

// uses compares what both sides say, use by use.
func (r *Report) uses() {
	said := r.comparable().Rulings.Outcomes()
	now, saved := r.Delivered.Answer.Rulings.Outcomes(), r.Delivered.Alone.Rulings.Outcomes()
	for u := range r.Uses {
		r.Uses[u] = Use{Original: said[u], Delivered: now[u], Saved: saved[u], Fate: fateOf(said[u], now[u])}
	}
}

// comparable is what the original says as far as the copy can say it: of a bare file
// nobody knows what is sent along with it.
func (r *Report) comparable() *answer.Answer {
	if r.Delivered.bare {
		return r.Original.beside
	}
	return r.Original.Answer
}

// fateOf compares two outcomes for one use.
func fateOf(said, now proviso.Outcome) Fate {
	switch {
	case said.Equal(now):
		return Kept
	case said.Word() == proviso.Unstated:
		return New
	case now.Word() == proviso.Unstated:
		return Lost
	case now.AtLeast(said):
		return Stricter
	}
	return Looser
}

// pixels words a size.
func pixels(width, height int) string {
	if width == 0 || height == 0 {
		return ""
	}
	return fmt.Sprintf("%d×%d", width, height)
}
