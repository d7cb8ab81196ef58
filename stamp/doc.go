// Package stamp puts a statement of preference into image files, and takes it out
// again, without touching a pixel.
//
// A run has these steps, and data flows one way through them:
//
//	Walk    which files: paths, folders, globs
//	Plan    what is in a file, what would be, and the bytes that change: no writing
//	apply   a new file beside the old one, synced, read back, compared, renamed over it;
//	        or, in place, the bytes that change, with the old ones in the journal first.
//	        What the carriers have read in the plan, they would read in the file: what is
//	        found in it is compared with what was found in the plan, block by block
//	Report  what became of each file, and totals that add up
//
// What is changed is the XMP packet, by [xmp.Edit], and where the file has them and it
// is wished for the rights fields of Exif and IIM. Everything else comes through byte
// for byte. The pixels, the payload in the words of package container, are compared
// before the new file takes the place of the old one.
//
// # What is left alone, and said
//
//   - A file that says something stricter than is to be said, or something else that is
//     not ours, is held unless [Intent.Replace] is set.
//   - A file with several XMP packets that differ is held likewise: one alone would stay.
//   - A file with a C2PA manifest is not edited, since that breaks its signature; nor is
//     one whose XMP leads to a manifest elsewhere, which has a hash of the file.
//   - A camera's raw file gets a sidecar.
//   - A file that cannot be edited without risk is refused, with the reason that its
//     container gives.
//
// # Undo
//
// The journal, in the folder .proviso beside the files, has for every file the bytes
// that were taken away and where, with size and time before and after; on request also
// digests of the whole file. Undo restores a file only if it is still the one that was
// written.
package stamp
