// Package warc reads web archives: WARC 1.0 and 1.1 files (ISO 28500), plain, in
// gzip members or in Zstandard frames, as a stream and in one pass.
//
//	for record, err := range warc.NewReader(file).Records() {
//		if err != nil {
//			log.Print(err) // news about one record, or the end of the file
//			continue
//		}
//		if record.Type != "response" {
//			continue
//		}
//		response, err := record.HTTP()
//		…
//	}
//
// What it promises to keep:
//
//   - A bad record is reported with its offset and skipped where the framing
//     allows: in compressed files by the decompressor's own framing, in plain
//     files by Content-Length. It never looks for the next record by scanning for
//     magic bytes, which the captured pages could contain.
//   - A file that was cut short yields every record that was whole, then an error
//     that says where it was cut.
//   - Memory does not grow with the file, a record or a compression ratio.
//
// # Grammar
//
// From The WARC Format 1.1, section 4; line ends are CRLF, and LF alone is read
// too:
//
//	warc-file   = 1*warc-record
//	warc-record = header CRLF block CRLF CRLF
//	header      = version *named-field
//	version     = "WARC/1.1" CRLF
//	named-field = field-name ":" [ field-value ] CRLF   ; may be folded
//	block       = *OCTET                                ; Content-Length of them
//
// Annex D recommends one gzip member per record; a file that is one gzip member
// with many records is read too, but a record does not continue into the next
// member. The Zstandard form follows the proposed "Zstandard Compression for WARC
// Files" 1.0: one or more frames per record, skippable frames ignored, and an
// optional dictionary in a leading frame, which is reported as unsupported.
//
// A WARC-Target-URI in angle brackets, which the grammar of 1.0 shows and some
// writers write, loses them. The ARC format is not read.
package warc
