package hosts

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// wanted are the hosts and generators that must have a profile.
var wanted = map[string]string{
	"host":      "github-pages gitlab-pages netlify cloudflare-pages vercel s3-cloudfront s3-website nginx apache caddy shared-htaccess wordpress wordpress-com squarespace format smugmug flickr wix pixieset zenfolio photoshelter shopify ghost iiif internet-archive",
	"generator": "hugo eleventy jekyll astro next gatsby mkdocs docusaurus zola pelican vitepress wordpress html",
}

// TestProfiles: every profile has a date that is not in the future, a source, answers with
// words and a next best.
func TestProfiles(t *testing.T) {
	if _, err := load(hostsTOML, generatorsTOML); err != nil {
		t.Fatal(err)
	}
	for name := range strings.FieldsSeq(wanted["host"]) {
		p, ok := ByName(name)
		if !ok {
			t.Errorf("no profile %s", name)
			continue
		}
		checked, err := time.Parse(time.DateOnly, p.Checked)
		if err != nil || checked.Before(time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)) {
			t.Errorf("%s was checked on %q", name, p.Checked)
		}
		if len(p.Sources) == 0 || p.NextBest == "" {
			t.Errorf("%s has no source or no next best", name)
		}
		for _, a := range p.answers() {
			if a.Can == Unknown && a.Confidence == Read {
				t.Errorf("%s: not known, and read: %+v", name, a)
			}
			if len(a.Writers) > 0 && (a.Can == No || a != &p.Headers) {
				t.Errorf("%s: a writer for %+v", name, a)
			}
		}
		if (p.Headers.Can == Yes || p.Headers.Can == Part) && len(p.Headers.Writers) == 0 {
			t.Errorf("%s: headers can be set, and nothing sets them", name)
		}
	}
	if n := len(All()); n != len(strings.Fields(wanted["host"])) {
		t.Errorf("%d profiles", n)
	}
	if _, ok := ByName("nowhere"); ok {
		t.Error("nowhere has a profile")
	}
	var names []string
	for _, g := range Generators() {
		names = append(names, g.Name)
	}
	if got := strings.Join(names, " "); got != wanted["generator"] {
		t.Errorf("generators %s", got)
	}
}

// TestLoadIsStrict: what is odd in the tables is found.
func TestLoadIsStrict(t *testing.T) {
	for change, want := range map[string]string{
		`title = "Netlify"|titel = "Netlify"`:                "unknown keys",
		`name = "netlify"|name = "vercel"`:                   "twice",
		`name = "netlify"|name = "Netlify!"`:                 "kebab",
		`checked = "2026-11-24"|checked = "last week"`:       "no date",
		`next-best = "put CloudFront|note = "put CloudFront`: "next-best",
		`robots = { can = "toggle"|robots = { can = "maybe"`: "no answer",
		`confidence = "second-hand"|confidence = "sure"`:     "no answer",
		`url = "https://nginx.org|url = "nginx.org`:          "no source",
		`file = "nginx.conf"|file = "/nginx.conf"`:           "no file",
		`says = "system-defined and user-defined metadata", confidence = "read"|says = "x", confidence = "second-hand"`: "was read",
		`[[host]]|[[host`: "hosts:",
	} {
		from, to, _ := strings.Cut(change, "|")
		text := strings.Replace(string(hostsTOML), from, to, 1)
		if text == string(hostsTOML) {
			t.Errorf("%s: nothing changes", change)
		}
		if _, err := load([]byte(text), generatorsTOML); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", change, err)
		}
	}
	for change, want := range map[string]string{
		`copied = []|copied = []` + "\nx = 1":                           "unknown keys",
		`output = "public"|output = ""`:                                 "output",
		`does = "strips"|does = "eats"`:                                 "no answer",
		`signs = [{ file = "pelicanconf.py", sure = true }]|signs = []`: "nothing tells",
		`sources = [{ url = "https://vitepress.dev/guide/asset-handling", says = "public/", confidence = "not-verified" }]|sources = []`: "no source",
	} {
		from, to, _ := strings.Cut(change, "|")
		text := strings.Replace(string(generatorsTOML), from, to, 1)
		if _, err := load(hostsTOML, []byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", change, err)
		}
	}
	if _, err := load(nil, nil); err == nil {
		t.Error("empty tables are taken")
	}
}

func folder(files ...string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for _, f := range files {
		name, text, _ := strings.Cut(f, "=")
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

func TestDetect(t *testing.T) {
	for _, c := range []struct {
		files        string
		domain       string
		want, reason string
		sure         bool
	}{
		{"netlify.toml", "", "netlify", "netlify.toml is there", true},
		{"netlify.toml _headers", "museum.example", "netlify", "netlify.toml is there", true},
		{"wrangler.jsonc public/_headers", "", "cloudflare-pages", "wrangler.jsonc is there", true},
		{"_headers", "", "netlify", "_headers is there", false},
		{"vercel.json", "", "vercel", "vercel.json is there", true},
		{"CNAME .github/workflows/pages.yml=uses:actions/deploy-pages@v4", "", "github-pages", ".github/workflows/pages.yml speaks of actions/deploy-pages", true},
		{"CNAME .github/workflows/test.yml=go", "", "github-pages", "CNAME is there", false},
		{"index.html", "Museum.GitHub.io.", "github-pages", "the site is below github.io", true},
		{".gitlab-ci.yml=pages:", "", "gitlab-pages", ".gitlab-ci.yml speaks of pages:", true},
		{".htaccess", "", "shared-htaccess", ".htaccess is there", false},
		{".htaccess wp-config.php", "", "wordpress", "wp-config.php is there", true},
		{"Caddyfile", "", "caddy", "Caddyfile is there", true},
		{"nginx.conf", "", "nginx", "nginx.conf is there", true},
		{"main.tf=resource\"aws_cloudfront_distribution\"", "", "s3-cloudfront", "main.tf speaks of aws_cloudfront_distribution", false},
		{"index.html", "museum.squarespace.com", "squarespace", "the site is below squarespace.com", true},
		{"index.html", "notsquarespace.com", "", "", false},
		{"index.html", "", "", "", false},
	} {
		got := Detect(folder(strings.Fields(c.files)...), c.domain)
		switch {
		case c.want == "" && len(got) > 0:
			t.Errorf("%s: %s, as %s", c.files, got[0].Profile.Name, got[0].Reason)
		case c.want != "" && (len(got) == 0 || got[0].Profile.Name != c.want || got[0].Reason != c.reason || got[0].Sure != c.sure):
			t.Errorf("%s: %+v", c.files, got)
		}
	}
}

// TestDetectIsBounded: neither a large file nor many of them are read through.
func TestDetectIsBounded(t *testing.T) {
	if got := Detect(folder(".gitlab-ci.yml="+strings.Repeat("#", MaxRead)+"pages:"), ""); len(got) > 0 {
		t.Errorf("read on to %v", got[0].Reason)
	}
	many := fstest.MapFS{".github/workflows/zz.yml": {Data: []byte("actions/deploy-pages")}}
	for i := range MaxFiles {
		many[".github/workflows/"+strings.Repeat("a", i+1)+".yml"] = &fstest.MapFile{}
	}
	if got := Detect(many, ""); len(got) > 0 {
		t.Errorf("read on to %v", got[0].Reason)
	}
	if got := Detect(fstest.MapFS{".gitlab-ci.yml/x": {}}, ""); len(got) > 0 {
		t.Errorf("a folder is %v", got[0].Reason)
	}
}

func TestDetectGenerator(t *testing.T) {
	for _, c := range []struct{ files, want, folder, output string }{
		{"hugo.toml content/a.md static/robots.txt", "hugo", "static", "public"},
		{"config.toml=baseURL index.html", "hugo", "static", "public"},
		{"config.toml=base_url=", "zola", "static", "public"},
		{"eleventy.config.js index.html", "eleventy", "", "_site"},
		{"_config.yml index.html", "jekyll", ".", "_site"},
		{"astro.config.mjs public/x", "astro", "public", "dist"},
		{"next.config.ts", "next", "public", "out"},
		{"gatsby-config.js", "gatsby", "static", "public"},
		{"mkdocs.yml", "mkdocs", "docs", "site"},
		{"docusaurus.config.ts", "docusaurus", "static", "build"},
		{"pelicanconf.py", "pelican", "", "output"},
		{".vitepress/config.mts public/x", "vitepress", "public", ".vitepress/dist"},
		{"docs/.vitepress/config.ts", "vitepress", "docs/public", ".vitepress/dist"},
		{"wp-config.php index.html", "wordpress", ".", "."},
		{"index.html", "html", ".", "."},
	} {
		fsys := folder(strings.Fields(c.files)...)
		g, reason, ok := DetectGenerator(fsys)
		folder, _ := g.CopiedIn(fsys)
		if !ok || g.Name != c.want || folder != c.folder || g.Output != c.output || reason == "" {
			t.Errorf("%s: %s, %s, %s as %q", c.files, g.Name, folder, g.Output, reason)
		}
	}
	if g, _, ok := DetectGenerator(fstest.MapFS{}); ok {
		t.Errorf("nothing is %s", g.Name)
	}
}

// TestTables: each host and generator has a row with as many cells as the head.
func TestTables(t *testing.T) {
	for name, table := range map[string]string{"hosts": Table(), "generators": GeneratorTable()} {
		rows, cells := 0, 0
		for line := range strings.SplitSeq(table, "\n") {
			if !strings.HasPrefix(line, "|") {
				continue
			}
			n := strings.Count(strings.ReplaceAll(line, `\|`, ""), "|")
			if cells == 0 {
				cells = n
			}
			if n != cells || strings.Contains(line, "|  |  |") {
				t.Errorf("%s: %d cells in %s", name, n, line)
			}
			rows++
		}
		if want := map[string]int{"hosts": len(All()) + 2, "generators": len(Generators()) + 2}[name]; rows != want {
			t.Errorf("%s: %d rows", name, rows)
		}
	}
	details := Details()
	for _, p := range All() {
		if !strings.Contains(details, "### "+p.Title+"\n") || !strings.Contains(details, p.Sources[0].URL) {
			t.Errorf("no details of %s", p.Name)
		}
	}
}
