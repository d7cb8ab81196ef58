package c2pa_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"strings"

	"github.com/andybalholm/brotli"

	"github.com/proviso-signals/proviso/internal/jumbf"
)

// CBOR, as far as the tests need it: a value is written by a function of its kind, in the
// shortest form.

func head(major byte, n int) string {
	switch {
	case n < 24:
		return string([]byte{major<<5 | byte(n)})
	case n < 1<<8:
		return string([]byte{major<<5 | 24, byte(n)})
	case n < 1<<16:
		return string(binary.BigEndian.AppendUint16([]byte{major<<5 | 25}, uint16(n)))
	}
	return string(binary.BigEndian.AppendUint32([]byte{major<<5 | 26}, uint32(n)))
}

func number(n int) string { return head(0, n) }
func text(s string) string {
	return head(3, len(s)) + s
}
func byteString(s string) string { return head(2, len(s)) + s }
func array(items ...string) string {
	return head(4, len(items)) + strings.Join(items, "")
}

// object writes a map of keys, which become texts, and values, which are CBOR.
func object(pairs ...string) string {
	all := []string{head(5, len(pairs)/2)}
	for i := 0; i < len(pairs); i += 2 {
		all = append(all, text(pairs[i]), pairs[i+1])
	}
	return strings.Join(all, "")
}

const yes = "\xF5" // true

// JUMBF.

func box(boxType string, content ...string) string {
	all := strings.Join(content, "")
	return string(binary.BigEndian.AppendUint32(nil, uint32(8+len(all)))) + boxType + all
}

func super(boxType, label string, inner ...string) string {
	u := jumbf.Type(boxType)
	return box("jumb", box("jumd", string(u[:]), "\x03", label, "\x00"), strings.Join(inner, ""))
}

func packed(content string) string {
	var b bytes.Buffer
	w := brotli.NewWriterLevel(&b, brotli.BestCompression)
	_, _ = w.Write([]byte(content))
	_ = w.Close()
	return b.String()
}

func sum(content string) string {
	b := sha256.Sum256([]byte(content))
	return string(b[:])
}

// part is an assertion to be built.
type part struct {
	label, box string
	list       string              // in the claim: created_assertions where empty, none where "-"
	alg        string              // in the reference
	later      func(string) string // changes the box when it was hashed
}

// holds is an assertion with this CBOR, holdsJSON one with JSON.
func holds(label, cbor string) part {
	return part{label: label, box: super("cbor", label, box("cbor", cbor))}
}

func holdsJSON(label, json string) part {
	return part{label: label, box: super("json", label, box("json", json))}
}

// use is an entry; info may be empty.
func use(word, info string) string {
	if info == "" {
		return object("use", text(word))
	}
	return object("use", text(word), "constraint_info", text(info))
}

// cawg is an assertion of CAWG 1.1 with entries: key, use and info in one text each, with
// spaces between.
func cawg(entries ...string) part { return training("cawg.training-mining", entries...) }

func training(label string, entries ...string) part {
	var pairs []string
	for _, e := range entries {
		words := strings.SplitN(e, " ", 3)
		pairs = append(pairs, words[0], use(words[1], strings.Join(words[2:], "")))
	}
	return holds(label, object("entries", object(pairs...)))
}

// made is a manifest to be built.
type made struct {
	parts    []part
	redacts  []string // what the claim takes back
	update   string   // the manifest that it updates; none where empty
	packed   bool
	unsigned bool
	unbound  bool
}

// label is that of a manifest at a place in its store.
func label(at int) string {
	return "urn:c2pa:00000000-0000-4000-8000-00000000000" + string(rune('1'+at))
}

// build writes a manifest. Hidden tells which part of the file is not hashed, and hash is
// the hash of the rest.
func (m made) build(at int, hidden [2]int, hash string) string {
	boxType, parts := "c2ma", m.parts
	switch {
	case m.update != "":
		boxType = "c2um"
		parts = append([]part{parent(at-1, m.update)}, parts...)
	case !m.unbound:
		parts = append([]part{created, binding(hidden, hash)}, parts...)
	}
	var boxes, before []string
	for _, p := range parts {
		before = append(before, p.box)
		if p.later != nil {
			p.box = p.later(p.box)
		}
		boxes = append(boxes, p.box)
	}
	claim := m.claim(at, parts, before)
	inner := super("c2as", "c2pa.assertions", boxes...) + super("c2cl", "c2pa.claim.v2", box("cbor", claim))
	if !m.unsigned {
		inner += signature(claim)
	}
	whole := super(boxType, label(at), inner)
	if m.packed {
		return super("c2cm", label(at), box("brob", packed(whole)))
	}
	return whole
}

func (m made) claim(at int, parts []part, before []string) string {
	lists := map[string][]string{}
	for i, p := range parts {
		list := p.list
		if list == "" {
			list = "created_assertions"
		}
		ref := []string{"url", text("self#jumbf=c2pa.assertions/" + p.label), "hash", byteString(sum(before[i][8:]))}
		if p.alg != "" {
			ref = append(ref, "alg", text(p.alg))
		}
		lists[list] = append(lists[list], object(ref...))
	}
	pairs := []string{
		"instanceID", text("xmp:iid:" + label(at)[len("urn:c2pa:"):]),
		"claim_generator_info", object("name", text("Proviso vectors")),
		"signature", text("self#jumbf=/c2pa/" + label(at) + "/c2pa.signature"),
		"created_assertions", array(lists["created_assertions"]...),
	}
	if gathered := lists["gathered_assertions"]; gathered != nil {
		pairs = append(pairs, "gathered_assertions", array(gathered...))
	}
	if m.redacts != nil {
		var list []string
		for _, r := range m.redacts {
			list = append(list, text("self#jumbf=/c2pa/"+r))
		}
		pairs = append(pairs, "redacted_assertions", array(list...))
	}
	return object(append(pairs, "alg", text("sha256"))...)
}

// created is what C2PA 2.2 asks of every standard manifest.
var created = holds("c2pa.actions.v2", object("actions", array(object("action", text("c2pa.created"),
	"digitalSourceType", text("http://cv.iptc.org/newscodes/digitalsourcetype/digitalCreation")))))

func binding(hidden [2]int, hash string) part {
	return holds("c2pa.hash.data", object("exclusions", array(object("start", number(hidden[0]), "length", number(hidden[1]))),
		"name", text("jumbf manifest"), "alg", text("sha256"), "hash", byteString(hash), "pad", byteString("")))
}

// parent is the ingredient of an update manifest. The hash of the signature is what
// remains where something was redacted.
func parent(at int, manifest string) part {
	return ingredient("parentOf", at, manifest)
}

func ingredient(relationship string, at int, manifest string) part {
	return holds("c2pa.ingredient.v3", object("relationship", text(relationship),
		"validationResults", object("activeManifest", object("success", array(), "informational", array(), "failure", array())),
		"activeManifest", object("url", text("self#jumbf=/c2pa/"+label(at)), "hash", byteString(sum(manifest[8:]))),
		"claimSignature", object("url", text("self#jumbf=/c2pa/"+label(at)+"/c2pa.signature"), "hash", byteString(sum(signatureIn(manifest))))))
}

// signatureIn finds what is hashed of the signature of a manifest, which stands at its
// end: its superbox without the head.
func signatureIn(manifest string) string {
	return manifest[strings.LastIndex(manifest, "jumd")-4:]
}

// maker builds the manifests of a store, given what is hidden in the file and the hash.
type maker func(hidden [2]int, hash string) []string

// one makes a store of one manifest.
func one(m made) maker {
	return func(hidden [2]int, hash string) []string { return []string{m.build(0, hidden, hash)} }
}

// speaks makes a store of a standard manifest with these assertions.
func speaks(parts ...part) maker { return one(made{parts: parts}) }

// updated makes a store of a manifest and one that updates it.
func updated(base, update made) maker {
	return func(hidden [2]int, hash string) []string {
		below := base.build(0, hidden, hash)
		update.update = below
		return []string{below, update.build(1, hidden, hash)}
	}
}

// store writes a manifest store.
func (m maker) store(hidden [2]int, hash string) string {
	return super("c2pa", "c2pa", m(hidden, hash)...)
}

// bare is a store that is bound to some other file.
func (m maker) bare() string { return m.store([2]int{20, 4}, sum("")) }

// pieces of an SVG file with a manifest store.
func around(title string) (before, after string) {
	return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">\n<metadata><c2pa:manifest xmlns:c2pa=\"http://c2pa.org/manifest\">",
		"</c2pa:manifest></metadata>\n<desc>" + title + "</desc>\n</svg>\n"
}

// drawing is an SVG file with a manifest store, bound to it, and a description.
func (m maker) drawing(title string) string {
	before, after := around(title)
	hash := sum(before + after)
	encode := func(length int) string {
		return base64.StdEncoding.EncodeToString([]byte(m.store([2]int{len(before), length}, hash)))
	}
	// The store says how long it is. If it is compressed, that changes its length.
	for length := len(encode(1000)) - 32; ; length += 4 {
		if encoded := encode(length); len(encoded) == length {
			return before + encoded + after
		}
	}
}

// embed is an SVG file with these bytes as its manifest store.
func embed(store string) string {
	before, after := around("")
	return before + base64.StdEncoding.EncodeToString([]byte(store)) + after
}
