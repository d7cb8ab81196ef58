package c2pa_test

import (
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/internal/c2pa"
)

// TestEntries: every form in which entries are written.
func TestEntries(t *testing.T) {
	const cawg, old = "cawg.training-mining", "c2pa.training-mining"
	training := object("cawg.ai_training", use("notAllowed", ""))
	for _, tt := range []struct {
		name string
		part part
		want string
	}{
		{"CAWG 1.1", cborPart(cawg, object("entries", object("cawg.ai_training", use("allowed", ""), "cawg.data_mining", use("constrained", "see the licence")))),
			"cawg.ai_training=allowed cawg.data_mining=constrained(see the licence)"},
		{"CAWG 1.0 and C2PA 1.4, by their schemas", cborPart(old, object("c2pa.ai_training", use("notAllowed", ""), "metadata", object("dateTime", text("2024")))),
			"c2pa.ai_training=notAllowed"},
		{"with metadata", cborPart(cawg, object("metadata", object("dateTime", text("2024")), "entries", training)), "cawg.ai_training=notAllowed"},
		{"both forms at once", cborPart(cawg, object("com.example.x", use("allowed", ""), "entries", training, "other", text("x"))),
			"com.example.x=allowed cawg.ai_training=notAllowed"},
		{"the spelling of the prose", cborPart(cawg, object("entries", object("cawg.ai_training", object("use", text("constrained"), "constraints_info", text("ask"))))),
			"cawg.ai_training=constrained(ask)"},
		{"both spellings", cborPart(cawg, object("entries", object("cawg.ai_training", object("use", text("constrained"), "constraint_info", text("ask"), "constraints_info", text("no"))))),
			"cawg.ai_training=constrained(ask)"},
		{"keys and words of others", cborPart(cawg, object("entries", object("c2pa.ai_training", use("never", ""), "com.example.x", use("", "")))),
			"c2pa.ai_training=never com.example.x="},
		{"a key twice", cborPart(cawg, object("entries", object("cawg.ai_training", use("allowed", ""), "cawg.ai_training", use("notAllowed", "")))),
			"cawg.ai_training=allowed cawg.ai_training=notAllowed; c2pa-content"},
		{"entries twice", cborPart(cawg, object("entries", training, "entries", object("cawg.data_mining", use("allowed", "")))),
			"cawg.ai_training=notAllowed cawg.data_mining=allowed; c2pa-content"},
		{"a word alone", cborPart(cawg, object("entries", object("cawg.ai_training", text("notAllowed")))), "cawg.ai_training=; c2pa-entry"},
		{"no use", cborPart(cawg, object("entries", object("cawg.ai_training", object("constraint_info", text("ask"))))), "cawg.ai_training=; c2pa-entry"},
		{"use is no text", cborPart(cawg, object("entries", object("cawg.ai_training", object("use", "\xF4")))), "cawg.ai_training=; c2pa-entry"},
		{"entries in an array", cborPart(cawg, object("entries", array(training))), "entries=; c2pa-entry"},
		{"entries is an entry", cborPart(cawg, object("entries", use("allowed", ""))), "entries=allowed"},
		{"metadata is an entry", cborPart(cawg, object("metadata", use("allowed", ""))), "metadata=allowed"},
		{"no entries", cborPart(cawg, object("entries", object())), ""},
		{"tagged", cborPart(cawg, "\xD9\xD9\xF7"+object("entries", "\xC1"+object("cawg.ai_training", "\xC1"+object("use", "\xC1"+text("allowed"))))),
			"cawg.ai_training=allowed"},
		{"indefinite lengths", cborPart(cawg, "\xBF"+text("entries")+"\xBF\x7F"+text("cawg.")+text("ai_training")+"\xFF"+use("allowed", "")+"\xFF\xFF"), "cawg.ai_training=allowed"},
		{"keys that are no text", cborPart(cawg, cborHead(5, 1)+"\x01"+use("allowed", "")), ""},
		{"not UTF-8", cborPart(cawg, object("entries", object("a\xFFb", use("allowed", "")))), "a\uFFFDb=allowed; c2pa-content"},
		{"cut short", cborPart(cawg, cborHead(5, 1)+text("entries")+cborHead(5, 2)+text("a.b")+use("allowed", "")), "; c2pa-content"},
		{"no map", cborPart(cawg, text("notAllowed")), "; c2pa-content"},
		{"no CBOR or JSON", part{label: cawg, box: super("uuid", cawg, box("uuid", strings.Repeat("x", 20)))}, "; c2pa-content"},
		{"JSON", jsonPart(cawg, `{"entries":{"cawg.ai_training":{"use":"constrained","constraint_info":"ask"}}}`), "cawg.ai_training=constrained(ask)"},
		{"JSON without entries", jsonPart(old, `{"c2pa.ai_training":{"use":"notAllowed"},"metadata":{}}`), "c2pa.ai_training=notAllowed"},
		{"JSON with a key twice", jsonPart(cawg, `{"entries":{"a.b":{"use":"allowed"},"a.b":{"use":"notAllowed"}}}`), "a.b=allowed a.b=notAllowed; c2pa-content"},
		{"no JSON", jsonPart(cawg, `notAllowed`), "; c2pa-content; c2pa-content"},
	} {
		data := []byte(standard(tt.part))
		store, problems := c2pa.Read(data)
		checkStore(t, data, store, problems)
		a := store.Active().Assertions[0]
		if a.Standing != c2pa.Claimed || a.JSON != strings.HasPrefix(string(a.Raw), "{") {
			t.Errorf("%s: %+v", tt.name, a)
		}
		got := strings.TrimPrefix(summary(store, problems), "1 manifests; m v2, "+tt.part.label+" claimed")
		if strings.TrimPrefix(got, " ") != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.name, got, tt.want)
		}
	}
}
