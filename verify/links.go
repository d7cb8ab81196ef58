package verify

import (
	"bytes"
	"encoding/xml"
	"path"
	"strings"

	"golang.org/x/net/html"

	"github.com/proviso-signals/proviso/carrier"
)

// offer takes an address of the site into the pool.
func (v *visit) offer(address string, in *place) {
	address = v.stage.toStage(address)
	if len(v.pool) >= MaxCandidates || !strings.EqualFold(carrier.Origin(address), v.origin) {
		return
	}
	if v.offered[address] {
		return
	}
	v.offered[address] = true
	names := v.ask(pathOf(v.stage.toPublic(address))).names()
	v.pool = append(v.pool, candidate{address, namesImage(address), in, names})
}

// namesImage tells by the name what is likely an image.
func namesImage(address string) bool {
	p, _, _ := strings.Cut(pathOf(address), "?")
	switch strings.ToLower(path.Ext(p)) {
	case ".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".tif", ".tiff", ".svg", ".heic", ".jxl":
		return true
	}
	return false
}

// follow offers what a page links to and shows.
func (v *visit) follow(p *place) {
	if p.Kind != Page || !carrier.IsHTML(p.response) {
		return
	}
	base, links := p.URL, 0
	z := html.NewTokenizer(bytes.NewReader(p.response.Body))
	for links < MaxLinks {
		kind := z.Next()
		if kind == html.ErrorToken {
			return
		}
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		token := z.Token()
		reference := attribute(token, map[string]string{"a": "href", "area": "href", "img": "src", "base": "href"}[token.Data])
		if reference == "" {
			continue
		}
		links++
		address, ok := resolve(base, reference)
		switch {
		case ok && token.Data == "base":
			base = address
		case ok:
			v.offer(address, p)
		}
	}
}

func attribute(t html.Token, name string) string {
	for _, a := range t.Attr {
		if name != "" && a.Key == name {
			return a.Val
		}
	}
	return ""
}

// sitemap offers what the sitemap lists (sitemaps.org, protocol 0.9), images among it. An
// index is followed as far as the limits go.
func (v *visit) sitemap() {
	queue := []string{v.origin + "/sitemap.xml"}
	for n := 0; n < len(queue) && n < MaxSitemaps; n++ {
		v.opt.Step(v.about(queue[n]))
		asset, err := v.opt.Fetcher.Fetch(v.ctx, queue[n])
		if err != nil {
			continue
		}
		for _, a := range asset.Artifacts {
			if a.Kind == carrier.Response && a.Succeeded() && !carrier.IsHTML(a) {
				queue = append(queue, v.listed(a.Body, asset.URL)...)
			}
		}
	}
}

// listed reads one sitemap and gives the sitemaps that it lists.
func (v *visit) listed(text []byte, base string) (maps []string) {
	d := xml.NewDecoder(bytes.NewReader(text))
	var open []string
	for n := 0; n < MaxSitemapURL; {
		token, err := d.Token()
		if err != nil {
			return maps
		}
		switch t := token.(type) {
		case xml.StartElement:
			open = append(open, t.Name.Local)
		case xml.EndElement:
			open = open[:max(0, len(open)-1)]
		case xml.CharData:
			if len(open) < 2 || open[len(open)-1] != "loc" {
				continue
			}
			n++
			address, ok := resolve(base, string(t))
			switch {
			case !ok:
			case open[len(open)-2] == "sitemap" && len(maps) < MaxSitemaps && strings.EqualFold(carrier.Origin(v.stage.toStage(address)), v.origin):
				maps = append(maps, v.stage.toStage(address))
			case open[len(open)-2] != "sitemap":
				v.offer(address, nil)
			}
		}
	}
	return maps
}
