package c2pa_test

import (
	"encoding/binary"
	"hash/crc32"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/c2pa"
	parser "github.com/proviso-signals/proviso/internal/c2pa"
)

// said words a reading: what follows, and the problems.
func said(r carrier.Reading) string {
	var words []string
	o := proviso.Combine(r.Evidence).Everyone.Outcomes()
	for _, u := range proviso.Uses() {
		if o[u].Word() != proviso.Unstated {
			words = append(words, u.String()+"="+o[u].Word().String())
		}
	}
	for _, p := range r.Problems {
		words = append(words, p.Code)
	}
	return strings.Join(words, " ")
}

// jpegWith is a JPEG with a store in pieces of most bytes (C2PA 2.2 annex A.3.1).
func jpegWith(store string, most int) string {
	file := "\xFF\xD8"
	for n, rest := 1, store[8:]; len(rest) > 0; n++ {
		piece := rest[:min(most, len(rest))]
		rest = rest[len(piece):]
		payload := "JP\x00\x01" + string(binary.BigEndian.AppendUint32(nil, uint32(n))) + store[:8] + piece
		file += "\xFF\xEB" + string(binary.BigEndian.AppendUint16(nil, uint16(2+len(payload)))) + payload
	}
	return file + "\xFF\xDA\x00\x02\x00\xFF\xD9"
}

// pngWith is a PNG with a store (annex A.3.2).
func pngWith(store string) string {
	chunk := func(kind, data string) string {
		return string(binary.BigEndian.AppendUint32(nil, uint32(len(data)))) + kind + data +
			string(binary.BigEndian.AppendUint32(nil, crc32.ChecksumIEEE([]byte(kind+data))))
	}
	return "\x89PNG\r\n\x1a\n" + chunk("IHDR", "\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00") +
		chunk("caBX", store) + chunk("IDAT", "\x78\x9c\x63\x00\x00\x00\x02\x00\x01") + chunk("IEND", "")
}

// TestContainers: in a binary file evidence stands where its entry begins.
func TestContainers(t *testing.T) {
	store := speaks(cawg("cawg.ai_inference allowed", "cawg.ai_generative_training constrained https://example.com/x")).bare()
	want := []string{`cawg.ai_inference: allowed`, `cawg.ai_generative_training: constrained "https://example.com/x"`}
	for name, file := range map[string]string{"jpeg": jpegWith(store, 60000), "jpeg in pieces": jpegWith(store, 500), "png": pngWith(store)} {
		r := read([]*carrier.Artifact{{Kind: carrier.File, Source: "a.bin", Body: []byte(file)}})
		if got := said(r); got != "train-ai=conditional ai-use=allow" {
			t.Errorf("%s: %s", name, got)
			continue
		}
		for i, e := range r.Evidence {
			key, _, _ := strings.Cut(want[i], ":")
			at := e.Where.Offset + int64(len(text(key))-len(key))
			whole := name == "jpeg in pieces" || strings.HasPrefix(file[at:], key)
			if e.Raw != want[i] || !whole || at < 100 || e.Where.Part != "C2PA cawg.training-mining" || e.Where.Source != "a.bin" ||
				e.Spec != "CAWG-TDM-1.1" || e.Trust != proviso.Unchecked || e.Party != (proviso.Party{}) || e.Reach != proviso.WithAsset {
				t.Errorf("%s: %+v", name, e)
			}
		}
	}
}

// TestEvidence: what is quoted is stable and short, and what is known about it.
func TestEvidence(t *testing.T) {
	long := strings.Repeat("€", 2000)
	for _, tt := range []struct {
		name  string
		parts []part
		raw   string
		trust proviso.Trust
		spec  string
	}{
		{"plain", []part{refuses}, "cawg.ai_generative_training: notAllowed", proviso.Unchecked, "CAWG-TDM-1.1"},
		{"old", []part{training("c2pa.training-mining", "c2pa.ai_inference notAllowed")}, "c2pa.ai_inference: notAllowed", proviso.Unchecked, "C2PA-1.4"},
		{"strange", []part{cawg("cawg.ai_inference not\x01allowed")}, `cawg.ai_inference: "not\x01allowed"`, proviso.Unchecked, "CAWG-TDM-1.1"},
		{"silent", []part{holds("cawg.training-mining", object("entries", object("cawg.ai_inference", yes)))}, "cawg.ai_inference: (no use)", proviso.Unchecked, "CAWG-TDM-1.1"},
		{"altered", []part{then(refuses, changed("notAllowed", "notallowed"))}, `cawg.ai_generative_training: "notallowed"`, proviso.Tampered, "CAWG-TDM-1.1"},
		{"unlisted", []part{unlisted(refuses)}, "cawg.ai_generative_training: notAllowed", proviso.Unchecked, "CAWG-TDM-1.1"},
		{"long", []part{cawg("cawg.ai_inference constrained " + long)}, "", proviso.Unchecked, "CAWG-TDM-1.1"},
	} {
		r := read(whole(speaks(tt.parts...).drawing("")))
		if len(r.Evidence) != 1 {
			t.Errorf("%s: %+v", tt.name, r)
			continue
		}
		e := r.Evidence[0]
		if tt.raw != "" && e.Raw != tt.raw || len(e.Raw) > carrier.MaxRaw+len("…") || e.Trust != tt.trust || e.Spec != tt.spec {
			t.Errorf("%s: %+v", tt.name, e)
		}
	}
}

// TestCodes: every problem of the parser has a meaning here, but for single entries.
func TestCodes(t *testing.T) {
	known := map[string]bool{"c2pa-entry": true}
	for _, c := range c2pa.Carrier.Codes {
		if known[c.Code] || c.Meaning == "" {
			t.Errorf("%+v twice, or without a meaning", c)
		}
		known[c.Code] = true
	}
	for _, c := range parser.Codes {
		if !known[c.Code] {
			t.Errorf("%s of the parser is not told", c.Code)
		}
	}
}

// TestReadingsAreApart: a reading is kept, and what one caller does to its copy is not
// seen by another.
func TestReadingsAreApart(t *testing.T) {
	a := whole(speaks(refuses, unlisted(training("cawg.training-mining__1", "cawg.ai_inference notAllowed"))).drawing(""))
	first := read(a)
	first.Evidence[0].Raw, first.Problems[0].Hint = "changed", "changed"
	if again := read(a); again.Evidence[0].Raw == "changed" || again.Problems[0].Hint == "changed" {
		t.Error("what a caller changed is seen by the next")
	}
}

// TestNothingCostsNothing: an image without a manifest costs no memory, once it was read.
func TestNothingCostsNothing(t *testing.T) {
	a, q := whole(`<svg xmlns="http://www.w3.org/2000/svg"/>`), &carrier.Question{URL: url}
	read(a)
	if n := testing.AllocsPerRun(100, func() {
		if c2pa.Carrier.Wants(a[0]) {
			c2pa.Carrier.Read(a, q)
		}
	}); n > 0 {
		t.Errorf("%v allocations", n)
	}
}
