package gif_test

import (
	"runtime"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/gif"
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
	if _, err := gif.Format.Scan(src); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

func TestMaxBlocks(t *testing.T) {
	many := file(strings.Repeat(app(iccName, "\x00"), gif.MaxBlocks+5), "")
	_, s := scan(t, many)
	if len(s.Blocks) != gif.MaxBlocks || codes(s)["gif-too-many-blocks"] != 5 {
		t.Errorf("%d blocks, %v", len(s.Blocks), codes(s))
	}
	if _, code := put(t, many, packet("x")); code != "gif-too-many-blocks" {
		t.Errorf("refused %q", code)
	}
}

func TestMaxProblems(t *testing.T) {
	_, s := scan(t, file(strings.Repeat("\x00"+delay, 3*gif.MaxProblems), ""))
	if len(s.Problems) != gif.MaxProblems {
		t.Errorf("%d problems", len(s.Problems))
	}
}

func TestMaxRanges(t *testing.T) {
	many := file(strings.Repeat(comment("x")+delay, gif.MaxRanges+5), xmp("<a/>"))
	_, s := scan(t, many)
	if len(s.Payload) != gif.MaxRanges || len(s.Blocks) != 1 || codes(s)["gif-too-many-ranges"] != 7 {
		t.Errorf("%d ranges, %v", len(s.Payload), codes(s))
	}
	if _, code := put(t, many, packet("x")); code != "gif-too-many-ranges" {
		t.Errorf("refused %q", code)
	}
	if got := memory(t, file(strings.Repeat(delay, 1<<18), "")); got > 64<<10 {
		t.Errorf("%d bytes asked for", got)
	}
}

func TestMaxBlock(t *testing.T) {
	huge := file(app(iccName, sub(255, strings.Repeat("x", container.MaxBlock+1))), xmp("<a/>"))
	_, s := scan(t, huge)
	if s.Blocks[0].Data != nil || s.Blocks[1].Data == nil || codes(s)["gif-too-large"] != 1 {
		t.Errorf("%v", codes(s))
	}
	if got := memory(t, huge); got > 64<<10 {
		t.Errorf("%d bytes asked for", got)
	}
	if _, code := put(t, file(xmp(strings.Repeat("x", container.MaxBlock+1)), ""), packet("x")); code != "" {
		t.Errorf("refused %q", code)
	}
}

// TestMaxPieces has metadata in sub-blocks of one byte each, which would take sixteen
// times their length to list.
func TestMaxPieces(t *testing.T) {
	many := file(app(iccName, sub(1, strings.Repeat("x", gif.MaxPieces+1))), "")
	_, s := scan(t, many)
	if s.Blocks[0].Data != nil || len(s.Blocks[0].Stored) != 1 || codes(s)["gif-too-much"] != 1 {
		t.Errorf("%v", codes(s))
	}
	if got := memory(t, many); got > 1<<20 {
		t.Errorf("%d bytes asked for", got)
	}
	few := file(app(iccName, sub(255, strings.Repeat("x", container.MaxBlock*254/256))), "")
	if _, s := scan(t, few); s.Blocks[0].Data == nil {
		t.Errorf("%v", codes(s))
	}
}

func TestMaxMetadata(t *testing.T) {
	big := xmp(strings.Repeat("x", container.MaxBlock))
	_, s := scan(t, file(strings.Repeat(big, 5), ""))
	if n := codes(s)["gif-too-much"]; n != 1 {
		t.Errorf("%d blocks were too many", n)
	}
	if _, code := put(t, file(strings.Repeat(big, 5), ""), packet("x")); code != "gif-too-much" {
		t.Errorf("refused %q", code)
	}
	profile := app(iccName, sub(255, strings.Repeat("x", container.MaxBlock*254/256)))
	almost := file(strings.Repeat(profile, 4), "")
	if _, code := put(t, almost, strings.Repeat("x", container.MaxBlock/2)); code != "gif-packet-too-large" {
		t.Errorf("refused %q", code)
	}
	if _, code := put(t, almost, packet("x")); code != "" {
		t.Errorf("refused %q", code)
	}
}

func TestMaxPacket(t *testing.T) {
	data := file("", "")
	if out, code := put(t, data, strings.Repeat("x", gif.MaxPacket)); code != "" || len(out) != len(data)+gif.MaxPacket+272 {
		t.Errorf("refused %q", code)
	}
	if _, code := put(t, data, strings.Repeat("x", gif.MaxPacket+1)); code != "gif-packet-too-large" {
		t.Errorf("refused %q", code)
	}
}

// TestReadOnce checks that a file is read from end to end, and only once.
func TestReadOnce(t *testing.T) {
	frames := strings.Repeat(delay+picture, 5000)
	data := file(netscape+xmp(packet("x"))+frames, xmp(packet("y")))
	src, s := scan(t, data)
	if n := int64(len(data)); src.Read() > n+n/8 || len(s.Payload) != 2 {
		t.Errorf("%d bytes read of %d, %d ranges", src.Read(), n, len(s.Payload))
	}
	if got := memory(t, data); got > 64<<10 {
		t.Errorf("%d bytes asked for", got)
	}
}
