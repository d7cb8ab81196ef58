package xmp_test

import (
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container/xmp"
)

// typical is a packet of about four thousand bytes as photo editors write it: Adobe's
// short form, some lists, a history, rights, and two thousand bytes of padding.
var typical = []byte(header + `<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Adobe XMP Core 5.6-c140 79.160451, 2017/05/06-01:08:21        ">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
    xmlns:stEvt="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#"
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
    xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
    xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/"
    xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/"
   xmp:CreatorTool="Editor 7.0"
   xmp:ModifyDate="2026-03-01T10:11:12+01:00"
   xmp:CreateDate="2026-02-28T09:08:07.06"
   xmp:MetadataDate="2026-03-01T10:11:12+01:00"
   xmp:Rating="3"
   dc:format="image/jpeg"
   photoshop:DateCreated="2026-02-28T09:08:07.06"
   photoshop:Credit="Example Agency"
   xmpRights:Marked="True"
   xmpRights:WebStatement="https://www.example.org/rights"
   plus:DataMining="http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-AIMLTRAINING"
   xmpMM:DocumentID="xmp.did:6b0c2c4e-0000-4000-8000-000000000001"
   xmpMM:OriginalDocumentID="AB0123456789ABCDEF0123456789ABCD"
   xmpMM:InstanceID="xmp.iid:6b0c2c4e-0000-4000-8000-000000000002"
   crs:Version="10.3"
   crs:WhiteBalance="As Shot"
   crs:Exposure2012="0.00"
   crs:Contrast2012="0"
   crs:HasSettings="True">
   <xmpMM:History>
    <rdf:Seq>
     <rdf:li
      stEvt:action="derived"
      stEvt:parameters="converted from image/x-raw to image/jpeg"/>
     <rdf:li
      stEvt:action="saved"
      stEvt:instanceID="xmp.iid:6b0c2c4e-0000-4000-8000-000000000002"
      stEvt:when="2026-03-01T10:11:12+01:00"
      stEvt:softwareAgent="Editor 7.0"
      stEvt:changed="/"/>
    </rdf:Seq>
   </xmpMM:History>
   <dc:creator>
    <rdf:Seq>
     <rdf:li>Example Photographer</rdf:li>
    </rdf:Seq>
   </dc:creator>
   <dc:rights>
    <rdf:Alt>
     <rdf:li xml:lang="x-default">© Example Photographer &amp; Agency</rdf:li>
     <rdf:li xml:lang="de">© Beispielfotografin &amp; Agentur</rdf:li>
    </rdf:Alt>
   </dc:rights>
   <dc:subject>
    <rdf:Bag>
     <rdf:li>harbour</rdf:li>
     <rdf:li>morning</rdf:li>
     <rdf:li>fog</rdf:li>
    </rdf:Bag>
   </dc:subject>
   <plus:Licensor>
    <rdf:Seq>
     <rdf:li rdf:parseType="Resource">
      <plus:LicensorName>Example Agency</plus:LicensorName>
      <plus:LicensorURL>https://www.example.org/license</plus:LicensorURL>
     </rdf:li>
    </rdf:Seq>
   </plus:Licensor>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
` + strings.Repeat(strings.Repeat(" ", 100)+"\n", 14) + trailer)

func TestTypical(t *testing.T) {
	p, problems := xmp.Parse(typical)
	if len(problems) > 0 || len(p.Properties) != 24 || len(typical) < 4000 || len(typical) > 5000 {
		t.Errorf("%d properties in %d bytes, %v", len(p.Properties), len(typical), problems)
	}
}

func BenchmarkParse(b *testing.B) {
	b.SetBytes(int64(len(typical)))
	b.ReportAllocs()
	for b.Loop() {
		if p, _ := xmp.Parse(typical); p.Get(xmp.NSPLUS, "DataMining") == nil {
			b.Fatal("not found")
		}
	}
}

func BenchmarkEdit(b *testing.B) {
	b.SetBytes(int64(len(typical)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := xmp.Edit(typical, mining, rights); err != nil {
			b.Fatal(err)
		}
	}
}
