package htmlhead_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/licence"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/publish/htmlhead"
)

func museum() *publish.Saying {
	return saying(&declare.Declaration{
		Party: declare.Party{Name: "Example Museum", Role: declare.Author, Domain: "museum.example"},
		Collections: []declare.Collection{{
			Name: "website", Licence: "https://creativecommons.org/licenses/by/4.0/", Credit: "Musée <b>",
			Outcomes: proviso.Outcomes{proviso.TrainAI: proviso.Denied()},
		}},
	})
}

const page = "<!doctype html>\n<html>\n  <head>\n    <title>Museum</title>\n  </head>\n  <body>Museum</body>\n</html>\n"

// TestWrite: what a page gets, and what readers find there.
func TestWrite(t *testing.T) {
	s := site{"index.html": []byte(page), "license.xml": []byte("<!-- BEGIN proviso -->\n<rsl/>\n<!-- END proviso -->")}
	new, out := s.publish(t, museum())
	const want = `<!doctype html>
<html>
  <head>
    <title>Museum</title>
  <!-- BEGIN proviso: made from proviso.toml, edits here are overwritten -->
  <link rel="describedby" type="application/vnd.proviso.declaration+json" href="https://museum.example/.well-known/proviso.json">
  <link rel="license" type="application/rsl+xml" href="https://museum.example/license.xml">
  <link rel="license" href="https://creativecommons.org/licenses/by/4.0/">
  <meta name="robots" content="noai, noimageai">
  <script type="application/ld+json">{"@context":"https://schema.org/","@type":"WebPage","license":"https://creativecommons.org/licenses/by/4.0/","usageInfo":"https://museum.example/machine-use/","creditText":"Mus\u00e9e \u003cb\u003e","creator":{"name":"Example Museum"}}</script>
  <!-- END proviso -->
  </head>
  <body>Museum</body>
</html>
`
	if diff := cmp.Diff(want, string(new["index.html"])); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if len(out.Problems) > 0 || len(out.Steps) != 1 {
		t.Errorf("%+v, steps %v", out.Problems, out.Steps)
	}
	a := []*carrier.Artifact{{Kind: carrier.Response, Source: origin + "/", Status: 200, MediaType: "text/html", Body: new["index.html"]}}
	reading := licence.Carrier.Read(a, &carrier.Question{URL: origin + "/"})
	found := map[proviso.RightsKind]string{}
	for _, r := range reading.Rights {
		found[r.Kind] = r.Value
	}
	if diff := cmp.Diff(map[proviso.RightsKind]string{
		proviso.Licence: "https://creativecommons.org/licenses/by/4.0/", proviso.UsageInfo: origin + "/machine-use/", proviso.CreditText: "Musée <b>",
	}, found); diff != "" || len(reading.Problems) > 0 {
		t.Errorf("(-want +got):\n%s%+v", diff, reading.Problems)
	}
}

// TestLeft: pages that stay as they are, or keep what they say, and what is told.
func TestLeft(t *testing.T) {
	for name, tt := range map[string]struct {
		old, code string
		changed   bool
	}{
		"a piece":              {"<p>text</p>", htmlhead.CodeNoHead, false},
		"an empty file":        {"", htmlhead.CodeNoHead, false},
		"UTF-16":               {"\xFF\xFE<\x00h\x00", publish.CodeEncoding, false},
		"a damaged mark":       {"<head><!-- BEGIN proviso --></head>", publish.CodeBlock, false},
		"two blocks":           {"<head><!-- BEGIN proviso --><!-- END proviso --><!-- BEGIN proviso --><!-- END proviso --></head>", publish.CodeBlock, false},
		"no place":             {"<!doctype html><head><script>", htmlhead.CodePlace, false},
		"too large":            {"<head>" + strings.Repeat(" ", publish.MaxFile), publish.CodeTooLarge, false},
		"a licence of its own": {`<head><link rel="license" href="https://creativecommons.org/licenses/by-nc/4.0/"></head>`, publish.CodeForeign, true},
		"a reservation":        {`<head><meta name="tdm-reservation" content="0"></head>`, publish.CodeForeign, true},
	} {
		old := site{"index.html": []byte(tt.old)}
		new, out := old.publish(t, museum())
		if new.equal(old) == tt.changed || len(out.Problems) != 1 || out.Problems[0].Code != tt.code || out.Problems[0].Where.Source != "index.html" {
			t.Errorf("%s: %q, %+v", name, new, out.Problems)
		}
		if strings.Count(string(new["index.html"]), "rel=\"license\"") > 1 {
			t.Errorf("%s: two licences in %s", name, new["index.html"])
		}
	}
}

// TestTooMany: beyond the limit, pages stay as they are, and that is told.
func TestTooMany(t *testing.T) {
	fsys, file := fstest.MapFS{}, &fstest.MapFile{Data: []byte("<!doctype html><head></head>")}
	for i := range htmlhead.MaxPages + 5 {
		fsys[fmt.Sprintf("p%06d.html", i)] = file
	}
	out := htmlhead.Writer.Write(publish.Input{FS: fsys, Entry: "p000000.html", Saying: museum()})
	if len(out.Files) != htmlhead.MaxPages || len(out.Problems) != 1 || out.Problems[0].Code != htmlhead.CodeTooMany {
		t.Errorf("%d files, %+v", len(out.Files), out.Problems)
	}
}

// TestFind: pages in folders that are served, and in no others.
func TestFind(t *testing.T) {
	file := &fstest.MapFile{}
	for want, fsys := range map[string]fstest.MapFS{
		"index.html": {"index.html": file, "a.html": file},
		"b/c.HTM":    {".git/a.html": file, "node_modules/a.html": file, "a.txt": file, "b/c.HTM": file},
		"":           {"robots.txt": file},
	} {
		if got := htmlhead.Writer.Find(fsys); got != want {
			t.Errorf("found %q, want %q", got, want)
		}
	}
}

func TestCodes(t *testing.T) {
	for _, c := range htmlhead.Codes() {
		if !strings.HasPrefix(c.Code, "htmlhead-") || c.Meaning == "" {
			t.Errorf("%+v", c)
		}
	}
}
