// Package gif finds the metadata in GIF files and plans how to put an XMP packet in.
//
// Specifications: CompuServe GIF87a and GIF89a; Adobe XMP Part 3 (2020), section
// 1.1.2; C2PA 2.2 annex A.3.4; ICC Technical Note "Embedding ICC profiles in GIF".
//
//	"GIF89a" width height flags background aspect, global colour table
//	21 FF 0B "NETSCAPE2.0" 03 01 loops 00          application extension, sub-blocks
//	21 FF 0B "XMP DataXMP" packet 01 FF FE … 01 00 00
//	21 FF 0B "ICCRGBG1012" n data n data 00
//	21 FF 0B "C2PA_GIF" 01 00 00 n data n data 00
//	21 FE n data 00                                comment
//	21 F9 04 … 00                                  graphic control
//	2C … local colour table, code size, n data n data 00
//	3B                                             trailer
//	…                                              bytes that belong to no block
//
// Sub-blocks begin with their length, and one of length zero ends them. An XMP packet
// is not cut into such: its bytes stand as they are, and who takes them for sub-blocks
// jumps somewhere, at last into the 258 bytes of the "magic trailer", and each of these
// leads to its end.
//
// # Reading
//
// There is no index and there are no lengths of more than 255, and Adobe's own toolkit
// puts XMP at the very end. So all blocks are walked: a GIF is read from end to end,
// through the window, and none of it is kept.
//
// Where blocks are is told as decoders tell it, by sub-blocks. If an XMP extension ends
// there with the magic trailer, the rest of it is the packet. Two other forms are found
// in files, and read: packets that were cut into sub-blocks after all, with or without
// the trailer (c2pa-rs), and packets that end in zero bytes (old versions of
// ExifTool). If a packet goes on where decoders see the next block, the file is lost to
// one or the other kind of reader, and is not changed.
//
// The payload is everything but the signature, comments, application extensions, the
// trailer, and what belongs to no block.
//
// # Writing
//
// A packet is replaced where it stands, within its magic trailer; one in another form
// gives its place to one in the right form. Duplicates go. A new one is put before the
// first image, behind the global colour table or the extension that makes the animation
// loop, which some decoders want to be the first. GIF87a knows no extensions and
// becomes GIF89a then, by one byte, unless there are bits set that only GIF89a gives a
// meaning.
package gif

import "github.com/proviso-signals/proviso/container"

// Limits of what is read.
const (
	// MaxBlocks is how many blocks of metadata are listed.
	MaxBlocks = 1024
	// MaxMetadata is how many bytes of metadata are read in all.
	MaxMetadata = 4 * container.MaxBlock
	// MaxPieces is how many sub-blocks of metadata are listed in all. Four blocks of
	// 16 MiB may have that many.
	MaxPieces = 1 << 18
	// MaxRanges is how many ranges the payload may have. What is not parted by comments
	// or application extensions is one.
	MaxRanges = 1 << 16
	// MaxProblems is how many problems are listed.
	MaxProblems = 100
	// MaxPacket is the longest packet that is written, so that it can be read again.
	MaxPacket = container.MaxBlock
)
