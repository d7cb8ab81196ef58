package stamp_test

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/stamp"
)

// least is the share of the sound files of a format that must be written, in percent.
const least = 95

// accepted are the reasons for which a sound file may be left as it is, and why that is
// right. Files left for other reasons count against the share.
var accepted = map[string]string{
	stamp.CodeSigned:   "an edit would break its signature; it can have a sidecar",
	stamp.CodeStricter: "it says something stricter, which is not written over without being asked",
	stamp.CodePackets:  "one of two packets that differ would go, which is not done without being asked",
	stamp.CodeForeign:  "its owner has said something else",
	"jxl-jpeg":         "the JPEG that it was made of could not be given back",
}

// row are the totals of a format.
type row struct {
	files, sound, written, damaged, doubted int
	accepted                                int // of the sound ones
	unknown                                 bool
	codes                                   map[string]int // of the sound ones
	unsound                                 map[string]int // of the others
}

// totals tells what became of the files of each format, and fails where too few of the
// sound ones were written.
func (o *oracle) totals(t *testing.T) {
	rows := map[string]*row{}
	for _, f := range o.files {
		format := cmp.Or(f.Format, "none")
		if rows[format] == nil {
			rows[format] = &row{codes: map[string]int{}, unsound: map[string]int{}}
		}
		rows[format].count(f)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%-6s %6s %6s %8s %8s %8s  %s\n", "format", "files", "sound", "written", "damaged", "doubted", "sound and not written; not sound and not written")
	for _, format := range slices.Sorted(maps.Keys(rows)) {
		r := rows[format]
		fmt.Fprintf(&b, "%-6s %6d %6d %8d %8d %8d  %s; %s\n", format, r.files, r.sound, r.written, r.damaged, r.doubted, counts(r.codes), counts(r.unsound))
		if of := r.sound - r.accepted; !r.unknown && of > 0 && r.written*100 < of*least {
			t.Errorf("%s: only %d of %d sound files were written: %s", format, r.written, of, counts(r.codes))
		}
	}
	t.Log("\n" + b.String())
}

func (r *row) count(f *judged) {
	r.files++
	r.unknown = r.unknown || f.unknown
	if f.damaged {
		r.damaged++
	}
	if f.doubted {
		r.doubted++
	}
	own := f.Status == stamp.Stamped && f.Target == ""
	if f.sound {
		r.sound++
	}
	switch {
	case own && f.sound:
		r.written++
	case own:
		r.unsound["written"]++
	case f.sound:
		r.codes[reason(f)]++
		if accepted[reason(f)] != "" {
			r.accepted++
		}
	default:
		r.unsound[reason(f)]++
	}
}

// reason is the code for which a file was not written, or its status.
func reason(f *judged) string { return cmp.Or(f.Code, string(f.Status)) }

func counts(m map[string]int) string {
	var list []string
	for _, name := range slices.Sorted(maps.Keys(m)) {
		list = append(list, fmt.Sprintf("%s %d", name, m[name]))
	}
	return cmp.Or(strings.Join(list, ", "), "none")
}
