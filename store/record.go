package store

import (
	"crypto/rand"
	"encoding/base32"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// idBytes is how much chance is in an ID: nobody guesses 128 bits, and no two are alike.
const idBytes = 16

// idLength is the length of an ID as text.
const idLength = (idBytes*8 + 4) / 5

// idAlphabet is that of RFC 4648, section 6, in lower case: safe in URLs, in file names
// and where case is lost, and without the digits that are read as letters.
const idAlphabet = "abcdefghijklmnopqrstuvwxyz234567"

var idEncoding = base32.NewEncoding(idAlphabet).WithPadding(base32.NoPadding)

// NewID makes an ID for a record.
func NewID() string {
	var b [idBytes]byte
	_, _ = rand.Read(b[:]) // it never fails, as its documentation says
	return idEncoding.EncodeToString(b[:])
}

// ValidID reports whether a text has the form of an ID. No store has a record by any other.
func ValidID(id string) bool {
	return len(id) == idLength && strings.Trim(id, idAlphabet) == ""
}

// ValidURL reports whether there can be records of a URL: it is text of a length that is
// kept, without control characters.
func ValidURL(url string) bool { return url != "" && len(url) <= MaxURL && isText(url) }

// Check reports why a record cannot be kept, with an error that is ErrRecord.
func (r *Record) Check() error {
	refuse := func(why string) error { return fmt.Errorf("%w: %s", ErrRecord, why) }
	switch {
	case r.ID != "":
		return refuse("it has an ID already")
	case !ValidURL(r.URL):
		return refuse("its URL is empty, too long, or no text")
	case r.Host == "" || len(r.Host) > MaxHost || !isText(r.Host):
		return refuse("its host is empty, too long, or no text")
	case r.Host != strings.ToLower(r.Host):
		return refuse("its host is not in lower case")
	case r.Time.IsZero() || r.Time.Before(MinTime) || !r.Time.Before(MaxTime):
		return refuse("it has no time, or one that cannot be written in four digits of a year")
	case len(r.Answer) == 0 || len(r.Answer) > MaxAnswer:
		return refuse("its answer is empty or too long")
	case len(r.Digest) != 64 || strings.Trim(r.Digest, "0123456789abcdef") != "":
		return refuse("its digest is not a SHA-256 in lower-case hex")
	}
	return nil
}

// MinTime and MaxTime bound the times of records: none is before the one, all are before
// the other. They are the years that RFC 3339 can write, but the year 0.
var (
	MinTime = time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	MaxTime = time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)
)

func isText(s string) bool {
	control := func(r rune) bool { return r < ' ' || r == 0x7f }
	return utf8.ValidString(s) && !strings.ContainsFunc(s, control)
}
