// Package sidecar knows files that are an XMP packet and nothing more, and which of
// them speaks for which file.
//
// Specification: Adobe XMP Part 3 (2020), "External storage of metadata": a complete XML
// document in the same folder, with the name of the file and the extension .xmp.
// Programs have made more of the names, as told below.
//
//	FF FE or other byte-order mark, white space     perhaps
//	<?xml version="1.0" encoding="UTF-8"?>          perhaps
//	<?xpacket begin="…" id="…"?>                    perhaps
//	<x:xmpmeta …>, <x:xapmeta …> or <rdf:RDF …>
//
// # Reading and writing
//
// The one block is the whole file, as it stands: prolog, wrapper and padding belong to
// it, and it is for others to parse. It is recognised by its root, in UTF-8, UTF-16 and
// UTF-32. A file that is something else, be it XML, is of another format. There is no
// payload. A packet that is put replaces the whole file.
//
// # Names
//
// There are two forms. photo.nef.xmp speaks for photo.nef and for nothing else:
// darktable and digiKam write it for all files. darktable's further edits of one file,
// photo_01.nef.xmp, speak for a version and not for the file; here they speak for a
// file photo_01.nef, if there is one.
//
// photo.xmp is the form of the specification, of Adobe's programs, of Capture One, and
// of the examples in ExifTool's manual; digiKam has it as an option, and darktable
// offers to import it. Of several files of one stem, it speaks for the raw one: Adobe's
// programs write and read it for raw files, and embed metadata in JPEG, TIFF and DNG.
// (Camera Raw reads one for a DNG unless it is told not to, so a DNG comes after other
// raw files and before all else.) A lone file that can be an image or recording is what
// the sidecar speaks for, whatever its format: so the specification has it, even if
// Adobe's programs do not look for it beside a JPEG. Where it could speak for two files
// alike, such as a HEIC and a MOV, it is not said to speak for either; Adobe's property
// photoshop:SidecarForExtension in the packet may tell, see [Folder.ForExtension].
//
// Names are told apart by case only where that is needed to tell them apart.
package sidecar
