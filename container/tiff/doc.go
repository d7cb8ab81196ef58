// Package tiff finds the metadata in TIFF, BigTIFF and DNG files, in either byte order,
// and plans how to put an XMP packet in. It does the same for the texts that name the
// owner, in files and in Exif blocks, which are TIFF structures as well.
//
// Specifications: TIFF 6.0 (3 June 1992); Adobe's technical notes of 1995 (SubIFDs) and
// 2002 (JPEG, Photoshop resources); the BigTIFF design of libtiff; DNG 1.7.1; Adobe XMP
// Part 3 (2020), section 1.1.6; Exif 3.0; C2PA 2.2, annex A.
//
//	"II" 42 u32                        or "MM"; BigTIFF: "II" 43 u16(8) u16(0) u64
//	…
//	u16 n                              an IFD; BigTIFF: u64 n
//	  tag type count value             n entries of 12 bytes, by tag; BigTIFF: of 20
//	  700  BYTE  3000 → offset         values of more than 4 (8) bytes stand elsewhere
//	  330  IFD   2    → offset         more IFDs: SubIFDs, 34665 Exif, 34853 GPS
//	u32 next                           the IFD of the next page, or zero; BigTIFF: u64
//	…                                  all offsets count from the start of the file
//
// # Reading
//
// All IFDs are walked: the chain, and what hangs from it. Of pixels only the lists of
// strips and tiles are read. XMP is tag 700, IIM is 33723, also where it is declared as
// LONG and where a writer has swapped its bytes; both may stand among Photoshop's
// resources (34377) as well. ICC is 34675, C2PA 52545.
//
// The packet of the file is that of IFD0. XMP of another IFD speaks of another page, a
// preview or a mask; it is reported, [OtherPackets] gives it, and that of a page counts
// as the file's where IFD0 has none. A TIFF file has no Exif block, because its Exif is
// the file; [TextsOf] gives the texts of IFD0, and [Texts] those of an Exif block.
//
// The payload is all strips, tiles and JPEG streams of all IFDs: joined, in file order,
// each byte once.
//
// # Writing
//
// Nothing ever moves, so that offsets nobody knows of, in MakerNotes and private tags,
// stay right. A packet is written where the old one stands, if it fits or if that is
// the end of the file; else at the end, and the entry is turned to it. Where IFD0 has
// no entry, a copy of IFD0 with one goes to the end, and the header is turned to it.
// What an old packet held is overwritten by zeros, because many programs look for
// packets by searching the bytes of a file. Packets of other IFDs stay.
//
// Bytes are overwritten only where exactly one known part of the file has them. Since
// offsets that lead behind the end of the file would lead into what is appended, files
// with such offsets are refused. So are trailers that are found from the end of a file.
//
// A cloud optimised GeoTIFF says in a ghost area that its IFDs come first. Where that
// stops being true, KNOWN_INCOMPATIBLE_EDITION is set to YES, as GDAL wants it.
//
// Raw files of cameras (CR2, NEF, ARW, PEF, ORF, RW2, …) are read and not written: a
// sidecar is their place. DNG is written.
package tiff

import "github.com/proviso-signals/proviso/container"

// Limits of what is read.
const (
	// MaxIFDs is how many IFDs are walked.
	MaxIFDs = 1 << 14
	// MaxEntries is how many entries all IFDs may have together.
	MaxEntries = 1 << 18
	// MaxDepth is how deep IFDs may hang from one another.
	MaxDepth = 8
	// MaxStrips is how many strips and tiles there may be in all.
	MaxStrips = 1 << 20
	// MaxRanges is how many pieces the payload may have, after those are joined that
	// follow one another.
	MaxRanges = 1 << 18
	// MaxBlocks is how many blocks of metadata are listed, besides the packet.
	MaxBlocks = 1024
	// MaxMetadata is how many bytes of metadata are read in all, besides the packet.
	MaxMetadata = 4 * container.MaxBlock
	// MaxResources is how many Photoshop resources are looked at.
	MaxResources = 4096
	// MaxProblems is how many problems are listed.
	MaxProblems = 100
	// MaxPacket is the longest packet that is written, so that it can be read again.
	MaxPacket = container.MaxBlock
	// MaxText is the longest text that is read or written, in bytes.
	MaxText = 64 << 10
)
