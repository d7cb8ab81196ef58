package htmlhead_test

import (
	"bytes"
	"slices"
	"testing"

	"github.com/proviso-signals/proviso/container/htmlhead"
)

// used is read into again and again.
var used htmlhead.Page

// holds checks what is true of any page.
func holds(t *testing.T, page []byte) {
	t.Helper()
	before := bytes.Clone(page)
	var p htmlhead.Page
	htmlhead.Scan(&p, page)
	if !bytes.Equal(page, before) {
		t.Fatal("the page was written to")
	}
	first := dump(&p)

	htmlhead.Scan(&p, page)
	if again := dump(&p); again != first {
		t.Errorf("%q: read twice\n%s\n%s", page, first, again)
	}
	htmlhead.Scan(&used, page)
	if again := dump(&used); again != first {
		t.Errorf("%q: fresh and used Page\n%s\n%s", page, first, again)
	}
	htmlhead.ScanAll(&used, page)
	if all := dump(&used); all != first {
		t.Errorf("%q: with and without the search\n%s\n%s", page, first, all)
	}

	if p.HeadEnd < 0 || p.HeadEnd > len(page) {
		t.Errorf("%q: the head ends at %d", page, p.HeadEnd)
	}
	begins := func(what string, offset int, head bool) {
		if offset < 0 || offset >= len(page) || page[offset] != '<' || head && offset >= p.HeadEnd {
			t.Errorf("%q: %s at %d", page, what, offset)
		}
	}
	for _, m := range p.Metas {
		begins("meta", m.Offset, true)
	}
	for _, m := range p.Late {
		begins("late meta", m.Offset, false)
		if m.Offset < p.HeadEnd {
			t.Errorf("%q: a late meta at %d in the head", page, m.Offset)
		}
	}
	for _, l := range p.Links {
		begins("link", l.Offset, true)
		if l.Href == nil {
			t.Errorf("%q: a link without address", page)
		}
	}
	for _, s := range p.Scripts {
		begins("script", s.Offset, false)
		if end := s.TextOffset + len(s.Text); s.TextOffset <= s.Offset || end > len(page) || !bytes.Equal(page[s.TextOffset:end], s.Text) {
			t.Errorf("%q: the text of a script at %d", page, s.TextOffset)
		}
	}
	for _, m := range p.Marks {
		begins("mark", m.Offset, false)
		if len(m.Element) == 0 || m.Rel == nil && m.Property == nil && m.Href == nil && m.Resource == nil {
			t.Errorf("%q: a mark that is none: %+v", page, m)
		}
	}
	if !slices.IsSortedFunc(p.Marks, func(a, b htmlhead.Mark) int { return a.Offset - b.Offset }) {
		t.Errorf("%q: marks are not in the order of the page", page)
	}
}

func FuzzScan(f *testing.F) {
	for _, s := range samples(f) {
		f.Add(s.page)
	}
	f.Add(page(1, 2<<10, 1<<10))
	f.Fuzz(func(t *testing.T, page []byte) {
		holds(t, page)
		if len(page) <= 200 {
			holds(t, assemble(fragments, page))
			holds(t, append([]byte("<body>"), assemble(tracesOfRights, page)...))
		}
	})
}
