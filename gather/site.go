package gather

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
)

// Site is what of a website shows whether its statements hold together: places that
// nobody looks at together. What could not be gathered is nil, with a note on Page.
type Site struct {
	// Page is the page that was asked for, with the documents that speak about it.
	Page *Asset
	// Image is the largest image that the page embeds, with the robots.txt of its own
	// host; nil where the page embeds none.
	Image *Asset
	// Missing is a page that does not exist: what a server says there shows whether
	// it says it everywhere.
	Missing *Asset
	// Variants are the same page at the other spellings of its origin: http and https,
	// with and without "www.". Those that do not answer are left out.
	Variants []*Asset
	// Same lists the spellings that redirect to the page itself.
	Same []string
}

// missingPath is a path that no site has, and that says why it was asked for.
const missingPath = "/proviso-check-of-a-missing-page"

// Site gathers a page and what shows whether its site speaks with one voice: an
// embedded image, a missing page, the other spellings of the origin, and the
// documents about each. Every request is a polite one, so a site takes some seconds;
// step, if not nil, is told what is asked for next.
//
// The error is that of the page itself, as of [Fetcher.Fetch]; the rest is gathered
// only if the page came.
func (f *Fetcher) Site(ctx context.Context, rawURL string, seek func(url string, artifacts []*carrier.Artifact) []carrier.Reference, step func(what string)) (*Site, error) {
	if step == nil {
		step = func(string) {}
	}
	s := siteVisit{f: f, ctx: ctx, seek: seek, step: step}
	return s.gather(rawURL)
}

type siteVisit struct {
	f    *Fetcher
	ctx  context.Context
	seek func(string, []*carrier.Artifact) []carrier.Reference
	step func(string)
	site Site
}

func (s *siteVisit) gather(rawURL string) (*Site, error) {
	s.step("the page")
	page, err := s.f.Fetch(s.ctx, rawURL)
	s.site.Page = page
	if err != nil {
		return &s.site, err
	}
	s.step("documents about it")
	if err := s.complete(page); err != nil {
		return &s.site, err
	}
	if !responseOf(page).Succeeded() {
		return &s.site, nil // an error page is not the site
	}
	// The rest is to show more, and may not take much longer.
	whole := s.ctx
	rest, cancel := context.WithTimeout(whole, SiteTimeout)
	defer cancel()
	s.ctx = rest
	if image := LargestImage(responseOf(page), page.URL); image != "" {
		s.step("an image it shows")
		s.image(image)
	}
	s.step("a page that is missing")
	if origin := carrier.Origin(page.URL); origin != "" {
		s.site.Missing = s.part(origin + missingPath)
	}
	s.step("other spellings of its address")
	for _, variant := range variants(page.URL) {
		s.variant(variant)
	}
	return &s.site, whole.Err()
}

// SiteTimeout bounds the time that the parts of a site take together, besides its page.
const SiteTimeout = 90 * time.Second

// image gathers the image, if it is one: an error page or a page of HTML in its place is
// no image that could be covered.
func (s *siteVisit) image(target string) {
	asset := s.part(target)
	if asset == nil {
		return
	}
	r := responseOf(asset)
	if r != nil && (!r.Succeeded() || r.MediaType == "text/html") {
		s.site.Page.note(proviso.Warning, NoteFailed, target, fmt.Sprintf("It is embedded as an image, and answers %d with %s.", r.Status, r.MediaType))
		return
	}
	s.site.Image = asset
}

// part gathers a part of the site; nil where nothing came.
func (s *siteVisit) part(target string) *Asset {
	asset, err := s.f.Fetch(s.ctx, target)
	if closed := new(Error); errors.As(err, &closed) && closed.Code == CodeDisallowed {
		return asset // its robots.txt is an answer
	}
	if err != nil {
		s.site.Page.note(proviso.Notice, NoteFailed, target, "It was to be looked at too and could not be gathered: "+err.Error())
		return nil
	}
	if s.complete(asset) != nil {
		return nil
	}
	return asset
}

// variant looks at another spelling of the origin. Most have none: that is no news.
func (s *siteVisit) variant(target string) {
	asset, err := s.f.Fetch(s.ctx, target)
	switch {
	case err != nil:
		return
	case asset.URL == s.site.Page.URL:
		s.site.Same = append(s.site.Same, target)
	case s.complete(asset) == nil:
		s.site.Variants = append(s.site.Variants, asset)
	}
}

func (s *siteVisit) complete(asset *Asset) error {
	return s.f.Complete(s.ctx, asset, func(artifacts []*carrier.Artifact) []carrier.Reference {
		return s.seek(asset.URL, artifacts)
	})
}

// responseOf is the response among an asset's artifacts, or nil.
func responseOf(a *Asset) *carrier.Artifact {
	for _, artifact := range a.Artifacts {
		if artifact.Kind == carrier.Response {
			return artifact
		}
	}
	return nil
}

// variants spells the origin of a URL in the other ways that people type and link.
// Hosts with a port of their own, and addresses, have no others.
func variants(page string) []string {
	u, err := url.Parse(page)
	if err != nil || u.Port() != "" || strings.Trim(u.Hostname(), "0123456789.:[]") == "" || !strings.Contains(u.Hostname(), ".") {
		return nil
	}
	bare := strings.TrimPrefix(u.Host, "www.")
	var list []string
	for _, scheme := range []string{"https", "http"} {
		for _, host := range []string{bare, "www." + bare} {
			v := *u
			v.Scheme, v.Host = scheme, host
			if spelling := v.String(); spelling != page {
				list = append(list, spelling)
			}
		}
	}
	return list
}
