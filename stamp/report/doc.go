// Package report writes down what a run of package stamp did, file by file, so that it
// can be shown to somebody who doubts it.
//
// The name of the file chooses the form:
//
//	.json          schema "proviso.stamp-report/1": exact, everything, one file a line
//	.csv           one row a file, for spreadsheets
//	.html, .htm    one page for people, which needs no script and loads nothing
//
// A report says no more than is known. What a file says afterwards is what it says
// before, unless it was written; a plan that failed does not count. Where a file was
// not read, that is said, and not that it is silent. A digest that was not taken is
// left out.
//
// # Memory and interruptions
//
// Rows go to a temporary file beside the target, and the report is put together in
// [Report.Close], since its totals stand at the top; a run of any length takes the same
// memory. From [New] on, the target is a valid report that calls itself incomplete. A
// run that is killed leaves that one, and the rows in the hidden file that it names.
//
// # Names of files
//
// A name is bytes. JSON has them exactly: "path_base64" stands beside "path" where they
// are not UTF-8. CSV and HTML are read by people and programs that can be fooled, and
// show control characters, characters that turn the direction of text and bytes that
// are not UTF-8 as escapes; in CSV, path_base64 has the bytes wherever path does not.
//
// # Spreadsheets
//
// A spreadsheet may run a cell that begins with = + - or @ as a formula, and the names
// and metadata of files are written by strangers. Such a cell gets an apostrophe in
// front, and so does one that begins with an apostrophe: a program gets the exact text
// back by taking one leading apostrophe away, wherever there is one. CSV has no place
// for a summary; a report that is incomplete ends with a row of status "incomplete".
package report
