package jxl

import "github.com/proviso-signals/proviso/container"

// codes explains what is reported of files, and why some are not changed.
var codes = []container.Code{
	{Code: "jxl-header", Meaning: "The box ftyp is not the second, is there twice, or names another brand or an unknown version. The file is not changed."},
	{Code: "jxl-truncated", Meaning: "The file ends within a box, or before its codestream does. It is not changed."},
	{Code: "jxl-box-size", Meaning: "A box gives a size that leaves no room for its head, or none that exists; nothing after it is read. The file is not changed."},
	{Code: "jxl-box-type", Meaning: "The type of a box is no text; nothing after it is read. The file is not changed."},
	{Code: "jxl-box-case", Meaning: "A compressed box gives its type in the wrong case. It is read; writing puts it right."},
	{Code: "jxl-codestream", Meaning: "The codestream is there twice, or its pieces are not numbered as they should be. The file is not changed."},
	{Code: "jxl-too-many-boxes", Meaning: "There are more boxes than are read. The file is not changed."},
	{Code: "jxl-too-many-blocks", Meaning: "There are more boxes of metadata than are read. The file is not changed."},
	{Code: "jxl-too-large", Meaning: "A box of metadata is larger than any that is read. If it may be XMP, the file is not changed."},
	{Code: "jxl-too-much", Meaning: "The boxes of metadata are together larger than what is read. The file is not changed."},
	{Code: "jxl-brotli", Meaning: "Compressed metadata is damaged; it is not read. If it should be XMP, the file is not changed."},
	{Code: "jxl-exif", Meaning: "An Exif box has no room for the offset it gives, or begins as Exif does in JPEG."},
	{Code: "jxl-exif-duplicate", Meaning: "There is more than one Exif box. The first counts."},
	{Code: "jxl-c2pa", Meaning: "There is more than one C2PA manifest store; only the first is read."},
	{Code: "jxl-xmp-place", Meaning: "XMP stands in a uuid box, as in other formats. It is read where there is no other; writing puts it right."},
	{Code: "jxl-xmp-duplicate", Meaning: "There is more than one XMP packet. The first counts; writing drops the others."},
	{Code: "jxl-trailing", Meaning: "Bytes follow the last box. They are not read, and copied as they are."},
	{Code: "jxl-jpeg", Meaning: "The file is to give back the JPEG it was made of, which needs the packet, or Exif, as it is."},
	{Code: "jxl-jpeg-unreadable", Meaning: "What the file says of the JPEG it was made of cannot be read, or is there twice. It is not changed."},
	{Code: "jxl-packet", Meaning: "What should be written is not an XMP packet, or not Exif."},
	{Code: "jxl-packet-too-large", Meaning: "The packet, or Exif, is too long to be read again."},
}
