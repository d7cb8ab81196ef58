// Package svg finds the metadata in SVG files and plans how to put an XMP packet in.
//
// Specifications: W3C SVG 1.1 (second edition) chapter 21 and SVG 2; XML 1.0 and
// Namespaces in XML 1.0; XMP Part 3 (2020), section 1.1.8; C2PA 2.2 annex A.3.5; RFC
// 1952 for .svgz.
//
//	<?xml version="1.0" encoding="UTF-8"?>
//	<!DOCTYPE svg PUBLIC "…" "…" [ <!ENTITY … > ]>
//	<svg xmlns="http://www.w3.org/2000/svg">
//	 <title>…</title>
//	 <metadata>
//	  <?xpacket begin="U+FEFF" id="…"?><x:xmpmeta>…</x:xmpmeta><?xpacket end="w"?>
//	  <rdf:RDF>…</rdf:RDF>
//	  <c2pa:manifest>base64</c2pa:manifest>
//	 </metadata>
//	 …
//	</svg>
//
// # Reading
//
// Metadata may stand anywhere below the root, so a file is read from end to end,
// through the window, by a scanner that keeps no tree. Names are matched by namespace.
// UTF-8, UTF-16 and encodings that agree with ASCII are understood; entities of the
// document type are used for namespaces only, as Illustrator does. A .svgz is inflated
// up to a limit and read like the rest; of several gzip members the text is one.
//
// XMP is looked for in metadata elements below the root, and below the root itself,
// where some put it by mistake: between the instructions xpacket begin and end, or as
// x:xmpmeta. Of several packets the first counts. An rdf:RDF without these wrappers, as
// Inkscape writes it, is the packet where there is none with; further ones are given as
// XMPText by the name "rdf:RDF".
//
// A packet may use prefixes that were declared outside of it. Its data then gets these
// declarations, and differs from what is stored.
//
// The payload is everything outside of metadata elements below the root, and outside of
// packets below the root itself. A .svgz has none: no run of its bytes is the same
// before and after an edit.
//
// # Writing
//
// A packet is replaced where it stands, duplicates go, RDF without wrapper stays unless
// it was the packet. Without a packet, a new one goes first into the first metadata
// element. Without that, a metadata element is made behind the root's start tag, or
// behind the title, if that is the first element: SVG 1.1, section 5.4, wants it to stay
// the first. The new element would make a difference to CSS selectors such as
// :nth-child; where a style sheet in the file may have such, the file is refused. Style
// sheets outside of the file and scripts are not looked at.
//
// The packet must be well-formed on its own, one packet or element with nothing around
// it, because a single mistake would make the whole picture unreadable; and it must not
// have elements of SVG or XHTML, or without a namespace, because scripts run wherever
// they stand. Who may choose should choose rdf:RDF without a wrapper: Adobe's toolkit
// and ExifTool read it, whereas ExifTool (13.58) takes an SVG file that has an XML
// declaration, and x:xmpmeta near its start, for a packet of its own, and reads neither.
//
// In a .svgz, the text is edited as it would be in an .svg, and compressed anew. The
// header of the gzip file stays byte for byte, with name, time, system, comment and
// extra field. Because the payload is empty, so that nobody else can check it, the
// planner does: it inflates what it compressed, compares that with the edited text, and
// takes the digest of the text's own payload before and after. Compressing is
// deterministic for one version of Go, and the same packet again needs none. Refused are
// several members, which may be independent of each other or have headers that say
// something; bytes behind the last, which some readers take for damage; and text that
// would not be inflated as a whole again.
//
// Refused are also files with an internal subset in their document type, which could make
// anything mean anything; UTF-16; and packets beyond ASCII in other encodings than UTF-8.
package svg

import "github.com/proviso-signals/proviso/container"

// Limits of what is read.
const (
	// MaxInflated is how many bytes of an inflated .svgz are read, and how long its text
	// may be to be compressed anew. The planner holds the text before and after, and what
	// it is compressed to.
	MaxInflated = container.MaxBlock
	// MaxDepth is how deep elements may nest.
	MaxDepth = 1024
	// MaxName is the longest name of an element, attribute or entity.
	MaxName = 256
	// MaxValue is the longest namespace or entity.
	MaxValue = 4096
	// MaxAttributes is how many attributes an element may have that has to do with
	// metadata.
	MaxAttributes = 1024
	// MaxBindings is how many declarations of namespaces may be in force at one place.
	MaxBindings = 256
	// MaxEntities is how many entities of a document type are known.
	MaxEntities = 64
	// MaxBlocks is how many blocks of metadata, or elements that hold them, are listed.
	MaxBlocks = 256
	// MaxMetadata is how many bytes of metadata are read in all.
	MaxMetadata = 4 * container.MaxBlock
	// MaxProblems is how many problems are listed.
	MaxProblems = 100
	// MaxPacket is the longest packet that is written, so that it can be read again.
	MaxPacket = container.MaxBlock
	// maxInstruction is how much of a processing instruction is looked at.
	maxInstruction = 512
)

// Namespaces that are looked for.
const (
	nsSVG   = "http://www.w3.org/2000/svg"
	nsXHTML = "http://www.w3.org/1999/xhtml"
	nsRDF   = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	nsMeta  = "adobe:ns:meta/"
	nsC2PA  = "http://c2pa.org/manifest"
)
