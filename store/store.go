// Package store keeps what checks have found, so that an answer has an address, a date and
// a history. It is narrow on purpose: a record is written once and never changed.
//
// The implementations are in folders below: sqlite for one machine, postgres for many.
// Package storetest has the one suite that each passes, row what their tables have in common.
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
	Time time.Time // of the check; kept in UTC and to the millisecond
	// Answer is the answer as JSON, in the form proviso.site/1 or proviso.answer/1. A store
	// gives back the bytes it was given, whatever they are.
	Answer []byte
	// Digest is the SHA-256 of what was said, hex: the same for two checks that found the
	// same, whenever they were made.
	Digest string
}

// Limits of a record.
const (
	MaxURL    = 8 << 10 // bytes
	MaxHost   = 512     // bytes: longer than any name of the DNS with a port
	MaxAnswer = 4 << 20 // bytes
	// MaxHistory is how many records one question for a history gives.
	MaxHistory = 200
)

// ErrNotFound says that there is no such record.
var ErrNotFound = errors.New("store: there is no such record")

// ErrRecord says that a record cannot be kept: something is missing, or beyond a limit.
var ErrRecord = errors.New("store: the record cannot be kept")

// ErrClosed says that the store was closed.
var ErrClosed = errors.New("store: closed")

// ErrDamaged says that what lies in the store is not what was put there.
var ErrDamaged = errors.New("store: damaged")

// ErrNewer says that a newer Proviso has made the database, or moved it on. It is left
// as it is.
var ErrNewer = errors.New("store: the database is of a newer Proviso")

// Store keeps records. It is safe for use by many at once. After a context has ended its
// error is given, unless the work was done before; after Close it is ErrClosed.
type Store interface {
	// Put keeps a record, and gives it its ID; its time is cut to UTC and the millisecond.
	// Where it gives nil, the record is kept, whatever becomes of the process. The record
	// must not have an ID yet, and gets none where Put gives an error.
	Put(ctx context.Context, r *Record) error
	// Get gives a record by its ID, or ErrNotFound.
	Get(ctx context.Context, id string) (*Record, error)
	// Latest gives the newest record of a URL, or ErrNotFound.
	Latest(ctx context.Context, url string) (*Record, error)
	// History lists the records of a URL, the newest first, without their answers; those
	// before a time if it is not zero, and at most limit of them (and at most MaxHistory).
	// Of records of one time, what was put later is the newer.
	//
	// The time of the last record asks for the page after it. So that this misses none, a
	// page goes on over its limit while records are of the very millisecond of the last
	// one, for up to MaxHistory more.
	History(ctx context.Context, url string, before time.Time, limit int) ([]Record, error)
	// Forget removes records from before a time, and counts them, also where it ends with
	// an error. It works in small steps, between which others have their turn.
	Forget(ctx context.Context, before time.Time) (int, error)
	// Healthy reports whether the store can be used now, for reading and for writing.
	Healthy(ctx context.Context) error
	// Close waits for what is under way. Closing twice is no error.
	Close() error
}
