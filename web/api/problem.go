package api

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"time"
)

// Code is a stable code of a problem and what it means.
type Code struct{ Code, Meaning string }

// Codes of problems of the interface. Those of checks are package check's and gather's.
const (
	CodeParameter  = "api-parameter"  // a parameter is missing, repeated, unknown or has no such value
	CodeMethod     = "api-method"     // the path is asked for with another method
	CodePath       = "api-path"       // there is no such path
	CodeMediaType  = "api-media-type" // the batch is in a form or coding that is not read
	CodeTooLarge   = "api-too-large"  // the batch has too many bytes
	CodeTooMany    = "api-too-many"   // the batch has too many lines
	CodeEmpty      = "api-empty"      // the batch has no line
	CodeIncomplete = "api-incomplete" // the batch did not come to its end
	CodeBusy       = "api-busy"       // too many batches are being answered
	CodeInHand     = "api-in-hand"    // too many batches of the client are
	CodeFailed     = "api-failed"     // something here went wrong
)

// Codes lists the codes with their meanings.
func Codes() []Code {
	return []Code{
		{CodeParameter, "A parameter is missing, stands twice, is not known or has a value that is not."},
		{CodeMethod, "The path is there, for another method."},
		{CodePath, "There is no such path."},
		{CodeMediaType, "The batch is in a form or a coding that is not read."},
		{CodeTooLarge, "The batch has more bytes than one may have; send it in parts."},
		{CodeTooMany, "The batch has more lines than one may have; send it in parts."},
		{CodeEmpty, "The batch has no line."},
		{CodeIncomplete, "The batch ended before its end, or took too long to come."},
		{CodeBusy, "As many batches are being answered as can be."},
		{CodeInHand, "As many batches of the client are being answered as may be."},
		{CodeFailed, "There is no answer, for a reason that is ours."},
	}
}

// problem is what goes wrong.
type problem struct {
	status int
	code   string
	text   string
	retry  time.Duration
}

// told is an error that can say itself what is wrong; package check's are.
type told interface {
	error
	Problem() (status int, code, text string, retry time.Duration)
}

// problemOf words an error. What an unknown one says is nobody's business.
func problemOf(err error) *problem {
	if t, ok := errors.AsType[told](err); ok {
		p := new(problem)
		p.status, p.code, p.text, p.retry = t.Problem()
		return p
	}
	return &problem{http.StatusInternalServerError, CodeFailed, "There is no answer. That is our fault; please try again later.", 0}
}

// details is a problem in the form of RFC 9457. Its type is a place on the page /api.
type details struct {
	Type   string `json:"type"`
	Title  string `json:"title"`
	Status int    `json:"status"`
	Detail string `json:"detail"`
	Code   string `json:"code"`
}

// fail answers with a problem.
func fail(w http.ResponseWriter, p *problem) {
	if p.retry > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(int((p.retry+time.Second-1)/time.Second)))
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(p.status)
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(details{"/api#" + p.code, http.StatusText(p.status), p.status, p.text, p.code})
}
