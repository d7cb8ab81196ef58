package svg_test

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// random makes valid layouts and packets, from a seed.
type random struct{ *rand.Rand }

func (r random) pick(from ...string) string { return from[r.IntN(len(from))] }

func (r random) text(n int) string {
	var b strings.Builder
	for range r.IntN(n + 1) {
		b.WriteString(r.pick("a", "&lt;", "ü", " ", "<dc:a b='>'>c</dc:a>", "<![CDATA[</metadata>]]>", "<!-- > -->", "<?a b?>", "€", "\n"))
	}
	return b.String()
}

func (r random) packet() string {
	x := r.text(8)
	return r.pick(packet(x), xmpmeta(x), begin+rdf(x)+end)
}

// child is something below the root.
func (r random) child() string {
	switch r.IntN(8) {
	case 0:
		return "<metadata" + r.pick("", " id='>'", "\n") + r.pick("/>", ">"+r.metadata()+"</metadata>", ">"+r.metadata()+"</metadata\n>")
	case 1:
		return r.packet()
	case 2:
		return r.pick("<title>t</title>", "<title/>", "<desc>&lt;metadata></desc>")
	case 3:
		return "<g>" + meta(r.packet()) + circle + "</g>"
	}
	return r.pick(circle, "text", "<!-- <metadata> -->", "<style>a > b {}</style>", "<![CDATA[<metadata>]]>", "\n", end)
}

func (r random) metadata() (all string) {
	for range r.IntN(4) {
		all += r.pick(r.packet(), rdf(r.text(3)), manifest(r.text(9)), leaning, begin, end, "\n ", "<cc:x/>", "text", "<!-- c -->")
	}
	return all
}

func (r random) file() string {
	var content string
	for range r.IntN(6) {
		content += r.child()
	}
	head := r.pick("", declare, "\uFEFF", "\uFEFF"+declare, dtd, "<!-- svg -->"+dtd)
	text := head + svg(r.pick("", rdfNS+dcNS+xNS+` xmlns:cc="http://cc#"`), content) + r.pick("", "\n", "<!-- end -->")
	if r.IntN(10) == 0 {
		return zipped(byte(r.IntN(2*fComment)), text)
	}
	return text
}

// TestProperties puts random packets into random files, several times in turn.
func TestProperties(t *testing.T) {
	muddled := 0
	for seed := range uint64(5000) {
		r := random{rand.New(rand.NewPCG(seed, 1))}
		data := r.file()
		for range 3 {
			out, refused := put(t, data, r.packet())
			if refused == "svg-xpacket" {
				muddled++
				break
			}
			if refused != "" {
				t.Fatalf("seed %d: refused: %s\n%s", seed, refused, data)
			}
			data = out
		}
	}
	if muddled > 50 {
		t.Errorf("%d files were refused", muddled)
	}
}
