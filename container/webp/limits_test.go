package webp_test

import (
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/webp"
)

// memory is what a scan asks for, in bytes.
func memory(t *testing.T, data string) uint64 {
	var before, after runtime.MemStats
	src := container.NewSource(strings.NewReader(data), int64(len(data)))
	runtime.ReadMemStats(&before)
	if _, err := webp.Format.Scan(src); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

func refused(t *testing.T, data, packet, want string) string {
	t.Helper()
	out, code := suite.Put(t, data, packet)
	if code != want {
		t.Errorf("refused %q, want %q", code, want)
	}
	return out
}

func TestMaxChunks(t *testing.T) {
	many := strings.Repeat(bare("ANMF"), webp.MaxChunks)
	data := riff(ext(animated), many, xmp("<a/>"))
	_, s := suite.Scan(t, data)
	if len(s.Payload) != webp.MaxChunks-1 || len(s.Blocks) != 0 || codes(s)["webp-too-many-chunks"] != 1 {
		t.Errorf("%d ranges, %v", len(s.Payload), codes(s))
	}
	refused(t, data, packet("x"), "webp-too-many-chunks")
	refused(t, riff(ext(animated), many[:len(many)-16], xmp("<a/>")), packet("x"), "")
}

func TestMaxBlocks(t *testing.T) {
	data := riff(ext(0), vp8, strings.Repeat(store, webp.MaxBlocks+5))
	_, s := suite.Scan(t, data)
	if len(s.Blocks) != webp.MaxBlocks || codes(s)["webp-too-many-blocks"] != 5 {
		t.Errorf("%d blocks, %v", len(s.Blocks), codes(s))
	}
	refused(t, data, packet("x"), "webp-too-many-blocks")
	refused(t, riff(ext(fXMP), vp8, strings.Repeat(xmp("<a/>"), webp.MaxBlocks+1)), packet("x"), "webp-too-many-blocks")
}

// TestFullOfBlocks has as many blocks as are listed, so that no other can be put in.
func TestFullOfBlocks(t *testing.T) {
	refused(t, riff(ext(0), vp8, strings.Repeat(store, webp.MaxBlocks)), packet("x"), "webp-too-many-blocks")
	refused(t, riff(ext(0), vp8, strings.Repeat(store, webp.MaxBlocks-1)), packet("x"), "")
	refused(t, riff(ext(fXMP), vp8, strings.Repeat(store, webp.MaxBlocks-1), xmp("<a/>")), packet("x"), "")
}

func TestMaxProblems(t *testing.T) {
	_, s := suite.Scan(t, riff(ext(0), vp8, strings.Repeat(chunk("\x00\x00\x00\x00"), 3*webp.MaxProblems)))
	if len(s.Problems) != webp.MaxProblems {
		t.Errorf("%d problems", len(s.Problems))
	}
}

func TestMaxBlock(t *testing.T) {
	huge := chunk("EXIF", strings.Repeat("x", container.MaxBlock+1))
	data := riff(ext(fExif), vp8, huge)
	_, s := suite.Scan(t, data)
	if s.Blocks[0].Data != nil || codes(s)["webp-too-large"] != 1 {
		t.Errorf("%v", codes(s))
	}
	refused(t, data, packet("x"), "")
	if got := memory(t, data); got > 64<<10 {
		t.Errorf("%d bytes asked for", got)
	}
	refused(t, riff(ext(fXMP), vp8, xmp(strings.Repeat("x", container.MaxBlock+1))), packet("x"), "")
}

func TestMaxMetadata(t *testing.T) {
	big := chunk("C2PA", strings.Repeat("x", container.MaxBlock))
	data := riff(ext(0), vp8, strings.Repeat(big, 5), xmp("<a/>"))
	_, s := suite.Scan(t, data)
	if n := codes(s)["webp-too-much"]; n != 2 {
		t.Errorf("%d blocks were too many", n)
	}
	if got := memory(t, data); got > webp.MaxMetadata+1<<20 {
		t.Errorf("%d bytes asked for", got)
	}
	refused(t, data, packet("x"), "webp-too-much")
	data = riff(ext(fXMP), vp8, xmp("<a/>"), strings.Repeat(big, 3))
	refused(t, data, strings.Repeat("x", container.MaxBlock), "")
	refused(t, riff(ext(0), exif, vp8, strings.Repeat(big, 3)), strings.Repeat("x", container.MaxBlock), "webp-packet-too-large")
}

func TestMaxPacket(t *testing.T) {
	out := refused(t, riff(vp8), strings.Repeat("x", webp.MaxPacket), "")
	if len(out) != len(riff(vp8))+18+8+webp.MaxPacket {
		t.Errorf("%d bytes", len(out))
	}
	refused(t, riff(vp8), strings.Repeat("x", webp.MaxPacket+1), "webp-packet-too-large")
}

// sparse is a file of zeros but for its beginning.
type sparse struct {
	head string
	size int64
}

func (f sparse) ReadAt(b []byte, at int64) (int, error) {
	n := int(min(int64(len(b)), f.size-at))
	clear(b[:n])
	if at < int64(len(f.head)) {
		copy(b[:n], f.head[at:])
	}
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}

// TestMaxRIFF has the largest files that can be, and some that cannot.
func TestMaxRIFF(t *testing.T) {
	for _, c := range []struct {
		left    int64 // until the file is as large as can be
		refused string
	}{{12, ""}, {10, "webp-riff-too-large"}, {0, "webp-riff-too-large"}} {
		size := int64(webp.MaxRIFF) + 8 - c.left
		head := "RIFF" + le32(int(size-8)) + "WEBP" + ext(0) + "VP8 " + le32(int(size-12-18-8)) + lossy
		src := container.NewSource(sparse{head, size}, size)
		s, err := webp.Format.Scan(src)
		if err != nil || len(s.Problems) > 0 || src.Read() > 17<<10 {
			t.Fatalf("%v, %+v, %d bytes read", err, s, src.Read())
		}
		edits, err := webp.PutXMP(src, s, []byte("<a/>"))
		if r, ok := err.(*container.Refusal); ok != (c.refused != "") || ok && r.Code != c.refused {
			t.Errorf("%d left: %v, %v", c.left, edits, err)
		}
	}
}

// TestMaxSlack has files of which the header tells more than there is.
func TestMaxSlack(t *testing.T) {
	refused(t, told(webp.MaxSlack, ext(0), vp8), packet("x"), "")
	refused(t, told(webp.MaxSlack+1, ext(0), vp8), packet("x"), "webp-truncated")
}

// TestHugeSize has chunks of which the size is as large as a number can be.
func TestHugeSize(t *testing.T) {
	for _, name := range []string{"VP8 ", "XMP ", "EXIF", "abcd"} {
		data := riff(ext(0), vp8, name+"\xFF\xFF\xFF\xFF", "data")
		refused(t, data, packet("x"), "webp-truncated")
		refused(t, riff(vp8)+name+"\xFF\xFF\xFF\xFF"+"data", packet("x"), "")
	}
}

// TestReadLittle checks that pixels are not read.
func TestReadLittle(t *testing.T) {
	pixels := chunk("VP8 ", lossy, strings.Repeat("x", 1<<20))
	for name, c := range map[string]struct {
		data   string
		most   int64
		blocks int
	}{
		"simple":    {riff(pixels), 16 << 10, 0},
		"metadata":  {riff(ext(fExif|fXMP), pixels, exif, xmp(packet("x"))), 17 << 10, 2},
		"long Exif": {riff(ext(fExif|fXMP), pixels, chunk("EXIF", tiff, strings.Repeat("x", 30000)), xmp(packet("x"))), 47 << 10, 2},
		"animation": {riff(ext(animated|fXMP), anim, strings.Repeat(frame(chunk("VP8 ", lossy, strings.Repeat("x", 1<<15))), 50), xmp(packet("x"))), 18 << 10, 1},
		"trailer":   {riff(ext(fXMP), pixels, xmp(packet("x"))) + strings.Repeat("x", 1<<20), 18 << 10, 1},
	} {
		src, s := suite.Scan(t, c.data)
		if src.Read() > c.most || len(s.Blocks) != c.blocks {
			t.Errorf("%s: %d bytes read, %d blocks", name, src.Read(), len(s.Blocks))
		}
	}
}
