package licence

import (
	"bytes"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/container/htmlhead"
)

// isBare reports whether an element is an anchor to a licence of Creative Commons
// about which nothing more is said. A relation or property of a vocabulary would say
// something else.
func isBare(m *htmlhead.Mark) bool {
	if m.Href == nil || m.Property != nil || string(m.Element) != "a" && string(m.Element) != "area" {
		return false
	}
	if bytes.IndexByte(m.Rel, ':') >= 0 || !bytes.Contains(bytes.ToLower(m.Href), []byte("creativecommons")) {
		return false
	}
	_, _, ok := CC(hrefOf(m))
	return ok
}

// hrefOf is where an anchor leads to, with the scheme that may be left out.
func hrefOf(m *htmlhead.Mark) string {
	href := string(bytes.TrimSpace(m.Href))
	if strings.HasPrefix(href, "//") {
		return "https:" + href
	}
	return href
}

// anchors takes anchors to licences for what they were likely meant as, where
// nothing states a licence for the same thing.
func (r *reader) anchors(list []*htmlhead.Mark) {
	if len(list) == 0 {
		return
	}
	licensed := map[string]bool{}
	for i := range r.reading.Rights {
		if fact := &r.reading.Rights[i]; fact.Kind == proviso.Licence {
			licensed[fact.About] = true
		}
	}
	// What the anchors of one thing lead to: one licence, or several.
	type target struct {
		first *htmlhead.Mark
		url   string
		more  bool
	}
	var order []string
	targets := map[string]*target{}
	for _, m := range list {
		about, ok := r.thing(string(m.About), source{}, true)
		if !ok || licensed[about] {
			continue
		}
		url, _, _ := CC(hrefOf(m))
		t := targets[about]
		if t == nil {
			targets[about] = &target{first: m, url: url}
			order = append(order, about)
		} else if t.url != url {
			t.more = true
		}
	}
	for _, about := range order {
		t := targets[about]
		s := r.element(t.first.Offset)
		s.about = about
		if t.more {
			r.problem(CodeWhich, proviso.Notice, s, "anchors lead to several licences of Creative Commons, and none says that it is the licence: none is taken for it", `rel="license"`)
			continue
		}
		r.problem(CodeUnmarked, proviso.Notice, s, "the anchor leads to a licence without saying that it is one: it is taken for the licence, because nothing else states one", `rel="license"`)
		r.link(proviso.Licence, string(t.first.Href), "", r.statement(s))
	}
}
