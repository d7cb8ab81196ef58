package check

import (
	"errors"
	"net/http"
	"time"

	"github.com/proviso-signals/proviso/gather"
)

// Code is a stable code of a problem and what it means.
type Code struct{ Code, Meaning string }

// Codes of problems of the checker. Those of what could not be gathered are package
// gather's.
const (
	CodeTooMany  = "check-too-many"   // the client has begun too many checks in too short a time
	CodeInHand   = "check-in-hand"    // the client has too many checks that run or wait
	CodeBusy     = "check-busy"       // too many checks wait
	CodeClosing  = "check-closing"    // the server is about to stop
	CodeTime     = "check-time"       // the time of a check was used up; what it had is the answer
	CodePage     = "check-page"       // the page was not gathered; what is said comes from its surroundings
	CodeFailed   = "check-failed"     // something here went wrong
	CodeNotKept  = "check-not-kept"   // the answer could not be kept
	CodeUnknown  = "check-unknown"    // no such answer
	CodeNone     = "check-none"       // nobody has asked about the address yet
	CodeReads    = "check-reads"      // the client asks for too much in too short a time
	CodeStore    = "check-store"      // what is kept cannot be read now
	CodeUse      = "check-use"        // a badge was asked for about no such use
	CodeNotFound = "check-no-page"    // no such page
	CodeStreams  = "check-streams"    // too many streams are open
	CodeCompare  = "check-two-needed" // a difference needs two answers
)

// Codes lists the codes with their meanings.
func Codes() []Code {
	return []Code{
		{CodeTooMany, "The client has begun more checks than it may in the time; an answer that is there is given all the same."},
		{CodeInHand, "The client has as many checks running or waiting as it may."},
		{CodeBusy, "As many checks wait as can."},
		{CodeClosing, "The server is about to stop and takes no more checks."},
		{CodeTime, "The time of the check was used up: what had been seen by then is the answer."},
		{CodePage, "The page itself could not be gathered; the answer rests on what was, such as robots.txt."},
		{CodeFailed, "The check could not be made, for a reason that is ours."},
		{CodeNotKept, "The answer could not be kept, so it has no address."},
		{CodeUnknown, "There is no answer at this address: it was never there, or is no longer kept."},
		{CodeNone, "There is no answer about this URL yet."},
		{CodeReads, "The client asks for more than it may in the time."},
		{CodeStore, "What is kept cannot be read at the moment."},
		{CodeUse, "There is no such use."},
		{CodeNotFound, "There is no such page."},
		{CodeStreams, "As many streams of progress are open as can be; ask for the progress now and then."},
		{CodeCompare, "Two answers are needed to show a difference."},
	}
}

// Error says why there is no answer.
type Error struct {
	Code   string
	Text   string // one or two sentences for people
	Status int    // of HTTP
	Retry  time.Duration
}

// Error gives code and text.
func (e *Error) Error() string { return "check: " + e.Code + ": " + e.Text }

// Problem gives the parts of the error to whom does not know this package.
func (e *Error) Problem() (status int, code, text string, retry time.Duration) {
	return e.Status, e.Code, e.Text, e.Retry
}

// refused words an error of package gather. What lies below such an error is not shown: it
// could tell a stranger about the inside of a network.
func refused(err error) *Error {
	if known, ok := errors.AsType[*Error](err); ok {
		return known
	}
	e := &Error{Code: CodeFailed, Text: "The check could not be made. That is our fault; please try again later.", Status: http.StatusInternalServerError}
	cause, ok := errors.AsType[*gather.Error](err)
	if !ok {
		return e
	}
	e.Code, e.Status = cause.Code, http.StatusBadGateway
	switch cause.Code {
	case gather.CodeURL:
		e.Status = http.StatusUnprocessableEntity
		e.Text = "This is no address of a page on the web. " + cause.Hint
	case gather.CodePort:
		e.Status = http.StatusUnprocessableEntity
		e.Text = "This address cannot be asked. " + cause.Hint
	case gather.CodeAddress:
		e.Status = http.StatusUnprocessableEntity
		e.Text = "This address leads to a place that is not on the public internet, so nothing was asked there. For a site of your own, use proviso on your own machine."
	case gather.CodeUnreachable, gather.CodeRobotsUnreachable:
		e.Text = "Nothing answered there. See whether the address is written right, and whether it opens in a browser. A site whose robots.txt cannot be reached is not looked at."
	case gather.CodeTimeout, gather.CodeCancelled:
		e.Status = http.StatusGatewayTimeout
		e.Text = "It took too long to answer, and nothing had come by then."
	case gather.CodeRedirects, gather.CodeRedirectLoop, gather.CodeRedirect:
		e.Text = "The address leads on to others and never to a page. " + cause.Hint
	default:
		e.Text = "It could not be looked at. " + cause.Hint
	}
	return e
}
