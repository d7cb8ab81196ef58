package htmlhead_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/proviso-signals/proviso/container/htmlhead"
)

// sample is a page of the corpus in testdata. Each checks one thing and was written
// for this package; the pages are CC0.
type sample struct {
	name, checks string
	page         []byte
	want         string
}

// samples reads the corpus. Too few are a failure, so that a lost folder cannot pass.
func samples(t testing.TB) (list []sample) {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if len(archive.Files) != 2 || archive.Files[0].Name != "page" || archive.Files[1].Name != "found" {
			t.Fatalf("%s: want the sections page and found", file)
		}
		checks, ok := strings.CutPrefix(strings.SplitN(string(archive.Comment), "\n", 2)[0], "checks: ")
		if !ok {
			t.Fatalf("%s does not say what it checks", file)
		}
		list = append(list, sample{
			name: strings.TrimSuffix(filepath.Base(file), ".txtar"), checks: checks,
			page: archive.Files[0].Data, want: string(archive.Files[1].Data),
		})
	}
	if len(list) < 60 {
		t.Fatalf("only %d samples", len(list))
	}
	return list
}

// account lists what was found, one line for each element, in the order of the page.
func account(p *htmlhead.Page, page []byte) string {
	type line struct {
		offset int
		text   string
	}
	var lines []line
	add := func(offset int, kind string, pairs ...any) {
		var b strings.Builder
		b.WriteString(kind)
		for i := 0; i < len(pairs); i += 2 {
			if value := pairs[i+1].([]byte); value != nil {
				fmt.Fprintf(&b, " %s=%q", pairs[i], value)
			}
		}
		lines = append(lines, line{offset, b.String()})
	}
	for _, m := range p.Metas {
		add(m.Offset, "meta", "name", m.Name, "property", m.Property, "http-equiv", m.HTTPEquiv, "content", m.Content)
	}
	for _, l := range p.Links {
		add(l.Offset, "link", "rel", l.Rel, "href", l.Href, "type", l.Type, "title", l.Title)
	}
	for _, s := range p.Scripts {
		add(s.Offset, "script", "type", s.Type, "text", s.Text)
	}
	for _, m := range p.Marks {
		add(m.Offset, "mark "+string(m.Element), "rel", m.Rel, "property", m.Property, "href", m.Href,
			"resource", m.Resource, "content", m.Content, "about", m.About, "text", m.Text)
	}
	var b strings.Builder
	for offset := 0; offset < len(page); offset++ {
		for _, l := range lines {
			if l.offset == offset {
				fmt.Fprintln(&b, l.text)
			}
		}
	}
	if p.Base != nil {
		fmt.Fprintf(&b, "base %q\n", p.Base)
	}
	rest := page[p.HeadEnd:]
	fmt.Fprintf(&b, "head ends before %q\n", rest[:min(len(rest), 12)])
	return b.String()
}

func TestSamples(t *testing.T) {
	for _, s := range samples(t) {
		t.Run(s.name, func(t *testing.T) {
			var p htmlhead.Page
			htmlhead.Scan(&p, s.page)
			if diff := cmp.Diff(s.want, account(&p, s.page)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", s.checks, diff)
			}
			if p.Cut {
				t.Error("cut")
			}
		})
	}
}
