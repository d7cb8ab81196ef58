package xmp_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso/container/xmp"
)

// TestShapes reads properties in all forms that section 7.9 and annex C.2 of the
// specification have, and some that they do not.
func TestShapes(t *testing.T) {
	for _, tt := range []struct{ name, in, want, codes string }{
		{"text", `<dc:format>image/png</dc:format>`, `dc:format = "image/png"`, ""},
		{"empty", `<dc:format/>`, `dc:format = ""`, ""},
		{"empty pair", `<dc:format></dc:format>`, `dc:format = ""`, ""},
		{"white space is text", "<dc:format> \n </dc:format>", "dc:format = \" \n \"", ""},
		{"line ends", "<dc:format>a\r\nb\rc</dc:format>", "dc:format = \"a\nb\nc\"", ""},
		{"references", `<dc:format>&lt;&#98;&#x3E;&amp;&quot;&apos;</dc:format>`, `dc:format = "<b>&"'"`, ""},
		{"undefined entity", `<dc:format>a&nbsp;b</dc:format>`, `dc:format = "a&nbsp;b"`, "xmp-entity"},
		{"reference to nothing", `<dc:format>&#0;&#xD800;&#x110000;</dc:format>`, `dc:format = "&#0;&#xD800;&#x110000;"`, "xmp-entity"},
		{"cdata", `<dc:format>a<![CDATA[<b>&amp;]]>c</dc:format>`, `dc:format = "a<b>&amp;c"`, ""},
		{"comment", `<dc:format>a<!-- <b> -->c<?p i?>d</dc:format>`, `dc:format = "acd"`, ""},
		{"language", `<dc:source xml:lang="en-us">x</dc:source>`, `dc:source = "x"@en-us`, ""},
		{"other xml attribute", `<dc:source xml:space="preserve">x</dc:source>`, `dc:source = "x"`, ""},
		{"uri", `<xmp:BaseURL rdf:resource="http://a.example/?a&amp;b"/>`, `xmp:BaseURL = <http://a.example/?a&b>`, ""},
		{"uri in a pair", `<xmp:BaseURL rdf:resource="http://a.example/"> </xmp:BaseURL>`, `xmp:BaseURL = <http://a.example/>`, ""},
		{"uri of early RDF", `<xmp:BaseURL resource="http://a.example/"/>`, `xmp:BaseURL = <http://a.example/>`, ""},
		{"attribute's white space", "<xmp:BaseURL rdf:resource=\"a\tb\r\nc&#10;d\"/>", "xmp:BaseURL = <a b c\nd>", ""},
		{"bag", `<dc:subject><rdf:Bag><rdf:li>a</rdf:li> <rdf:li/></rdf:Bag></dc:subject>`, `dc:subject = bag["a" ""]`, ""},
		{"seq", `<dc:creator><!-- x --><rdf:Seq><rdf:li>a</rdf:li></rdf:Seq></dc:creator>`, `dc:creator = seq["a"]`, ""},
		{"no items", `<dc:creator><rdf:Seq/></dc:creator>`, `dc:creator = seq[]`, ""},
		{"numbered items", `<dc:creator><rdf:Seq><rdf:_1>a</rdf:_1><rdf:_2>b</rdf:_2></rdf:Seq></dc:creator>`, `dc:creator = seq["a" "b"]`, ""},
		{"language alternative", `<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">a</rdf:li><rdf:li xml:lang="de">b</rdf:li></rdf:Alt></dc:rights>`,
			`dc:rights = alt["a"@x-default "b"@de]`, ""},
		{"uris in a bag", `<dc:relation><rdf:Bag><rdf:li rdf:resource="u:1"/></rdf:Bag></dc:relation>`, `dc:relation = bag[<u:1>]`, ""},
		{"structure", `<e:s><rdf:Description><e:a>1</e:a><dc:b>2</dc:b></rdf:Description></e:s>`, `{http://e.example/}s = {{http://e.example/}a="1" dc:b="2"}`, ""},
		{"structure, attributes", `<e:s><rdf:Description dc:a="1"><dc:b>2</dc:b></rdf:Description></e:s>`, `{http://e.example/}s = {dc:a="1" dc:b="2"}`, ""},
		{"structure, parseType", `<dc:s rdf:parseType="Resource"><dc:a>1</dc:a></dc:s>`, `dc:s = {dc:a="1"}`, ""},
		{"structure, parseType of early RDF", `<dc:s parseType="Resource"><dc:a>1</dc:a></dc:s>`, `dc:s = {dc:a="1"}`, ""},
		{"structure, all attributes", `<dc:s dc:a="1" dc:b="2"/>`, `dc:s = {dc:a="1" dc:b="2"}`, ""},
		{"structure, empty", `<dc:s rdf:parseType="Resource"/>`, `dc:s = {}`, ""},
		{"structure, empty description", `<dc:s><rdf:Description/></dc:s>`, `dc:s = {}`, ""},
		{"structures in a bag", `<dc:l><rdf:Bag><rdf:li rdf:parseType="Resource"><dc:a>1</dc:a></rdf:li><rdf:li><rdf:Description dc:a="2"/></rdf:li><rdf:li dc:a="3"/></rdf:Bag></dc:l>`,
			`dc:l = bag[{dc:a="1"} {dc:a="2"} {dc:a="3"}]`, ""},
		{"qualifier", `<dc:source><rdf:Description><rdf:value>x</rdf:value><dc:q>y</dc:q></rdf:Description></dc:source>`, `dc:source = "x"^{dc:q="y"}`, ""},
		{"qualifier, attributes", `<dc:source rdf:value="x" dc:q="y"/>`, `dc:source = "x"^{dc:q="y"}`, ""},
		{"qualifier, parseType", `<dc:source xml:lang="en" rdf:parseType="Resource"><dc:q>y</dc:q><rdf:value rdf:resource="u:x"/></dc:source>`, `dc:source = <u:x>@en^{dc:q="y"}`, ""},
		{"qualifier of a uri", `<dc:source rdf:resource="u:x" dc:q="y"/>`, `dc:source = <u:x>^{dc:q="y"}`, ""},
		{"qualifier of text, not RDF", `<dc:source dc:q="y">x</dc:source>`, `dc:source = "x"^{dc:q="y"}`, ""},
		{"qualified structure", `<dc:s rdf:parseType="Resource"><rdf:value rdf:parseType="Resource"/><dc:q>y</dc:q></dc:s>`, `dc:s = {}^{dc:q="y"}`, ""},
		{"qualifier by attribute of rdf:Description", `<dc:s><rdf:Description rdf:value="x" dc:q="y"/></dc:s>`, `dc:s = "x"^{dc:q="y"}`, ""},
		{"qualified item", `<dc:l><rdf:Bag><rdf:li rdf:value="x" dc:q="y"/></rdf:Bag></dc:l>`, `dc:l = bag["x"^{dc:q="y"}]`, ""},
		{"typed node", `<dc:s><e:T><dc:a>1</dc:a></e:T></dc:s>`, `dc:s = {dc:a="1"}^{rdf:type=<http://e.example/T>}`, ""},
		{"type", `<dc:s rdf:parseType="Resource"><rdf:type rdf:resource="u:t"/></dc:s>`, `dc:s = {rdf:type=<u:t>}`, ""},
		{"no namespace", `<a>1</a>`, `{}a = xml(<a>1</a>)`, "xmp-foreign"},
		{"literal", `<dc:s rdf:parseType="Literal">a<b/></dc:s>`, `dc:s = xml(<dc:s rdf:parseType="Literal">a<b/></dc:s>)`, "xmp-foreign"},
		{"text and uri", `<dc:s rdf:resource="u:x">a</dc:s>`, `dc:s = xml(<dc:s rdf:resource="u:x">a</dc:s>)`, "xmp-foreign"},
		{"text and value", `<dc:s rdf:value="x">a</dc:s>`, `dc:s = xml(<dc:s rdf:value="x">a</dc:s>)`, "xmp-foreign"},
		{"text beside elements", `<dc:s>a<rdf:Bag/></dc:s>`, `dc:s = xml(<dc:s>a<rdf:Bag/></dc:s>)`, "xmp-foreign"},
		{"two elements", `<dc:s><rdf:Bag/><rdf:Bag/></dc:s>`, `dc:s = xml(<dc:s><rdf:Bag/><rdf:Bag/></dc:s>)`, "xmp-foreign"},
		{"not an item", `<dc:s><rdf:Bag><dc:a/></rdf:Bag></dc:s>`, `dc:s = xml(<dc:s><rdf:Bag><dc:a/></rdf:Bag></dc:s>)`, "xmp-foreign"},
		{"lost item", `<rdf:li>a</rdf:li>`, `rdf:li = xml(<rdf:li>a</rdf:li>)`, "xmp-foreign"},
		{"foreign field", `<dc:s rdf:parseType="Resource"><dc:a b="c">1</dc:a><dc:d>2</dc:d></dc:s>`, `dc:s = {dc:a=xml(<dc:a b="c">1</dc:a>) dc:d="2"}`, "xmp-foreign"},
		{"rsl", `<rsl xmlns="https://rslstandard.org/rsl"><content url="/"><license/></content></rsl>`,
			`rsl:rsl = xml(<rsl xmlns="https://rslstandard.org/rsl"><content url="/"><license/></content></rsl>)`, "xmp-foreign"},
		{"rsl with a prefix", `<r:content xmlns:r="https://rslstandard.org/rsl" url="/"><r:license/></r:content>`,
			`rsl:content = xml(<r:content xmlns:r="https://rslstandard.org/rsl" url="/"><r:license/></r:content>)`, "xmp-foreign"},
		{"any prefix", `<q:DataMining xmlns:q="http://ns.useplus.org/ldf/xmp/1.0/">x</q:DataMining>`, `plus:DataMining = "x"`, ""},
		{"default namespace", `<DataMining xmlns="http://ns.useplus.org/ldf/xmp/1.0/">x</DataMining>`, `plus:DataMining = "x"`, ""},
		{"undeclared prefix, usual", `<cc:license>x</cc:license>`, `cc:license = "x"`, "xmp-prefix-undeclared"},
		{"undeclared prefix", `<qq:license>x</qq:license>`, `{}license = xml(<qq:license>x</qq:license>)`, "xmp-prefix-undeclared xmp-foreign"},
		{"twice", `<dc:format>a</dc:format><dc:format>b</dc:format>`, "dc:format = \"a\"\ndc:format = \"b\"", "xmp-duplicate"},
		{"stray text", `x<dc:format>a</dc:format>`, `dc:format = "a"`, "xmp-stray-text"},
		{"node id", `<dc:subject rdf:nodeID="n"/>`, `dc:subject = ""`, "xmp-node-id"},
		{"latin-1", "<dc:creator>M\xFCller</dc:creator>", `dc:creator = "Müller"`, "xmp-encoding"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, problems := xmp.Parse([]byte(described(tt.in)))
			if diff := cmp.Diff(tt.want+"\n", showAll(p)); diff != "" {
				t.Errorf("properties (-want +got):\n%s", diff)
			}
			if got := codesOf(t, problems); got != tt.codes {
				t.Errorf("problems %q, want %q", got, tt.codes)
			}
		})
	}
}

// TestStyles reads the same three properties as different programs write them.
func TestStyles(t *testing.T) {
	const want = "dc:rights = alt[\"R & D\"@x-default]\ndc:creator = seq[\"A\" \"B\"]\nxmp:Rating = \"3\"\n"
	for name, in := range map[string]string{
		"exiftool": `<?xpacket begin='` + "\uFEFF" + `' id='W5M0MpCehiHzreSzNTczkc9d'?>
<x:xmpmeta xmlns:x='adobe:ns:meta/' x:xmptk='Image::ExifTool 13.58'>
<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>

 <rdf:Description rdf:about=''
  xmlns:dc='http://purl.org/dc/elements/1.1/'>
  <dc:rights>
   <rdf:Alt>
    <rdf:li xml:lang='x-default'>R &amp; D</rdf:li>
   </rdf:Alt>
  </dc:rights>
  <dc:creator>
   <rdf:Seq>
    <rdf:li>A</rdf:li>
    <rdf:li>B</rdf:li>
   </rdf:Seq>
  </dc:creator>
 </rdf:Description>

 <rdf:Description rdf:about=''
  xmlns:xmp='http://ns.adobe.com/xap/1.0/'>
  <xmp:Rating>3</xmp:Rating>
 </rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end='w'?>`,
		"adobe, short form": `<?xpacket begin="` + "\uFEFF" + `" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Adobe XMP Core 5.6-c140">
   <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
      <rdf:Description rdf:about=""
            xmlns:dc="http://purl.org/dc/elements/1.1/">
         <dc:rights>
            <rdf:Alt>
               <rdf:li xml:lang="x-default">R &amp; D</rdf:li>
            </rdf:Alt>
         </dc:rights>
         <dc:creator><rdf:Seq><rdf:li>A</rdf:li><rdf:li>B</rdf:li></rdf:Seq></dc:creator>
      </rdf:Description>
      <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="3"/>
   </rdf:RDF>
</x:xmpmeta>` + "\n" + `   <?xpacket end="w"?>`,
		"old adobe": `<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d' bytes='999'?><?adobe-xap-filters esc="CR"?>
<x:xapmeta xmlns:x='adobe:ns:meta/' x:xaptk='XMP toolkit 2.9'>
<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:iX='http://ns.adobe.com/iX/1.0/'>
 <rdf:Description about='' xmlns='http://purl.org/dc/elements/1.1/' xmlns:dc='http://purl.org/dc/elements/1.1/'>
  <dc:rights><rdf:Alt><rdf:li xml:lang='x-default'>R &#38; D</rdf:li></rdf:Alt></dc:rights>
  <creator><rdf:Seq><rdf:li>A</rdf:li><rdf:li>B</rdf:li></rdf:Seq></creator>
 </rdf:Description>
 <rdf:Description about='' xmlns:xap='http://ns.adobe.com/xap/1.0/'><xap:Rating>3</xap:Rating></rdf:Description>
</rdf:RDF>
</x:xapmeta>
<?xpacket end='w'?>`,
		"bare, prefixes of its own": `<?xml version="1.0" encoding="UTF-8"?>
<!-- by hand -->
<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="http://purl.org/dc/elements/1.1/">
<r:Description r:about="">
<a:rights><r:Alt><r:li xml:lang="x-default"><![CDATA[R & D]]></r:li></r:Alt></a:rights>
<a:creator><r:Seq><r:li>A</r:li><r:li>B</r:li></r:Seq></a:creator>
<b:Rating xmlns:b="http://ns.adobe.com/xap/1.0/">3</b:Rating>
</r:Description>
</r:RDF>`,
		"microsoft": `<?xpacket begin="` + "\uFEFF" + `" id="W5M0MpCehiHzreSzNTczkc9d"?>
<xmp:xmpmeta xmlns:xmp="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:rights><rdf:Alt xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:li xml:lang="x-default">R &amp; D</rdf:li></rdf:Alt>
</dc:rights><dc:creator><rdf:Seq xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:li>A</rdf:li><rdf:li>B</rdf:li></rdf:Seq></dc:creator></rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:Rating>3</xmp:Rating></rdf:Description></rdf:RDF></xmp:xmpmeta><?xpacket end='w'?>`,
		"wrapper within xmpmeta": `<x:xmpmeta xmlns:x="adobe:ns:meta/"><?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<rdf:RDF ` + declared + `><rdf:Description><dc:rights><rdf:Alt><rdf:li xml:lang="x-default">R &amp; D</rdf:li></rdf:Alt></dc:rights>
<dc:creator><rdf:Seq><rdf:li>A</rdf:li><rdf:li>B</rdf:li></rdf:Seq></dc:creator><xmp:Rating>3</xmp:Rating></rdf:Description></rdf:RDF>
<?xpacket end="w"?></x:xmpmeta>`,
	} {
		t.Run(name, func(t *testing.T) {
			p, problems := xmp.Parse([]byte(in))
			if diff := cmp.Diff(want, showAll(p)); diff != "" {
				t.Errorf("properties (-want +got):\n%s", diff)
			}
			if len(problems) > 0 || !p.Whole {
				t.Errorf("whole %v, problems %v", p.Whole, problems)
			}
		})
	}
}
