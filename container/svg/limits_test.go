package svg_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container"
	format "github.com/proviso-signals/proviso/container/svg"
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
	if _, err := format.Format.Scan(src); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// TestTooMuch has files that are just within a limit, and just beyond.
func TestTooMuch(t *testing.T) {
	n := strings.Repeat
	declarations := func(count int) (all string) {
		for i := range count {
			all += fmt.Sprintf(` xmlns:n%d="u"`, i)
		}
		return all
	}
	for _, c := range []struct{ name, within, beyond, code string }{
		{"MaxDepth", svg("", n("<g>", format.MaxDepth-1)+n("</g>", format.MaxDepth-1)), svg("", n("<g>", format.MaxDepth)+n("</g>", format.MaxDepth)), "svg-too-deep"},
		{"MaxName", svg("", "<"+n("g", format.MaxName)+"/>"), svg("", "<"+n("g", format.MaxName+1)+"/>"), "svg-malformed"},
		{"MaxName of an attribute", svg("", "<g "+n("a", format.MaxName)+"=''/>"), svg("", "<g "+n("a", format.MaxName+1)+"=''/>"), "svg-malformed"},
		{"MaxValue", svg(` xmlns:a="`+n("a", format.MaxValue)+`"`, circle), svg(` xmlns:a="`+n("a", format.MaxValue+1)+`"`, circle), "svg-too-many"},
		{"MaxAttributes", svg(n(" a='b'", format.MaxAttributes-1), circle), svg(n(" a='b'", format.MaxAttributes), circle), "svg-too-many"},
		{"MaxBindings", svg(declarations(format.MaxBindings-1-4), circle), svg(declarations(format.MaxBindings), circle), "svg-too-many"},
		{"MaxBlocks of packets", svg("", meta(n(rdf("x"), format.MaxBlocks))), svg("", meta(n(rdf("x"), format.MaxBlocks+1))), "svg-too-many"},
		{"MaxBlocks of metadata", svg("", n("<metadata/>", format.MaxBlocks)), svg("", n("<metadata/>", format.MaxBlocks+1)), "svg-too-many"},
		{"MaxBlocks of manifests", svg(c2paNS, meta(n("<c2pa:manifest/>", format.MaxBlocks))), svg(c2paNS, meta(n("<c2pa:manifest/>", format.MaxBlocks+1))), "svg-too-many"},
		{"MaxBlocks of elements", svg("", meta(begin+n(rdf("x"), format.MaxBlocks)+end)), svg("", meta(begin+n(rdf("x"), format.MaxBlocks+1)+end)), "svg-too-many"},
	} {
		if _, code := put(t, c.within, xmpmeta("x")); code != "" {
			t.Errorf("%s: refused %q", c.name, code)
		}
		if _, code := put(t, c.beyond, xmpmeta("x")); code != c.code {
			t.Errorf("%s: refused %q, beyond the limit", c.name, code)
		}
	}
}

func TestMaxProblems(t *testing.T) {
	_, s := scan(t, svg("", meta(strings.Repeat(begin, 3*format.MaxProblems))))
	if len(s.Problems) != format.MaxProblems {
		t.Errorf("%d problems", len(s.Problems))
	}
}

func TestMaxEntities(t *testing.T) {
	var all strings.Builder
	for i := range 100 * format.MaxEntities {
		fmt.Fprintf(&all, `<!ENTITY e%d "%s">`, i, strings.Repeat("x", format.MaxValue))
	}
	data := "<!DOCTYPE svg [" + all.String() + "]>" + svg(` xmlns:a="`+strings.Repeat("&e1;", 900)+`"`, circle)
	if got := memory(t, data); got > 128*format.MaxValue*format.MaxEntities {
		t.Errorf("%d bytes asked for", got)
	}
}

func TestMaxBlock(t *testing.T) {
	_, s := scan(t, svg("", meta(rdf(strings.Repeat("x", container.MaxBlock)))))
	if s.Blocks[0].Data != nil || codes(s)["svg-too-large"] != 1 {
		t.Errorf("%v", codes(s))
	}
	if _, code := put(t, svg("", meta(rdf(strings.Repeat("x", container.MaxBlock)))), xmpmeta("x")); code != "" {
		t.Errorf("refused %q", code)
	}
}

func TestMaxMetadata(t *testing.T) {
	big := packet(strings.Repeat("x", container.MaxBlock-1000))
	data := svg("", meta(strings.Repeat(big, 5)))
	if _, s := scan(t, data); codes(s)["svg-too-much"] != 1 {
		t.Errorf("%v", codes(s))
	}
	if _, code := put(t, data, xmpmeta("x")); code != "svg-too-much" {
		t.Errorf("refused %q", code)
	}
}

func TestMaxPacket(t *testing.T) {
	heavy(t)
	frame := len(xmpmeta(""))
	if _, code := put(t, svg("", circle), xmpmeta(strings.Repeat("x", format.MaxPacket-frame))); code != "" {
		t.Errorf("refused %q", code)
	}
	if _, code := put(t, svg("", circle), xmpmeta(strings.Repeat("x", format.MaxPacket-frame+1))); code != "svg-packet-too-large" {
		t.Errorf("refused %q", code)
	}
}

// fill is a document of a length, without metadata.
func fill(length int) string {
	frame := len(svg("", ""))
	return svg("", strings.Repeat("<g/>", (length-frame)/4)+strings.Repeat(" ", (length-frame)%4))
}

// heavy skips a test that works on many megabytes, where tests are to be short.
func heavy(t *testing.T) {
	if testing.Short() {
		t.Skip("SKIPPED: it takes long under the race detector; run it without -short")
	}
}

// TestBomb has a .svgz that grows a thousandfold. It is read up to a limit, and neither
// changed nor inflated further.
func TestBomb(t *testing.T) {
	heavy(t)
	data := compress(svg("", meta(packet("x"))+strings.Repeat("<g/>", 10*format.MaxInflated/4)))
	if _, s := scan(t, data); len(s.Blocks) != 1 || problems(s) != "svg-truncated svg-too-large" {
		t.Errorf("%d blocks, %v", len(s.Blocks), problems(s))
	}
	if got := memory(t, data); got > 5*format.MaxInflated {
		t.Errorf("%d bytes asked for", got)
	}
	if _, code := suite.Put(t, data, packet("x")); code != "svg-too-large" {
		t.Errorf("refused %q", code)
	}
}

// TestMaxInflated has compressed files that are, or would be, just within the limit, and
// just beyond.
func TestMaxInflated(t *testing.T) {
	heavy(t)
	x := rdf("x")
	grown := len(meta(x))
	for _, c := range []struct {
		length int
		code   string
	}{
		{format.MaxInflated - grown, ""},
		{format.MaxInflated - grown + 1, "svg-packet-too-large"},
		{format.MaxInflated, "svg-packet-too-large"},
		{format.MaxInflated + 1, "svg-too-large"},
	} {
		if out, code := suite.Put(t, compress(fill(c.length)), x); code != c.code || len(out) > 100<<10 {
			t.Errorf("%d: refused %q, %d bytes", c.length, code, len(out))
		}
	}
}

// TestPutMemory changes a file that grows a thousandfold, within the limit.
func TestPutMemory(t *testing.T) {
	heavy(t)
	data := compress(fill(format.MaxInflated - 1000))
	src, s := scan(t, data)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	edits, err := format.Format.PutXMP(src, s, []byte(rdf("x")))
	runtime.ReadMemStats(&after)
	if got := after.TotalAlloc - before.TotalAlloc; err != nil || len(edits) != 1 || got > 8*format.MaxInflated {
		t.Errorf("%v, %d edits, %d bytes asked for", err, len(edits), got)
	}
}

// TestManyMembers has a file of a great many gzip members with nothing in them, and one
// of stored blocks with nothing in them: both are read in little memory.
func TestManyMembers(t *testing.T) {
	first := compress(svg("", circle))
	head, tail := first[:10], first[len(first)-8:]
	empty := strings.Repeat("\x00\x00\x00\xFF\xFF", 1<<20)
	for name, c := range map[string]struct{ file, code string }{
		"members": {first + strings.Repeat(compress(""), 1<<16), "svg-gzip-members"},
		"blocks":  {head + empty + first[10:len(first)-8] + tail, ""},
	} {
		if got := memory(t, c.file); got > 1<<20 {
			t.Errorf("%s: %d bytes asked for", name, got)
		}
		if out, code := put(t, c.file, xmpmeta("x")); code != c.code || len(out) > 1000 {
			t.Errorf("%s: refused %q, %d bytes", name, code, len(out))
		}
	}
}

// TestReadOnce checks that a file is read once, and that little memory is asked for.
func TestReadOnce(t *testing.T) {
	content := strings.Repeat(`<path d="`+strings.Repeat("M 1 2 L 3 4 ", 5000)+`"/>text<g id="a" b='c'></g><!-- comment -->`, 100)
	data := declare + svg("", content+meta(packet("x")))
	src, s := scan(t, data)
	if n := int64(len(data)); src.Read() > n+n/8 || len(s.Blocks) != 1 {
		t.Errorf("%d bytes read of %d", src.Read(), n)
	}
	if got := memory(t, data); got > 64<<10 {
		t.Errorf("%d bytes asked for", got)
	}
}
