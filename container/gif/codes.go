package gif

import "github.com/proviso-signals/proviso/container"

// codes explains what is reported of files, and why some are not changed.
var codes = []container.Code{
	{Code: "gif-truncated", Meaning: "The file ends within a block. It is not changed."},
	{Code: "gif-no-trailer", Meaning: "The file ends without the byte that ends a GIF."},
	{Code: "gif-no-image", Meaning: "There is no image. The file is not changed."},
	{Code: "gif-unknown-block", Meaning: "A block begins with a byte that begins none; nothing after it is read. The file is not changed."},
	{Code: "gif-stray-zeros", Meaning: "Zero bytes stand between blocks. They are passed, as decoders do, and copied as they are."},
	{Code: "gif-trailing", Meaning: "Bytes follow the end of the GIF. They are not read, and copied as they are."},
	{Code: "gif-too-many-ranges", Meaning: "The parts of the picture are parted more often than is listed. The file is not changed."},
	{Code: "gif-too-many-blocks", Meaning: "There are more blocks of metadata than are listed. The file is not changed."},
	{Code: "gif-too-large", Meaning: "A block of metadata is larger than any that is read."},
	{Code: "gif-too-much", Meaning: "The blocks of metadata are together larger, or in more pieces, than what is read. The file is not changed."},
	{Code: "gif-xmp-form", Meaning: "XMP is cut into sub-blocks, or ends without the magic trailer. It is read; writing puts it right."},
	{Code: "gif-xmp-lost", Meaning: "XMP does not end where decoders see its end, or is none. The file is not changed."},
	{Code: "gif-xmp-duplicate", Meaning: "There is more than one XMP packet. The first counts; writing drops the others."},
	{Code: "gif-87a-bits", Meaning: "A GIF87a has bits set that get a meaning in GIF89a, which it would have to become. The file is not changed."},
	{Code: "gif-packet", Meaning: "What should be written is empty, not UTF-8, or has a zero byte."},
	{Code: "gif-packet-too-large", Meaning: "The packet is too long to be read again."},
}
