// Package bmff finds the metadata in HEIF files, HEIC, AVIF and their kin, and plans how
// to put an XMP packet in.
//
// Specifications: ISO/IEC 14496-12 (ISO base media file format) for boxes, items and
// tracks; ISO/IEC 23008-12 (HEIF) for "cdsc" and Exif; AV1 Image File Format 1.1; C2PA
// 2.2 annex A.5 for the uuid box. Neither ISO text is free, so what libavif, libheif,
// ExifTool and Exiv2 read and write was compared with what is written here.
//
//	ftyp   brands: mif1 heic avif msf1 …
//	meta   of the file; version and flags
//	  hdlr "pict"
//	  pitm item 1                             the primary item: the picture
//	  iinf infe item 1 "av01", infe item 2 "mime" "application/rdf+xml", …
//	  iref cdsc 2 -> 1                        item 2 describes item 1
//	  iprp ipco ispe, colr (ICC), …  ipma     properties, and whose they are
//	  iloc item 1 at 400, 9000 bytes, …       offsets in the file, in idat, in an item
//	  idat small items
//	moov   of a sequence: tracks with the offsets of their chunks, some with a meta
//	free   room
//	mdat   the data of items and tracks
//	uuid   XMP; C2PA; what vendors like
//	mpvd, sefd, …                             a motion photo, a vendor's trailer
//
// # Reading
//
// Boxes are walked at the top level by their headers; of mdat only what iloc calls
// metadata is read. The packet of the picture is that of the first item of type "mime"
// and "application/rdf+xml" that describes the primary item; where none does, of the
// first that describes nothing; where there is none, of the uuid box of XMP. Packets
// that describe other items, such as gain maps, are blocks of XMP as well: their Place
// says what they describe, and where they stand in front of the picture's own packet
// they are listed right behind it, so that Find gives the right one. Exif is listed in
// the same way. A track that has the picture's packet, at the same place in the file, is
// not listed again.
//
// The payload is what items, but those of XMP and Exif, and tracks have for data.
//
// Canon's CR3 is read, its Exif in the four boxes CMT1 to CMT4, and not written: what
// its other boxes point to is not documented.
//
// # Writing
//
// Nothing moves unless it must. A packet of the same length is overwritten. A shorter one
// is written over the old one, the rest of which becomes zero bytes. One behind which
// nothing has an address grows and shrinks where it is. Any other goes into an mdat box
// of its own behind the last one, before vendors' boxes and trailers, which stay last; the
// old bytes become zero. Never idat: ExifTool does not read metadata from there.
//
// A new item needs some 70 bytes in meta. They are taken from a free box in or behind
// meta if there is one; else what is behind moves, and every offset in iloc and in chunk
// tables follows. It gets an identifier above all others, for Apple's Preview wants them
// in order, and describes what the Exif item describes if that describes the picture, as
// Preview wants it with tone-mapped images; else the picture alone, for libavif keeps the
// last one only, and libheif 1.15 gives up on a file where a packet describes a
// tone-mapped image.
//
// Further packets of the picture, items or uuid box, are dropped and their bytes become
// zero, a uuid box becomes free. Packets of other items stay.
//
// A plan is scanned as a file before it is handed out: every item, chunk and block must
// be where it belongs and hold what it did. Where a file says something twice or
// contradicts itself, is encrypted or fragmented, or has offsets that are not known
// here, it is refused.
package bmff

import "github.com/proviso-signals/proviso/container"

// Limits of what is read.
const (
	// MaxBoxes is how many boxes are walked through.
	MaxBoxes = 1 << 16
	// MaxDepth is how deep boxes are nested.
	MaxDepth = 8
	// MaxTable is the largest box that lists something, iinf, iloc, stsz and such, in bytes.
	MaxTable = 4 << 20
	// MaxItems is how many items there may be.
	MaxItems = 1 << 16
	// MaxExtents is how many pieces items, and how many chunks tracks may have in all.
	MaxExtents = 1 << 18
	// MaxReferences is how many references there may be between items.
	MaxReferences = 1 << 18
	// MaxTables is how many bytes of tables are read in all.
	MaxTables = 16 << 20
	// MaxTracks is how many tracks there may be.
	MaxTracks = 256
	// MaxBlocks is how many blocks of metadata are listed.
	MaxBlocks = 1024
	// MaxMetadata is how many bytes of metadata are read and inflated in all.
	MaxMetadata = 4 * container.MaxBlock
	// MaxProblems is how many problems are listed.
	MaxProblems = 100
	// MaxPackets is how many packets of the picture there may be in a file that is changed,
	// and MaxPieces in how many pieces one may be.
	MaxPackets = 64
	MaxPieces  = 64
	// MaxPacket is the longest packet that is written, so that it can be read again.
	MaxPacket = container.MaxBlock - 64
)
