// Package png finds the metadata in PNG and APNG files and plans how to put an XMP
// packet in.
//
// Specifications: W3C PNG, third edition (24 June 2025), with APNG and eXIf; Adobe XMP
// Part 3 (2020), section 1.1.5; C2PA 2.2 annex A.3.2 for caBX. Raw profiles are a
// custom of ImageMagick.
//
//	89 50 4E 47 0D 0A 1A 0A
//	length "IHDR" data crc                 every chunk: u32, type, data, CRC-32 of both
//	length "iTXt" "XML:com.adobe.xmp\0" 0 0 "\0" "\0" packet crc
//	length "zTXt" "Raw profile type xmp\0" 0 zlib(hex) crc
//	length "tEXt" "plus:DataMining\0" text crc
//	length "iCCP" name 0 0 zlib(profile) crc
//	length "eXIf" TIFF crc
//	length "caBX" JUMBF crc
//	length "acTL" …, "fcTL" …              APNG
//	length "IDAT" pixels crc, …            several, then fcTL and fdAT in turn
//	…                                      all text and eXIf may stand here as well
//	length "IEND" crc
//	…                                      bytes that belong to no chunk
//
// # Reading
//
// Chunk headers are walked to IEND, because metadata may follow the pixels; of pixels
// only the headers are read. CRCs are checked where the data is read anyway or short,
// and never for pixels. A chunk with a wrong CRC is read and reported.
//
// XMP counts under its keyword in iTXt, plain and compressed, in tEXt and zTXt, where
// it should not be, and as raw profile "xmp" or "APP1". Raw profiles "exif", "APP1",
// "iptc", "8bim", "icc" and "icm" are read as what they hold. Text whose keyword is
// the name of a property with a prefix, "plus:DataMining", is XMPText, as it stands;
// ImageMagick's own prefixes (date, exif, icc, jpeg, png, tiff) are left out. Of
// several packets the first that could be read counts.
//
// The payload is the data of IDAT, and of fdAT without its sequence numbers.
//
// # Writing
//
// A packet is replaced where it stands, be that behind the pixels; length and CRC
// follow. One that is stored in any other way than plain iTXt without language gives
// its place to one that is. Duplicates go, with raw profiles that hold XMP. A new
// packet goes before the first IDAT, and before the fcTL that belongs to it: some
// readers look no further. Loose properties stay: they are text of their own.
//
// The third edition, section 14.2, has editors stop at critical chunks that they do
// not know, so such files (among them Apple's CgBI) are refused; it lets them keep all
// ancillary ones where only ancillary ones change, and so it is done.
package png

import "github.com/proviso-signals/proviso/container"

// Limits of what is read.
const (
	// MaxBlocks is how many blocks of metadata are listed.
	MaxBlocks = 1024
	// MaxMetadata is how many bytes of metadata are read, inflated and decoded in all.
	MaxMetadata = 4 * container.MaxBlock
	// MaxRanges is how many pixel chunks the payload may have. With the 8 KiB of libpng
	// that is 2 GiB of them.
	MaxRanges = 1 << 18
	// MaxProblems is how many problems are listed.
	MaxProblems = 100
	// MaxPacket is the longest packet that is written, so that it can be read again.
	MaxPacket = container.MaxBlock - 64
	// maxCheck is the longest data of a chunk of which the CRC is checked though it is
	// not needed.
	maxCheck = 4096
	// maxRaw is the length within which a raw profile has its data begin.
	maxRaw = 128
	// maxResources is how many Photoshop resources are looked at.
	maxResources = 1024
)
