package jxl_test

import (
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/jxl"
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
	runtime.ReadMemStats(&before)
	scan(t, data)
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// refuses checks that a file is refused for a reason.
func refuses(t *testing.T, data, want string) {
	t.Helper()
	if _, code := put(t, data, packet("x")); code != want {
		t.Errorf("refused %q, want %q", code, want)
	}
}

func TestMaxBoxes(t *testing.T) {
	full := file("", strings.Repeat(box("free"), jxl.MaxBoxes-2)) // with ftyp and jxlc
	refuses(t, full, "jxl-too-many-boxes")
	refuses(t, strings.TrimSuffix(full, box("free")), "")
	_, s := scan(t, full)
	if len(s.Problems) > 0 {
		t.Errorf("%v", codes(s))
	}
	_, s = scan(t, full+box("free"))
	if codes(s)["jxl-too-many-boxes"] != 1 {
		t.Errorf("%v", codes(s))
	}
}

func TestMaxBlocks(t *testing.T) {
	full := file("", strings.Repeat(box("xml ", other), jxl.MaxBlocks))
	refuses(t, full, "jxl-too-many-blocks")
	refuses(t, strings.TrimSuffix(full, box("xml ", other)), "")
	_, s := scan(t, full+xmp("x"))
	if len(s.Blocks) > 0 || codes(s)["jxl-too-many-blocks"] != 1 {
		t.Errorf("%d blocks, %v", len(s.Blocks), codes(s))
	}
	refuses(t, full+xmp("x"), "jxl-too-many-blocks")
}

func TestMaxProblems(t *testing.T) {
	data := file(strings.Repeat(xmp("x"), 3*jxl.MaxProblems), ftyp(0))
	_, s := scan(t, data)
	if len(s.Problems) != jxl.MaxProblems {
		t.Errorf("%d problems", len(s.Problems))
	}
	refuses(t, data, "jxl-header")
}

func TestMaxBlock(t *testing.T) {
	long := strings.Repeat("x", container.MaxBlock)
	_, s := scan(t, file(exif(long), xmp("y")))
	if s.Blocks[0].Data != nil || s.Blocks[1].Data == nil || codes(s)["jxl-too-large"] != 1 {
		t.Errorf("%v", codes(s))
	}
	refuses(t, file(exif(long), ""), "")
	refuses(t, file(xmp(long), ""), "jxl-too-large")
	refuses(t, file(box("jumb", jumd(store, "c2pa"), long), ""), "")
	refuses(t, file(box("xml ", other, long), ""), "")
}

func TestMaxPacket(t *testing.T) {
	for n, want := range map[int]string{jxl.MaxPacket: "", jxl.MaxPacket + 1: "jxl-packet-too-large"} {
		text := packet("")
		if _, code := put(t, file("", ""), text+strings.Repeat(" ", n-len(text))); code != want {
			t.Errorf("%d bytes: refused %q", n, code)
		}
	}
}

// TestMaxMetadata leaves room for a packet, but not for any.
func TestMaxMetadata(t *testing.T) {
	block := box("Exif", strings.Repeat("\x00", container.MaxBlock))
	data := file(strings.Repeat(block, 3), box("Exif", strings.Repeat("\x00", container.MaxBlock-2000)))
	refuses(t, data, "")
	if _, code := put(t, data, packet(strings.Repeat("x", 2000))); code != "jxl-packet-too-large" {
		t.Errorf("refused %q", code)
	}
	_, s := scan(t, data+exif(strings.Repeat("x", 3000)))
	if codes(s)["jxl-too-much"] != 1 {
		t.Errorf("%v", codes(s))
	}
}

// TestMaxPacked: what is compressed is bounded before it is decompressed.
func TestMaxPacked(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	noise := make([]byte, jxl.MaxPacked/2)
	for i := range noise {
		noise[i] = byte(r.Uint32())
	}
	half := brob("Exif", string(noise))
	_, s := scan(t, file(half+half, ""))
	if codes(s)["jxl-too-much"] != 1 || s.Blocks[0].Data == nil {
		t.Errorf("%v", codes(s))
	}
	refuses(t, file(half+half, ""), "jxl-too-much")
	refuses(t, file(half, ""), "")
}

// TestBombs has boxes that grow a thousandfold and more. What is decompressed is
// bounded for each and for all together.
func TestBombs(t *testing.T) {
	one := brob("Exif", strings.Repeat("x", container.MaxBlock+1))
	_, s := scan(t, file(one, ""))
	if s.Blocks[0].Data != nil || codes(s)["jxl-too-large"] != 1 {
		t.Errorf("one: %v", codes(s))
	}
	refuses(t, file(brob("xml ", packet(strings.Repeat("x", container.MaxBlock))), ""), "jxl-too-large")
	fits := brob("xml ", packet(strings.Repeat("x", container.MaxBlock-1000)))
	all := file(strings.Repeat(fits, jxl.MaxBlocks), "")
	start := time.Now()
	_, s = scan(t, all)
	kept := 0
	for _, b := range s.Blocks {
		kept += len(b.Data)
	}
	if kept > jxl.MaxMetadata || kept < jxl.MaxMetadata/2 {
		t.Errorf("%d bytes kept", kept)
	}
	if got := memory(t, all); got > 8*jxl.MaxMetadata {
		t.Errorf("%d bytes asked for", got)
	}
	if d := time.Since(start); d > 20*time.Second {
		t.Errorf("it took %v", d)
	}
}

// TestDamagedBombs has boxes that say they are large and break off.
func TestDamagedBombs(t *testing.T) {
	whole := pack("Exif", strings.Repeat("x", container.MaxBlock-1000))
	all := file(strings.Repeat(box("brob", whole[:len(whole)-3]), jxl.MaxBlocks), "")
	_, s := scan(t, all)
	if codes(s)["jxl-too-much"] == 0 {
		t.Errorf("%v", codes(s))
	}
	if got := memory(t, all); got > 16*jxl.MaxMetadata {
		t.Errorf("%d bytes asked for", got)
	}
}

// TestMaxMarkers: a JPEG of which no end is in sight is not understood.
func TestMaxMarkers(t *testing.T) {
	refuses(t, file(box("jbrd", strings.Repeat("\x00", 1<<20)), ""), "jxl-jpeg-unreadable")
	refuses(t, file(jbrd(make([]int, jxl.MaxMarkers-5)...), ""), "")
	refuses(t, file(jbrd(make([]int, jxl.MaxMarkers-4)...), ""), "jxl-jpeg-unreadable")
}

// TestRead: of a long file only little is read.
func TestRead(t *testing.T) {
	long := strings.Repeat("x", 1<<20)
	pieces := head + piece(0, "head") + jbrd(appXMP)
	for i := range 20 {
		pieces += piece(i+1, long)
	}
	pieces += piece(last(21), long) + xmp("x")
	src, s := scan(t, pieces)
	if src.Read() > container.Window+4096 || s.Find(container.XMP) == nil {
		t.Errorf("%d bytes read", src.Read())
	}
}
