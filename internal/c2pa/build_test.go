package c2pa_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"strings"

	"github.com/andybalholm/brotli"

	"github.com/proviso-signals/proviso/internal/jumbf"
)

// CBOR, as far as the tests need it: a value is written by a function of its kind.

func cborHead(major byte, n int) string {
	return string(binary.BigEndian.AppendUint32([]byte{major<<5 | 26}, uint32(n)))
}

func text(s string) string       { return cborHead(3, len(s)) + s }
func byteString(s string) string { return cborHead(2, len(s)) + s }
func array(items ...string) string {
	return cborHead(4, len(items)) + strings.Join(items, "")
}

// object writes a map of keys, which become texts, and values, which are CBOR.
func object(pairs ...string) string {
	all := []string{cborHead(5, len(pairs)/2)}
	for i := 0; i < len(pairs); i += 2 {
		all = append(all, text(pairs[i]), pairs[i+1])
	}
	return strings.Join(all, "")
}

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
	w := brotli.NewWriterLevel(&b, brotli.BestSpeed)
	_, _ = w.Write([]byte(content))
	_ = w.Close()
	return b.String()
}

// C2PA.

// part is an assertion for a builder: its label, its box, and how the claim refers
// to it.
type part struct {
	label string
	box   string
	list  string // in the claim; created_assertions where empty
	url   string // in the claim; the plain one where empty, none where "-"
	alg   string // in the reference
	hash  string // in the claim; the right one where empty
}

// cborPart is an assertion with CBOR, jsonPart one with JSON.
func cborPart(label, content string) part {
	return part{label: label, box: super("cbor", label, box("cbor", content))}
}

func jsonPart(label, content string) part {
	return part{label: label, box: super("json", label, box("json", content))}
}

// use writes an entry; info may be empty.
func use(word, info string) string {
	if info == "" {
		return object("use", text(word))
	}
	return object("use", text(word), "constraint_info", text(info))
}

// mining is an assertion of CAWG 1.1 with one entry.
func mining(word string) part {
	return cborPart("cawg.training-mining", object("entries", object("cawg.ai_training", use(word, ""))))
}

var hashData = cborPart("c2pa.hash.data", object("name", text("jumbf manifest")))

// made is a manifest for a builder.
type made struct {
	label    string
	boxType  string // c2ma where empty
	claim    string // label: c2pa.claim.v2 where empty, none where "-"
	alg      string // sha256 where empty, none where "-"
	parts    []part
	extra    []string // more pairs of the claim
	unsigned bool
}

// superOf gives what is hashed of a superbox.
func superOf(box string) string { return box[8:] }

func sum(content string) string {
	b := sha256.Sum256([]byte(content))
	return string(b[:])
}

func (m made) claimBox() string {
	lists := map[string][]string{}
	order := []string{"assertions", "created_assertions", "gathered_assertions"}
	for _, p := range m.parts {
		if p.url == "-" {
			continue
		}
		url, hash, list := p.url, p.hash, p.list
		if url == "" {
			url = "self#jumbf=c2pa.assertions/" + p.label
		}
		if hash == "" {
			hash = sum(superOf(p.box))
		}
		if list == "" {
			list = "created_assertions"
		}
		ref := []string{"url", text(url), "hash", byteString(hash)}
		if p.alg != "" {
			ref = append(ref, "alg", text(p.alg))
		}
		lists[list] = append(lists[list], object(ref...))
	}
	pairs := append([]string{"claim_generator_info", object("name", text("Maker"), "version", text("1.2"))}, m.extra...)
	for _, list := range order {
		if len(lists[list]) > 0 {
			pairs = append(pairs, list, array(lists[list]...))
		}
	}
	switch m.alg {
	case "":
		pairs = append(pairs, "alg", text("sha256"))
	case "-":
	default:
		pairs = append(pairs, "alg", text(m.alg))
	}
	label := m.claim
	if label == "" {
		label = "c2pa.claim.v2"
	}
	return super("c2cl", label, box("cbor", object(pairs...)))
}

const signature = "signature" // nobody looks into it

func (m made) String() string {
	boxType := m.boxType
	if boxType == "" {
		boxType = "c2ma"
	}
	var boxes []string
	for _, p := range m.parts {
		boxes = append(boxes, p.box)
	}
	inner := super("c2as", "c2pa.assertions", boxes...)
	if m.claim != "-" {
		inner += m.claimBox()
	}
	if !m.unsigned {
		inner += signatureBox
	}
	return super(boxType, m.label, inner)
}

var signatureBox = super("c2cs", "c2pa.signature", box("cbor", byteString(signature)))

// compressed is the same manifest, compressed.
func (m made) compressed() string {
	return super("c2cm", m.label, box("brob", packed(m.String())))
}

// parent is the ingredient of an update manifest.
func parent(label, manifest string) part {
	return cborPart("c2pa.ingredient.v3", object("relationship", text("parentOf"),
		"activeManifest", object("url", text("self#jumbf=/c2pa/"+label), "hash", byteString(sum(superOf(manifest)))),
		"claimSignature", object("url", text("self#jumbf=/c2pa/"+label+"/c2pa.signature"), "hash", byteString(sum(superOf(signatureBox))))))
}

// storeWith writes a manifest store.
func storeWith(manifests ...string) string { return super("c2pa", "c2pa", manifests...) }

// standard is a store with one standard manifest that has a binding and these
// assertions.
func standard(parts ...part) string {
	return storeWith(made{label: "m", parts: append([]part{hashData}, parts...)}.String())
}
