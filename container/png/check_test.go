package png_test

import (
	"encoding/binary"
	"slices"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/containertest"
	"github.com/proviso-signals/proviso/container/png"
)

var suite = containertest.Suite{Format: png.Format, Rest: others, Changed: changed}

// scan reads a file and checks what must be so of every file.
func scan(t testing.TB, data string) (*container.Source, *container.Scan) {
	t.Helper()
	src, s := suite.Scan(t, data)
	checkBlocks(t, s)
	return src, s
}

// checkBlocks checks of blocks that each is one piece.
func checkBlocks(t testing.TB, s *container.Scan) {
	t.Helper()
	for _, b := range s.Blocks {
		if len(b.Stored) != 1 {
			t.Fatalf("block of %v %q is in pieces", b.Kind, b.Place)
		}
	}
}

// put puts a packet into a file and checks everything that must hold of the result. It
// gives the result, or the code of the refusal.
func put(t testing.TB, data, packet string) (out, refused string) {
	t.Helper()
	return suite.Put(t, data, packet)
}

// changed checks that the packet has stayed where it was, if there was one.
func changed(t testing.TB, before, after string) {
	t.Helper()
	bare := containertest.Suite{Format: png.Format}
	_, was := bare.Scan(t, before)
	_, is := bare.Scan(t, after)
	checkBlocks(t, was)
	checkBlocks(t, is)
	if len(containertest.Blocks(was, container.XMP)) == 1 && kept(before) != kept(after) {
		t.Fatal("the packet was moved")
	}
}

// chunks takes a file apart; the last piece is what follows IEND.
func chunks(data string) (all []string) {
	for at := len(signature); ; {
		end := at + 12 + int(binary.BigEndian.Uint32([]byte(data[at:])))
		all = append(all, data[at:end])
		if data[at+4:at+8] == "IEND" {
			return append(all, data[end:])
		}
		at = end
	}
}

// isXMP reports whether a chunk may be replaced.
func isXMP(c string) bool {
	if len(c) < 12 || !slices.Contains([]string{"tEXt", "zTXt", "iTXt"}, c[4:8]) {
		return false
	}
	return strings.HasPrefix(c[8:], keyword+"\x00") || strings.HasPrefix(c[8:], "Raw profile type xmp\x00") ||
		strings.HasPrefix(c[8:], "Raw profile type APP1\x00")
}

// others are the chunks that must come through byte for byte and in order, with what
// follows the last.
func others(data string) (all []string) {
	for _, c := range chunks(data) {
		if !isXMP(c) {
			all = append(all, c)
		}
	}
	return all
}

// kept counts the chunks of pixels before the first of XMP.
func kept(data string) (n int) {
	for _, c := range chunks(data) {
		if isXMP(c) {
			return n
		}
		if len(c) >= 12 && (c[4:8] == "IDAT" || c[4:8] == "fdAT") {
			n++
		}
	}
	return n
}
