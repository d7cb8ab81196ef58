// Package webp finds the metadata in WebP files and plans how to put an XMP packet or
// an Exif structure in.
//
// Specifications: RFC 9649 (November 2024), section 2, which is the WebP Container
// Specification; RFC 6386 section 9.1 for the size of a VP8 frame, RFC 9649 section 3.4
// for that of VP8L; C2PA 2.2 annex A for C2PA. What files get away with was seen in
// libwebp.
//
//	"RIFF" size "WEBP"                     all numbers little-endian
//	"VP8X" 10 flags 0 0 0 width-1 height-1 of the extended format: u8, u24, u24
//	"ICCP" n profile pad                   a chunk of odd length has a byte of padding
//	"ANIM" 6 background loops
//	"ANMF" n place duration chunks         frames of an animation, or for a still image
//	"ALPH" n alpha pad                     one of these and
//	"VP8 " n frame pad                     one of these, or VP8L
//	"EXIF" n TIFF pad
//	"XMP " n packet pad
//	"C2PA" n JUMBF pad                     the last one, where there is one
//	…                                      bytes that belong to no chunk
//
// A file of the simple format has no VP8X, and nothing but VP8 or VP8L; whatever
// follows is not looked at. Flags are 0x20 ICC, 0x10 alpha, 0x08 Exif, 0x04 XMP, 0x02
// animation. libwebp does not see metadata whose flag is not set.
//
// # Reading
//
// Headers of chunks are walked to the end of the RIFF; pixels are not read. Metadata
// may stand anywhere among the chunks, and is found whether a flag tells of it or not.
// It is found as well where it should not be: before the header, between alpha and
// picture, and in chunks that follow the end of the RIFF, as they do in files to which
// somebody added a chunk and no more. The names XMP, EXIF, ICCP and C2PA are read in
// lower case too, and "XMP\0" as "XMP ". What belongs into a JPEG only, "Exif\0\0" and
// the namespace before a packet, is taken away. Of several packets the first that is
// not empty counts.
//
// The payload is ALPH, ANIM, ANMF, VP8 and VP8L, each with its header and without
// padding; of an animation that is all of a frame. VP8X is none of it.
//
// # Sizes
//
// Chunks are whole and follow one another, or they are not; the size in the header of
// the file is one number that writers get wrong. Where the chunks end exactly where the
// file does, they are believed if they go beyond that size, however far, or if they
// fall short of it by no more than [MaxSlack] bytes, which is what one miscounts; a
// larger gap is a file that was cut. The size is put right then. The same goes for
// padding that is not counted or missing at the end. In all other cases it is not known
// which bytes are meant, and the file is not changed. That includes chunks of odd length
// that the next one follows at once: they are read, but libwebp does not.
//
// # Writing
//
// A packet is replaced where it stands. One that stands where it should not is taken
// away, and the duplicates with it. A new one goes behind picture and Exif, before
// chunks of other kinds, and so before C2PA; Exif goes behind the picture. The flag is
// set. A file of the simple format gets a VP8X, of which size and alpha are told by the
// picture, and flags by the chunks that are there. It must not have chunks that mean
// something only then: alpha, frames, a colour profile. Packets are taken as they are,
// in any encoding of Unicode; nothing in WebP depends on it.
package webp

import "github.com/proviso-signals/proviso/container"

// Limits of what is read.
const (
	// MaxChunks is how many chunks are walked. An animation has one for every frame.
	MaxChunks = 1 << 18
	// MaxBlocks is how many blocks of metadata are listed.
	MaxBlocks = 1024
	// MaxMetadata is how many bytes of metadata are read in all.
	MaxMetadata = 4 * container.MaxBlock
	// MaxProblems is how many problems are listed.
	MaxProblems = 100
	// MaxPacket is the longest block that is written, so that it can be read again.
	MaxPacket = container.MaxBlock
	// MaxRIFF is the largest size that the header of a file may give.
	MaxRIFF = 1<<32 - 10
	// MaxSlack is by how many bytes a file may be shorter than its header says and yet
	// be taken for whole: 8 for who counts "RIFF" and the size, 12 with "WEBP".
	MaxSlack = 12
	// tail is the length of a file's rest that is read at once.
	tail = 4096
	// patience is for how many short chunks after a long one no more than needed is read.
	patience = 8
)
