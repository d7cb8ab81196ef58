package jpeg

import "github.com/proviso-signals/proviso/container"

// codes explains what is reported of files, and why some are not changed.
var codes = []container.Code{
	{Code: "jpeg-truncated", Meaning: "The file ends within its header. It is not changed."},
	{Code: "jpeg-no-scan", Meaning: "The file has a header and no pixels."},
	{Code: "jpeg-length", Meaning: "A segment gives a length that cannot be; nothing after it is read. The file is not changed."},
	{Code: "jpeg-marker", Meaning: "A marker that T.81 reserves stands in the header. The file is not changed."},
	{Code: "jpeg-soi-twice", Meaning: "The image starts a second time within its header. The file is not changed."},
	{Code: "jpeg-garbage", Meaning: "Bytes between segments belong to none. Up to 64 KiB are passed. The file is not changed where there are more, or where duplicates would have to go."},
	{Code: "jpeg-too-many-segments", Meaning: "The header has more segments than are read. The file is not changed."},
	{Code: "jpeg-too-many-resources", Meaning: "There are more Photoshop resources than are read."},
	{Code: "jpeg-too-large", Meaning: "A block of metadata is larger than any that is read."},
	{Code: "jpeg-incomplete", Meaning: "Pieces of an extension, a colour profile or a manifest store are missing or contradict each other; it is not read."},
	{Code: "jpeg-xmp-duplicate", Meaning: "There is more than one XMP packet. The first that looks like XML counts; writing drops the others."},
	{Code: "jpeg-xmp-signature", Meaning: "An XMP packet stands under a signature that is not the standard one. It counts if there is no other."},
	{Code: "jpeg-xmp-unreadable", Meaning: "What stands in the place of an XMP packet is not XML."},
	{Code: "jpeg-xmp-place", Meaning: "An XMP packet stands among Photoshop's resources, where Part 3 has none in JPEG. It counts if there is no other; writing drops it."},
	{Code: "jpeg-extension-unlinked", Meaning: "A piece of an XMP extension has a GUID that the packet does not name, and is not read."},
	{Code: "jpeg-extension-missing", Meaning: "The packet names an XMP extension that is not there. A packet that would newly do so is not written."},
	{Code: "jpeg-extension-duplicate", Meaning: "Pieces of the XMP extension are there more than once; the first counts."},
	{Code: "jpeg-extension-digest", Meaning: "The GUID of the XMP extension is not the MD5 of its bytes. It is read all the same."},
	{Code: "jpeg-exif-duplicate", Meaning: "There is more than one Exif block; the first counts."},
	{Code: "jpeg-photoshop", Meaning: "Photoshop resources are damaged; reading goes on with the next segment."},
	{Code: "jpeg-iim-duplicate", Meaning: "There is more than one IIM block; all are given."},
	{Code: "jpeg-icc", Meaning: "The pieces of the colour profile are not numbered as they should be."},
	{Code: "jpeg-c2pa", Meaning: "There is more than one C2PA manifest store, or pieces of it are there twice; the first counts."},
	{Code: "jpeg-c2pa-byte-order", Meaning: "A JUMBF box has size and type in the wrong byte order; it is read as meant."},
	{Code: "jpeg-packet", Meaning: "What should be written is no XMP packet."},
	{Code: "jpeg-packet-too-large", Meaning: "The packet does not fit a segment. What is bulky belongs into the XMP extension."},
	{Code: "jpeg-mpf", Meaning: "The Multi-Picture Format segment is damaged, or does not lead to images. The file is not changed where bytes would move."},
	{Code: "jpeg-exif-outside", Meaning: "Exif leads to a preview behind the image. The file is not changed where bytes would move."},
	{Code: "jpeg-afcp", Meaning: "An AFCP trailer counts from the start of the file. The file is not changed where bytes would move."},
	{Code: "jpeg-primary-length", Meaning: "The packet gives the length of the primary image of a container, which would change. The file is not changed."},
}
