package choose

import (
	"archive/zip"
	"bytes"
	"slices"
	"strings"
	"time"

	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/declare/notice"
	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/publish/page"
)

// siteFolder has the files that can be copied onto the site as they are. What may be there
// already, such as robots.txt, is not among them: nothing is to be written over.
const siteFolder = "site"

// item is a file of the archive.
type item struct {
	name string
	text []byte
}

// archive is everything that was chosen, to take home. The same choice always gives the
// same bytes.
func (f *form) archive() ([]byte, error) {
	m, err := newMade(&f.choice)
	if err != nil {
		return nil, err
	}
	items := []item{
		{declare.FileName, m.toml},
		{"robots-lines.txt", []byte(m.robots)},
		{siteFolder + declare.WellKnown, m.document},
	}
	if m.head != "" {
		items = append(items, item{"html-head-lines.html", []byte(m.head)})
	}
	if m.usage != "" {
		label, snippet := f.header(m.saying)
		name := "header-lines.txt"
		if slices.ContainsFunc(f.host.Headers.Writers, func(w string) bool { return headerFiles[w].name == label }) {
			name = strings.TrimPrefix(strings.ReplaceAll(label, ".", "-"), "-") + "-lines.txt"
		}
		items = append(items, item{name, []byte(snippet)})
	}
	pages, err := pagesOf(m)
	if err != nil {
		return nil, err
	}
	items = append(items, pages...)
	readme := item{"README.txt", f.readme(m, items)}
	return pack(append([]item{readme}, items...))
}

// pagesOf makes the pages for people: as they are published on a site, or without links
// between them where there is none.
func pagesOf(m *made) (items []item, err error) {
	for _, file := range page.Writer.Write(publish.Input{FS: none{}, Entry: "index.html", Saying: m.saying}).Files {
		items = append(items, item{siteFolder + "/" + file.Path, file.New})
	}
	if len(items) > 0 {
		return items, nil
	}
	for _, lang := range notice.Languages() {
		p, err := notice.Declaration(m.declaration, notice.Options{Lang: lang, Document: m.document})
		if err != nil {
			return nil, err
		}
		items = append(items, item{"pages/" + notice.File(lang, notice.FormHTML), p.HTML()})
	}
	return items, nil
}

// pack packs files. They carry no time: nothing tells when somebody chose.
func pack(items []item) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, i := range items {
		w, err := z.CreateHeader(&zip.FileHeader{Name: "proviso/" + i.name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(i.text); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
