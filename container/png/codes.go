package png

import "github.com/proviso-signals/proviso/container"

// codes explains what is reported of files, and why some are not changed.
var codes = []container.Code{
	{Code: "png-truncated", Meaning: "The file ends before IEND, or a chunk is longer than what is left. The file is not changed."},
	{Code: "png-length", Meaning: "A chunk is longer than the 2,147,483,647 bytes the specification allows; nothing after it is read. The file is not changed."},
	{Code: "png-chunk-type", Meaning: "The type of a chunk is not four letters; nothing after it is read. The file is not changed."},
	{Code: "png-header", Meaning: "IHDR is not the first chunk, or is there twice, or has not 13 bytes. The file is not changed."},
	{Code: "png-no-pixels", Meaning: "There is no IDAT chunk. The file is not changed."},
	{Code: "png-critical", Meaning: "A critical chunk is not known. The specification forbids to change such a file."},
	{Code: "png-too-many-chunks", Meaning: "There are more pixel chunks than are listed. The file is not changed."},
	{Code: "png-too-many-blocks", Meaning: "There are more blocks of metadata than are listed. The file is not changed."},
	{Code: "png-too-large", Meaning: "A block of metadata is larger than any that is read."},
	{Code: "png-too-much", Meaning: "The blocks of metadata are together larger than what is read. The file is not changed."},
	{Code: "png-crc", Meaning: "The CRC of a chunk is wrong. Its data is read, and copied as it is."},
	{Code: "png-text", Meaning: "A text chunk is not built as it should be."},
	{Code: "png-zlib", Meaning: "Compressed data is damaged, or compressed by a method that does not exist; it is not read. Data of which only the checksum is wrong is read."},
	{Code: "png-profile", Meaning: "A raw profile is no hexadecimal text, or not of the length that it gives."},
	{Code: "png-exif", Meaning: `Exif begins with "Exif", which belongs into JPEG; it is read without.`},
	{Code: "png-xmp-place", Meaning: "XMP is stored in another way than as iTXt without compression and language. It is read; writing puts it right."},
	{Code: "png-xmp-duplicate", Meaning: "There is more than one XMP packet. The first counts; writing drops the others."},
	{Code: "png-trailing", Meaning: "Bytes follow IEND. They are not read, and copied as they are."},
	{Code: "png-packet", Meaning: "What should be written is empty, not UTF-8, or has a zero byte."},
	{Code: "png-packet-too-large", Meaning: "The packet is too long to be read again."},
}
