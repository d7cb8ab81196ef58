// Package verify looks at a site from outside and compares what readers find there with
// what its owner declares in proviso.toml.
//
//	proviso.toml ──┐                                   ┌─▶ WriteJSON, WriteJUnit, WriteSARIF
//	               ├─▶ Run ─▶ places ─▶ readers ─▶ Report
//	the site ──────┘                                   └─▶ Lines, Report.Exit
//
// The site is read as each of four [Readers] would read it: one that knows AIPREF and
// nothing else, one that knows all of this, one that knows Content Signals only, and one
// that has nothing but the bytes of an image. For each place that is looked at, each
// reader and each use there is a [Check]: what is declared, what the reader can be told at
// best, and what it found. Further checks are about the published declaration itself:
// whether it is the one that the file comes to, signed, in force, and whether its safe
// forms stand where it says.
//
// [Run] makes requests as a polite stranger does, by a [gather.Fetcher], and writes
// nothing. Whatever a site answers is news and no failure. [Watch] does it again and again
// and tells what changed.
//
// # The words
//
// A [Verdict] compares two outcomes and knows nothing of readers: equal, stricter, looser,
// silent, not-looked-at. A [Severity] says what to make of it for the reader at hand. That
// a reader which knows no conditions is refused where credit would do is stricter, and as
// it should be: severity pass.
//
// # Exit codes
//
// [Report.Exit] goes by severity:
//
//	0  as declared; notes may have been made
//	1  something could not be looked at, and nothing fails
//	3  something fails: looser than declared, or silent where a reader should learn it
//	6  nothing worse than a warning: stricter than declared, mostly
//
// 3 stands before 1, as what was found looser is so whatever else was not seen. 2 and 130
// are the command line's own. Scripts should treat any other code as a failure.
//
// # The form proviso.verify/1
//
// [Report.WriteJSON] writes one JSON object:
//
//	schema       "proviso.verify/1"
//	url          the page that was looked at first
//	domain       that the declaration names; with staged, it was read as if it stood there
//	staged       true where url stands in for the domain
//	file         the declaration file
//	time         RFC 3339, UTC
//	digest       of the declaration that the file comes to, without a signature
//	published    the same of the published one; absent where there is none
//	exit         the exit code
//	counts       checks by severity: {"pass", "note", "warn", "fail"}
//	readers      [{name, title, learns}]
//	places       [{url, kind, status, media_type, collections, embedded_in}]; kind is page,
//	             image, missing or variant
//	checks       [{id, rule, url, place, collection, reader, use, declared, expected, found,
//	             verdict, severity, message, mend, line, evidence}]
//
// Of a check, id, rule, verdict, severity and message are always there. id is the same in
// every run about the same thing. declared, expected and found are {"outcome": one of the
// four words, "offers": lists of terms}, where a term is the name of a CC signals element
// or {kind, link, text}. line counts in file. evidence is [{carrier, where, raw, says,
// injected}], raw at most [MaxEvidenceRaw] bytes with control characters replaced. New members may be added; readers pass
// over those they do not know.
package verify
