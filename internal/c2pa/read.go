package c2pa

import (
	"errors"
	"slices"

	"github.com/proviso-signals/proviso/internal/jumbf"
)

// The types of superboxes (C2PA 2.2 section 11.1.4).
var (
	typeStore      = jumbf.Type("c2pa")
	typeManifest   = jumbf.Type("c2ma")
	typeDeprecated = jumbf.Type("c2md") // read like c2ma
	typeUpdate     = jumbf.Type("c2um")
	typeCompressed = jumbf.Type("c2cm")
	typeClaim      = jumbf.Type("c2cl")
	typeSignature  = jumbf.Type("c2cs")
)

const (
	labelClaim      = "c2pa.claim" // version 1
	labelClaim2     = "c2pa.claim.v2"
	labelAssertions = "c2pa.assertions"
	labelSignature  = "c2pa.signature"
)

// Read reads a manifest store: its JUMBF superbox, as containers hold it. The store is
// never nil. Raw bytes of what is returned are those of the store given, unless the
// manifest is compressed.
func Read(store []byte) (*Store, []Problem) {
	r := &reader{data: store, budget: MaxUnpacked, opened: map[*jumbf.Box]*manifest{}, redacted: map[string]bool{}}
	if box := r.locate(); box != nil {
		r.manifests(box)
	}
	return &r.store, r.problems
}

type reader struct {
	data     []byte
	store    Store
	problems []Problem
	budget   int          // bytes that may still be unpacked
	all      []*jumbf.Box // the manifests of the store, in order
	opened   map[*jumbf.Box]*manifest
	redacted map[string]bool // what the claims read so far take back, by absolute path
}

// locate finds the store in the data. There has to be exactly one (C2PA 2.2 section
// 15.5.2.1).
func (r *reader) locate() *jumbf.Box {
	boxes, _, faults := jumbf.Parse(r.data)
	for _, f := range faults {
		r.problem("c2pa-boxes", f.Offset, "In the manifest store, "+f.Reason.Plain()+".")
	}
	var store *jumbf.Box
	for _, b := range boxes {
		switch {
		case !b.Super(typeStore):
		case store != nil:
			r.problem("c2pa-stores", b.Offset, "There is more than one manifest store, so that none counts.")
			return nil
		default:
			store = b
		}
	}
	switch {
	case store == nil:
		r.problem("c2pa-no-store", 0, "This is no manifest store.")
		return nil
	case store.Cut || !lastDescribed(store):
		r.problem("c2pa-truncated", store.Offset, "The end of the manifest store is missing or broken, so that no manifest is known to be the active one.")
		return nil
	}
	return store
}

// lastDescribed reports whether the type of the last superbox of a store is known: it
// may have been the active manifest.
func lastDescribed(store *jumbf.Box) bool {
	for _, b := range slices.Backward(store.Boxes) {
		if b.Type == "jumb" {
			return b.Described
		}
	}
	return true
}

// manifests reads the active manifest and those it updates.
func (r *reader) manifests(store *jumbf.Box) {
	for _, b := range store.Boxes {
		if b.Super(typeManifest) || b.Super(typeUpdate) || b.Super(typeCompressed) || b.Super(typeDeprecated) {
			r.all = append(r.all, b)
		}
	}
	r.store.Count = len(r.all)
	if len(r.all) == 0 {
		r.problem("c2pa-no-manifest", store.Offset, "The manifest store holds no manifest.")
		return
	}
	speaking := map[*jumbf.Box]bool{}
	for next := r.all[len(r.all)-1]; next != nil; {
		if len(r.store.Manifests) > MaxUpdates {
			r.problem("c2pa-limit", next.Offset, "There are more update manifests than are followed.")
			break
		}
		if speaking[next] {
			r.problem("c2pa-update", next.Offset, "Update manifests go round in a circle.")
			break
		}
		speaking[next] = true
		next = r.manifest(next)
	}
	for _, b := range r.all {
		if !speaking[b] {
			r.store.Elsewhere += len(trainingBoxes(b))
		}
	}
}

// manifest reads a manifest and gives the one it updates, nil where there is none.
func (r *reader) manifest(outer *jumbf.Box) *jumbf.Box {
	m := r.open(outer)
	if m == nil {
		return nil
	}
	c := r.claim(m)
	r.assertions(m, c)
	r.missing(m, c)
	m.Binding = m.binding(c)
	if m.Signed = m.signature() != nil; !m.Signed {
		r.problem("c2pa-unsigned", m.Offset, "The manifest has no signature.")
	}
	if m.Binding == "" && !m.Update {
		r.problem("c2pa-unbound", m.Offset, "Nothing binds the manifest to the asset.")
	}
	next := r.ingredients(m, c)
	r.store.Manifests = append(r.store.Manifests, m.Manifest)
	return next
}

// manifest is a manifest with the boxes it is read from.
type manifest struct {
	Manifest
	box        *jumbf.Box
	data       []byte // what box was read from: the store, or what was unpacked
	assertions []*jumbf.Box
	ambiguous  bool // there are several assertion stores
}

// place gives the position in the store of something in the manifest.
func (m *manifest) place(at int) int {
	if m.Compressed {
		return m.Offset
	}
	return at
}

func (m *manifest) signature() *jumbf.Box {
	if b := m.box.Find(labelSignature); b.Super(typeSignature) {
		return b
	}
	return nil
}

// open makes a manifest ready to be read, nil where it cannot be.
func (r *reader) open(outer *jumbf.Box) *manifest {
	m, ok := r.opened[outer]
	if !ok {
		m = r.ready(outer)
		r.opened[outer] = m
	}
	return m
}

func (r *reader) ready(outer *jumbf.Box) *manifest {
	m := &manifest{box: outer, data: r.data}
	m.Label, m.Offset = outer.Label, outer.Offset
	if outer.Super(typeCompressed) {
		m.Compressed = true
		if m.box, m.data = r.unpack(outer); m.box == nil {
			r.problem("c2pa-compressed", outer.Offset, "The compressed manifest cannot be decompressed to one with its label, and is not read.")
			return nil
		}
	}
	m.Update = m.box.Super(typeUpdate)
	stores := m.box.Labelled(labelAssertions)
	for _, store := range stores {
		m.assertions = append(m.assertions, store.Boxes...)
	}
	m.ambiguous = len(stores) > 1
	return m
}

// unpack decompresses a manifest (C2PA 2.2 section 11.2.4): a "brob" box holds its
// whole superbox.
func (r *reader) unpack(outer *jumbf.Box) (*jumbf.Box, []byte) {
	packed := outer.First("brob")
	if packed == nil {
		return nil, nil
	}
	data, err := jumbf.Unpack(packed.Content(r.data), r.budget)
	if errors.Is(err, jumbf.ErrTooLarge) {
		r.problem("c2pa-limit", outer.Offset, "The compressed manifest is larger than is read.")
	}
	if err != nil {
		return nil, nil
	}
	r.budget -= len(data)
	boxes, _, faults := jumbf.Parse(data)
	for _, f := range faults {
		r.problem("c2pa-boxes", outer.Offset, "In a compressed manifest, "+f.Reason.Plain()+".")
	}
	if len(boxes) != 1 || boxes[0].Label != outer.Label || boxes[0].Cut {
		return nil, nil
	}
	b := boxes[0]
	if !b.Super(typeManifest) && !b.Super(typeUpdate) && !b.Super(typeDeprecated) {
		return nil, nil
	}
	return b, data
}
