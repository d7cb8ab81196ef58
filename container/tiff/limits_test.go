package tiff_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/tiff"
)

// over checks that a file is over a limit, and refused or not for it.
func over(t *testing.T, file, code string, refused bool) *container.Scan {
	t.Helper()
	_, s := suite.Scan(t, file)
	told := slices.ContainsFunc(s.Problems, func(p container.Problem) bool { return p.Code == code })
	if !told && len(s.Problems) < tiff.MaxProblems {
		t.Errorf("%s is not reported: %v", code, s.Problems)
	}
	if _, got := put(t, file, packet("new")); (got == code) != refused {
		t.Errorf("refused %q for %s", got, code)
	}
	return s
}

// within checks that a file is not over any limit.
func within(t *testing.T, file string) {
	t.Helper()
	if _, got := put(t, file, packet("new")); got != "" {
		t.Errorf("refused %q", got)
	}
}

// chain is a file of empty IFDs.
func chain(k kind, n int) string {
	var b strings.Builder
	head := simple(k)[:k.headLen()-k.wordLen()]
	b.WriteString(head + k.word(k.headLen()))
	for i := range n {
		next := 0
		if b.WriteString(k.none()); i < n-1 {
			next = b.Len() + k.wordLen()
		}
		b.WriteString(k.word(next))
	}
	return b.String()
}

// none is the number of entries of an empty IFD.
func (k kind) none() string {
	if k.big {
		return k.word(0)
	}
	return k.short(0)
}

func TestMaxIFDs(t *testing.T) {
	for _, k := range []kind{ii, mmBig} {
		within(t, chain(k, tiff.MaxIFDs))
		over(t, chain(k, tiff.MaxIFDs+1), "tiff-too-many-ifds", true)
		// Many ways to one IFD are as many steps.
		b := newBuilder(k)
		value := data(strings.Repeat(k.long(1<<30), tiff.MaxIFDs))
		b.parts = append(b.parts, value)
		many := slices.Repeat([]field{{tag: 330, typ: 4, share: value}}, 5000)
		over(t, b.file(b.add(dir{fields: many}), ""), "tiff-outside", true)
	}
}

func TestMaxDepth(t *testing.T) {
	for _, k := range kinds {
		for extra, code := range []string{"", "tiff-depth"} {
			b := newBuilder(k)
			at := b.add(dir{fields: b.base()})
			for range tiff.MaxDepth + extra {
				at = b.add(dir{fields: append(b.base(), field{tag: 330, refs: []*part{at}})})
			}
			if file := b.file(at, ""); code == "" {
				within(t, file)
			} else {
				over(t, file, code, true)
			}
		}
	}
}

// TestMaxEntries: IFDs that overlap have more entries than the file has room for.
func TestMaxEntries(t *testing.T) {
	b := newBuilder(ii)
	one := "\xFF\xFF" + strings.Repeat("\xFF\xFF\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00", 65535) + ii.long(0)
	table := data(one)
	var ways []*part
	for range 6 { // each begins two bytes before the other
		ways = append(ways, data("\xFF\xFF"))
	}
	b.parts = slices.Clone(ways)
	b.parts = append(b.parts, table)
	over(t, b.file(b.add(dir{fields: []field{{tag: 330, refs: ways}}}), ""), "tiff-too-many-entries", true)
	big := simple(iiBig)[:8] + iiBig.word(16) + iiBig.word(tiff.MaxEntries+1) + strings.Repeat("\x00", 20*tiff.MaxEntries+28)
	over(t, big, "tiff-too-many-entries", true)
	big = simple(iiBig)[:8] + iiBig.word(16) + iiBig.word(tiff.MaxEntries) + strings.Repeat("\x01\x00\x01\x00"+strings.Repeat("\x00", 16), tiff.MaxEntries) + iiBig.word(0)
	if _, got := put(t, big, packet("new")); got != "tiff-too-many-entries" {
		t.Errorf("refused %q", got)
	}
	// A TIFF cannot count more.
	full := "II*\x00" + ii.long(8) + "\xFF\xFF" + strings.Repeat("\x01\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00", 65535) + ii.long(0)
	if _, got := put(t, full, packet("new")); got != "tiff-too-many-entries" {
		t.Errorf("refused %q", got)
	}
}

// strips is a file whose strips are alike, of a byte each, step bytes from one another.
func strips(n, step int) string {
	var offsets, lengths strings.Builder
	for i := range n {
		offsets.WriteString(ii.long(8 + i*step))
		lengths.WriteString(ii.short(1))
	}
	b := newBuilder(ii)
	b.parts = append(b.parts, data(strings.Repeat("x", n*step+1)))
	fields := []field{{tag: 324, typ: 4, value: offsets.String()}, {tag: 325, typ: 3, value: lengths.String()}}
	return b.file(b.add(dir{fields: fields}), "")
}

func TestMaxStrips(t *testing.T) {
	_, s := suite.Scan(t, strips(tiff.MaxStrips, 1))
	if len(s.Payload) != 1 || s.Payload[0].Length != tiff.MaxStrips {
		t.Errorf("%.100v", s.Payload)
	}
	if _, s = suite.Scan(t, strips(tiff.MaxRanges, 2)); len(s.Payload) != tiff.MaxRanges || len(s.Problems) > 0 {
		t.Errorf("%d ranges, %v", len(s.Payload), s.Problems)
	}
	over(t, strips(tiff.MaxStrips+1, 1), "tiff-too-many-strips", true)
	over(t, strips(tiff.MaxRanges+1, 2), "tiff-too-many-strips", true)
}

// TestMaxBlocks: the list of blocks ends, and writing goes on.
func TestMaxBlocks(t *testing.T) {
	b := newBuilder(ii)
	var all []field
	for range tiff.MaxBlocks + 1 {
		all = append(all, field{tag: 33723, typ: 7, value: iim})
	}
	s := over(t, b.file(b.add(dir{fields: append(all, xmpField(packet("old")))}), ""), "tiff-too-many-blocks", false)
	if len(s.Blocks) != tiff.MaxBlocks+1 || s.Find(container.XMP) == nil {
		t.Errorf("%d blocks", len(s.Blocks))
	}
	b = newBuilder(ii)
	var last *part
	for range tiff.MaxBlocks + 2 {
		last = b.add(dir{fields: []field{xmpField("<page/>")}, next: last})
	}
	src, s := suite.Scan(t, b.file(last, ""))
	if others, err := tiff.OtherPackets(src, s); err != nil || len(others) != tiff.MaxBlocks {
		t.Errorf("%d packets, %v", len(others), err)
	}
}

// TestMaxMetadata: what is too long or too much is not read, and stays.
func TestMaxMetadata(t *testing.T) {
	long := strings.Repeat("x", container.MaxBlock)
	s := over(t, simple(mm, xmpField(packet("old")), field{tag: 34675, typ: 7, value: long + "x"}), "tiff-too-large", false)
	if s.Blocks[1].Data != nil {
		t.Error("a block is longer than MaxBlock")
	}
	b := newBuilder(mm)
	fields := []field{{tag: 34675, typ: 7, value: long}}
	for range tiff.MaxMetadata/container.MaxBlock - 1 {
		fields = append(fields, field{tag: 52545, typ: 7, value: long})
	}
	over(t, b.file(b.add(dir{fields: append(fields, field{tag: 33723, typ: 7, value: iim})}), ""), "tiff-too-much", false)
	// A packet that is too long gives way to another.
	over(t, simple(mm, xmpField("<"+long), field{tag: 34675, typ: 7, value: icc}), "tiff-too-large", false)
}

func TestMaxResources(t *testing.T) {
	one := resource(1005, "")
	within(t, simple(mm, field{tag: 34377, typ: 7, value: strings.Repeat(one, tiff.MaxResources)}))
	over(t, simple(mm, field{tag: 34377, typ: 7, value: strings.Repeat(one, tiff.MaxResources+1)}), "tiff-too-many-resources", false)
}

func TestMaxProblems(t *testing.T) {
	var odd []field
	for range 2 * tiff.MaxProblems {
		odd = append(odd, field{tag: 315, raw: ii.short(99) + ii.word(1) + ii.word(0)})
	}
	if _, s := suite.Scan(t, simple(ii, odd...)); len(s.Problems) != tiff.MaxProblems {
		t.Errorf("%d problems", len(s.Problems))
	}
	if _, problems := tiff.Texts([]byte(exif(ii, odd...))); len(problems) != tiff.MaxProblems {
		t.Errorf("%d problems", len(problems))
	}
}

// TestReads: metadata is found without the pixels being read.
func TestReads(t *testing.T) {
	for _, k := range kinds {
		b := newBuilder(k)
		fields := append(b.base(), b.strips(slices.Repeat([]string{strings.Repeat("x", 8192)}, 100)...)...)
		fields = append(fields, xmpField(packet("old")), field{tag: 33723, typ: 7, value: iim})
		src, _ := suite.Scan(t, b.file(b.add(dir{fields: fields}), ""))
		if src.Read() > 20<<10 {
			t.Errorf("%d bytes were read", src.Read())
		}
	}
}
