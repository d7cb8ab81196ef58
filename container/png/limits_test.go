package png_test

import (
	"runtime"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/png"
)

func codes(s *container.Scan) map[string]int {
	all := map[string]int{}
	for _, p := range s.Problems {
		all[p.Code]++
	}
	return all
}

// memory is what a scan asks for, in bytes.
func memory(t *testing.T, data string) uint64 {
	var before, after runtime.MemStats
	src := container.NewSource(strings.NewReader(data), int64(len(data)))
	runtime.ReadMemStats(&before)
	if _, err := png.Format.Scan(src); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

func TestMaxBlocks(t *testing.T) {
	many := strings.Repeat(chunk("tEXt", "dc:rights\x00x"), png.MaxBlocks+5)
	_, s := scan(t, file(many, ""))
	if len(s.Blocks) != png.MaxBlocks || codes(s)["png-too-many-blocks"] != 5 {
		t.Errorf("%d blocks, %v", len(s.Blocks), codes(s))
	}
	if _, code := put(t, file(many, ""), packet("x")); code != "png-too-many-blocks" {
		t.Errorf("refused %q", code)
	}
}

func TestMaxProblems(t *testing.T) {
	_, s := scan(t, file(strings.Repeat(wrong("prVt"), 3*png.MaxProblems), ""))
	if len(s.Problems) != png.MaxProblems {
		t.Errorf("%d problems", len(s.Problems))
	}
}

func TestMaxRanges(t *testing.T) {
	many := strings.Repeat(chunk("IDAT", "x"), png.MaxRanges+5)
	_, s := scan(t, signature+header+many+xmp("<a/>")+iend)
	if len(s.Payload) != png.MaxRanges || len(s.Blocks) != 1 || codes(s)["png-too-many-chunks"] != 5 {
		t.Errorf("%d ranges, %v", len(s.Payload), codes(s))
	}
	if _, code := put(t, signature+header+many+iend, packet("x")); code != "png-too-many-chunks" {
		t.Errorf("refused %q", code)
	}
}

func TestMaxBlock(t *testing.T) {
	huge := chunk("eXIf", strings.Repeat("x", container.MaxBlock+1))
	_, s := scan(t, file(huge, xmp("<a/>")))
	if s.Blocks[0].Data != nil || s.Blocks[1].Data == nil || codes(s)["png-too-large"] != 1 {
		t.Errorf("%v", codes(s))
	}
	if _, code := put(t, file(huge, ""), packet("x")); code != "" {
		t.Errorf("refused %q", code)
	}
}

// TestBombs has chunks that grow a thousandfold. What is inflated is bounded for each
// and for all together.
func TestBombs(t *testing.T) {
	one := chunk("zTXt", "dc:rights\x00\x00"+deflate(strings.Repeat("x", container.MaxBlock+1)))
	_, s := scan(t, file(one, ""))
	if s.Blocks[0].Data != nil || codes(s)["png-too-large"] != 1 {
		t.Errorf("one: %v", codes(s))
	}
	fits := chunk("iTXt", keyword+"\x00\x01\x00\x00\x00"+deflate(strings.Repeat("x", container.MaxBlock-1000)))
	all := file(strings.Repeat(fits, 40), "")
	_, s = scan(t, all)
	kept := 0
	for _, b := range s.Blocks {
		kept += len(b.Data)
	}
	if kept > png.MaxMetadata || kept < png.MaxMetadata/2 {
		t.Errorf("%d bytes kept", kept)
	}
	if got := memory(t, all); got > 6*png.MaxMetadata {
		t.Errorf("%d bytes asked for", got)
	}
}

func TestMaxMetadata(t *testing.T) {
	big := chunk("eXIf", strings.Repeat("x", container.MaxBlock-8))
	data := file(strings.Repeat(big, 6), xmp("<a/>"))
	_, s := scan(t, data)
	if n := codes(s)["png-too-much"]; n != 2 {
		t.Errorf("%d blocks were too many", n)
	}
	if _, code := put(t, data, packet("x")); code != "png-too-much" {
		t.Errorf("refused %q", code)
	}
	data = file(strings.Repeat(big, 3), "")
	if _, code := put(t, data, strings.Repeat("x", container.MaxBlock-100)); code != "" {
		t.Errorf("refused %q", code)
	}
	data = file(strings.Repeat(big, 3)+chunk("eXIf", strings.Repeat("x", 130)), "")
	if _, code := put(t, data, strings.Repeat("x", container.MaxBlock-100)); code != "png-packet-too-large" {
		t.Errorf("refused %q", code)
	}
	if got := memory(t, data); got > png.MaxMetadata+1<<20 {
		t.Errorf("%d bytes asked for", got)
	}
}

func TestMaxPacket(t *testing.T) {
	data := file("", "")
	if out, code := put(t, data, strings.Repeat("x", png.MaxPacket)); code != "" || len(out) != len(data)+png.MaxPacket+34 {
		t.Errorf("refused %q", code)
	}
	if _, code := put(t, data, strings.Repeat("x", png.MaxPacket+1)); code != "png-packet-too-large" {
		t.Errorf("refused %q", code)
	}
}

// TestReadLittle checks that pixels are not read: of a picture in chunks of 8 KiB,
// only their headers are.
func TestReadLittle(t *testing.T) {
	pixels := strings.Repeat(chunk("IDAT", strings.Repeat("x", 8192)), 100)
	src, s := scan(t, signature+header+xmp(packet("x"))+pixels+iend)
	if src.Read() > 17<<10 || len(s.Payload) != 100 {
		t.Errorf("%d bytes read", src.Read())
	}
	src, s = scan(t, signature+header+pixels+xmp(packet("x"))+iend)
	if src.Read() > 19<<10 || len(s.Blocks) != 1 {
		t.Errorf("%d bytes read with a packet at the end", src.Read())
	}
	if got := memory(t, signature+header+pixels+iend); got > 64<<10 {
		t.Errorf("%d bytes asked for", got)
	}
}
