package gather

import (
	"strings"
	"unicode"

	"github.com/proviso-signals/proviso/warc"
)

// Error says why an asset, or part of what was asked for, could not be gathered.
type Error struct {
	Code string // one of the Code constants, or of package warc's
	URL  string // what could not be gathered: a URL or a file's path
	Hint string // one sentence
	Err  error  // what lies below, if anything does
}

// Error gives what could not be gathered, code and hint.
func (e *Error) Error() string {
	s := e.URL + ": " + e.Code + ": " + e.Hint
	if e.Err != nil {
		s += " (" + e.Err.Error() + ")"
	}
	return printable(s)
}

// printable replaces what could steer a terminal: names and header fields come
// from strangers.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// Unwrap gives the error below.
func (e *Error) Unwrap() error { return e.Err }

// Codes of an [Error].
const (
	CodeURL               = "fetch-url"
	CodePort              = "fetch-port"
	CodeAddress           = "fetch-address"
	CodeUnreachable       = "fetch-unreachable"
	CodeTimeout           = "fetch-timeout"
	CodeCancelled         = "fetch-cancelled"
	CodeHeaderSize        = "fetch-header-size"
	CodeRobotsUnreachable = "fetch-robots-unreachable"
	CodeDisallowed        = "fetch-robots-disallowed"
	CodeRedirects         = "fetch-redirects"
	CodeRedirectLoop      = "fetch-redirect-loop"
	CodeRedirect          = "fetch-redirect"
	CodeFile              = "file-unreadable"
	CodeFileKind          = "file-kind"
	CodeSymlink           = "file-symlink"
	CodeCapture           = "capture-malformed"
)

// Codes of an [Asset]'s notes.
const (
	NoteCrossHost       = "redirect-cross-host"
	NoteDowngrade       = "redirect-downgrade"
	NoteTruncated       = "body-truncated"
	NoteShort           = "body-short"
	NoteCoding          = "body-coding"
	NoteRetried         = "fetch-retried"
	NoteRobotsCached    = "robots-cached"
	NoteRobotsRedirects = "robots-redirects"
	NoteRobotsTruncated = "robots-truncated"
	NoteArchiveRobots   = "archive-robots-limit"
	NoteArchiveRedirect = "archive-robots-redirect"
	NoteDocument        = "document-not-gathered"
	NoteDocumentClosed  = "document-closed"
	NoteDocuments       = "document-limit"
	NoteFailed          = "site-not-gathered"
	NoteSidecars        = "file-sidecars"
)

// CodeInfo is a stable code and what it means.
type CodeInfo struct{ Code, Meaning string }

// Codes lists every code of errors and notes with its meaning, in a fixed order;
// those of package warc are among them.
func Codes() []CodeInfo {
	list := []CodeInfo{
		{CodeURL, "The text is not an http or https URL without user information."},
		{CodePort, "The URL names a port that belongs to another protocol (Fetch standard, port blocking)."},
		{CodeAddress, "The host's address is not on the public internet; nothing was sent."},
		{CodeUnreachable, "No response came."},
		{CodeTimeout, "The time for one asset was used up; what came before is kept."},
		{CodeCancelled, "The caller gave up."},
		{CodeHeaderSize, "The response's header exceeds the limit."},
		{CodeRobotsUnreachable, "The robots.txt could not be reached, so nothing was fetched (RFC 9309 section 2.3.1.4)."},
		{CodeDisallowed, "The robots.txt closes the path to this fetcher, so it was not fetched."},
		{CodeRedirects, "There were more redirects than are followed."},
		{CodeRedirectLoop, "A redirect led back to where it came from."},
		{CodeRedirect, "A redirect led to something that is not fetched."},
		{CodeFile, "The file could not be read."},
		{CodeFileKind, "The file is neither a regular file nor a folder; it was passed over."},
		{CodeSymlink, "The symbolic link leads to a folder, or out of the folder that is read; it was not followed."},
		{CodeCapture, "The saved response does not start with an HTTP status line; it was read as a plain file."},
		{NoteCrossHost, "A redirect led to another host, whose robots.txt now applies."},
		{NoteDowngrade, "A redirect led from https to http, where anyone on the way can change what is said."},
		{NoteTruncated, "Only the start of the body was kept."},
		{NoteSidecars, "Two sidecars speak for one file."},
		{NoteShort, "The body ended before its end, or came damaged; what came is kept."},
		{NoteCoding, "The body could not be decoded as its header says."},
		{NoteRetried, "The server asked to come back later, and was asked once more."},
		{NoteRobotsCached, "The robots.txt could not be reached; an older copy of it stands."},
		{NoteRobotsRedirects, "The robots.txt redirects too often and counts as unavailable (RFC 9309 section 2.3.1.2)."},
		{NoteRobotsTruncated, "Only the first lines of the robots.txt, up to the limit, were read."},
		{NoteArchiveRobots, "The archive holds more robots.txt captures than are kept; those of some origins are missing."},
		{NoteDocument, "A document that speaks about the asset could not be gathered, so there may be conditions that were not seen."},
		{NoteDocumentClosed, "A document that may speak about the asset was not fetched, as robots.txt closes it."},
		{NoteDocuments, "More documents speak about the asset than are gathered."},
		{NoteFailed, "A part of the site that was to be looked at could not be gathered."},
		{NoteArchiveRedirect, "The archived robots.txt redirects to something that is not in the archive, so nothing is known about access."},
	}
	for _, c := range warc.Codes() {
		list = append(list, CodeInfo(c))
	}
	return list
}
