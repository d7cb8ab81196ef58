package c2pa_test

import (
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/internal/c2pa"
)

// with changes a part.
func with(p part, change func(*part)) part {
	change(&p)
	return p
}

// redactedBox is an assertion the content of which was taken back as C2PA 2.1 says.
func redactedBox(label string) string {
	return super("cbor", label, box("uuid", "\xCA\xA9\x8E\xEE\x9D\x4D\xF8\x0E\x86\xAD\x4D\xFF\xCA\x26\x39\x73\x00\x00\x00"))
}

const no = " cawg.ai_training=notAllowed"

// TestStanding: an assertion speaks if its own claim lists it with the right hash,
// and otherwise does not.
func TestStanding(t *testing.T) {
	denied := mining("notAllowed")
	for _, tt := range []struct{ name, store, want string }{
		{"claimed", standard(denied), "m v2, cawg.training-mining claimed" + no},
		{"of version 1", storeWith(made{label: "m", claim: "c2pa.claim", parts: []part{hashData, with(denied, func(p *part) { p.list = "assertions" })}}.String()),
			"m v1, cawg.training-mining claimed" + no},
		{"absolute", standard(with(denied, func(p *part) { p.url = "self#jumbf=/c2pa/m/c2pa.assertions/" + p.label })), "m v2, cawg.training-mining claimed" + no},
		{"absolute without slash", standard(with(denied, func(p *part) { p.url = "self#jumbf=c2pa/m/c2pa.assertions/" + p.label })), "m v2, cawg.training-mining claimed" + no},
		{"of another manifest", standard(with(denied, func(p *part) { p.url = "self#jumbf=/c2pa/n/c2pa.assertions/" + p.label })), "m v2, cawg.training-mining unclaimed" + no + "; c2pa-unclaimed"},
		{"no JUMBF URI", standard(with(denied, func(p *part) { p.url = "https://example.com/" })), "m v2, cawg.training-mining unclaimed" + no + "; c2pa-unclaimed"},
		{"unclaimed", standard(with(denied, func(p *part) { p.url = "-" })), "m v2, cawg.training-mining unclaimed" + no + "; c2pa-unclaimed"},
		{"altered", standard(with(denied, func(p *part) { p.box = mining("allowed").box; p.hash = sum(superOf(denied.box)) })),
			"m v2, cawg.training-mining altered cawg.ai_training=allowed; c2pa-altered"},
		{"listed twice, once wrongly", standard(denied, with(denied, func(p *part) { p.box = ""; p.hash = sum("") })), "m v2, cawg.training-mining altered" + no + "; c2pa-altered"},
		{"algorithm of the reference", standard(with(denied, func(p *part) { p.alg = "sha512" })), "m v2, cawg.training-mining altered" + no + "; c2pa-altered"},
		{"unknown algorithm", standard(with(denied, func(p *part) { p.alg = "md5" })), "m v2, cawg.training-mining unchecked" + no + "; c2pa-algorithm"},
		{"no algorithm", storeWith(made{label: "m", alg: "-", parts: []part{hashData, denied}}.String()), "m v2, cawg.training-mining unchecked" + no + "; c2pa-algorithm"},
		{"blotted out", standard(with(denied, func(p *part) { p.box = redactedBox(p.label) })), "m v2, cawg.training-mining redacted; c2pa-redacted"},
		{"blotted out in place", standard(with(denied, func(p *part) { p.box = super("cbor", p.label, box("cbor", "\x00\x00\x00")) })),
			"m v2, cawg.training-mining redacted; c2pa-redacted"},
		{"redacted by itself", storeWith(made{label: "m", parts: []part{hashData, denied},
			extra: []string{"redacted_assertions", array(text("self#jumbf=c2pa.assertions/cawg.training-mining"))}}.String()),
			"m v2, cawg.training-mining redacted" + no + "; c2pa-redacted"},
		{"missing", standard(with(denied, func(p *part) { p.box = ""; p.hash = sum("") })), "m v2; c2pa-missing"},
		{"twice", standard(denied, denied), "m v2, cawg.training-mining unclaimed" + no + ", cawg.training-mining unclaimed" + no + "; c2pa-ambiguous; c2pa-ambiguous"},
		{"two instances", standard(denied, cborPart("cawg.training-mining__1", object("entries", object("a.b", use("allowed", ""))))),
			"m v2, cawg.training-mining claimed" + no + ", cawg.training-mining__1 claimed a.b=allowed"},
		{"a later version", standard(cborPart("cawg.training-mining.v2__1", object("entries", object("a.b", use("allowed", ""))))),
			"m v2, cawg.training-mining.v2__1 claimed a.b=allowed"},
		{"another label", standard(cborPart("cawg.training-mining-x", object("entries", object("a.b", use("allowed", ""))))), "m v2"},
		{"stored elsewhere", standard(cborPart("c2pa.cloud-data", object("label", text("c2pa.training-mining"), "location", object("url", text("https://example.com/a"))))),
			"m v2; c2pa-remote"},
		{"something else stored elsewhere", standard(cborPart("c2pa.external-reference", object("label", text("c2pa.actions")))), "m v2"},
	} {
		store, problems := c2pa.Read([]byte(tt.store))
		checkStore(t, []byte(tt.store), store, problems)
		if got := strings.TrimPrefix(summary(store, problems), "1 manifests; "); got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.name, got, tt.want)
		}
	}
}

// TestManifests: which manifest is active, and what is not one.
func TestManifests(t *testing.T) {
	allowed, denied := mining("allowed"), mining("notAllowed")
	a := made{label: "a", parts: []part{hashData, allowed}}
	b := made{label: "b", parts: []part{hashData, denied}}
	of := func(m made, change func(*made)) made { change(&m); return m }
	const bSays = "b v2, cawg.training-mining claimed" + no
	twoStores := a.String()
	for _, tt := range []struct{ name, data, want string }{
		{"the last is active", storeWith(a.String(), b.String()), "2 manifests; " + bSays + "; elsewhere 1"},
		{"what is no manifest is passed over", storeWith(b.String(), super("c2tm", "t"), super("json", "x"), box("free")), "1 manifests; " + bSays},
		{"deprecated type", storeWith(of(b, func(m *made) { m.boxType = "c2md" }).String()), "1 manifests; " + bSays},
		{"compressed", storeWith(a.compressed(), b.compressed()), "2 manifests; b v2, compressed, cawg.training-mining claimed" + no},
		{"compressed wrongly", storeWith(a.String(), super("c2cm", "b", box("brob", "brotli"))), "2 manifests; elsewhere 1; c2pa-compressed"},
		{"compressed nothing", storeWith(super("c2cm", "b")), "1 manifests; c2pa-compressed"},
		{"compressed another label", storeWith(super("c2cm", "b", box("brob", packed(a.String())))), "1 manifests; c2pa-compressed"},
		{"compressed twice", storeWith(super("c2cm", "b", box("brob", packed(b.compressed())))), "1 manifests; c2pa-compressed"},
		{"compressed half", storeWith(super("c2cm", "b", box("brob", packed(b.String()[:400])))), "1 manifests; c2pa-boxes; c2pa-boxes; c2pa-boxes; c2pa-compressed"},
		{"unsigned", storeWith(of(b, func(m *made) { m.unsigned = true }).String()), "1 manifests; b v2, unsigned, cawg.training-mining claimed" + no + "; c2pa-unsigned"},
		{"unbound", storeWith(of(b, func(m *made) { m.parts = m.parts[1:] }).String()), "1 manifests; b v2, unbound, cawg.training-mining claimed" + no + "; c2pa-unbound"},
		{"no claim", storeWith(of(b, func(m *made) { m.claim = "-" }).String()),
			"1 manifests; b v0, unbound, cawg.training-mining unclaimed" + no + "; c2pa-claim; c2pa-unclaimed; c2pa-unbound"},
		{"claim of an unknown version", storeWith(of(b, func(m *made) { m.claim = "c2pa.claim.v9" }).String()),
			"1 manifests; b v0, unbound, cawg.training-mining unclaimed" + no + "; c2pa-claim; c2pa-unclaimed; c2pa-unbound"},
		{"two claims", storeWith(super("c2ma", "b", super("c2as", "c2pa.assertions", hashData.box, denied.box), b.claimBox(), b.claimBox(), signatureBox)),
			"1 manifests; b v0, unbound, cawg.training-mining unclaimed" + no + "; c2pa-claim; c2pa-unclaimed; c2pa-unbound"},
		{"claim of no CBOR", storeWith(super("c2ma", "b", super("c2cl", "c2pa.claim.v2", box("json", "{}")), signatureBox)), "1 manifests; b v0, unbound; c2pa-claim; c2pa-unbound"},
		{"claim cut short", storeWith(strings.Replace(b.String(), b.claimBox(), cutClaim(b), 1)),
			"1 manifests; b v0, unbound, cawg.training-mining unclaimed" + no + "; c2pa-content; c2pa-claim; c2pa-unclaimed; c2pa-unbound"},
		{"claim of a text", storeWith(super("c2ma", "b", super("c2cl", "c2pa.claim.v2", box("cbor", text("x"))), signatureBox)), "1 manifests; b v0, unbound; c2pa-claim; c2pa-unbound"},
		{"two assertion stores", storeWith(super("c2ma", "b", super("c2as", "c2pa.assertions", hashData.box), super("c2as", "c2pa.assertions", denied.box), b.claimBox(), signatureBox)),
			"1 manifests; b v2, cawg.training-mining unclaimed" + no + "; c2pa-ambiguous"},
		{"empty store", storeWith(), "0 manifests; c2pa-no-manifest"},
		{"no store", a.String(), "0 manifests; c2pa-no-store"},
		{"nothing", "", "0 manifests; c2pa-no-store"},
		{"two stores", storeWith(twoStores) + storeWith(twoStores), "0 manifests; c2pa-stores"},
		{"padding behind", storeWith(b.String()) + "\x00\x00\x00\x00\x00\x00\x00\x00\x00", "1 manifests; " + bSays},
		{"rubbish behind", storeWith(b.String()) + "rubbish", "1 manifests; " + bSays + "; c2pa-boxes"},
		{"the last has no description", storeWith(a.String(), box("jumb", box("free"))), "0 manifests; c2pa-boxes; c2pa-truncated"},
		{"truncated", storeWith(a.String(), b.String())[:len(storeWith(a.String()))+20], "0 manifests; c2pa-boxes; c2pa-boxes; c2pa-boxes; c2pa-boxes; c2pa-truncated"},
	} {
		store, problems := c2pa.Read([]byte(tt.data))
		checkStore(t, []byte(tt.data), store, problems)
		if got := summary(store, problems); got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.name, got, tt.want)
		}
		if (store.Active() == nil) != (len(store.Manifests) == 0) {
			t.Errorf("%s: active is %v", tt.name, store.Active())
		}
	}
}

// cutClaim is the claim of a manifest, with the head of a map that has one more pair.
func cutClaim(m made) string {
	content := m.claimBox()
	content = content[strings.Index(content, "cbor\xBA")+4:]
	return super("c2cl", "c2pa.claim.v2", box("cbor", content[:4], string(content[4]+1), content[5:]))
}

// TestTruncatedAnywhere: no beginning of a store passes for one.
func TestTruncatedAnywhere(t *testing.T) {
	whole := storeWith(made{label: "a", parts: []part{hashData, mining("allowed")}}.String(), made{label: "b", parts: []part{hashData, mining("notAllowed")}}.String())
	for n := range len(whole) {
		store, problems := c2pa.Read([]byte(whole[:n]))
		checkStore(t, []byte(whole[:n]), store, problems)
		if store.Active() != nil {
			t.Fatalf("of %d bytes the first %d have an active manifest", len(whole), n)
		}
	}
}

// TestAlteredAnywhere: whichever byte of an assertion is changed, it does not speak.
func TestAlteredAnywhere(t *testing.T) {
	p := mining("notAllowed")
	whole := standard(p)
	start := strings.Index(whole, p.box)
	for at := start + 8; at < start+len(p.box); at++ {
		data := []byte(whole)
		data[at] ^= 0x04
		store, problems := c2pa.Read(data)
		checkStore(t, data, store, problems)
		for _, a := range store.Active().Assertions {
			if a.Standing == c2pa.Claimed {
				t.Fatalf("with another byte at %d, %s", at-start, summary(store, problems))
			}
		}
	}
}

// TestFields reads what is not in a summary.
func TestFields(t *testing.T) {
	p := with(mining("notAllowed"), func(p *part) { p.list = "gathered_assertions" })
	m := made{label: "urn:c2pa:x", parts: []part{hashData, p}, extra: []string{"claim_generator", text("Old/1.0")}}
	data := storeWith(m.String())
	store, problems := c2pa.Read([]byte(data))
	active := store.Active()
	if len(problems) > 0 || active.Generator != "Old/1.0" || len(active.Products) != 1 || active.Products[0] != (c2pa.Product{Name: "Maker", Version: "1.2"}) ||
		active.Binding != "c2pa.hash.data" || active.Offset != strings.Index(data, m.String()) {
		t.Errorf("read %+v with %v", active, problems)
	}
	a := active.Assertions[0]
	if a.List != c2pa.Gathered || a.Type != c2pa.LabelCAWG || a.Offset != strings.Index(data, p.box) || a.JSON || !strings.HasSuffix(p.box, string(a.Raw)) {
		t.Errorf("read %+v", a)
	}
	if e := a.Entries[0]; e.Offset != strings.Index(data, text("cawg.ai_training")) || string(e.Raw) != text("cawg.ai_training")+use("notAllowed", "") {
		t.Errorf("read %+v", e)
	}
}
