package gather

import (
	"bytes"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/proviso-signals/proviso/carrier"
)

// MaxImages bounds the images of a page that are compared.
const MaxImages = 512

// LargestImage finds the image of a page that is most likely its main one: by the
// sizes that srcset, width and height claim, and an image the page names for
// previews over those without a size. It is an absolute URL, and empty where the page
// embeds no image over http or https. Nothing is fetched to find it.
func LargestImage(a *carrier.Artifact, page string) string {
	base, err := url.Parse(page)
	if err != nil || a == nil || a.Body == nil {
		return ""
	}
	finder := imageFinder{base: base}
	z := html.NewTokenizer(bytes.NewReader(a.Body))
	for finder.seen < MaxImages {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		if kind == html.StartTagToken || kind == html.SelfClosingTagToken {
			finder.tag(z.Token())
		}
	}
	return finder.best
}

type imageFinder struct {
	base *url.URL
	best string
	size float64 // that best claims, in pixels
	seen int
}

// previewSize is what an image named for previews counts as: more than one that
// claims nothing, less than any photograph that tells its size.
const previewSize = 200_000

func (f *imageFinder) tag(t html.Token) {
	attr := make(map[string]string, len(t.Attr))
	for _, a := range t.Attr {
		if _, twice := attr[a.Key]; !twice {
			attr[a.Key] = a.Val
		}
	}
	switch t.Data {
	case "base":
		if base, err := f.base.Parse(attr["href"]); err == nil && attr["href"] != "" {
			f.base = base
		}
	case "meta":
		if attr["property"] == "og:image" {
			f.offer(attr["content"], previewSize)
		}
	case "img":
		width, height := pixels(attr["width"]), pixels(attr["height"])
		if width > 0 && height == 0 {
			height = width * 2 / 3
		}
		f.offer(attr["src"], width*height+1)
		f.srcset(attr["srcset"])
	case "source":
		f.srcset(attr["srcset"])
	}
}

// srcset offers the candidates of a srcset by their width descriptors. Splitting at
// commas followed by white space is enough for URLs that people publish.
func (f *imageFinder) srcset(list string) {
	for candidate := range strings.SplitSeq(list, ", ") {
		fields := strings.Fields(strings.Trim(candidate, ", \t\n"))
		if len(fields) == 0 {
			continue
		}
		size := 2.0
		if len(fields) > 1 {
			if text, wide := strings.CutSuffix(fields[1], "w"); wide {
				width := pixels(text)
				size = max(size, width*width*2/3)
			}
		}
		f.offer(fields[0], size)
	}
}

// pixels reads a size that a page claims; 0 for what is none.
func pixels(text string) float64 {
	n, err := strconv.ParseUint(strings.TrimSuffix(strings.TrimSpace(text), "px"), 10, 16)
	if err != nil {
		return 0
	}
	return float64(n)
}

func (f *imageFinder) offer(reference string, size float64) {
	if reference == "" || size <= f.size {
		return
	}
	f.seen++
	u, err := f.base.Parse(strings.TrimSpace(reference))
	if err != nil {
		return
	}
	if normalised, err := URL(u.String()); err == nil {
		f.best, f.size = normalised, size
	}
}
