package xmp_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/proviso-signals/proviso/container/xmp"
)

// repeat joins what f gives for 0 to n-1.
func repeat(n int, f func(i int) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(f(i))
	}
	return b.String()
}

// hostile builds one packet for each limit, a little within it and beyond.
var hostile = []struct {
	name, code string
	build      func(over int) string
	readable   bool // beyond the limit, the property before is read
}{
	{"depth", "xmp-too-deep", func(over int) string {
		n := xmp.MaxDepth - 4 + over // x:xmpmeta, rdf:RDF, rdf:Description, and the innermost
		return described("<dc:a>1</dc:a>" + strings.Repeat("<dc:d>", n) + "<dc:d/>" + strings.Repeat("</dc:d>", n))
	}, true},
	{"nodes", "xmp-too-many-nodes", func(over int) string {
		const others = 1 + 3 + 6 + 1 + 2 // document, ancestors, their attributes, dc:a, dc:b with its array
		return described("<dc:a>1</dc:a><dc:b><rdf:Bag>" + strings.Repeat("<rdf:li/>", xmp.MaxNodes-others-1+over) + "</rdf:Bag></dc:b>")
	}, true},
	{"attributes", "xmp-too-many-attributes", func(over int) string {
		return described("<dc:a>1</dc:a><dc:b " + repeat(xmp.MaxAttributes+over, func(i int) string { return fmt.Sprintf(" e:a%d=''", i) }) + "/>")
	}, true},
	{"namespaces", "xmp-too-many-namespaces", func(over int) string {
		n := xmp.MaxNamespaces - 6 + over
		return described("<dc:a>1</dc:a><dc:b " + repeat(n, func(i int) string { return fmt.Sprintf(" xmlns:a%d='u:%d'", i, i) }) + "/>")
	}, true},
	{"properties", "xmp-too-many-properties", func(over int) string {
		return described("<dc:a>1</dc:a>" + repeat(xmp.MaxProperties-1+over, func(i int) string { return fmt.Sprintf("<e:p%d/>", i) }))
	}, true},
	{"size", "xmp-too-large", func(over int) string {
		s := described("<dc:a>1</dc:a>")
		return s + strings.Repeat(" ", xmp.MaxPacket-len(s)+over)
	}, false},
}

func TestLimits(t *testing.T) {
	for _, tt := range hostile {
		t.Run(tt.name, func(t *testing.T) {
			p, problems := xmp.Parse([]byte(tt.build(0)))
			if got := codesOf(t, problems); strings.Contains(got, tt.code) || !p.Whole || p.Get(xmp.NSDC, "a") == nil {
				t.Errorf("at the limit: problems %q, whole %v", got, p.Whole)
			}
			p, problems = xmp.Parse([]byte(tt.build(1)))
			if got := codesOf(t, problems); !strings.Contains(got, tt.code) || p.Whole {
				t.Errorf("beyond the limit: problems %q, whole %v", got, p.Whole)
			}
			if (p.Get(xmp.NSDC, "a") != nil) != tt.readable {
				t.Error("beyond the limit: what stands before is not read, or is")
			}
			_, err := xmp.Edit([]byte(tt.build(1)), xmp.Set(xmp.NSDC, "", "a", xmp.Text("2")))
			if got := refusal(t, err); got != tt.code {
				t.Errorf("beyond the limit: edit refused with %q", got)
			}
		})
	}
}

// TestUndeclaredLimit: prefixes that nobody declared are counted, too.
func TestUndeclaredLimit(t *testing.T) {
	_, problems := xmp.Parse([]byte(described(repeat(10_000, func(i int) string { return fmt.Sprintf("<a%d:b/>", i) }))))
	if n := len(problems); n != xmp.MaxProblems {
		t.Errorf("%d problems", n)
	}
}

// TestItemsLimit: the array is cut and says so; the packet can be edited.
func TestItemsLimit(t *testing.T) {
	packet := func(n int) []byte {
		return []byte(described("<dc:a>1</dc:a><dc:l><rdf:Seq>" + strings.Repeat("<rdf:li/>", n) + "</rdf:Seq></dc:l>"))
	}
	p, problems := xmp.Parse(packet(xmp.MaxItems))
	if v := p.Get(xmp.NSDC, "l"); len(problems) > 0 || v.Cut || len(v.Items) != xmp.MaxItems {
		t.Errorf("at the limit: %v", problems)
	}
	p, problems = xmp.Parse(packet(xmp.MaxItems + 1))
	if v := p.Get(xmp.NSDC, "l"); codesOf(t, problems) != "xmp-too-many-items" || !v.Cut || len(v.Items) != xmp.MaxItems {
		t.Errorf("beyond the limit: %v", problems)
	}
	out, err := xmp.Edit(packet(xmp.MaxItems+1), xmp.Set(xmp.NSDC, "", "a", xmp.Text("2")))
	if err != nil || string(out) != strings.Replace(string(packet(xmp.MaxItems+1)), "1</dc:a>", "2</dc:a>", 1) {
		t.Errorf("not edited: %v", err)
	}
	_, err = xmp.Edit(packet(1), xmp.Set(xmp.NSDC, "", "l", *p.Get(xmp.NSDC, "l")))
	if got := refusal(t, err); got != "xmp-value" {
		t.Errorf("a cut value was written: %q", got)
	}
}

// TestLinear parses packets that invite quadratic work or memory, and measures both.
// The bounds are far above what is needed and far below what either would take.
func TestLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("large packets")
	}
	const size = 2 << 20
	fill := func(piece string) string { return described(strings.Repeat(piece, size/len(piece))) }
	for name, in := range map[string]string{
		"elements":   fill("<dc:a/>"),
		"open":       fill("<dc:a>"),
		"ends":       fill("</dc:a>"),
		"comments":   fill("<!---->"),
		"opened":     fill("<!--"),
		"cdata":      described("<dc:a>" + strings.Repeat("<![CDATA[]]>", size/12) + "</dc:a>"),
		"references": described("<dc:a>" + strings.Repeat("&#x41;", size/6) + "</dc:a>"),
		"ampersands": described("<dc:a>" + strings.Repeat("&", size) + "</dc:a>"),
		"latin-1":    described("<dc:a>" + strings.Repeat("\xFC", size) + "</dc:a>"),
		"quotes":     described("<dc:a " + strings.Repeat(`a="`, size/3)),
		"attributes": fill("<dc:a " + repeat(500, func(i int) string { return fmt.Sprintf(" e:a%d=''", i) }) + "/>"),
		"same name":  described(strings.Repeat("<dc:a/>", xmp.MaxProperties)),
		"scopes": described(repeat(64, func(i int) string {
			return "<dc:a " + repeat(200, func(i int) string { return fmt.Sprintf(" xmlns:a%d='u:%d'", i, i) }) + ">" + strings.Repeat("<e:b/>", 2000) + "</dc:a>"
		})),
		"descriptions": `<rdf:RDF ` + declared + `>` + strings.Repeat(`<rdf:Description/>`, 200_000) + `</rdf:RDF>`,
		"white space":  strings.Repeat(" ", size),
		"brackets":     strings.Repeat("<", size),
		"trailers":     header + described("") + strings.Repeat("\x00"+trailer, size/20),
		"padding":      header + described("") + strings.Repeat(" ", size) + trailer,
	} {
		for _, e := range []xmp.Encoding{xmp.UTF8, xmp.UTF16LE} {
			packet := in8(e, in)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			xmp.Parse(packet)
			xmp.Edit(packet, xmp.Set(xmp.NSPLUS, "plus", "DataMining", xmp.Text("x")))
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			if limit := 5 * time.Second; took > limit {
				t.Errorf("%s, %v: took %v", name, e, took)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > 512<<20 {
				t.Errorf("%s, %v: allocated %d MiB", name, e, used>>20)
			}
		}
	}
}

// in8 is in, cut to the longest packet.
func in8(e xmp.Encoding, s string) []byte {
	b := in(e, s)
	return b[:min(len(b), xmp.MaxPacket)]
}
