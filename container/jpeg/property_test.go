package jpeg_test

import (
	"encoding/binary"
	"math/rand/v2"
	"strings"
	"testing"
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
	may(0.3, photoshop(resource(0x0404, "", bytes(300))), photoshop(resource(0x0425, "", bytes(20))))
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

// TestProperties puts random packets into random files. What must hold of each result
// is in put.
func TestProperties(t *testing.T) {
	n := 1000
	if testing.Short() {
		n = 100
	}
	refused := map[string]int{}
	for seed := range n {
		r := rand.New(rand.NewPCG(uint64(seed), 1))
		data := []byte(layout(r))
		for range 3 {
			text := strings.Repeat("x", r.IntN(3000))
			out, code := put(t, data, packet(text))
			if code != "" {
				refused[code]++
				break
			}
			checkTail(t, data, out)
			data = out
		}
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
	// Stray bytes forbid to drop duplicates.
	if len(refused) > 1 || refused["jpeg-garbage"] > n/5 {
		t.Errorf("refused: %v", refused)
	}
}

// checkTail checks that everything that is no XMP comes through, in its order.
func checkTail(t *testing.T, before, after []byte) {
	t.Helper()
	if a, b := rest(before), rest(after); a != b {
		t.Errorf("what is not XMP has changed: %d bytes, then %d", len(a), len(b))
	}
}

// rest is a file without the segments of XMP, and without what MPF says.
func rest(data []byte) string {
	var out strings.Builder
	at := 0
	for _, g := range segments(data) {
		body := string(data[g.at+4 : g.end])
		isXMP := g.marker == 0xE1 && !strings.HasPrefix(body, "Exif\x00")
		if isXMP || strings.HasPrefix(body, "MPF\x00") {
			out.Write(data[at:g.at])
			at = g.end
		}
	}
	out.Write(data[at:])
	return out.String()
}
