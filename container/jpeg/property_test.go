package jpeg_test

import (
	"encoding/binary"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container"
)

// layout builds a random file that is in order, or as near as files in the wild are.
func layout(r *rand.Rand) string {
	var segments []string
	may := func(chance float64, s ...string) {
		if r.Float64() < chance {
			segments = append(segments, s...)
		}
	}
	bytes := func(n int) string {
		b := make([]byte, r.IntN(n))
		for i := range b {
			b[i] = byte(r.Uint32())
		}
		return string(b)
	}
	order := []binary.AppendByteOrder{be, le}[r.IntN(2)]
	further := make([]string, r.IntN(3))
	for i := range further {
		further[i] = soi + xmp(packet(bytes(9))) + picture
	}
	extension := "<a>" + bytes(3000) + "</a>"
	main := packet(strings.ToValidUTF8(bytes(2000), "?"))
	if r.IntN(3) == 0 {
		main = packet("", names(guid(extension)))
		segments = append(segments, extended(extension, 1+r.IntN(len(extension)))...)
	}
	may(0.7, xmp(main))
	may(0.1, xmp(packet(bytes(50))))
	may(0.1, seg(0xE1, "http:", packet(bytes(50))))
	may(0.1, xmp(bytes(50)))
	may(0.5, exif(plainTIFF+bytes(3000)))
	records := bytes(300)
	may(0.3, photoshop(ofIIM(records)), photoshop(resource(0x0425, "", bytes(20))+digest(records)))
	may(0.2, photoshop(ofIIM(records)[:10])+photoshop(ofIIM(records)[10:]+path))
	may(0.3, icc(1, 2, bytes(500)), icc(2, 2, bytes(500)))
	may(0.3, boxes(jumbf(c2paUUID, bytes(500)), 200)...)
	may(0.5, seg(0xFE, bytes(100)), seg(0xE2, "urn:iso:std:iso:ts:21496:-1\x00"), seg(0xE7, bytes(99)))
	if len(further) > 0 {
		may(1, mpf(order, 1+len(further)))
	}
	r.Shuffle(len(segments), func(i, j int) { segments[i], segments[j] = segments[j], segments[i] })
	if r.IntN(2) == 0 {
		segments = append([]string{jfif}, segments...)
	}
	for i := range segments {
		switch r.IntN(20) {
		case 0:
			segments[i] += strings.Repeat("\xFF", r.IntN(5))
		case 1:
			segments[i] += "stray"
		}
	}
	trailer := []string{"", "\x00\x00\x00\x18ftypmp42", "SEFT", bytes(200)}[r.IntN(4)]
	return images(file(segments...), further...) + trailer
}

// blocks makes random blocks of the kinds that are put.
var blocks = map[container.Kind]func(r *rand.Rand) string{
	container.XMP:  func(r *rand.Rand) string { return packet(strings.Repeat("x", r.IntN(3000))) },
	container.Exif: func(r *rand.Rand) string { return plainTIFF + strings.Repeat("x", r.IntN(3000)) },
	container.IIM:  func(r *rand.Rand) string { return iim1 + strings.Repeat("x", r.IntN(3000)) },
}

// TestProperties puts random blocks into random files. What must hold of each result
// is in the suite.
func TestProperties(t *testing.T) {
	n := 1000
	if testing.Short() {
		n = 100
	}
	for kind, block := range blocks {
		refused := map[string]int{}
		for seed := range n {
			r := rand.New(rand.NewPCG(uint64(seed), 1))
			data := layout(r)
			for range 3 {
				out, code := suite(kind).Put(t, data, block(r))
				if code != "" {
					refused[code]++
					break
				}
				data = out
			}
			if t.Failed() {
				t.Fatalf("%v: seed %d", kind, seed)
			}
		}
		// Stray bytes forbid to drop duplicates.
		if len(refused) > 1 || refused["jpeg-garbage"] > n/5 {
			t.Errorf("%v: refused: %v", kind, refused)
		}
	}
}
