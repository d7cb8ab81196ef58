package webp

import "github.com/proviso-signals/proviso/container"

// codes explains what is reported of files, and why some are not changed.
var codes = []container.Code{
	{Code: "webp-truncated", Meaning: "The file ends within a chunk, or well before the end that its header gives. It is not changed."},
	{Code: "webp-riff-size", Meaning: "The header gives another size than the chunks have, which end with the file. Writing puts it right."},
	{Code: "webp-riff-end", Meaning: "A chunk goes beyond the end that the header gives, and the chunks do not end with the file either. It is not changed."},
	{Code: "webp-stray", Meaning: "A few bytes within the RIFF belong to no chunk. They are copied as they are."},
	{Code: "webp-trailing", Meaning: "Bytes follow the RIFF. They are copied as they are, but for chunks of XMP, which writing moves into it."},
	{Code: "webp-chunk-name", Meaning: "The name of a chunk is not ASCII text. The chunk is copied as it is."},
	{Code: "webp-padding", Meaning: "A chunk of odd length has no padding, and the next one follows at once. The file is not changed."},
	{Code: "webp-last-padding", Meaning: "The last chunk is of odd length and has no padding. Writing adds it."},
	{Code: "webp-order", Meaning: "A chunk stands where it cannot: before the header of the picture, or in a file of the simple format. The file is not changed."},
	{Code: "webp-vp8x", Meaning: "VP8X is too short, or not the first of all chunks, or there twice. The file is not changed."},
	{Code: "webp-no-image", Meaning: "There is no picture. The file is not changed."},
	{Code: "webp-bitstream", Meaning: "The picture does not begin as VP8 or VP8L must, so that its size is not known. A file of the simple format is not changed then."},
	{Code: "webp-flag", Meaning: "VP8X tells of metadata that is not there, or does not tell of some that is. Writing puts it right for what is written."},
	{Code: "webp-misplaced", Meaning: "XMP or Exif stands before the picture's header, between its parts, or behind the RIFF. It is read; writing puts what is written into its place."},
	{Code: "webp-metadata-name", Meaning: "The name of a chunk of metadata is not spelled as it should. The chunk is read; writing puts it right for what is written."},
	{Code: "webp-exif-head", Meaning: `Exif begins with "Exif", which belongs into JPEG; it is read without.`},
	{Code: "webp-xmp-head", Meaning: "XMP begins with the namespace that belongs into JPEG; it is read without."},
	{Code: "webp-xmp-duplicate", Meaning: "There is more than one XMP packet. The first that is not empty counts; writing drops the others."},
	{Code: "webp-exif-duplicate", Meaning: "There is more than one Exif structure. The first that is not empty counts."},
	{Code: "webp-too-many-chunks", Meaning: "There are more chunks than are walked. The file is not changed."},
	{Code: "webp-too-many-blocks", Meaning: "There are more blocks of metadata than are listed. The file is not changed."},
	{Code: "webp-too-large", Meaning: "A block of metadata is larger than any that is read."},
	{Code: "webp-too-much", Meaning: "The blocks of metadata are together larger than what is read. The file is not changed."},
	{Code: "webp-packet", Meaning: "What should be written is no XMP packet: it is empty, or begins with what belongs into JPEG."},
	{Code: "webp-exif", Meaning: "What should be written is no Exif structure: it does not begin as TIFF does."},
	{Code: "webp-packet-too-large", Meaning: "What should be written is too long to be read again."},
	{Code: "webp-riff-too-large", Meaning: "The file would become larger than a RIFF can be."},
}
