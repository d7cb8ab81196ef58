package xmp_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso/container/xmp"
)

var (
	mining   = xmp.Set(xmp.NSPLUS, "", "DataMining", xmp.Text("DMI-PROHIBITED"))
	rights   = xmp.Set(xmp.NSDC, "", "rights", xmp.LangAlt("R & D"))
	format   = xmp.Set(xmp.NSDC, "", "format", xmp.Text(`a"b'c<d`))
	noFormat = xmp.Remove(xmp.NSDC, "format")
)

// TestEdit shows what an edit does to the bytes, within rdf:RDF.
func TestEdit(t *testing.T) {
	for _, tt := range []struct {
		name, before string
		change       xmp.Change
		after        string
	}{
		{"element to element", `<rdf:Description><dc:format xml:lang="en">a</dc:format></rdf:Description>`, format,
			`<rdf:Description><dc:format>a"b'c&lt;d</dc:format></rdf:Description>`},
		{"attribute to attribute", `<rdf:Description  dc:format = "a"/>`, format,
			`<rdf:Description  dc:format = "a&quot;b'c&lt;d"/>`},
		{"attribute in single quotes", `<rdf:Description dc:format='a'/>`, format,
			`<rdf:Description dc:format='a"b&apos;c&lt;d'/>`},
		{"attribute to element", "<rdf:Description dc:rights='a'\n  dc:format='b'/>", rights,
			"<rdf:Description\n  dc:format='b'><dc:rights><rdf:Alt><rdf:li xml:lang=\"x-default\">R &amp; D</rdf:li></rdf:Alt></dc:rights></rdf:Description>"},
		{"attribute to element, lines", "\n <rdf:Description dc:rights='a'>\n  <dc:format/>\n </rdf:Description>\n", rights,
			"\n <rdf:Description>\n  <dc:format/>\n  <dc:rights>\n   <rdf:Alt>\n    <rdf:li xml:lang=\"x-default\">R &amp; D</rdf:li>\n   </rdf:Alt>\n  </dc:rights>\n </rdf:Description>\n"},
		{"same value", "<rdf:Description  dc:format=\"a&#34;b'c&lt;d\"/>", format, "<rdf:Description  dc:format=\"a&#34;b'c&lt;d\"/>"},
		{"same value in another form", `<rdf:Description><plus:DataMining><rdf:Description rdf:value="DMI-PROHIBITED"/></plus:DataMining></rdf:Description>`, mining,
			`<rdf:Description><plus:DataMining><rdf:Description rdf:value="DMI-PROHIBITED"/></plus:DataMining></rdf:Description>`},
		{"own prefix", `<rdf:Description><p:DataMining xmlns:p="http://ns.useplus.org/ldf/xmp/1.0/" p:x="y"/></rdf:Description>`, mining,
			`<rdf:Description><plus:DataMining>DMI-PROHIBITED</plus:DataMining></rdf:Description>`},
		{"own prefix kept", `<rdf:Description><p:a xmlns:p="http://q.example/"/></rdf:Description>`, xmp.Set("http://q.example/", "z", "a", xmp.Text("1")),
			`<rdf:Description><p:a xmlns:p="http://q.example/">1</p:a></rdf:Description>`},
		{"own prefix that hides another", `<rdf:Description xmlns:p="u:1"><p:a xmlns:p="http://q.example/"/></rdf:Description>`,
			xmp.Set("http://q.example/", "z", "a", xmp.Struct(xmp.Field{Space: "u:1", Name: "f"})),
			`<rdf:Description xmlns:p="u:1"><z:a xmlns:z="http://q.example/" rdf:parseType="Resource"><p:f/></z:a></rdf:Description>`},
		{"reserved prefix", `<rdf:Description/>`, xmp.Set("http://q.example/", "XMLa", "a", xmp.Text("")),
			`<rdf:Description><ns:a xmlns:ns="http://q.example/"/></rdf:Description>`},
		{"type", `<rdf:Description rdf:type="u:a"/>`, xmp.Set(xmp.NSRDF, "", "type", xmp.URI("u:b")),
			`<rdf:Description><rdf:type rdf:resource="u:b"/></rdf:Description>`},
		{"foreign value", `<rdf:Description><dc:format><a b="c"/></dc:format></rdf:Description>`, format,
			`<rdf:Description><dc:format>a"b'c&lt;d</dc:format></rdf:Description>`},
		{"twice", `<rdf:Description dc:format="1"> <dc:format>2</dc:format> </rdf:Description><rdf:Description><dc:format>3</dc:format></rdf:Description>`, format,
			`<rdf:Description dc:format="a&quot;b'c&lt;d"> </rdf:Description><rdf:Description></rdf:Description>`},
		{"remove", "<rdf:Description dc:a='1'  dc:format='2'/><rdf:Description>\n  <dc:format>2</dc:format><!-- x -->\n</rdf:Description>", noFormat,
			"<rdf:Description dc:a='1'/><rdf:Description><!-- x -->\n</rdf:Description>"},
		{"remove what is not there", `<rdf:Description dc:a='1'/>`, noFormat, `<rdf:Description dc:a='1'/>`},
		{"add to the one with the namespace", `<rdf:Description/><rdf:Description xmlns:q="http://q.example/"/>`, xmp.Set("http://q.example/", "z", "a", xmp.Text("")),
			`<rdf:Description/><rdf:Description xmlns:q="http://q.example/"><q:a/></rdf:Description>`},
		{"add to the first about the file", `<rdf:Description rdf:nodeID="n"/><rdf:Description rdf:about=""/><rdf:Description/>`, mining,
			`<rdf:Description rdf:nodeID="n"/><rdf:Description rdf:about=""><plus:DataMining>DMI-PROHIBITED</plus:DataMining></rdf:Description><rdf:Description/>`},
		{"add with the wish", `<rdf:Description/>`, xmp.Set("http://q.example/", "z", "a", xmp.Text("")),
			`<rdf:Description><z:a xmlns:z="http://q.example/"/></rdf:Description>`},
		{"add without a wish", `<rdf:Description/>`, xmp.Set("http://q.example/?a&b", "", "a", xmp.Text("")),
			`<rdf:Description><ns:a xmlns:ns="http://q.example/?a&amp;b"/></rdf:Description>`},
		{"add where the prefix is taken", `<rdf:Description/><rdf:Description xmlns:e1="u:1"/>`, xmp.Set("http://q.example/", "e", "a", xmp.Text("")),
			`<rdf:Description><e2:a xmlns:e2="http://q.example/"/></rdf:Description><rdf:Description xmlns:e1="u:1"/>`},
		{"add where the prefix is hidden", `<rdf:Description xmlns:plus="u:1"><dc:a/></rdf:Description>`, mining,
			`<rdf:Description xmlns:plus="u:1"><dc:a/><plus1:DataMining xmlns:plus1="http://ns.useplus.org/ldf/xmp/1.0/">DMI-PROHIBITED</plus1:DataMining></rdf:Description>`},
		{"add in lines", "\r\n  <rdf:Description>\r\n\t<dc:a/>\r\n  </rdf:Description>", mining,
			"\r\n  <rdf:Description>\r\n\t<dc:a/>\r\n\t<plus:DataMining>DMI-PROHIBITED</plus:DataMining>\r\n  </rdf:Description>"},
		{"add to an empty one in lines", "\n  <rdf:Description />", mining,
			"\n  <rdf:Description >\n   <plus:DataMining>DMI-PROHIBITED</plus:DataMining>\n  </rdf:Description>"},
		{"add to an empty pair in lines", "\n  <rdf:Description></rdf:Description>", mining,
			"\n  <rdf:Description>\n   <plus:DataMining>DMI-PROHIBITED</plus:DataMining>\n  </rdf:Description>"},
		{"add before a comment", "<rdf:Description><dc:a/><!-- x --></rdf:Description>", mining,
			"<rdf:Description><dc:a/><plus:DataMining>DMI-PROHIBITED</plus:DataMining><!-- x --></rdf:Description>"},
		{"no description", "\n<!-- c -->", mining,
			`<rdf:Description rdf:about=""><plus:DataMining>DMI-PROHIBITED</plus:DataMining></rdf:Description>` + "\n<!-- c -->"},
		{"only typed nodes", "<dc:Work rdf:about='u:&lt;' dc:format='x'/>", rights,
			`<dc:Work rdf:about='u:&lt;' dc:format='x'/><rdf:Description rdf:about="u:&lt;"><dc:rights><rdf:Alt><rdf:li xml:lang="x-default">R &amp; D</rdf:li></rdf:Alt></dc:rights></rdf:Description>`},
		{"attribute of a typed node", "<dc:Work dc:rights='x'/>", rights,
			`<dc:Work/><rdf:Description rdf:about=""><dc:rights><rdf:Alt><rdf:li xml:lang="x-default">R &amp; D</rdf:li></rdf:Alt></dc:rights></rdf:Description>`},
		{"structures", "\n<rdf:Description>\n <dc:a/>\n</rdf:Description>", xmp.Set(xmp.NSPLUS, "", "Licensor", xmp.Seq(
			xmp.Struct(xmp.Field{Space: xmp.NSPLUS, Name: "LicensorURL", Value: xmp.Text("https://a.example/")},
				xmp.Field{Space: "http://q.example/", Prefix: "q", Name: "u", Value: xmp.URI(`u:"`)}))),
			`
<rdf:Description>
 <dc:a/>
 <plus:Licensor xmlns:q="http://q.example/">
  <rdf:Seq>
   <rdf:li rdf:parseType="Resource">
    <plus:LicensorURL>https://a.example/</plus:LicensorURL>
    <q:u rdf:resource="u:&quot;"/>
   </rdf:li>
  </rdf:Seq>
 </plus:Licensor>
</rdf:Description>`},
		{"qualifiers", "\n<rdf:Description/>", xmp.Set(xmp.NSDC, "", "source", xmp.Value{Text: "x", Lang: "en", Qualifiers: []xmp.Field{{Space: xmp.NSDC, Name: "q", Value: xmp.Bag()}}}),
			`
<rdf:Description>
 <dc:source xml:lang="en" rdf:parseType="Resource">
  <rdf:value>x</rdf:value>
  <dc:q>
   <rdf:Bag/>
  </dc:q>
 </dc:source>
</rdf:Description>`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			const open, end = "<!-- a --><rdf:RDF " + declared + ">", "<!-- b --></rdf:RDF>\n<?c d?> \x00"
			out, err := xmp.Edit([]byte(open+tt.before+end), tt.change)
			if diff := cmp.Diff(open+tt.after+end, string(out)); diff != "" {
				t.Errorf("%v (-want +got):\n%s", err, diff)
			}
			again, err := xmp.Edit(out, tt.change)
			if err != nil || string(again) != string(out) {
				t.Errorf("a second time (%v):\n%s", err, again)
			}
		})
	}
}

// TestForeignRDF: a packet that calls RDF by the default namespace still gets lists.
func TestForeignRDF(t *testing.T) {
	const before = `<RDF xmlns="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><Description about=""/></RDF>`
	const after = `<RDF xmlns="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><Description about="">` +
		`<dc:rights xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Alt><rdf:li xml:lang="x-default">R &amp; D</rdf:li></rdf:Alt></dc:rights></Description></RDF>`
	out, err := xmp.Edit([]byte(before), rights)
	if err != nil || string(out) != after {
		t.Errorf("%v\n%s\nwant\n%s", err, out, after)
	}
	const empty = `<RDF xmlns="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>`
	out, err = xmp.Edit([]byte(empty), xmp.Set(xmp.NSDC, "", "a", xmp.Text("1")))
	const made = `<RDF xmlns="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about="">` +
		`<dc:a xmlns:dc="http://purl.org/dc/elements/1.1/">1</dc:a></rdf:Description></RDF>`
	if err != nil || string(out) != made {
		t.Errorf("%v\n%s\nwant\n%s", err, out, made)
	}
}

// TestPadding: the packet keeps its length as long as it can.
func TestPadding(t *testing.T) {
	const body = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF ` + declared + `><rdf:Description dc:a="1234"/></rdf:RDF></x:xmpmeta>`
	for _, tt := range []struct{ name, white, value, want string }{
		{"shrinks", "\n    \n", "123456", "\n  \n"},
		{"shrinks to nothing but a line end", "\n  ", "123456", "\n"},
		{"grows", "\n \n", "12", "\n   \n"},
		{"grows from nothing", "", "12", "  "},
		{"stays", "\n \n", "4321", "\n \n"},
		{"is not enough", "\n \n", "1234567", "\n \n"},
		{"other line ends", "\r\n    \r\n", "123456", "\r\n  \r\n"},
		{"many", "\n" + strings.Repeat(" ", 5000), "1234" + strings.Repeat("5", 4000), "\n" + strings.Repeat(" ", 1000)},
	} {
		before := header + body + tt.white + trailer
		want := header + strings.Replace(body, "1234", tt.value, 1) + tt.want + trailer
		out, err := xmp.Edit([]byte(before), xmp.Set(xmp.NSDC, "", "a", xmp.Text(tt.value)))
		if err != nil || string(out) != want {
			t.Errorf("%s (%v):\n%q\nwant\n%q", tt.name, err, out, want)
		}
	}
	within := strings.Replace(header+body+"  "+trailer, `dc:a="1234"/>`, `dc:a="1234">  `+`<?xpacket end="w"?></rdf:Description>`, 1)
	within = within[:len(within)-len("  "+trailer)]
	if out, err := xmp.Edit([]byte(within), xmp.Set(xmp.NSDC, "", "a", xmp.Text("1"))); err != nil || len(out) != len(within)-3 {
		t.Errorf("a trailer within RDF marks no padding: %v\n%s", err, out)
	}
}

func TestPad(t *testing.T) {
	packet, err := xmp.New(mining)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{0, 1, 101, 5000} {
		out, err := xmp.Pad(packet, n)
		p, _ := xmp.Parse(out)
		if err != nil || len(out) != len(packet)-xmp.NewPadding+n || p.Padding != n || !p.Whole {
			t.Errorf("%d: padding %d, length %d, %v", n, p.Padding, len(out), err)
		}
	}
	for _, tt := range []struct {
		packet []byte
		n      int
		want   string
	}{
		{packet, -1, "xmp-too-large"},
		{packet, xmp.MaxPacket, "xmp-too-large"},
		{[]byte(described("")), 1, "xmp-wrapper"},
		{[]byte("<"), 1, "xmp-truncated"},
	} {
		_, err := xmp.Pad(tt.packet, tt.n)
		if got := refusal(t, err); got != tt.want {
			t.Errorf("%.20s, %d: %q, want %q", tt.packet, tt.n, got, tt.want)
		}
	}
}

func TestReadOnly(t *testing.T) {
	packet := []byte(header + described(`<dc:format>x</dc:format>`) + `<?xpacket end='r'?>`)
	_, err := xmp.Edit(packet, format)
	if got := refusal(t, err); got != "xmp-read-only" {
		t.Errorf("refused with %q", got)
	}
	if out, err := xmp.Edit(packet, xmp.Set(xmp.NSDC, "", "format", xmp.Text("x"))); err != nil || string(out) != string(packet) {
		t.Errorf("nothing to change: %v\n%s", err, out)
	}
	out, err := xmp.Editor{ReadOnlyToo: true}.Edit(packet, format)
	if p, _ := xmp.Parse(out); err != nil || !p.ReadOnly || p.Get(xmp.NSDC, "format").Text != `a"b'c<d` {
		t.Errorf("forced: %v\n%s", err, out)
	}
}

// TestRefused lists changes that cannot be written.
func TestRefused(t *testing.T) {
	deep := xmp.Text("x")
	for range 40 {
		deep = xmp.Bag(deep)
	}
	field := xmp.Field{Space: xmp.NSDC, Name: "a"}
	for name, tt := range map[string]struct {
		change xmp.Change
		want   string
	}{
		"no namespace":      {xmp.Set("", "", "a", xmp.Text("")), "xmp-name"},
		"namespace of XML":  {xmp.Set(xmp.NSXML, "", "lang", xmp.Text("")), "xmp-name"},
		"odd namespace":     {xmp.Set("u:\x01", "", "a", xmp.Text("")), "xmp-name"},
		"no name":           {xmp.Set(xmp.NSDC, "", "", xmp.Text("")), "xmp-name"},
		"no name to remove": {xmp.Remove(xmp.NSDC, "a b"), "xmp-name"},
		"odd name":          {xmp.Set(xmp.NSDC, "", "a:b", xmp.Text("")), "xmp-name"},
		"odd prefix":        {xmp.Set(xmp.NSDC, "1", "a", xmp.Text("")), "xmp-name"},
		"syntax of RDF":     {xmp.Set(xmp.NSRDF, "", "li", xmp.Text("")), "xmp-name"},
		"field of RDF":      {xmp.Set(xmp.NSDC, "", "a", xmp.Struct(xmp.Field{Space: xmp.NSRDF, Name: "value"})), "xmp-name"},
		"control character": {xmp.Set(xmp.NSDC, "", "a", xmp.Text("\x00")), "xmp-value"},
		"not UTF-8":         {xmp.Set(xmp.NSDC, "", "a", xmp.Bag(xmp.Text("\xFF"))), "xmp-value"},
		"no character":      {xmp.Set(xmp.NSDC, "", "a", xmp.InLang("\uFFFF", "")), "xmp-value"},
		"field twice":       {xmp.Set(xmp.NSDC, "", "a", xmp.Struct(field, field)), "xmp-value"},
		"xml":               {xmp.Set(xmp.NSDC, "", "a", xmp.Value{Kind: xmp.KindXML, Text: "<a/>"}), "xmp-value"},
		"unknown kind":      {xmp.Set(xmp.NSDC, "", "a", xmp.Value{Kind: 99}), "xmp-value"},
		"text with items":   {xmp.Set(xmp.NSDC, "", "a", xmp.Value{Items: xmp.Texts("a")}), "xmp-value"},
		"bag with text":     {xmp.Set(xmp.NSDC, "", "a", xmp.Value{Kind: xmp.KindBag, Text: "a"}), "xmp-value"},
		"too deep":          {xmp.Set(xmp.NSDC, "", "a", deep), "xmp-value"},
		"too many":          {xmp.Set(xmp.NSDC, "", "a", xmp.Bag(make([]xmp.Value, xmp.MaxItems+1)...)), "xmp-value"},
		"too many fields":   {xmp.Set(xmp.NSDC, "", "a", xmp.Struct(make([]xmp.Field, xmp.MaxAttributes+1)...)), "xmp-value"},
		"too long":          {xmp.Set(xmp.NSDC, "", "a", xmp.Text(strings.Repeat("a", xmp.MaxPacket))), "xmp-too-large"},
	} {
		_, err := xmp.Edit([]byte(described("")), tt.change)
		if got := refusal(t, err); got != tt.want {
			t.Errorf("%s: refused with %q, want %q", name, got, tt.want)
		}
		if _, err := xmp.New(tt.change); tt.change.Value != nil && refusal(t, err) != tt.want {
			t.Errorf("%s: new packet: %v", name, err)
		}
	}
}

// TestNew makes a packet with everything that a rights declaration needs.
func TestNew(t *testing.T) {
	changes := []xmp.Change{
		mining, rights,
		xmp.Set(xmp.NSDC, "", "creator", xmp.Seq(xmp.Texts("A", "B")...)),
		xmp.Set(xmp.NSXMPRights, "", "Marked", xmp.Text("True")),
		xmp.Set(xmp.NSIPTCExt, "", "LinkedEncRightsExpr", xmp.Bag(xmp.Struct(
			xmp.Field{Space: xmp.NSIPTCExt, Name: "LinkedRightsExpr", Value: xmp.Text("https://a.example/")}))),
		xmp.Set(xmp.NSTDM, "", "reservation", xmp.Text("1")),
		xmp.Set(xmp.NSTDMHash, "", "reservation", xmp.Text("1")),
		xmp.Set("http://q.example/", "dc", "a", xmp.URI("u:x")),
		noFormat,
		xmp.Touch(time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)),
		xmp.Set(xmp.NSPLUS, "", "DataMining", xmp.Text("DMI-ALLOWED")),
	}
	const want = `plus:DataMining = "DMI-ALLOWED"
dc:rights = alt["R & D"@x-default]
dc:creator = seq["A" "B"]
xmpRights:Marked = "True"
Iptc4xmpExt:LinkedEncRightsExpr = bag[{Iptc4xmpExt:LinkedRightsExpr="https://a.example/"}]
tdm:reservation = "1"
tdm:reservation = "1"
{http://q.example/}a = <u:x>
xmp:MetadataDate = "2026-01-02T03:04:05Z"
`
	packet, err := xmp.New(changes...)
	if err != nil {
		t.Fatal(err)
	}
	p, problems := xmp.Parse(packet)
	if diff := cmp.Diff(want, showAll(p)); diff != "" || len(problems) > 0 {
		t.Errorf("%v (-want +got):\n%s", problems, diff)
	}
	if !p.Whole || !p.Wrapped || p.ReadOnly || p.Padding != xmp.NewPadding || p.Length != len(packet) {
		t.Errorf("%+v", p)
	}
	if n := strings.Count(string(packet), "xmlns:"); n != 10 {
		t.Errorf("%d declarations:\n%s", n, packet)
	}
	again, err := xmp.Edit(packet, changes...)
	if err != nil || string(again) != string(packet) {
		t.Errorf("the same changes again: %v\n%s", err, again)
	}
	if _, err := xmp.New(); err != nil {
		t.Error(err)
	}
}

// TestNothingBecomesSomething: there is no packet to edit, and none is made up.
func TestNothingBecomesSomething(t *testing.T) {
	for _, in := range []string{"", " ", "<a/>", "XMP\x00", "\xFF\xD8"} {
		if out, err := xmp.Edit([]byte(in), mining); refusal(t, err) == "" {
			t.Errorf("%q became %q", in, out)
		}
	}
}
