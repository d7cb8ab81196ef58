package gather

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/carrier"
)

func TestLargestImage(t *testing.T) {
	for name, tt := range map[string]struct{ html, want string }{
		"none":                    {`<p>text`, ""},
		"only one":                {`<img src=a.jpg>`, "https://example.com/d/a.jpg"},
		"the wider":               {`<img src=a.jpg width=100 height=100><img src=b.jpg width=900>`, "https://example.com/d/b.jpg"},
		"srcset by width":         {`<img src=s.jpg srcset="m.jpg 640w, l.jpg 1600w">`, "https://example.com/d/l.jpg"},
		"picture source":          {`<picture><source srcset="l.avif 1600w"><img src=s.jpg></picture>`, "https://example.com/d/l.avif"},
		"named for previews":      {`<meta property="og:image" content="/og.jpg"><img src=icon.png width=16 height=16>`, "https://example.com/og.jpg"},
		"a photograph over it":    {`<meta property="og:image" content="/og.jpg"><img src=p.jpg width=1600 height=1000>`, "https://example.com/d/p.jpg"},
		"base":                    {`<base href="https://cdn.example/x/"><img src=a.jpg>`, "https://cdn.example/x/a.jpg"},
		"no data URL":             {`<img src="data:image/png;base64,AA==" width=900><img src=a.jpg>`, "https://example.com/d/a.jpg"},
		"no script URL":           {`<img src="javascript:alert(1)" width=900>`, ""},
		"first attribute counts":  {`<img src=a.jpg src=b.jpg>`, "https://example.com/d/a.jpg"},
		"sizes that are no sizes": {`<img src=a.jpg width=1e309 height=x><img src=b.jpg width=NaN>`, "https://example.com/d/a.jpg"},
	} {
		a := &carrier.Artifact{Kind: carrier.Response, Body: []byte(tt.html)}
		if got := LargestImage(a, "https://example.com/d/page"); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

// TestMaxImages is the hostile test of MaxImages.
func TestMaxImages(t *testing.T) {
	html := strings.Repeat(`<img src=a.jpg srcset="b.jpg 2w, c.jpg 3w">`, 200_000)
	if got := LargestImage(&carrier.Artifact{Body: []byte(html)}, "https://example.com/"); got != "https://example.com/c.jpg" {
		t.Errorf("got %q", got)
	}
}

func TestVariants(t *testing.T) {
	for page, want := range map[string][]string{
		"https://example.com/a":     {"https://www.example.com/a", "http://example.com/a", "http://www.example.com/a"},
		"http://www.example.com/":   {"https://example.com/", "https://www.example.com/", "http://example.com/"},
		"http://example.com:8080/":  nil,
		"http://127.0.0.1/":         nil,
		"http://localhost/":         nil,
		"https://[2001:db8::1]/":    nil,
		"https://xn--caf-dma.test/": {"https://www.xn--caf-dma.test/", "http://xn--caf-dma.test/", "http://www.xn--caf-dma.test/"},
	} {
		if got := variants(page); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", page, got, want)
		}
	}
}

func TestSite(t *testing.T) {
	images := newSite(t)
	images.text("/robots.txt", "User-agent: *\nAllow: /\n")
	images.text("/tide.jpg", "\xff\xd8\xff")
	s := newSite(t)
	s.mux.HandleFunc("/{$}", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Write([]byte(`<img src="` + images.URL + `/tide.jpg">`))
	})
	var steps []string
	seek := func(url string, _ []*carrier.Artifact) []carrier.Reference {
		return []carrier.Reference{{URL: carrier.Origin(url) + "/.well-known/x", WellKnown: true}}
	}
	site, err := fetcher(t, Options{}).Site(context.Background(), s.URL, seek, func(what string) { steps = append(steps, what) })
	if err != nil {
		t.Fatal(err)
	}
	if site.Page.URL != s.URL+"/" || len(documents(site.Page)) != 1 {
		t.Errorf("page %+v", site.Page)
	}
	if site.Image == nil || site.Image.URL != images.URL+"/tide.jpg" || site.Image.Artifacts[0].Status != 200 {
		t.Errorf("image %+v", site.Image)
	}
	if site.Missing == nil || responseOf(site.Missing).Status != 404 {
		t.Errorf("missing %+v", site.Missing)
	}
	if len(site.Variants) != 0 || len(steps) != 5 {
		t.Errorf("variants %v, steps %v", site.Variants, steps)
	}
}

// TestSiteWithoutItsPage: what was seen is there all the same.
func TestSiteWithoutItsPage(t *testing.T) {
	s := newSite(t)
	s.text("/robots.txt", "User-agent: *\nDisallow: /\n")
	site, err := fetcher(t, Options{}).Site(context.Background(), s.URL, nil, nil)
	if err == nil || site.Page == nil || len(site.Page.Artifacts) != 1 || site.Missing != nil {
		t.Errorf("site %+v, error %v", site, err)
	}
	gone, err := fetcher(t, Options{}).Site(context.Background(), "http://127.0.0.1:1/", nil, nil)
	if err == nil || gone.Page == nil {
		t.Errorf("site %+v, error %v", gone, err)
	}
}
