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

// Elsewhere gives where a manifest store stands by the XMP of an image: an absolute http
// or https URL, or empty. Such a store is about the file as it is, by a hash of its bytes
// (section 15.12), and is looked for only where none is in the file.
func Elsewhere(image *carrier.Image) string {
	for i := range image.Packets {
		p := &image.Packets[i]
		if q := p.Find(nsTerms, "provenance"); q != nil && !p.Block.Aside {
			if target, _ := provenanceOf(q); target != "" {
				return target
			}
		}
	}
	return ""
}

// provenanceOf gives where dcterms:provenance leads to, or that it is to the file itself.
// What else may stand there is not C2PA's.
func provenanceOf(q *xmp.Property) (target string, inside bool) {
	target = strings.TrimSpace(q.Value.Default())
	if strings.HasPrefix(target, embedded) {
		return "", true
	}
	if _, ok := carrier.Resolve("", target); !ok {
		target = ""
	}
	return target, false
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
	switch target, inside := provenanceOf(q); {
	case inside:
		r.stripped(strings.TrimSpace(q.Value.Default()), p.Where(q))
	case target != "":
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
