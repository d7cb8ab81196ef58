package c2pa

import (
	"fmt"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/container/xmp"
	"github.com/proviso-signals/proviso/internal/weblink"
)

// relation is that of a Link field that leads to a manifest store (section 15.5.3.2).
const relation = "c2pa-manifest"

// nsTerms is the namespace of dcterms:provenance (section 11.5).
const nsTerms = "http://purl.org/dc/terms/"

// embedded is how a reference to a store in the same file begins.
const embedded = "self#jumbf="

// linked reports whether a response may have a link to a manifest store.
func linked(a *carrier.Artifact) bool {
	if a.Kind != carrier.Response || a.Status != 0 && !a.Succeeded() {
		return false
	}
	for i := range a.Header {
		if f := &a.Header[i]; strings.EqualFold(f.Name, "Link") && strings.Contains(strings.ToLower(f.Value), relation) {
			return true
		}
	}
	return false
}

// leads reports whether the XMP of an image may speak of a manifest store.
func leads(image *carrier.Image) bool {
	for i := range image.Packets {
		if p := &image.Packets[i]; p.Find(nsTerms, "provenance") != nil {
			return true
		}
	}
	return false
}

// elsewhere tells of manifest stores that are not in the file, and are looked for only
// where none is in it.
func (r *reader) elsewhere() {
	if linked(r.artifact) {
		for i := range r.artifact.Header {
			if f := &r.artifact.Header[i]; strings.EqualFold(f.Name, "Link") {
				r.field(f.Value)
			}
		}
	}
	if r.image == nil {
		return
	}
	for i := range r.image.Packets {
		p := &r.image.Packets[i]
		if q := p.Find(nsTerms, "provenance"); q != nil && !p.Block.Aside {
			r.provenance(p, q)
		}
	}
}

// field reads a Link field. A link to a store within the response itself is one that
// should be there.
func (r *reader) field(value string) {
	links := weblink.Parse(value)
	for i := range links {
		l := &links[i]
		target, ok := carrier.Resolve(r.artifact.Source, l.Target)
		if !ok || !l.Has(relation) || l.Anchor != "" {
			continue
		}
		where := proviso.Where{Source: "Link", Column: l.Offset + 1}
		_, inside, _ := strings.Cut(l.Target, "#")
		switch own, _ := carrier.Resolve("", r.artifact.Source); {
		case target != own || !strings.HasPrefix(inside, "jumbf="):
			r.remote(target, where)
		case r.image != nil:
			r.stripped(l.Target, where)
		}
	}
}

func (r *reader) provenance(p *carrier.Packet, q *xmp.Property) {
	target := strings.TrimSpace(q.Value.Default())
	if strings.HasPrefix(target, embedded) {
		r.stripped(target, p.Where(q))
	} else if _, ok := carrier.Resolve("", target); ok {
		r.remote(target, p.Where(q))
	}
}

func (r *reader) remote(target string, where proviso.Where) {
	r.problem(CodeRemote, proviso.Notice, where, fmt.Sprintf(
		"a C2PA manifest seems to stand at %s, which was not read: what it says about training is unknown", quoted(target)))
}

func (r *reader) stripped(target string, where proviso.Where) {
	r.problem(CodeStripped, proviso.Notice, where, fmt.Sprintf(
		"the file should hold a C2PA manifest, by %s, and holds none: it may have been taken out on the way", quoted(target)))
}
