package check

import (
	"embed"
	"net/url"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/gather"
	"github.com/proviso-signals/proviso/publish/hosts"
)

// signs are header fields by which hosts give themselves away. A text of "" is any. The
// closer to where the files are, the earlier: what stands in front comes last.
var signs = []struct{ field, text, host string }{
	{"X-GitHub-Request-Id", "", "github-pages"}, {"Server", "GitHub.com", "github-pages"},
	{"X-NF-Request-ID", "", "netlify"}, {"Server", "Netlify", "netlify"},
	{"X-Vercel-Id", "", "vercel"}, {"Server", "Vercel", "vercel"},
	{"X-Wix-Request-Id", "", "wix"}, {"Server", "Pepyaka", "wix"},
	{"X-Shopid", "", "shopify"}, {"Powered-By", "Shopify", "shopify"},
	{"Server", "Squarespace", "squarespace"}, {"X-Ghost-Cache-Status", "", "ghost"},
	{"X-AC", "", "wordpress-com"}, {"Link", "https://api.w.org/", "wordpress"}, {"X-Powered-By", "WordPress", "wordpress"},
	{"Server", "AmazonS3", "s3-cloudfront"}, {"X-Amz-Cf-Id", "", "s3-cloudfront"},
	{"Server", "Caddy", "caddy"}, {"Server", "Apache", "apache"}, {"Server", "nginx", "nginx"}, {"Server", "openresty", "nginx"},
	{"Server", "LiteSpeed", "shared-htaccess"},
}

// hostOf guesses from its answers where a site lives; empty for unknown. It is a guess:
// whoever reads the answer can choose another.
func hostOf(asset *gather.Asset) string {
	if name := hostNamed(asset.URL); name != "" {
		return name
	}
	for _, a := range asset.Artifacts {
		if a.Kind != carrier.Response {
			continue
		}
		for _, s := range signs {
			told := slices.ContainsFunc(a.Header, func(f carrier.Field) bool {
				return strings.EqualFold(f.Name, s.field) && strings.Contains(strings.ToLower(f.Value), strings.ToLower(s.text))
			})
			if _, known := hosts.ByName(s.host); told && known {
				return s.host
			}
		}
	}
	return ""
}

// hostNamed guesses from the domain alone.
func hostNamed(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	if guesses := hosts.Detect(embed.FS{}, u.Hostname()); len(guesses) > 0 && guesses[0].Sure {
		return guesses[0].Profile.Name
	}
	return ""
}
