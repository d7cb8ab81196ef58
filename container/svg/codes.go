package svg

import "github.com/proviso-signals/proviso/container"

// codes explains what is reported of files, and why some are not changed.
var codes = []container.Code{
	{Code: "svg-truncated", Meaning: "The file ends before its root element does. It is not changed."},
	{Code: "svg-malformed", Meaning: "The markup is not well-formed; nothing after it is read. The file is not changed."},
	{Code: "svg-mismatch", Meaning: "An end tag does not match its start tag; nothing after it is read. The file is not changed."},
	{Code: "svg-too-deep", Meaning: "Elements nest deeper than is read. The file is not changed."},
	{Code: "svg-too-many", Meaning: "There are more attributes, namespaces, or blocks of metadata than are read. The file is not changed."},
	{Code: "svg-too-large", Meaning: "A block of metadata, or the inflated file, is larger than any that is read. In the second case, the file is not changed."},
	{Code: "svg-too-much", Meaning: "The blocks of metadata are together larger than what is read. The file is not changed."},
	{Code: "svg-gzip", Meaning: "The compressed file is damaged; what could be inflated is read. The file is not changed."},
	{Code: "svg-gzip-members", Meaning: "The file is compressed in several pieces. They are read as one, and the file is not changed."},
	{Code: "svg-gzip-trailing", Meaning: "Bytes follow the compressed file that belong to nothing. The file is not changed."},
	{Code: "svg-encoding", Meaning: "The encoding is not understood, or cannot take the packet. The file is not changed."},
	{Code: "svg-namespace", Meaning: "The root element is not in the namespace of SVG; it is read as if it were."},
	{Code: "svg-prefix", Meaning: "A packet uses a prefix that is declared nowhere."},
	{Code: "svg-xpacket", Meaning: "The instructions around a packet do not match; the elements count alone. The file is not changed where a new packet would not be found among them."},
	{Code: "svg-xmp-place", Meaning: "XMP stands outside of a metadata element. It is read, and replaced where it stands."},
	{Code: "svg-xmp-duplicate", Meaning: "There is more than one XMP packet. The first counts; writing drops the others."},
	{Code: "svg-rdf-beside", Meaning: "There is RDF without a wrapper beside the packet. It is given as text, and stays."},
	{Code: "svg-manifest", Meaning: "A C2PA manifest is not base64."},
	{Code: "svg-doctype", Meaning: "The document type has an internal subset, which can define entities. The file is not changed."},
	{Code: "svg-compressed", Meaning: "The file is compressed, and what was compressed anew could not be shown to be the same picture. It is not changed."},
	{Code: "svg-empty", Meaning: "The root element is empty and shows nothing. The file is not changed."},
	{Code: "svg-selector", Meaning: "A style sheet may tell whether there is a further element, for instance by :nth-child, so that a new metadata element could change the picture. The file is not changed."},
	{Code: "svg-packet", Meaning: "What should be written is not one well-formed packet with nothing around it, or RDF without a wrapper where there is such already."},
	{Code: "svg-packet-too-large", Meaning: "The packet is too long to be read again."},
}
