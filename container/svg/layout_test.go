package svg_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso/container"
	format "github.com/proviso-signals/proviso/container/svg"
)

// layouts are files as they are found, and what is found in them.
var layouts = []struct {
	name     string
	file     string
	blocks   string // kind, with name, and data where it is short
	problems string
	refused  string
}{
	{name: "nothing", file: svg("", circle)},
	{name: "declaration, document type, comments", file: declare + "<!-- <svg> -->\n" + dtd + "<?x <svg ?>\n" + svg("", circle) + "<!-- end -->\n"},
	{name: "byte-order mark", file: "\uFEFF" + declare + svg("", circle+meta(packet("x"))), blocks: "xmp=" + packet("x")},
	{name: "prefix", file: `<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:g/></s:svg>`},
	{name: "prefix with metadata", file: `<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:metadata/><metadata>` + packet("no") + `</metadata></s:svg>`},
	{name: "no namespace", file: `<svg>` + circle + meta(packet("x")) + `</svg>`, blocks: "xmp=" + packet("x"), problems: "svg-namespace"},
	{name: "empty metadata", file: svg("", circle+"<metadata id='m' />")},
	{name: "metadata with other things", file: svg("", meta("text <a:b xmlns:a='c'>d</a:b>")+circle)},
	{name: "packet", file: svg("", meta("\n"+packet("x")+"\n")+circle), blocks: "xmp=" + packet("x")},
	{name: "x:xmpmeta", file: svg("", circle+meta(xmpmeta("x"))), blocks: "xmp=" + xmpmeta("x")},
	{name: "x:xapmeta by another prefix", file: svg("", meta(`<q:xapmeta xmlns:q="adobe:ns:meta/"/>`)), blocks: `xmp=<q:xapmeta xmlns:q="adobe:ns:meta/"/>`},
	{name: "rdf:RDF", file: svg("", meta(rdf("x"))), blocks: "xmp=" + rdf("x")},
	{name: "RDF that leans on the root", file: svg(rdfNS+dcNS+` xmlns:cc='http://cc#"'`, meta(leaning)),
		blocks: `xmp=<rdf:RDF` + rdfNS + ` xmlns:cc="http://cc#&quot;"` + dcNS + leaning[len("<rdf:RDF"):]},
	{name: "packet that leans on metadata", file: svg("", `<metadata`+rdfNS+xNS+`>`+begin+`<x:xmpmeta><rdf:RDF/></x:xmpmeta>`+end+`</metadata>`),
		blocks: `xmp=` + begin + `<x:xmpmeta` + xNS + rdfNS + `><rdf:RDF/></x:xmpmeta>` + end},
	{name: "RDF that leans on nothing", file: svg("", meta(leaning)), blocks: "xmp=" + leaning, problems: "svg-prefix"},
	{name: "two packets", file: svg("", meta(packet("one"))+circle+meta(packet("two"))), blocks: "xmp=" + packet("one") + " xmp=" + packet("two"),
		problems: "svg-xmp-duplicate"},
	{name: "RDF beside a packet", file: svg("", meta(rdf("r")+packet("x"))), blocks: "xmp-text:rdf:RDF=" + rdf("r") + " xmp=" + packet("x"),
		problems: "svg-rdf-beside"},
	{name: "RDF twice", file: svg("", meta(rdf("r"))+meta(rdf("q"))), blocks: "xmp=" + rdf("r") + " xmp-text:rdf:RDF=" + rdf("q"),
		problems: "svg-rdf-beside"},
	{name: "packet below the root", file: svg("", packet("x")+circle), blocks: "xmp=" + packet("x"), problems: "svg-xmp-place"},
	{name: "RDF below the root", file: svg("", circle+rdf("x")), blocks: "xmp=" + rdf("x"), problems: "svg-xmp-place"},
	{name: "packet deep in the picture", file: svg("", "<g>"+meta(packet("no"))+"</g>")},
	{name: "packet in text", file: svg("", meta("<![CDATA["+packet("no")+"]]>")+"<text><![CDATA[<metadata>]]></text><!--"+strings.ReplaceAll(meta(packet("no")), "--", "")+"-->")},
	{name: "packet that does not end", file: svg("", meta(begin+xmpmeta("x"))), blocks: "xmp=" + xmpmeta("x"), problems: "svg-xpacket"},
	{name: "packet that ends only", file: svg("", meta(xmpmeta("x")+end)), blocks: "xmp=" + xmpmeta("x")},
	{name: "packet that begins twice", file: svg("", meta(begin+begin+xmpmeta("x")+end)), blocks: "xmp=" + begin + xmpmeta("x") + end, problems: "svg-xpacket"},
	{name: "packet with something else", file: svg("", meta(begin+xmpmeta("x")+manifest("store")+end)), blocks: "xmp=" + xmpmeta("x") + " c2pa=store", problems: "svg-xpacket"},
	{name: "packet with text", file: svg("", meta(begin+"text"+xmpmeta("x")+end)), blocks: "xmp=" + xmpmeta("x"), problems: "svg-xpacket"},
	{name: "empty packet", file: svg("", meta(begin+" "+end)), blocks: "xmp=" + begin + " " + end},
	{name: "manifest", file: svg("", meta(manifest(strings.Repeat("store", 20)))), blocks: "c2pa=" + strings.Repeat("store", 20)},
	{name: "manifest that is none", file: svg(c2paNS, meta("<c2pa:manifest>?</c2pa:manifest>")), blocks: "c2pa!", problems: "svg-manifest"},
	{name: "empty manifest", file: svg(c2paNS, meta("<c2pa:manifest/>")), blocks: "c2pa="},
	{name: "title first", file: svg("", "\n<title>t</title>\n"+circle)},
	{name: "title later", file: svg("", circle+"<title>t</title>")},
	{name: "style sheet", file: svg("", "<style>g > circle { fill: red }</style>"+circle)},
	{name: "quotes in markup", file: svg(` a="x>y" b='"/>'`, `<g c=">" d='<>'/>`), problems: "svg-malformed", refused: "svg-malformed"},
	{name: "quotes in values", file: svg(` a="x>y" b='"/>'`, `<g c="> &lt; />" d='"'/>`)},
	{name: "Latin-1", file: `<?xml version="1.0" encoding='ISO-8859-1'?>` + svg("", latin("<text>é</text>")+circle)},
	{name: "Latin-1 with a packet", file: `<?xml version="1.0" encoding="ISO-8859-1"?>` + svg("", meta(latin(xmpmeta("é")))), blocks: "xmp=" + xmpmeta("é")},
	{name: "Windows-1250 with a packet", file: `<?xml version="1.0" encoding="windows-1250"?>` + svg("", meta(latin(xmpmeta("é")))), blocks: "xmp!", problems: "svg-encoding"},

	{name: "UTF-16", file: wide(false, `<?xml version="1.0" encoding="UTF-16"?>`+svg("", meta(packet("é€\U0001F600"))+circle)),
		blocks: "xmp=" + packet("é€\U0001F600"), refused: "svg-encoding"},
	{name: "UTF-16, high bytes first, leaning", file: wide(true, svg(rdfNS+dcNS+` xmlns:cc="c"`, meta(leaning))),
		blocks: `xmp=<rdf:RDF` + rdfNS + ` xmlns:cc="c"` + dcNS + leaning[len("<rdf:RDF"):], refused: "svg-encoding"},
	{name: "UTF-16 without a mark", file: wide(false, svg("", circle))[2:], refused: "svg-encoding"},
	{name: "unknown encoding", file: `<?xml version="1.0" encoding="UTF-7"?>` + svg("", circle), problems: "svg-encoding", refused: "svg-encoding"},
	{name: "entities", file: `<!DOCTYPE svg [<!ENTITY % p SYSTEM "x"> %p; <!-- ' ]> --> <?pi ]> ?> <!ENTITY s "http://www.w3.org/2000/svg"> <!ENTITY t PUBLIC "a" "b">` +
		` <!ATTLIST svg a CDATA ">">` + "\n" + `<!ENTITY r "http://www.w3.org/1999/02/22-rdf-syntax-ns#">]>` +
		`<svg xmlns="&s;"><metadata>` + `<q:RDF xmlns:q="&r;"/></metadata></svg>`, blocks: `xmp=<q:RDF xmlns:q="&r;"/>`, refused: "svg-doctype"},
	{name: "compressed", file: compress(svg("", meta(packet("x")))), blocks: "xmp=" + packet("x")},
	{name: "compressed with a full header", file: zipped(fText|fSum|fExtra|fName|fComment, declare+svg("", circle))},
	{name: "compressed with a name", file: zipped(fName, svg("", circle+meta(rdf("x")+manifest("store")))), blocks: "xmp=" + rdf("x") + " c2pa=store"},
	{name: "compressed with problems", file: compress(svg("", "<style>a:first-child {}</style>"+packet("one")+packet("two"))),
		blocks: "xmp=" + packet("one") + " xmp=" + packet("two"), problems: "svg-xmp-place svg-xmp-place svg-xmp-duplicate"},
	{name: "compressed with flags that are reserved", file: zipped(0x20, svg("", circle)), problems: "svg-gzip", refused: "svg-gzip"},
	{name: "compressed and cut", file: compress(svg("", meta(packet("x"))+circle))[:250], blocks: "", problems: "svg-truncated svg-gzip", refused: "svg-gzip"},
	{name: "compressed, with a wrong checksum", file: flip(compress(svg("", circle)), 8), problems: "svg-gzip", refused: "svg-gzip"},
	{name: "compressed, with a wrong size", file: flip(compress(svg("", circle)), 4), problems: "svg-gzip", refused: "svg-gzip"},
	{name: "compressed in two pieces", file: compress(svg("", meta(packet("x")))[:99]) + zipped(fName, svg("", meta(packet("x")))[99:]), blocks: "xmp=" + packet("x"),
		problems: "svg-gzip-members", refused: "svg-gzip-members"},
	{name: "compressed, and nothing compressed", file: compress(svg("", circle)) + compress(""), problems: "svg-gzip-members", refused: "svg-gzip-members"},
	{name: "compressed in two pieces, and more", file: compress(svg("", circle)) + compress("\n") + "more", problems: "svg-gzip", refused: "svg-gzip"},
	{name: "compressed, and more", file: compress(svg("", circle)) + "more", problems: "svg-gzip-trailing", refused: "svg-gzip-trailing"},
	{name: "compressed, and a zero", file: compress(svg("", circle)) + "\x00", problems: "svg-gzip-trailing", refused: "svg-gzip-trailing"},
	{name: "compressed, and another header", file: compress(svg("", circle)) + "\x1F\x8B\x08", problems: "svg-gzip", refused: "svg-gzip"},
	{name: "empty root", file: `<svg` + ns + `/>`, refused: "svg-empty"},
	{name: "style sheet that counts", file: svg("", "<style><![CDATA[ circle:Nth-Child(2) { fill: red } ]]></style>"+circle), refused: "svg-selector"},
	{name: "style sheet that knows the title", file: svg("", "<title/><style>"+strings.Repeat(" ", 20_000)+"title + g {}</style>"+circle), refused: "svg-selector"},
	{name: "style sheet that counts, in two pieces", file: svg("", "<style>"+strings.Repeat(" ", 16327)+"g:last-child {}</style>"+circle), refused: "svg-selector"},
	{name: "style sheet that counts, with metadata", file: svg("", "<style>circle:first-child { fill: red }</style><metadata/>"+circle)},
	{name: "no end", file: `<svg` + ns + `>` + circle, problems: "svg-truncated", refused: "svg-truncated"},
	{name: "cut in a tag", file: `<svg` + ns + `>` + circle[:20], problems: "svg-truncated", refused: "svg-truncated"},
	{name: "cut in a comment", file: `<svg` + ns + `><!-- `, problems: "svg-truncated", refused: "svg-truncated"},
	{name: "cut in a packet", file: `<svg` + ns + `>` + meta(packet("x"))[:90], problems: "svg-truncated", refused: "svg-truncated"},
	{name: "wrong end tag", file: svg("", "<g></h>"), problems: "svg-mismatch", refused: "svg-mismatch"},
	{name: "attribute without quotes", file: svg("", "<g a=b/>"), problems: "svg-malformed", refused: "svg-malformed"},
	{name: "document type too late", file: svg("", dtd), problems: "svg-malformed", refused: "svg-malformed"},
}

// flip changes a byte, counted from the end.
func flip(data string, at int) string {
	b := []byte(data)
	b[len(b)-at] ^= 1
	return string(b)
}

func TestLayouts(t *testing.T) {
	for _, l := range layouts {
		files := map[string]string{l.name: l.file}
		if !isGzip(l.file) {
			files[l.name+", compressed"] = zipped(fName, l.file)
		}
		for name, file := range files {
			t.Run(name, func(t *testing.T) {
				_, s := scan(t, file)
				if d := cmp.Diff(l.blocks, blocks(s)); d != "" {
					t.Errorf("blocks (-want +got):\n%s", d)
				}
				if d := cmp.Diff(l.problems, problems(s)); d != "" {
					t.Errorf("problems (-want +got):\n%s", d)
				}
				for _, p := range []string{xmpmeta("a"), strings.Replace(packet(strings.Repeat("long ", 9000)), "\uFEFF", "", 1)} {
					if _, code := put(t, file, p); code != l.refused {
						t.Errorf("refused %q, want %q", code, l.refused)
					}
				}
			})
		}
	}
}

func blocks(s *container.Scan) string {
	var all []string
	for _, b := range s.Blocks {
		word := b.Kind.String()
		if b.Name != "" {
			word += ":" + b.Name
		}
		if b.Data == nil {
			word += "!"
		} else {
			word += "=" + string(b.Data)
		}
		all = append(all, word)
	}
	return strings.Join(all, " ")
}

func problems(s *container.Scan) string {
	var all []string
	for _, p := range s.Problems {
		all = append(all, p.Code)
	}
	return strings.Join(all, " ")
}

// TestEdits checks where bytes change, and that no more do than must.
func TestEdits(t *testing.T) {
	x := xmpmeta("x")
	for _, c := range []struct{ name, before, after string }{
		{"insert", svg("", circle), svg("", meta(x)+circle)},
		{"insert behind the title", svg("", "\n<title>t</title>"+circle), svg("", "\n<title>t</title>"+meta(x)+circle)},
		{"insert before a title that is not first", svg("", circle+"<title/>"), svg("", meta(x)+circle+"<title/>")},
		{"insert with the root's prefix", `<s:svg xmlns:s="http://www.w3.org/2000/svg"></s:svg>`,
			`<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:metadata>` + x + `</s:metadata></s:svg>`},
		{"into metadata", svg("", circle+meta(manifest("s"))), svg("", circle+meta(x+manifest("s")))},
		{"into empty metadata", svg("", "<metadata id='m' />"), svg("", "<metadata id='m' >"+x+"</metadata>")},
		{"replace", svg("", meta("\n"+packet("old")+"\n")), svg("", meta("\n"+x+"\n"))},
		{"replace RDF", svg("", meta(rdf("old"))), svg("", meta(x))},
		{"replace and drop", svg("", meta(packet("one"))+circle+meta(" "+packet("two"))), svg("", meta(x)+circle+meta(" "))},
		{"keep RDF beside", svg("", meta(rdf("r")+packet("p"))), svg("", meta(rdf("r")+x))},
		{"keep the mark", "\uFEFF" + declare + svg("", circle), "\uFEFF" + declare + svg("", meta(x)+circle)},
	} {
		t.Run(c.name, func(t *testing.T) {
			out, code := put(t, c.before, x)
			if d := cmp.Diff(c.after, out); d != "" || code != "" {
				t.Errorf("refused %q (-want +got):\n%s", code, d)
			}
		})
	}
}

// TestInPlace checks that a packet of the same length is one edit of that length.
func TestInPlace(t *testing.T) {
	file := svg("", meta(packet("one"))+circle)
	src, s := scan(t, file)
	edits, err := format.Format.PutXMP(src, s, []byte(packet("two")))
	if err != nil || len(edits) != 1 || edits[0].Remove != int64(len(edits[0].Insert)) || edits[0].Offset != int64(strings.Index(file, begin)) {
		t.Errorf("%v, %v", edits, err)
	}
}

// TestPackets has packets that would do harm to the document, or not be found again.
func TestPackets(t *testing.T) {
	for _, p := range []string{
		"", "text", "<a/>", " " + packet("x"), packet("x") + "\n", packet("x") + packet("y"), xmpmeta("x") + end, begin + xmpmeta("x"),
		begin + end, packet("</metadata>"), xmpmeta("x") + "</metadata></svg>", xmpmeta("x") + "</metadata><script/><metadata>",
		xmpmeta("&nbsp;"), xmpmeta("\x00"), xmpmeta("\x01"), xmpmeta("\xFF"), xmpmeta("\uFFFF"), xmpmeta("]]>"), xmpmeta("<dc:a></dc:b>"),
		xmpmeta("<dc:a b='1' b='2'/>"), xmpmeta("<dc:a b='1'c='2'/>"), xmpmeta("<y:a/>"), xmpmeta("<dc:a y:b=''/>"),
		xmpmeta("<script>alert(1)</script>"), xmpmeta("<s:script xmlns:s='http://www.w3.org/2000/svg'/>"), xmpmeta("<img xmlns='http://www.w3.org/1999/xhtml'/>"), xmpmeta("<?xml version='1.0'?>"),
		xmpmeta("<!DOCTYPE x>"), xmpmeta("<dc:a xmlns:b=''/>"), xmpmeta("<!-- -- -->"), declare + xmpmeta("x"), leaning, "\uFEFF" + packet("x"),
		xmpmeta("<a:b:c xmlns:a='d'/>"), xmpmeta("<:a/>"), begin + manifest("x") + end, packet("x")[:99],
	} {
		if _, code := put(t, svg(rdfNS+dcNS, circle), p); code != "svg-packet" {
			t.Errorf("%q: refused %q", p, code)
		}
	}
	for _, p := range []string{
		rdf("x"), packet("&amp;&#x20AC;<![CDATA[<]]><!-- - --><?pi?>"), xmpmeta("<dc:a b='>' xml:lang='x-default'/>"), xmpmeta("<rsl xmlns='https://rslstandard.org/rsl'><a/></rsl>"), begin + rdf("x") + end,
	} {
		if _, code := put(t, svg(rdfNS+dcNS, circle), p); code != "" {
			t.Errorf("%q: refused %q", p, code)
		}
	}
	if _, code := put(t, svg("", meta(rdf("r")+packet("x"))), rdf("y")); code != "svg-packet" {
		t.Errorf("RDF behind RDF: refused %q", code)
	}
	if _, code := put(t, svg("", meta(begin+begin+rdf("x")+end+end)), xmpmeta("y")); code != "svg-xpacket" {
		t.Errorf("instructions that would join: refused %q", code)
	}
	if _, code := put(t, svg("", meta(packet("x")+rdf("r"))), rdf("y")); code != "" {
		t.Errorf("RDF before RDF: refused %q", code)
	}
	old := `<?xml version="1.0" encoding="ISO-8859-1"?>` + svg("", circle)
	if _, code := put(t, old, xmpmeta("é")); code != "svg-encoding" {
		t.Errorf("Latin-1: refused %q", code)
	}
}
