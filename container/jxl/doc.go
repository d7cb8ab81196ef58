// Package jxl finds the metadata in JPEG XL files and plans how to put an XMP packet,
// or Exif, in.
//
// Specifications: ISO/IEC 18181-2:2024 (file format) and, for what it leaves open, its
// reference implementation libjxl; C2PA 2.2 annex A.3.8.
//
//	FF 0A …                                       a bare codestream, without metadata
//
//	00 00 00 0C "JXL " 0D 0A 87 0A                a file of boxes: size (u32), type, content;
//	size "ftyp" "jxl " version "jxl "             size 1: a u64 follows; 0: up to the end
//	size "jxll" level                             10; without it, the level is 5
//	size "jxlp" index codestream, …               in pieces; the top bit marks the last
//	size "jxlc" codestream                        or in one
//	size "jbrd" what gives the JPEG back that the picture was made of
//	size "Exif" offset (u32) … TIFF
//	size "xml " packet
//	size "brob" "xml " brotli(packet)             any box of metadata, compressed
//	size "jumb" "jumd" …                          JUMBF; one of them a C2PA store
//	size "jxli" …, "jhgm" …                       frame index, gain map
//
// # Reading
//
// Boxes are walked to the end, because metadata may follow the pixels; of codestreams
// only the head is read. A box "xml " is XMP if its root says so; other XML is left
// alone. What ExifTool reads besides is read and reported: a uuid box of XMP, where
// there is no native one, and types in the wrong case within brob. Of several packets
// the first counts, which is the one that libjxl gives the JPEG. What is decompressed
// is bounded before and after, for each box and for all.
//
// The payload is the codestream, without the indices of its pieces; jbrd, which is
// pixels by other means; and the gain map. It is in the order of the file. ICC profiles
// stand within the codestream and are not looked for.
//
// What follows a complete codestream and is no box, or is the beginning of another
// picture, is trailing bytes.
//
// # Writing
//
// A packet is replaced where it stands, by a plain box, so that readers without brotli
// see it. A new one goes before the codestream, but behind its head where that is a
// piece of its own (jxlp 0), as libjxl writes files: the first window of a file and the
// first bytes of a stream then tell the size of the picture and what may be done with
// it. At the end it would cost less to write, but decoders stop when they have the
// pixels, and some take what follows for another picture. Nothing else moves with it:
// the frame index counts within the codestream, and no box counts from the start of the
// file.
//
// jbrd has a JPEG's APP segments of Exif and XMP by their lengths only: the bytes are
// those of the first Exif and the first xml box. With another packet, or one before it,
// libjxl gives no JPEG back; with one of the same length it gives one that nobody made.
// Where jbrd names such a segment the file is refused. Where it does not, writing
// harms nothing, and the JPEG comes back without the packet.
//
// A bare codestream is wrapped, as jxltran and ExifTool do. jxll is left out: without
// it the level is 5 both before and after, and only an encoder knows all that decides
// it.
package jxl

import "github.com/proviso-signals/proviso/container"

// Limits of what is read.
const (
	// MaxBoxes is how many boxes a file may have. libjxl can write one for each group
	// of pixels.
	MaxBoxes = 1 << 16
	// MaxBlocks is how many boxes of metadata are looked into.
	MaxBlocks = 1024
	// MaxMetadata is how many bytes of metadata are read and decompressed in all.
	MaxMetadata = 4 * container.MaxBlock
	// MaxPacked is how many compressed bytes are decompressed in all. It bounds time:
	// brotli can spend much of it on few bytes.
	MaxPacked = 4 << 20
	// MaxProblems is how many problems are listed.
	MaxProblems = 100
	// MaxPacket is the longest packet, or Exif, that is written, so that it can be read
	// again.
	MaxPacket = container.MaxBlock - 64
	// MaxMarkers is how many markers a JPEG may have that is to be given back, by libjxl.
	MaxMarkers = 1 << 14
	// maxHead is the longest piece of a codestream that is taken for its head.
	maxHead = 4096
	// maxProlog is how far into XML its root is looked for.
	maxProlog = 4096
	// maxDamage is what damaged compressed data costs of MaxMetadata, because memory was
	// asked for.
	maxDamage = 1 << 20
)
