package c2pa

import (
	"strings"

	"github.com/proviso-signals/proviso/internal/cbor"
	"github.com/proviso-signals/proviso/internal/jumbf"
)

// ingredients counts the ingredients of a manifest and gives the manifest that it
// updates, where it is an update manifest: the one ingredient that is its parent names
// it (C2PA 2.2 section 11.2.3).
func (r *reader) ingredients(m *manifest, c *claim) *jumbf.Box {
	var found []*cbor.Node
	for _, b := range m.assertions {
		if !b.Described || base(b.Label) != "c2pa.ingredient" {
			continue
		}
		m.Ingredients++
		if !m.Update {
			continue
		}
		if s, _ := r.standing(m, c, b); s != Claimed {
			continue
		}
		if n, _ := r.cbor(m, b); parental(n) {
			found = append(found, n)
		}
	}
	if !m.Update {
		return nil
	}
	if len(found) != 1 {
		r.problem("c2pa-update", m.Offset, "The update manifest does not say which one manifest it updates.")
		return nil
	}
	return r.parent(m, c, found[0])
}

func parental(ingredient *cbor.Node) bool {
	relationship, _ := ingredient.Get("relationship").Str()
	return relationship == "parentOf"
}

// parent finds the manifest that an ingredient names, provided that it is what it was:
// either its hash is right, or, since something may have been redacted from it, that of
// its signature (C2PA 2.2 section 15.11.3.3).
func (r *reader) parent(m *manifest, c *claim, ingredient *cbor.Node) *jumbf.Box {
	named := ingredient.Get("activeManifest")
	if named == nil {
		named = ingredient.Get("c2pa_manifest") // before version 3
	}
	ref := referenceOf(named, c.algorithm)
	path, ok := strings.CutPrefix(absolute(ref.url, m.Label), manifestPath(""))
	label, _, _ := strings.Cut(path, "/") // some writers name the claim, and hash the manifest
	var found []*jumbf.Box
	for _, b := range r.all {
		if ok && b.Label == label {
			found = append(found, b)
		}
	}
	if len(found) != 1 {
		r.problem("c2pa-update", m.Offset, "The manifest that the update manifest updates is not in the store.")
		return nil
	}
	if ref.check(found[0].Content(r.data), map[string][]byte{}) != Claimed && !r.sameSignature(found[0], ingredient, c) {
		r.problem("c2pa-update", found[0].Offset, "The manifest that the update manifest updates is not what it was, and is not read.")
		return nil
	}
	return found[0]
}

// sameSignature reports whether the signature of a manifest is the one that an
// ingredient hashed.
func (r *reader) sameSignature(outer *jumbf.Box, ingredient *cbor.Node, c *claim) bool {
	ref := referenceOf(ingredient.Get("claimSignature"), c.algorithm)
	if absolute(ref.url, "") != manifestPath(outer.Label)+"/"+labelSignature {
		return false
	}
	parent := r.open(outer)
	if parent == nil {
		return false
	}
	b := parent.signature()
	return b != nil && ref.check(b.Content(parent.data), map[string][]byte{}) == Claimed
}
