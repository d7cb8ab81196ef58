package c2pa_test

import (
	"crypto/sha512"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/internal/c2pa"
)

// update is an update manifest on top of another.
func update(label string, parts ...part) made {
	return made{label: label, boxType: "c2um", parts: parts}
}

// TestUpdates: what an update manifest updates speaks as well, unless it is not what
// it was, or taken back.
func TestUpdates(t *testing.T) {
	a := made{label: "a", parts: []part{hashData, mining("notAllowed")}}
	aText := a.String()
	redacting := func(m made) made {
		m.extra = []string{"redacted_assertions", array(text("self#jumbf=/c2pa/a/c2pa.assertions/cawg.training-mining"))}
		return m
	}
	// What is left of a when its assertion is gone, with the claim and signature it had.
	gone := super("c2ma", "a", super("c2as", "c2pa.assertions", hashData.box), a.claimBox(), signatureBox)
	emptied := super("c2ma", "a", super("c2as", "c2pa.assertions", hashData.box, redactedBox("cawg.training-mining")), a.claimBox(), signatureBox)
	resigned := super("c2ma", "a", super("c2as", "c2pa.assertions", hashData.box), a.claimBox(), super("c2cs", "c2pa.signature", box("cbor", byteString("another"))))
	old := cborPart("c2pa.ingredient", object("relationship", text("parentOf"),
		"c2pa_manifest", object("url", text("self#jumbf=/c2pa/a/c2pa.claim"), "hash", byteString(sum(superOf(aText))))))
	component := cborPart("c2pa.ingredient.v3__1", object("relationship", text("componentOf")))
	const aSays = "a v2, cawg.training-mining claimed cawg.ai_training=notAllowed"
	for _, tt := range []struct{ name, store, want string }{
		{"updated", storeWith(aText, update("b", parent("a", aText)).String()), "2 manifests; b v2, update, unbound, ingredients 1; " + aSays},
		{"both speak", storeWith(aText, update("b", parent("a", aText), mining("allowed")).String()),
			"2 manifests; b v2, update, unbound, ingredients 1, cawg.training-mining claimed cawg.ai_training=allowed; " + aSays},
		{"by an old ingredient that names the claim", storeWith(aText, update("b", old).String()), "2 manifests; b v2, update, unbound, ingredients 1; " + aSays},
		{"both compressed", storeWith(a.compressed(), update("b", parent("a", a.compressed())).compressed()),
			"2 manifests; b v2, update, compressed, unbound, ingredients 1; a v2, compressed, cawg.training-mining claimed cawg.ai_training=notAllowed"},
		{"updated twice", storeWith(aText, update("b", parent("a", aText)).String(), update("c", parent("b", update("b", parent("a", aText)).String())).String()),
			"3 manifests; c v2, update, unbound, ingredients 1; b v2, update, unbound, ingredients 1; " + aSays},
		{"an ingredient besides", storeWith(aText, update("b", parent("a", aText), component).String()), "2 manifests; b v2, update, unbound, ingredients 2; " + aSays},
		{"of a standard manifest", storeWith(aText, made{label: "b", parts: []part{hashData, parent("a", aText)}}.String()), "2 manifests; b v2, ingredients 1; elsewhere 1"},
		{"without a parent", storeWith(aText, update("b", component).String()), "2 manifests; b v2, update, unbound, ingredients 1; elsewhere 1; c2pa-update"},
		{"with two parents", storeWith(aText, update("b", parent("a", aText), old).String()), "2 manifests; b v2, update, unbound, ingredients 2; elsewhere 1; c2pa-update"},
		{"by an ingredient that is not claimed", storeWith(aText, update("b", with(parent("a", aText), func(p *part) { p.url = "-" })).String()),
			"2 manifests; b v2, update, unbound, ingredients 1; elsewhere 1; c2pa-update"},
		{"not in the store", storeWith(update("b", parent("a", aText)).String()), "1 manifests; b v2, update, unbound, ingredients 1; c2pa-update"},
		{"twice in the store", storeWith(aText, aText, update("b", parent("a", aText)).String()), "3 manifests; b v2, update, unbound, ingredients 1; elsewhere 2; c2pa-update"},
		{"of itself", storeWith(update("b", parentOfItself).String()), "1 manifests; b v2, update, unbound, ingredients 1; c2pa-update"},
		{"assertion gone", storeWith(gone, update("b", parent("a", aText)).String()), "2 manifests; b v2, update, unbound, ingredients 1; a v2; c2pa-missing"},
		{"assertion redacted and gone", storeWith(gone, redacting(update("b", parent("a", aText))).String()), "2 manifests; b v2, update, unbound, ingredients 1; a v2; c2pa-redacted"},
		{"assertion redacted and emptied", storeWith(emptied, redacting(update("b", parent("a", aText))).String()),
			"2 manifests; b v2, update, unbound, ingredients 1; a v2, cawg.training-mining redacted; c2pa-redacted"},
		{"assertion redacted and there", storeWith(aText, redacting(update("b", parent("a", aText))).String()),
			"2 manifests; b v2, update, unbound, ingredients 1; a v2, cawg.training-mining redacted cawg.ai_training=notAllowed; c2pa-redacted"},
		{"changed and signed by another", storeWith(resigned, update("b", parent("a", aText)).String()), "2 manifests; b v2, update, unbound, ingredients 1; c2pa-update"},
	} {
		store, problems := c2pa.Read([]byte(tt.store))
		checkStore(t, []byte(tt.store), store, problems)
		if got := summary(store, problems); got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.name, got, tt.want)
		}
	}
}

// parentOfItself names its own manifest with a hash that cannot be right, and the
// signature with one that is.
var parentOfItself = parent("b", strings.Repeat("x", 8))

// TestAlgorithms: the three of C2PA are known.
func TestAlgorithms(t *testing.T) {
	for _, alg := range []string{"sha256", "sha384", "sha512"} {
		p := mining("notAllowed")
		p.alg, p.hash = alg, digests[alg](superOf(p.box))
		store, problems := c2pa.Read([]byte(standard(p)))
		if a := store.Active().Assertions[0]; a.Standing != c2pa.Claimed || len(problems) > 0 {
			t.Errorf("%s: %s, %v", alg, a.Standing, problems)
		}
	}
}

var digests = map[string]func(string) string{
	"sha256": sum,
	"sha384": func(s string) string { b := sha512.Sum384([]byte(s)); return string(b[:]) },
	"sha512": func(s string) string { b := sha512.Sum512([]byte(s)); return string(b[:]) },
}
