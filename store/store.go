// Package store keeps what checks have found, so that an answer has an address, a date and
// a history. It is narrow on purpose: a record is written once and never changed.
//
// The implementations are in folders below: package storetest has the one suite that each
// passes.
package store

import (
	"context"
	"errors"
	"time"
)

// Record is one check of one URL at one time.
type Record struct {
	ID   string    // made by the store: unguessable, safe in URLs
	URL  string    // what was asked for, normalised
	Host string    // of the URL, lower case
	Time time.Time // UTC, to the millisecond
	// Answer is the answer as JSON, in the form proviso.site/1 or proviso.answer/1.
	Answer []byte
	// Digest is the SHA-256 of what was said, hex: the same for two checks that found the
	// same, whenever they were made.
	Digest string
}

// Limits of a record.
const (
	MaxURL    = 8 << 10
	MaxAnswer = 4 << 20
	// MaxHistory is how many records one question for a history gives.
	MaxHistory = 200
)

// ErrNotFound says that there is no such record.
var ErrNotFound = errors.New("store: there is no such record")

// ErrRecord says that a record cannot be kept: something is missing, or beyond a limit.
var ErrRecord = errors.New("store: the record cannot be kept")

// Store keeps records. It is safe for use by many at once.
type Store interface {
	// Put keeps a record, and gives it its ID.
	Put(ctx context.Context, r *Record) error
	// Get gives a record by its ID, or ErrNotFound.
	Get(ctx context.Context, id string) (*Record, error)
	// Latest gives the newest record of a URL, or ErrNotFound.
	Latest(ctx context.Context, url string) (*Record, error)
	// History lists the records of a URL, the newest first, without their answers; those
	// before a time if it is not zero, and at most limit of them.
	History(ctx context.Context, url string, before time.Time, limit int) ([]Record, error)
	// Forget removes records from before a time, and counts them.
	Forget(ctx context.Context, before time.Time) (int, error)
	// Healthy reports whether the store can be used now.
	Healthy(ctx context.Context) error
	Close() error
}
