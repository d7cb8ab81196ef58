// Package xmp reads XMP packets and edits them by splicing: only the bytes of the
// properties that change are touched.
//
// Specification: XMP Specification Part 1, Data Model, Serialization, and Core
// Properties (April 2012, the text of ISO 16684-1:2012); for the extension of a JPEG,
// Part 3, Storage in Files (2020), section 1.1.3.1.
//
//	<?xpacket begin="U+FEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>    header, optional
//	<x:xmpmeta xmlns:x="adobe:ns:meta/">                        optional
//	 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
//	  <rdf:Description rdf:about="" xmlns:dc="…" dc:format="image/png">
//	   <dc:rights>
//	    <rdf:Alt><rdf:li xml:lang="x-default">…</rdf:li></rdf:Alt>
//	   </dc:rights>
//	  </rdf:Description>
//	 </rdf:RDF>
//	</x:xmpmeta>
//	                                                            padding
//	<?xpacket end="w"?>                                         trailer, optional
//
// # Reading
//
// [Parse] takes the encodings and the forms of RDF that section 7.9 and annex C.2
// allow, and much that they do not: what is found odd is a problem, and reading goes
// on. Names are matched by namespace; a prefix that nobody declared stands for its
// usual namespace. Where a property holds XML that is not RDF at all, its value is of
// [KindXML] and the markup is kept as it stands.
//
// A document type is refused, and there are no entities but the five of XML.
//
// # Editing
//
// [Edit] replaces a property where it stands, as element or as attribute, or adds it
// to the first rdf:Description that suits. All else comes through byte for byte, in
// the packet's own encoding. The padding gives or takes, so that a packet keeps its
// length as long as it can, and a file can be written in place. Where it cannot, the
// packet grows and keeps the padding it had. What was written is read back before it
// is handed out, or by who has it from [Editor.Draft]. An x:xmpmeta with nothing in it is
// given an rdf:RDF; where something else stands in it, it is refused.
//
// A packet is refused, with a reason, where it is not well-formed, where a limit
// stopped the reading, or where its trailer says that it is not to be changed. The
// specification lets programs that know the file format ignore that trailer (section
// 7.3.2); here whoever does so says so, with [Editor.ReadOnlyToo].
//
// # Decisions
//
//   - A property that stands twice: the first counts, as in Adobe's toolkit. Setting
//     it drops the others.
//   - Several values of rdf:about: everything is read as being about the one file, as
//     ExifTool and Adobe's toolkit do, and [Property.About] says what was written.
//   - A typed node within rdf:RDF, which XMP forbids and SVG files have, is read like
//     rdf:Description and never written into.
//   - Bytes that are not UTF-8 are read as Latin-1, as in Adobe's toolkit.
//   - A truncated packet gives the properties that stand in it whole.
package xmp

import "github.com/proviso-signals/proviso/container"

// MaxPacket is the longest packet that is read, in bytes.
const MaxPacket = container.MaxBlock

// MaxDepth is how deep elements may nest. Real packets stay below twenty.
const MaxDepth = 100

// MaxNodes is how many elements and attributes a packet may have. Photoshop has
// written lists of ancestors with a hundred thousand items.
const MaxNodes = 1 << 18

// MaxAttributes is how many attributes an element may have. Packets in Adobe's short
// form have some dozens.
const MaxAttributes = 512

// MaxNamespaces is how many declarations of namespaces may be in force at one place.
const MaxNamespaces = 256

// MaxProperties is how many properties are read.
const MaxProperties = 10_000

// MaxItems is how many items of an array are read; the value says that it was cut.
const MaxItems = 4096

// MaxProblems is how many problems of a packet are listed.
const MaxProblems = 64

// Codes lists the problems and refusals with their meanings.
var Codes = []container.Code{
	{Code: "xmp-about-differs", Meaning: "descriptions have different values of rdf:about; all were read as about the file"},
	{Code: "xmp-doctype", Meaning: "the packet has a document type, which is refused; nothing was read"},
	{Code: "xmp-duplicate", Meaning: "a property stands more than once; the first counts"},
	{Code: "xmp-encoding", Meaning: "bytes are not text in the packet's encoding"},
	{Code: "xmp-entity", Meaning: "an entity that XML does not define was left as it stands"},
	{Code: "xmp-extension", Meaning: "the extension is not the one that the main packet names, and was left out"},
	{Code: "xmp-foreign", Meaning: "XML that is not RDF was kept as it stands"},
	{Code: "xmp-leading", Meaning: "something stands before the first element"},
	{Code: "xmp-name", Meaning: "a name cannot be written: it is no XML name, or belongs to RDF or XML"},
	{Code: "xmp-no-rdf", Meaning: "there is no rdf:RDF element, so there are no properties"},
	{Code: "xmp-node-id", Meaning: "a value is elsewhere, by rdf:nodeID; it was not fetched from there"},
	{Code: "xmp-nul", Meaning: "there are zero bytes within the XML"},
	{Code: "xmp-prefix-undeclared", Meaning: "a namespace prefix is not declared"},
	{Code: "xmp-read-only", Meaning: "the packet's trailer says that it is not to be changed"},
	{Code: "xmp-several-rdf", Meaning: "there are several rdf:RDF elements; the first was read"},
	{Code: "xmp-stray-text", Meaning: "text stands where only elements belong"},
	{Code: "xmp-too-deep", Meaning: "elements nest too deep; reading stopped"},
	{Code: "xmp-too-large", Meaning: "the packet is too long"},
	{Code: "xmp-too-many-attributes", Meaning: "an element has too many attributes; reading stopped"},
	{Code: "xmp-too-many-items", Meaning: "an array has too many items; the rest was left out"},
	{Code: "xmp-too-many-namespaces", Meaning: "too many namespaces are declared at one place; reading stopped"},
	{Code: "xmp-too-many-nodes", Meaning: "the packet has too many elements and attributes; reading stopped"},
	{Code: "xmp-too-many-properties", Meaning: "the packet has too many properties; the rest was left out"},
	{Code: "xmp-trailing", Meaning: "something stands behind the packet"},
	{Code: "xmp-truncated", Meaning: "the packet ends in the middle; what is whole was read"},
	{Code: "xmp-typed-node", Meaning: "an element other than rdf:Description stands in rdf:RDF; it was read all the same"},
	{Code: "xmp-value", Meaning: "a value cannot be written"},
	{Code: "xmp-verify", Meaning: "the edited packet did not read back as it should"},
	{Code: "xmp-wrapper", Meaning: "one of the two halves of the packet's wrapper is missing"},
	{Code: "xmp-xml", Meaning: "the packet is not well-formed XML"},
}
