package report

import (
	"bytes"
	"io"

	"github.com/proviso-signals/proviso/stamp"
)

// MaxListed is how many files of each status a page lists. Browsers are slow with more,
// and the page says how many it leaves out.
const MaxListed = 2000

// group is a part of the page, with statuses in the order of listing.
type group struct {
	ID, Title string
	Statuses  []stamp.Status
	Folded    bool
}

var groups = []group{
	{"attention", "Needs attention", attention, false},
	{"done", "Done", []stamp.Status{stamp.Stamped, stamp.Restored}, false},
	{"left", "Left as they were", []stamp.Status{stamp.Unchanged, stamp.Skipped}, true},
}

// extent is where a row stands in the file of rows.
type extent struct{ offset, length int64 }

// htmlForm writes one page that needs nothing else. Rows come in the order of names and
// are listed by status, so it remembers where they are: at most [MaxListed] a status.
type htmlForm struct {
	buf    bytes.Buffer
	size   int64
	listed map[stamp.Status][]extent
}

func newHTML() *htmlForm { return &htmlForm{listed: map[stamp.Status][]extent{}} }

func (f *htmlForm) row(r *row) ([]byte, error) {
	if len(f.listed[r.Status]) == MaxListed {
		return nil, nil
	}
	f.buf.Reset()
	if err := page.ExecuteTemplate(&f.buf, "row", entryOf(r)); err != nil {
		return nil, err
	}
	n := int64(f.buf.Len())
	f.listed[r.Status] = append(f.listed[r.Status], extent{f.size, n})
	f.size += n
	return f.buf.Bytes(), nil
}

func (f *htmlForm) write(w io.Writer, s *summary, rows *rows) error {
	if err := page.ExecuteTemplate(w, "head", headerOf(s)); err != nil {
		return err
	}
	for _, g := range groups {
		total := 0
		for _, status := range g.Statuses {
			total += s.Totals.Status[status]
		}
		if total == 0 {
			continue
		}
		if err := f.group(w, s, g, total, rows); err != nil {
			return err
		}
	}
	return page.ExecuteTemplate(w, "foot", s.Tool)
}

func (f *htmlForm) group(w io.Writer, s *summary, g group, total int, rows *rows) error {
	err := page.ExecuteTemplate(w, "group", struct {
		group
		Files int
	}{g, total})
	if err != nil {
		return err
	}
	for _, status := range g.Statuses {
		if s.Totals.Status[status] == 0 {
			continue
		}
		if err := f.section(w, s, status, rows); err != nil {
			return err
		}
	}
	return page.ExecuteTemplate(w, "groupend", g)
}

// section lists the files of one status.
func (f *htmlForm) section(w io.Writer, s *summary, status stamp.Status, rows *rows) error {
	files, listed := s.Totals.Status[status], f.listed[status]
	err := page.ExecuteTemplate(w, "section", struct {
		Status        stamp.Status
		Words         string
		Files, Listed int
	}{status, plain(status, s.DryRun), files, len(listed)})
	if err != nil {
		return err
	}
	for _, e := range listed {
		if _, err := io.Copy(w, rows.part(e.offset, e.length)); err != nil {
			return err
		}
	}
	return page.ExecuteTemplate(w, "sectionend", struct{ Listed, Left int }{len(listed), files - len(listed)})
}
