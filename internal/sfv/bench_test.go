package sfv

import "testing"

var benchFields = []struct{ name, in string }{
	{"plain", `train-ai=n, search=y`},
	{"conditional", `train-ai=n;exceptions=cc-cr, ai-use=n;exceptions="https://example.com/terms", search=y`},
	{"thousand", numbered(1024, "a", "=1, ") + "=1"},
}

func BenchmarkParseDictionary(b *testing.B) {
	for _, f := range benchFields {
		b.Run(f.name, func(b *testing.B) {
			in := []byte(f.in)
			b.SetBytes(int64(len(in)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := ParseDictionary(in); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkAppendDictionary(b *testing.B) {
	for _, f := range benchFields {
		b.Run(f.name, func(b *testing.B) {
			d, err := ParseDictionary([]byte(f.in))
			if err != nil {
				b.Fatal(err)
			}
			var dst []byte
			b.ReportAllocs()
			for b.Loop() {
				if dst, err = AppendDictionary(dst[:0], d); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
