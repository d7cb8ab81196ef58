package tiff_test

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/proviso-signals/proviso/container/containertest"
	"github.com/proviso-signals/proviso/container/tiff"
)

var suite = containertest.Suite{Format: tiff.Format, Changed: changed}

// put puts a packet in and checks all that must hold.
func put(t testing.TB, data, packet string) (out, refused string) {
	t.Helper()
	return suite.Put(t, data, packet)
}

// changed checks that a change has left everything where it was: but for the offset of
// IFD0, an entry of IFD0, what the packet had before and a line of a ghost area, the new
// file begins as the old one. Read anew, all values are what they were.
func changed(t testing.TB, before, after string) {
	t.Helper()
	changedTag(t, before, after, 700)
}

func changedTag(t testing.TB, before, after string, tag uint16) {
	t.Helper()
	old, now := open(before), open(after)
	may := old.mayChange(tag)
	for i := range min(len(before), len(after)) {
		if before[i] != after[i] && !slices.ContainsFunc(may, func(r [2]int) bool { return r[0] <= i && i < r[1] }) {
			t.Fatalf("byte %d has changed, which is none of %v", i, may)
		}
	}
	if len(after) < len(before) && !slices.ContainsFunc(may, func(r [2]int) bool { return r[0] <= len(after) && r[1] == len(before) }) {
		t.Fatalf("%d bytes have become %d", len(before), len(after))
	}
	if diff := cmp.Diff(old.dump(tag), now.dump(tag)); diff != "" {
		t.Fatalf("the file reads otherwise: %s", diff)
	}
}

// reader is another reader of TIFF than the one that is tested, which trusts the file:
// only what is not refused is given to it.
type reader struct {
	data  string
	order binary.ByteOrder
	big   bool
}

func open(data string) reader {
	r := reader{data, binary.LittleEndian, false}
	if data[0] == 'M' {
		r.order = binary.BigEndian
	}
	r.big = r.order.Uint16([]byte(data[2:])) == 43
	return r
}

func (r reader) uint(at, n int) int {
	b := []byte(r.data[at : at+n])
	switch n {
	case 1:
		return int(b[0])
	case 2:
		return int(r.order.Uint16(b))
	case 4:
		return int(r.order.Uint32(b))
	}
	return int(r.order.Uint64(b))
}

func (r reader) sizes() (pointer, count, entry, word int) {
	if r.big {
		return 8, 8, 20, 8
	}
	return 4, 2, 12, 4
}

// field is an entry as it stands: where, and where its value.
type stored struct {
	at, tag, typ int
	from, to     int
}

func (r reader) entries(at int) (all []stored, next int) {
	_, count, entry, word := r.sizes()
	n := r.uint(at, count)
	at += count
	for range n {
		e := stored{at: at, tag: r.uint(at, 2), typ: r.uint(at+2, 2)}
		e.from = at + 4 + word
		size := units[e.typ]
		if e.typ == 6 || e.typ == 8 || e.typ >= 9 && e.typ <= 12 || e.typ == 17 {
			size = map[int]int{6: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 17: 8}[e.typ]
		}
		if size *= r.uint(at+4, word); size > word {
			e.from = r.uint(e.from, word)
		}
		e.to = e.from + size
		all = append(all, e)
		at += entry
	}
	return all, r.uint(at, word)
}

func (r reader) start() int {
	pointer, _, _, word := r.sizes()
	return r.uint(pointer, word)
}

// mayChange gives what a change of a tag of IFD0 may change.
func (r reader) mayChange(tag uint16) (all [][2]int) {
	pointer, _, entry, word := r.sizes()
	all = append(all, [2]int{pointer, pointer + word})
	first, _ := r.entries(r.start())
	for _, e := range first {
		if e.tag == int(tag) {
			all = append(all, [2]int{e.at, e.at + entry}, [2]int{e.from, e.to})
		}
	}
	if strings.HasPrefix(r.data[pointer+word:], "GDAL_STRUCTURAL_METADATA_SIZE=") {
		const line = "KNOWN_INCOMPATIBLE_EDITION=NO\n "
		if i := strings.Index(r.data, line); i > 0 {
			all = append(all, [2]int{i + len(line) - 12, i + len(line)})
		}
	}
	return all
}

// dump lists all IFDs with their values; without those of a tag in IFD0.
func (r reader) dump(without uint16) (lines []string) {
	at := r.start()
	for n := 0; at != 0; n++ {
		first, next := r.entries(at)
		if n == 0 {
			first = slices.DeleteFunc(first, func(e stored) bool { return e.tag == int(without) })
		}
		lines = append(lines, r.list(fmt.Sprint("IFD", n), first)...)
		at = next
	}
	return lines
}

func (r reader) list(name string, entries []stored) (lines []string) {
	_, _, _, word := r.sizes()
	for _, e := range entries {
		value := r.data[e.from:e.to]
		if len(value) > 1000 {
			value = fmt.Sprintf("%d bytes: %x", len(value), sha256.Sum256([]byte(value)))
		}
		lines = append(lines, fmt.Sprintf("%s %d %d %q", name, e.tag, e.typ, value))
		size := units[e.typ]
		if e.tag != 330 && e.tag != 34665 && e.tag != 34853 && e.tag != 40965 || size < 2 || size > word || e.typ == 5 {
			continue
		}
		for at := e.from; at < e.to; at += size {
			if sub := r.uint(at, size); sub != 0 {
				all, _ := r.entries(sub)
				lines = append(lines, r.list(fmt.Sprintf("%s/%d", name, e.tag), all)...)
			}
		}
	}
	return lines
}
