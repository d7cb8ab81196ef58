package verify

import (
	"strconv"

	"github.com/proviso-signals/proviso/declare"
)

// candidate is an address that could be looked at for a collection.
type candidate struct {
	address string
	image   bool
	in      *place // the page it was found on; nil for none
	names   []string
}

// coverage finds a page and an image of every collection: from the pages that the caller
// names, what the front page links to and shows, the paths of the declaration, and the
// sitemap.
func (v *visit) coverage() {
	front := v.places[0]
	v.missing()
	v.variants()
	v.named()
	v.follow(front)
	v.shown(front)
	for i := range v.d.Collections {
		c := &v.d.Collections[i]
		if c.WholeSite() {
			v.offer(v.origin+"/", nil)
		}
		for _, path := range c.Paths {
			for _, p := range declare.Patterns(path) {
				v.offer(v.origin+literalPath(p.Text), nil)
			}
		}
	}
	mapped := false
	for i := range v.d.Collections {
		c := &v.d.Collections[i]
		if c.WholeSite() || len(c.Paths) > 0 {
			v.cover(c, &mapped)
		}
	}
}

// named looks at what the caller names.
func (v *visit) named() {
	for _, page := range v.opt.Pages {
		address, _ := resolve(v.opt.URL, page)
		address = v.stage.toStage(address)
		if v.asked[address] {
			continue
		}
		p, why := v.look(address, Page, nil)
		if p == nil {
			v.notLookedAt(address, why)
			continue
		}
		switch {
		case !p.response.Succeeded():
			v.notLookedAt(address, "it answers "+strconv.Itoa(p.Status))
		case p.elsewhere:
			v.notLookedAt(address, "it lies on another host")
		default:
			v.keepPlace(p)
		}
	}
}

// keepPlace takes a place into the report, and what it leads to into the pool.
func (v *visit) keepPlace(p *place) {
	v.places = append(v.places, p)
	v.follow(p)
}

// cover finds what is missing for a collection.
func (v *visit) cover(c *declare.Collection, mapped *bool) {
	page := v.found(c, Page)
	var gone *place
	if page == nil {
		page, gone = v.try(c, false)
		if page == nil && !*mapped {
			*mapped = true
			v.sitemap()
			if again, missing := v.try(c, false); again != nil {
				page = again
			} else if gone == nil {
				gone = missing
			}
		}
	}
	if page != nil && v.found(c, Image) == nil {
		v.shown(page)
	}
	image := v.found(c, Image)
	if image == nil {
		image, _ = v.try(c, true)
	}
	if page != nil || image != nil {
		return
	}
	check := Check{Rule: RuleCoverage, Severity: Warn, Collection: c.Name, Line: v.lines.of(v.d, c.Name),
		Message: "no page and no image of the collection " + strconv.Quote(c.Name) + " was found to look at",
		Mend:    "Name a page of it, or list one in sitemap.xml."}
	if gone != nil {
		gone.Kind = Missing
		v.places = append(v.places, gone)
		check.Severity = Note
		check.Message += "; what its path answers, " + strconv.Itoa(gone.Status) + ", was looked at instead"
	}
	v.add(check, c.Name)
}
