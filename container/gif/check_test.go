package gif_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/containertest"
	"github.com/proviso-signals/proviso/container/gif"
)

var suite = containertest.Suite{Format: gif.Format, Rest: others, Changed: changed}

// scan reads a file and checks what must be so of every file.
func scan(t testing.TB, data string) (*container.Source, *container.Scan) {
	t.Helper()
	src, s := suite.Scan(t, data)
	checkBlocks(t, s)
	return src, s
}

// checkBlocks checks of blocks that none of them is packed.
func checkBlocks(t testing.TB, s *container.Scan) {
	t.Helper()
	for _, b := range s.Blocks {
		if b.Packed {
			t.Fatalf("block of %v %q is packed", b.Kind, b.Place)
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
	bare := containertest.Suite{Format: gif.Format}
	_, was := bare.Scan(t, before)
	_, is := bare.Scan(t, after)
	checkBlocks(t, was)
	checkBlocks(t, is)
	if len(containertest.Blocks(was, container.XMP)) == 1 && kept(before) != kept(after) {
		t.Fatal("the packet was moved")
	}
}

// pieces takes a file apart into blocks; the first is the header without its version,
// the last what follows the trailer.
func pieces(data string) (all []string) {
	at := 13
	if data[10]&0x80 != 0 {
		at += 3 << (data[10]&7 + 1)
	}
	all = append(all, data[6:at])
	for at < len(data) {
		from := at
		switch data[at] {
		case 0x21:
			at = after(data, at+2)
		case 0x2C:
			at += 10
			if flags := data[at-1]; flags&0x80 != 0 {
				at += 3 << (flags&7 + 1)
			}
			at = after(data, at+1)
		case 0:
			at++
		default:
			return append(all, data[at:])
		}
		all = append(all, data[from:at])
	}
	return all
}

// after is where sub-blocks end.
func after(data string, at int) int {
	for data[at] != 0 {
		at += 1 + int(data[at])
	}
	return at + 1
}

func isXMP(block string) bool { return strings.HasPrefix(block, "\x21\xFF\x0B"+xmpName) }

// others are the blocks that must come through byte for byte and in order.
func others(data string) []string { return slices.DeleteFunc(pieces(data), isXMP) }

// kept counts the blocks before the first of XMP.
func kept(data string) int { return slices.IndexFunc(pieces(data), isXMP) }
