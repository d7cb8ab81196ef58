package c2pa_test

import (
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/internal/c2pa"
)

// BenchmarkRead reads a store with an ingredient and thumbnails, as photographs that
// were edited have.
func BenchmarkRead(b *testing.B) {
	thumbnail := part{label: "c2pa.thumbnail.claim.jpeg", box: super("\x40\xCB\x0C\x32", "c2pa.thumbnail.claim.jpeg", box("bidb", strings.Repeat("x", 50_000)))}
	ingredient := made{label: "a", parts: []part{hashData, thumbnail}}.String()
	data := []byte(storeWith(ingredient, made{label: "b", parts: []part{hashData, thumbnail, parent("a", ingredient), mining("notAllowed")}}.String()))
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if store, problems := c2pa.Read(data); len(store.Manifests) != 1 || len(problems) > 0 {
			b.Fatal(summary(store, problems))
		}
	}
}
