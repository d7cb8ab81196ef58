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
	frame := len(xmpmeta(""))
	if _, code := put(t, svg("", circle), xmpmeta(strings.Repeat("x", format.MaxPacket-frame))); code != "" {
		t.Errorf("refused %q", code)
	}
	if _, code := put(t, svg("", circle), xmpmeta(strings.Repeat("x", format.MaxPacket-frame+1))); code != "svg-packet-too-large" {
		t.Errorf("refused %q", code)
	}
}

// TestBomb has a .svgz that grows a thousandfold.
func TestBomb(t *testing.T) {
	data := compress(svg("", meta(packet("x"))+strings.Repeat("<g/>", 10*format.MaxInflated/4)))
	_, s := scan(t, data)
	if c := codes(s); len(s.Blocks) != 1 || c["svg-too-large"] != 1 {
		t.Errorf("%d blocks, %v", len(s.Blocks), c)
	}
	if got := memory(t, data); got > 10*format.MaxInflated {
		t.Errorf("%d bytes asked for", got)
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
