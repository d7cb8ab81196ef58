// Package jpeg finds the metadata in JPEG files and plans how to put an XMP packet in,
// an Exif block, or IIM records.
//
// Specifications: ITU-T T.81 for markers and segments; Adobe XMP Part 3 (2020),
// section 1.1.3, for XMP; CIPA DC-008 for Exif; CIPA DC-007 for the Multi-Picture
// Format; ICC.1 annex B.4; C2PA 2.2 annex A.3.1 and ISO/IEC 19566-5 annex D for
// manifest stores.
//
//	FF D8                                  start of image
//	FF E0 len "JFIF\0" …                   APP0
//	FF E1 len "Exif\0\0" TIFF              APP1
//	FF E1 len "http://ns.adobe.com/xap/1.0/\0" packet
//	FF E1 len "http://ns.adobe.com/xmp/extension/\0" GUID total offset piece …
//	FF EB len "JP" instance sequence box … APP11, C2PA
//	FF ED len "Photoshop 3.0\0" 8BIM …     APP13, IIM as resource 0x0404
//	FF E2 len "ICC_PROFILE\0" n of piece … APP2
//	FF E2 len "MPF\0" TIFF                 APP2, where further images begin
//	FF DB, FF C0, FF C4 …                  tables and frame
//	FF DA len … entropy-coded data … FF D9 scans, end of image
//	…                                      further images, video, vendors' trailers
//
// # Reading
//
// Only the header is read, up to the first scan: Part 3 wants XMP before the frame
// and has readers tolerate it up to there. What further images say of themselves,
// such as the packet of a gain map, is not said of this file. Markers are found as
// libjpeg finds them: fill bytes are passed, and so are bytes that belong to no
// segment.
//
// Of several packets the first counts that looks like XML; the others are problems.
// A packet under a signature that is not the standard one counts where there is no
// other, and one among Photoshop's resources where there is none of these either. Packets
// that do not count are listed as [container.Scan.Spare], since writing takes them out. An
// extension counts if the packet names its GUID and all of it is there; whether the
// GUID is the MD5 of its bytes is reported and decides nothing.
//
// The payload is the segments of the header that are no metadata (with Adobe's APP14,
// without which colours cannot be told), and everything from the first scan to the end
// of the file. To cut it at the end of the image would mean to read all pixels, and
// what follows that must come through as well.
//
// # Writing
//
// A packet that is there is replaced where it stands. A new one goes after APP0 and
// Exif and before everything else, in particular before an MPF segment, whose offsets
// count from within itself: all that stands behind the place moves together. The
// other duplicates go; segments of an extension that only the old packet named go with
// it. Packets beyond the 65,502 bytes of Part 3 are refused: bulk belongs into the
// extension, and how to split a packet is no question of bytes.
//
// An Exif block is replaced where it stands, or put behind APP0, in one segment; longer
// ones are refused. Its offsets count from its own beginning, which does not move, so
// that MakerNotes stay right if the new block keeps the bytes of the old one in their
// places and appends its own. Another Exif block goes if it says the same, and is a
// reason to refuse if not, since readers do not agree which counts.
//
// IIM is replaced where it stands among Photoshop's resources, under the signature 8BIM,
// which is the one that all readers take, or put before them, as Photoshop does; where there are none, it goes where a packet would. The resources of
// all segments are one run of bytes. Where a segment overflows, IIM begins a new one, or
// what follows IIM does. The digest of IIM (0x0425) says that XMP was made to say the
// same. As the Metadata Working Group wants it, one that was right is brought up to date,
// so that whoever puts IIM has to see to XMP as well; one that was wrong tells readers
// to prefer IIM, and is left. None is added. Several IIM blocks that differ are a reason
// to refuse, since some readers take one and others join them; so are damaged resources.
//
// Some files count from places that an edit parts. Offsets of MPF are mended, and its
// first size where it was right before; if then an offset does not lead to an image the
// file is refused. Refused as well, where bytes would move: previews outside of Exif
// that a MakerNote points to, AFCP trailers, which count from the start of the file,
// and packets that give a length for the primary item of a GContainer. Everything else
// behind the image (Motion Photo and MicroVideo, Samsung, PhotoMechanic, FotoStation,
// Canon, MIE) counts from the end of the file or within itself.
package jpeg
