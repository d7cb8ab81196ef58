package c2pa_test

import (
	"testing"

	"github.com/proviso-signals/proviso/internal/c2pa"
)

// FuzzRead: of any data, what is read holds what is promised, and reading it again
// gives the same.
func FuzzRead(f *testing.F) {
	a := made{label: "a", parts: []part{hashData, mining("notAllowed")}}
	for _, seed := range []string{
		standard(mining("allowed"), jsonPart("c2pa.training-mining__1", `{"c2pa.ai_training":{"use":"constrained","constraints_info":"ask"}}`)),
		storeWith(a.String(), update("b", parent("a", a.String()), mining("allowed")).String()),
		storeWith(a.compressed()),
		storeWith(made{label: "m", claim: "c2pa.claim", alg: "sha512", unsigned: true, parts: []part{mining("x")}}.String()),
		standard(cborPart("c2pa.cloud-data", object("label", text("cawg.training-mining")))),
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		store, problems := c2pa.Read(data)
		checkStore(t, data, store, problems)
		again, more := c2pa.Read(data)
		if summary(store, problems) != summary(again, more) {
			t.Fatalf("%x is %s, and then %s", data, summary(store, problems), summary(again, more))
		}
	})
}

// FuzzContent puts any content into an assertion that is claimed with the right
// hash: it speaks or is blotted out.
func FuzzContent(f *testing.F) {
	f.Add([]byte(object("entries", object("cawg.ai_training", use("constrained", "ask")))), false)
	f.Add([]byte(object("c2pa.ai_training", object("use", text("allowed"), "constraints_info", text("ask")), "metadata", object())), false)
	f.Add([]byte(`{"entries":{"a.b":{"use":"allowed"}},"a.c":{"use":"x"}}`), true)
	f.Fuzz(func(t *testing.T, content []byte, json bool) {
		p := cborPart("cawg.training-mining", string(content))
		if json {
			p = jsonPart("cawg.training-mining", string(content))
		}
		data := []byte(standard(p))
		store, problems := c2pa.Read(data)
		checkStore(t, data, store, problems)
		if a := store.Active().Assertions; len(a) != 1 || a[0].Standing != c2pa.Claimed && a[0].Standing != c2pa.Redacted {
			t.Fatalf("%x: %s", content, summary(store, problems))
		}
	})
}
