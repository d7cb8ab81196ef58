package xmp_test

import (
	"fmt"
	"log"

	"github.com/proviso-signals/proviso/container/xmp"
)

func ExampleParse() {
	packet := []byte(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
 <rdf:Description rdf:about="" xmlns:p="http://ns.useplus.org/ldf/xmp/1.0/"
   p:DataMining="http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED"/>
</rdf:RDF>`)
	p, problems := xmp.Parse(packet)
	q := p.Find(xmp.NSPLUS, "DataMining")
	fmt.Println(len(problems), q.Value.Default())
	fmt.Printf("%s\n", packet[q.Offset:q.End])
	// Output:
	// 0 http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED
	// p:DataMining="http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED"
}

func ExampleEdit() {
	packet := []byte(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
 <!-- by hand -->
 <rdf:Description rdf:about="">
  <my:note xmlns:my="http://my.example/">as it was</my:note>
 </rdf:Description>
</rdf:RDF>
`)
	edited, err := xmp.Edit(packet,
		xmp.Set(xmp.NSXMPRights, "", "WebStatement", xmp.Text("https://example.org/rights")),
		xmp.Set(xmp.NSDC, "", "rights", xmp.LangAlt("© Example")))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(string(edited))
	// Output:
	// <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
	//  <!-- by hand -->
	//  <rdf:Description rdf:about="">
	//   <my:note xmlns:my="http://my.example/">as it was</my:note>
	//   <xmpRights:WebStatement xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/">https://example.org/rights</xmpRights:WebStatement>
	//   <dc:rights xmlns:dc="http://purl.org/dc/elements/1.1/">
	//    <rdf:Alt>
	//     <rdf:li xml:lang="x-default">© Example</rdf:li>
	//    </rdf:Alt>
	//   </dc:rights>
	//  </rdf:Description>
	// </rdf:RDF>
}
