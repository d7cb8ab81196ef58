// Package iim reads and changes IPTC-IIM records: the rights fields that news agencies
// and photographers write, and that some services keep which drop all else.
//
// Specification: IPTC-NAA Information Interchange Model version 4.2 (2014), chapters 1,
// 5 and 6; ISO/IEC 2022 for the coded character set; Metadata Working Group, Guidelines
// for Handling Image Metadata 2.0, for what is done in fact.
//
//	1C record dataset length(2) value            standard dataset
//	1C record dataset 80 04 length(4) value      extended: the length of the length, with
//	                                             the highest bit set, then the length
//	1C 01 5A 00 03 1B 25 47                      1:90 coded character set: UTF-8
//	1C 02 00 00 02 00 04                         2:00 version of record 2
//	1C 02 74 00 07 "© Mine"                      2:116 copyright notice
//
// It is no container format: its bytes are the data of blocks of [container.IIM], which
// containers find and put.
//
// # Reading
//
// Values of any length are read. Garbage between datasets is passed, as Exiv2 does and
// ExifTool does not; zeros at the end are padding. A length that leads out of the data
// ends the reading, since nothing tells where it should go on.
//
// 1:90 declares the character set of texts: UTF-8 by ESC % G, or ISO 8859-1 by what
// designates it as one set or another; the shifting of sets within texts is not
// supported, and nobody's files have it. Where nothing is declared, or nothing that is
// known, or a text breaks the declaration, a text that is valid UTF-8 is UTF-8, and any
// other is Windows-1252, of which ISO 8859-1 is the part without typographic quotes.
// ExifTool always assumes the latter; Exiv2 tells both apart as here. It is decided text
// by text, so that to change one leaves the others read as before. NULs at the end of a
// text, which some writers put there, are no part of it.
//
// # Writing
//
// [Set] writes one dataset; the other bytes stay. A text beyond the octets that the
// standard grants is refused: ExifTool cuts it off with a warning, and half a
// copyright notice or URL says something else. A text with control characters is
// refused, since the standard has none in these fields and ISO 2022 shifts sets by them.
//
// A text beyond ASCII is written in the set declared; where none is, UTF-8 is declared,
// provided that all other texts are UTF-8 as they are. If they are not, the text is
// written in ISO 8859-1, as they seem to be, if it then can be told from UTF-8. Whatever
// else would make a reader misread this text or others is refused.
//
// What begins anew gets 2:00, which record 2 must have, and no 1:00, which Photoshop
// leaves out as well.
package iim
