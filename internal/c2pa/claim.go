package c2pa

import (
	"crypto/sha256"
	"crypto/sha512"
	"strings"

	"github.com/proviso-signals/proviso/internal/cbor"
	"github.com/proviso-signals/proviso/internal/jumbf"
)

// claim is what a claim says about the assertions of its manifest.
type claim struct {
	algorithm string
	// references are by the label of the assertion.
	references map[string][]reference
}

// reference is a hashed URI (C2PA 2.2 section 8.4.2.1).
type reference struct {
	list      List
	url       string
	algorithm string
	hash      []byte
}

func referenceOf(n *cbor.Node, algorithm string) reference {
	ref := reference{algorithm: algorithm}
	ref.url, _ = n.Get("url").Str()
	if own, ok := n.Get("alg").Str(); ok {
		ref.algorithm = own
	}
	ref.hash, _ = n.Get("hash").Data()
	return ref
}

// claim reads the claim of a manifest. It is empty where there is none, or more than
// one, so that no assertion is claimed.
func (r *reader) claim(m *manifest) *claim {
	c := &claim{references: map[string][]reference{}}
	var found []*jumbf.Box
	for _, b := range m.box.Boxes {
		if b.Super(typeClaim) && (b.Label == labelClaim || b.Label == labelClaim2) {
			found = append(found, b)
		}
	}
	if len(found) != 1 {
		r.problem("c2pa-claim", m.Offset, "The manifest has no claim, or more than one, so that nothing is claimed.")
		return c
	}
	root, sound := r.cbor(m, found[0])
	if bare := root.Bare(); !sound || bare == nil || bare.Kind != cbor.Map {
		r.problem("c2pa-claim", m.place(found[0].Offset), "The claim cannot be read.")
		return c
	}
	m.Claim = 1
	if found[0].Label != labelClaim {
		m.Claim = 2
	}
	m.Generator, _ = root.Get("claim_generator").Str()
	for _, info := range root.Get("claim_generator_info").Each() {
		var p Product
		p.Name, _ = info.Get("name").Str()
		p.Version, _ = info.Get("version").Str()
		if p != (Product{}) {
			m.Products = append(m.Products, p)
		}
	}
	c.algorithm, _ = root.Get("alg").Str()
	for list := Listed; list <= Gathered; list++ {
		for _, item := range root.Get(list.String()).Each() {
			c.add(m, list, referenceOf(item, c.algorithm))
		}
	}
	for _, item := range root.Get("redacted_assertions").Each() {
		if url, ok := item.Str(); ok {
			r.redacted[absolute(url, m.Label)] = true
		}
	}
	return c
}

// add notes a reference. Those that lead out of the manifest refer to nothing (C2PA
// 2.2 section 15.10.3.1).
func (c *claim) add(m *manifest, list List, ref reference) {
	ref.list = list
	label, inside := strings.CutPrefix(absolute(ref.url, m.Label), assertionPath(m.Label, ""))
	if inside {
		c.references[label] = append(c.references[label], ref)
	}
}

// absolute gives the path that a JUMBF URI refers to, from the store on (C2PA 2.2
// section 8.4.2.1). Early writers left the first slash out.
func absolute(url, manifest string) string {
	path, ok := strings.CutPrefix(url, "self#jumbf=")
	switch {
	case !ok:
		return ""
	case strings.HasPrefix(path, "/"):
		return path
	case strings.HasPrefix(path, "c2pa/"):
		return "/" + path
	}
	return manifestPath(manifest) + "/" + path
}

func manifestPath(manifest string) string { return "/c2pa/" + manifest }

func assertionPath(manifest, label string) string {
	return manifestPath(manifest) + "/" + labelAssertions + "/" + label
}

// check compares the hash of a reference with that of a box: over what is in the
// superbox, its description included and its head not (C2PA 2.2 section 8.4.2.3).
// Known is the digest by algorithm, which is filled in.
func (ref reference) check(content []byte, known map[string][]byte) Standing {
	sum, ok := known[ref.algorithm]
	if !ok {
		sum = digest(ref.algorithm, content)
		known[ref.algorithm] = sum
	}
	switch {
	case sum == nil || ref.hash == nil:
		return Unchecked
	case string(sum) != string(ref.hash):
		return Altered
	}
	return Claimed
}

// digest hashes with an algorithm of C2PA 2.2 section 13.1, nil for any other.
func digest(algorithm string, content []byte) []byte {
	switch algorithm {
	case "sha256":
		sum := sha256.Sum256(content)
		return sum[:]
	case "sha384":
		sum := sha512.Sum384(content)
		return sum[:]
	case "sha512":
		sum := sha512.Sum512(content)
		return sum[:]
	}
	return nil
}

// cbor reads the CBOR of a claim or assertion, nil where it has none. Sound is false
// where the reading ended before the end.
func (r *reader) cbor(m *manifest, b *jumbf.Box) (root *cbor.Node, sound bool) {
	content := b.First("cbor")
	if content == nil {
		return nil, false
	}
	root, faults := cbor.Parse(content.Content(m.data))
	sound = true
	for _, f := range faults {
		sound = sound && !f.Reason.Ends()
		r.problem("c2pa-content", m.place(content.Body+f.Offset), "In the CBOR of "+quoted(b.Label)+", "+f.Reason.Plain()+".")
	}
	return root, sound
}
