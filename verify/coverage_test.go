package verify_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/verify"
)

// looked lists the paths of the places of a kind.
func looked(r *verify.Report, kind verify.Kind) (list []string) {
	for _, p := range r.Places {
		if p.Kind == kind {
			list = append(list, strings.TrimPrefix(p.URL, strings.TrimSuffix(r.URL, "/")))
		}
	}
	slices.Sort(list)
	return list
}

// TestCoverage: where a page and an image of each collection are found.
func TestCoverage(t *testing.T) {
	for _, tt := range []struct {
		name          string
		change        func(s *site, opt *verify.Options)
		pages, images string
		missing       string
		told          string
	}{
		{"links", func(*site, *verify.Options) {}, "/ /loans/vase.html /photos/tide.html", "/loans/vase.png /logo.png /photos/tide.png", "/proviso-verify-of-a-missing-page", ""},
		{"paths", func(s *site, _ *verify.Options) {
			s.files["/"] = "<!DOCTYPE html>"
			s.files["/photos/"], s.files["/loans/"] = s.files["/photos/tide.html"], s.files["/loans/vase.html"]
		}, "/ /loans/ /photos/", "/loans/vase.png /photos/tide.png", "/proviso-verify-of-a-missing-page", ""},
		{"sitemap", func(s *site, _ *verify.Options) {
			s.files["/"] = "<!DOCTYPE html>"
			s.files["/sitemap.xml"] = `<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://museum.example/all.xml</loc></sitemap></sitemapindex>`
			s.files["/all.xml"] = `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:i="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> https://museum.example/photos/tide.html </loc></url><url><loc>https://elsewhere.example/loans/x</loc></url>
<url><loc>https://museum.example/loans/none</loc><i:image><i:loc>https://museum.example/loans/vase.png</i:loc></i:image></url></urlset>`
		}, "/ /photos/tide.html", "/loans/vase.png /photos/tide.png", "/proviso-verify-of-a-missing-page", ""},
		{"named", func(s *site, opt *verify.Options) {
			s.files["/"] = "<!DOCTYPE html>"
			opt.Pages = []string{"/photos/tide.html", "https://museum.example/loans/vase.png", "/gone"}
		}, "/ /photos/tide.html", "/loans/vase.png /photos/tide.png", "/proviso-verify-of-a-missing-page", "warn place /gone"},
		{"nothing but what is not there", func(s *site, _ *verify.Options) { s.files["/"] = "<!DOCTYPE html>" },
			"/", "", "/loans/ /photos/ /proviso-verify-of-a-missing-page", "note not-covered loans; note not-covered photographs"},
		{"an image that is none", func(s *site, _ *verify.Options) {
			s.types["/logo.png"], s.files["/logo.png"] = "text/html", "<!DOCTYPE html>"
		},
			"/ /loans/vase.html /photos/tide.html", "/loans/vase.png /photos/tide.png", "/proviso-verify-of-a-missing-page", "warn place /logo.png"},
		{"an image that is not there", func(s *site, _ *verify.Options) { s.files["/logo.png"] = "" },
			"/ /loans/vase.html /photos/tide.html", "/loans/vase.png /photos/tide.png", "/proviso-verify-of-a-missing-page", "warn place /logo.png"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newSite(t)
			opt := s.options(t)
			tt.change(s, &opt)
			r := run(t, s, opt)
			for kind, want := range map[verify.Kind]string{verify.Page: tt.pages, verify.Image: tt.images, verify.Missing: tt.missing} {
				if got := strings.Join(looked(r, kind), " "); got != want {
					t.Errorf("%s: %q, want %q", kind, got, want)
				}
			}
			var told []string
			for _, c := range r.Checks {
				if c.Verdict == verify.NotLookedAt && c.Severity > verify.Pass && (c.Rule == verify.RulePlace || c.Rule == verify.RuleCoverage) {
					told = append(told, c.Severity.String()+" "+c.ID)
				}
			}
			slices.Sort(told)
			if got := strings.Join(told, "; "); got != tt.told {
				t.Errorf("told %q, want %q", got, tt.told)
			}
		})
	}
}

// TestMaxPlaces is the hostile test of MaxPlaces and MaxTries: more collections than are
// looked at, and links that lead nowhere.
func TestMaxPlaces(t *testing.T) {
	s := newSite(t)
	var b, page strings.Builder
	b.WriteString("version = 1\n[party]\nname = \"Example Museum\"\nrole = \"custodian\"\ndomain = \"museum.example\"\n")
	page.WriteString("<!DOCTYPE html>")
	const many = verify.MaxPlaces + 20
	for i := range many {
		fmt.Fprintf(&b, "[[collection]]\nname = \"%d\"\npaths = [\"/c%d/\"]\nsearch = \"allow\"\n", i, i)
		s.files[fmt.Sprintf("/c%d/", i)] = "<!DOCTYPE html>"
		for j := range 10 {
			fmt.Fprintf(&page, `<a href="/c%d/gone%d">`, i, j)
		}
	}
	s.text, s.files["/"] = b.String(), page.String()
	s.declared = parse(t, s.text)
	s.header = func(path string, _ int) string { return expressionAt(s.declared, path) }
	s.publish(t, parse(t, museum))
	r := run(t, s, s.options(t))
	if len(r.Places) > verify.MaxPlaces || r.Exit() == verify.ExitDeclared {
		t.Errorf("%d places, exit %d", len(r.Places), r.Exit())
	}
	requests := 0
	for _, n := range s.hits {
		requests += n
	}
	if most := (verify.MaxTries*2+2)*many + 50; requests > most {
		t.Errorf("%d requests, more than %d", requests, most)
	}
}
