package cbor_test

import (
	"encoding/binary"
	"encoding/hex"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/internal/cbor"
)

// FuzzParse: of any data, faults come at most one at the end that ends the reading,
// what is in the tree stands where it says, and an item that was read whole means the
// same when it is written again in the plainest way.
func FuzzParse(f *testing.F) {
	for _, line := range strings.Split(strings.TrimSpace(appendixA), "\n") {
		encoded, _, _ := strings.Cut(line, " ")
		data, _ := hex.DecodeString(encoded)
		f.Add(data)
	}
	for _, seed := range []string{"\xBF\x61a\x9F\x01\xFF\x61a\xC1\xF9\x3C\x00\xFF", "\x7F\x61\xC3\x61\xBC\xFF", "\xA2\x01\xF6\x18\x01\xF6", "\x82\x01"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		root, faults := cbor.Parse(data)
		for i, fault := range faults {
			if fault.Offset < 0 || fault.Offset > len(data) || fault.Reason.Ends() && i < len(faults)-1 {
				t.Fatalf("%x: the faults are %v", data, faults)
			}
		}
		_, ended := last(faults)
		if root == nil {
			if !ended {
				t.Fatalf("%x has no tree, and no fault that says why: %v", data, faults)
			}
			return
		}
		checkNode(t, data, root)
		if ended {
			return
		}
		again, more := cbor.Parse(written(nil, root))
		if _, ended := last(more); ended || !reflect.DeepEqual(unplaced(root), unplaced(again)) {
			t.Fatalf("%x is %s, and written again %s with %v", data, diagnostic(root), diagnostic(again), more)
		}
	})
}

// checkNode: the positions of an item enclose those in it, which do not overlap.
func checkNode(t *testing.T, data []byte, n *cbor.Node) {
	if n.Offset < 0 || n.End <= n.Offset || n.End > len(data) {
		t.Fatalf("%x: an item at %d-%d", data, n.Offset, n.End)
	}
	major := cbor.Kind(data[n.Offset] >> 5)
	if n.Kind != major && (n.Kind != cbor.Float || major != cbor.Simple) {
		t.Fatalf("%x: the item at %d is of kind %d", data, n.Offset, n.Kind)
	}
	at := n.Offset + 1
	for _, child := range children(n) {
		if child.Offset < at || child.End > n.End {
			t.Fatalf("%x: an item at %d-%d in one at %d-%d", data, child.Offset, child.End, n.Offset, n.End)
		}
		at = child.End
		checkNode(t, data, child)
	}
}

func children(n *cbor.Node) []*cbor.Node {
	all := append([]*cbor.Node(nil), n.Items...)
	for _, m := range n.Members {
		all = append(all, m.Key, m.Value)
	}
	return all
}

// unplaced is a tree without positions, with floats as bits, so that NaN equals
// itself.
func unplaced(n *cbor.Node) any {
	var inner []any
	for _, child := range children(n) {
		inner = append(inner, unplaced(child))
	}
	bits := math.Float64bits(n.Float)
	if math.IsNaN(n.Float) {
		bits = 1
	}
	return []any{n.Kind, n.Number, bits, n.Text, string(n.Bytes), inner}
}

// written encodes a tree: heads of nine bytes, definite lengths, double floats.
func written(b []byte, n *cbor.Node) []byte {
	head := func(kind cbor.Kind, argument uint64) {
		b = binary.BigEndian.AppendUint64(append(b, byte(kind)<<5|27), argument)
	}
	switch n.Kind {
	case cbor.Text:
		head(n.Kind, uint64(len(n.Text)))
		return append(b, n.Text...)
	case cbor.Bytes:
		head(n.Kind, uint64(len(n.Bytes)))
		return append(b, n.Bytes...)
	case cbor.Array:
		head(n.Kind, uint64(len(n.Items)))
	case cbor.Map:
		head(n.Kind, uint64(len(n.Members)))
	case cbor.Float:
		head(cbor.Simple, math.Float64bits(n.Float))
	case cbor.Simple:
		if n.Number < 32 {
			return append(b, 7<<5|byte(n.Number))
		}
		return append(b, 7<<5|24, byte(n.Number))
	default:
		head(n.Kind, n.Number)
	}
	for _, child := range children(n) {
		b = written(b, child)
	}
	return b
}
