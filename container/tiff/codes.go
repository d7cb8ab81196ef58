package tiff

import "github.com/proviso-signals/proviso/container"

// codes explains what is reported of files, and why some are not changed.
var codes = []container.Code{
	{Code: "tiff-header", Meaning: "The header is cut off or contradicts itself; nothing more is read. The file is not changed."},
	{Code: "tiff-outside", Meaning: "An offset leads, or a length reaches, behind the end of the file, which may have been cut. The file is not changed."},
	{Code: "tiff-loop", Meaning: "An IFD is reached a second time. The file is not changed."},
	{Code: "tiff-depth", Meaning: "IFDs hang from one another deeper than they are followed. The file is not changed."},
	{Code: "tiff-too-many-ifds", Meaning: "There are more IFDs than are walked. The file is not changed."},
	{Code: "tiff-too-many-entries", Meaning: "The IFDs have more entries than are read. The file is not changed."},
	{Code: "tiff-too-many-strips", Meaning: "There are more strips and tiles than are listed. The file is not changed."},
	{Code: "tiff-too-many-blocks", Meaning: "There are more blocks of metadata than are listed."},
	{Code: "tiff-too-many-resources", Meaning: "There are more Photoshop resources than are looked at."},
	{Code: "tiff-too-large", Meaning: "A block of metadata or a text is larger than any that is read."},
	{Code: "tiff-too-much", Meaning: "The blocks of metadata are together larger than what is read."},
	{Code: "tiff-unsorted", Meaning: "The entries of an IFD are not in the order of their tags. They are read."},
	{Code: "tiff-type", Meaning: "An entry has a type that is not known, or that its tag cannot have; its value is not read."},
	{Code: "tiff-strips", Meaning: "The lists of strips or tiles and of their lengths do not fit each other. The file is not changed, unless it is only the length of a JPEG stream that is missing."},
	{Code: "tiff-no-pixels", Meaning: "No IFD has strips, tiles or a JPEG stream."},
	{Code: "tiff-duplicate", Meaning: "A tag stands twice in IFD0. The first counts."},
	{Code: "tiff-xmp-duplicate", Meaning: "IFD0 has more than one XMP packet. The first that looks like XML counts; writing drops the others."},
	{Code: "tiff-xmp-place", Meaning: "There is an XMP packet in another IFD than the first, or among Photoshop's resources. It counts if IFD0 has none and it is that of a page; writing leaves it alone."},
	{Code: "tiff-xmp-type", Meaning: "The XMP packet is declared as another type than BYTE or UNDEFINED. It is read; writing puts it right."},
	{Code: "tiff-xmp-unreadable", Meaning: "What stands in the place of an XMP packet is not XML."},
	{Code: "tiff-iim-swapped", Meaning: "The bytes of IIM are swapped, four by four; it is read as meant."},
	{Code: "tiff-photoshop", Meaning: "Photoshop resources are damaged; those before the damage are read."},
	{Code: "tiff-c2pa-duplicate", Meaning: "There is more than one C2PA manifest store; all are given."},
	{Code: "tiff-text-encoding", Meaning: "A text is not UTF-8; it is read as Latin-1."},
	{Code: "tiff-raw", Meaning: "The file is a camera's raw file, which gets a sidecar and is not changed."},
	{Code: "tiff-trailer", Meaning: "A trailer that is found from the end of the file stands there. Nothing is put behind it."},
	{Code: "tiff-overlap", Meaning: "What would have to be overwritten belongs to two parts of the file at once."},
	{Code: "tiff-4gib", Meaning: "The file would grow beyond the 4 GiB that its offsets reach."},
	{Code: "tiff-packet", Meaning: "What should be written is no XMP packet in UTF-8."},
	{Code: "tiff-packet-too-large", Meaning: "The packet is too long to be read again."},
	{Code: "tiff-text", Meaning: "What should be written is no text: it is empty or too long, not UTF-8 or has a zero byte, or its tag is none that is written."},
}
