package robotstxt

import (
	"fmt"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/robots"
)

// vendors are the comments by which services mark what they put into the file. Those
// without an end mark nothing but that they were there. Cloudflare's documentation of its
// managed robots.txt has both of its comments; they differ in a capital, and case is not
// compared. The others are as they are found in public files.
var vendors = []struct{ name, begin, end string }{
	{"Cloudflare", "# begin cloudflare managed content", "# end cloudflare managed content"},
	{"Yoast SEO", "# start yoast block", "# end yoast block"},
	{"Squarespace", "# squarespace robots txt", ""},
	{"Shopify", "# we use shopify as our ecommerce platform", ""},
}

// vendors finds blocks that a service manages, and the groups in them.
func (j *job) vendors() {
	open, name, begin := "", "", 0
	for l := range robots.Parse(j.base.bytes).Lines() {
		if l.Kind != robots.Comment {
			continue
		}
		text := strings.ToLower(strings.TrimSpace(string(l.Text)))
		if open != "" && text == open {
			for i := range j.runs {
				agents := j.runs[i].agents
				if last := agents[len(agents)-1].Line; begin < last && last < l.Number {
					j.runs[i].vendor = name
				}
			}
			open = ""
			continue
		}
		for _, v := range vendors {
			if text != v.begin {
				continue
			}
			open, name, begin = v.end, v.name, l.Number
			hint := v.name + " writes a part of this file, and may write it anew; it was not changed"
			if v.name == "Cloudflare" {
				hint += ". Cloudflare puts this part before what the site has: where the file here was copied from the site, take it out, and switch it off or on in Cloudflare's settings"
			}
			j.problem(CodeVendor, proviso.Notice, l.Number, hint)
		}
	}
}

// MaxAsked is how many crawlers are asked for, to tell which may not fetch the home page.
const MaxAsked = 256

// closed tells where there is no preference, as crawlers may not fetch the paths
// (attach-05 section 3.1).
func (j *job) closed(result []byte) {
	file := robots.Parse(result)
	everyone, told := file.For("*"), 0
	for _, s := range statements(j.in.Saying) {
		path := strings.NewReplacer("*", "", "$", "").Replace(s.Scope)
		if path == "" {
			path = "/"
		}
		if allowed, line := everyone.Access(path); !allowed && told < MaxTold {
			told++
			j.problem(CodeClosed, proviso.Notice, 0, fmt.Sprintf("%s is closed to crawlers by line %d, and robots.txt states no preference for what may not be fetched; header fields and the declaration do", path, line))
		}
	}
	var names []string
	asked := 0
	for i := range j.runs {
		for _, a := range j.runs[i].agents {
			if asked++; asked > MaxAsked {
				break
			}
			if allowed, _ := file.For(a.Token).Access("/"); !allowed && a.Token != "*" && a.Token != "" && !slices.Contains(names, a.Token) {
				names = append(names, a.Token)
			}
		}
	}
	if len(names) > 0 {
		shown := names[:min(len(names), 5)]
		j.problem(CodeClosed, proviso.Notice, 0, fmt.Sprintf("some crawlers may not fetch the home page, such as %s: robots.txt states no preference to them for what is closed", strings.Join(shown, ", ")))
	}
}
