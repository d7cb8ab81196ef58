package page_test

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/declare/notice"
	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/publish/page"
)

const declared = `version = 1
[party]
name = "Harbour Archive"
role = "custodian"
domain = "harbour.example"
[[collection]]
name = "website"
languages = ["de", "en"]
train-ai = "cc-cr"
`

func saying(t *testing.T) *publish.Saying {
	t.Helper()
	d, problems := declare.Parse([]byte(declared))
	if d == nil {
		t.Fatal(problems)
	}
	s := publish.NewSaying(d)
	s.DocumentURL, s.PageURL, s.Document = s.Origin+declare.WellKnown, s.Origin+"/about/ai/", []byte("{}")
	return s
}

func TestPages(t *testing.T) {
	out := page.Writer.Write(publish.Input{FS: fstest.MapFS{}, Entry: page.Writer.Find(nil), Saying: saying(t)})
	if len(out.Problems) > 0 || len(out.Files) != len(notice.Languages()) {
		t.Fatalf("%d files, %v", len(out.Files), out.Problems)
	}
	site := fstest.MapFS{}
	for _, f := range out.Files {
		if f.Old != nil {
			t.Errorf("%s was there", f.Path)
		}
		site[f.Path] = &fstest.MapFile{Data: f.New}
	}
	index := site["about/ai/index.html"]
	if index == nil || !bytes.Contains(index.Data, []byte(`lang="de"`)) || !bytes.Contains(index.Data, []byte("Harbour Archive")) {
		t.Fatal("the main page is not in the main language")
	}
	for _, link := range []string{`href="/about/ai/"`, `href="/about/ai/ar.html"`} {
		if !bytes.Contains(site["about/ai/en.html"].Data, []byte(link)) {
			t.Errorf("there is no %s", link)
		}
	}
	again := page.Writer.Write(publish.Input{FS: site, Entry: "about/ai/index.html", Saying: saying(t)})
	for _, f := range again.Files {
		if !bytes.Equal(f.Old, f.New) {
			t.Errorf("%s differs the second time", f.Path)
		}
	}
	gone := page.Writer.Write(publish.Input{FS: site, Entry: "about/ai/ja.html", Saying: &publish.Saying{}})
	if len(gone.Files) != 1 || gone.Files[0].New != nil {
		t.Errorf("%+v", gone.Files)
	}
}

// TestForeignPage: a page of somebody else's is not written over, nor removed.
func TestForeignPage(t *testing.T) {
	site := fstest.MapFS{"about/ai/index.html": {Data: []byte("<p>mine</p>\n")}}
	out := page.Writer.Write(publish.Input{FS: site, Entry: page.Writer.Find(site), Saying: saying(t)})
	if len(out.Problems) != 1 || out.Problems[0].Code != page.CodeForeign || !strings.Contains(out.Problems[0].Where.Source, "index.html") {
		t.Errorf("%v", out.Problems)
	}
	for _, f := range out.Files {
		if f.Path == "about/ai/index.html" {
			t.Error("it is written over")
		}
	}
	if out := page.Writer.Write(publish.Input{FS: site, Entry: "about/ai/index.html", Saying: &publish.Saying{}}); len(out.Files) != 0 {
		t.Error("it is removed")
	}
}

// TestWithoutADomain there is nothing to link to.
func TestWithoutADomain(t *testing.T) {
	s := saying(t)
	s.Origin, s.PageURL = "", ""
	if out := page.Writer.Write(publish.Input{FS: fstest.MapFS{}, Entry: page.Writer.Find(nil), Saying: s}); len(out.Files) != 0 {
		t.Errorf("%d files", len(out.Files))
	}
}
