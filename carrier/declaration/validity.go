package declaration

import (
	"time"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/internal/jsontree"
)

// validity reads from when until when the declaration holds, and notes whether it did when
// the document was seen. Where nobody knows when that was, it is taken to hold.
//
// A declaration out of its time still states what it states, since to drop it would turn
// a refusal into silence; but it explains nothing, since an owner who let it end no longer
// stands behind its conditions.
func (d *document) validity(node *jsontree.Node) {
	if node == nil {
		return
	}
	from, ok1 := d.instant(node.Get("from"))
	until, ok2 := d.instant(node.Get("until"))
	if node.Kind != jsontree.Object || !ok1 || !ok2 {
		d.fault(node.Offset, "validity is from and until, each an RFC 3339 time")
		return
	}
	seen := d.artifact.Observed
	switch {
	case seen.IsZero():
	case seen.Before(from):
		d.outdated = "the declaration does not hold yet: it begins on " + from.UTC().Format(time.DateOnly)
	case !until.IsZero() && !seen.Before(until):
		d.outdated = "the declaration holds no more: it ended on " + until.UTC().Format(time.DateOnly)
	}
	if d.outdated != "" {
		d.problem(CodeOutdated, proviso.Warning, node.Offset, d.outdated+"; what it states still counts, and it explains nothing")
	}
}

// instant reads a time; one that is not given is zero.
func (d *document) instant(node *jsontree.Node) (time.Time, bool) {
	if node == nil {
		return time.Time{}, true
	}
	text, ok := node.Str()
	if !ok {
		return time.Time{}, false
	}
	at, err := time.Parse(time.RFC3339Nano, text)
	return at, err == nil
}
