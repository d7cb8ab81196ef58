package verify

import (
	"slices"
	"strconv"
	"strings"

	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/gather"
)

// found gives a place of a collection that was looked at.
func (v *visit) found(c *declare.Collection, kind Kind) *place {
	for _, p := range v.places {
		if p.Kind == kind && slices.Contains(p.Collections, c.Name) {
			return p
		}
	}
	return nil
}

// try looks at candidates for a collection until one is what is looked for. gone is the
// first that answered and was not there.
func (v *visit) try(c *declare.Collection, image bool) (found, gone *place) {
	tries := 0
	for i := range v.pool {
		k := &v.pool[i]
		if k.image != image || v.asked[k.address] || !slices.Contains(k.names, c.Name) {
			continue
		}
		if tries++; tries > MaxTries || len(v.places) >= MaxPlaces || v.ctx.Err() != nil {
			return nil, gone
		}
		kind := Page
		if image {
			kind = Image
		}
		p, _ := v.look(k.address, kind, k.in)
		switch {
		case p == nil || p.elsewhere:
		case p.response.Succeeded() && (p.Kind == Image) == p.showsImage() && slices.Contains(p.Collections, c.Name):
			v.keepPlace(p)
			if p.Kind == kind {
				return p, gone
			}
		case gone == nil && !p.response.Succeeded() && slices.Contains(p.Collections, c.Name):
			gone = p
		}
	}
	return nil, gone
}

// shown looks at the largest image of a page, on whatever host it lies.
func (v *visit) shown(page *place) {
	address := v.stage.toStage(gather.LargestImage(page.response, page.URL))
	if page.Kind != Page || address == "" || v.asked[address] || len(v.places) >= MaxPlaces {
		return
	}
	p, why := v.look(address, Image, page)
	switch {
	case p == nil:
	case !p.response.Succeeded():
		why = "it answers " + strconv.Itoa(p.Status)
	case !p.showsImage():
		why = "it is embedded as an image, and served as " + clip(p.MediaType, 64)
	default:
		v.places = append(v.places, p)
		return
	}
	v.notLookedAt(address, why)
}

// literalPath is the part of a pattern that can be asked for.
func literalPath(pattern string) string {
	if i := strings.IndexAny(pattern, "*$"); i >= 0 {
		pattern = pattern[:i]
	}
	if pattern == "" {
		return "/"
	}
	return pattern
}
