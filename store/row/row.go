// Package row is what the tables of the stores have in common: a record as a row, with
// what it is found by and what shows whether it is still whole.
package row

import (
	"crypto/sha256"
	"encoding/binary"
	"hash/crc32"
	"time"

	"github.com/proviso-signals/proviso/store"
)

// Row is a record as a row of a table.
type Row struct {
	store.Record
	// Seal is a checksum of everything in the record. The files of SQLite have none, those
	// of PostgreSQL mostly none, and a flipped bit must not become what somebody has said.
	Seal int64
}

// New checks a record and makes the row of it, with an ID and with its time in UTC and to
// the millisecond. The record itself is not changed.
func New(r *store.Record) (*Row, error) {
	if err := r.Check(); err != nil {
		return nil, err
	}
	w := &Row{Record: *r}
	w.ID, w.Time = store.NewID(), Time(Millis(r.Time))
	w.Seal = int64(uint64(headSum(&w.Record))<<32 | uint64(answerSum(w.Answer)))
	return w, nil
}

// Kept tells the record what became of it.
func (w *Row) Kept(r *store.Record) { r.ID, r.Time = w.ID, w.Time }

// Whole gives the record of a row that was read, or store.ErrDamaged.
func (w *Row) Whole() (*store.Record, error) {
	if uint32(w.Seal) != answerSum(w.Answer) {
		return nil, store.ErrDamaged
	}
	return w.Head()
}

// Head gives the record of a row that was read without its answer, or store.ErrDamaged.
func (w *Row) Head() (*store.Record, error) {
	if uint32(w.Seal>>32) != headSum(&w.Record) {
		return nil, store.ErrDamaged
	}
	return &w.Record, nil
}

// Key is what the records of a URL are indexed by: the first half of its SHA-256. A URL
// itself may be longer than PostgreSQL can index. Compare the URL as well.
func Key(url string) []byte {
	sum := sha256.Sum256([]byte(url))
	return sum[:16]
}

// Millis is a time as the tables have it: milliseconds since 1970, rounded down.
func Millis(t time.Time) int64 { return t.UnixMilli() }

// Time is the time of what Millis gave.
func Time(ms int64) time.Time { return time.UnixMilli(ms).UTC() }

// Bound is the milliseconds that a record's are below exactly if it is from before a time.
func Bound(before time.Time) int64 {
	switch {
	case before.Before(store.MinTime): // where milliseconds might not fit into an int64
		return Millis(store.MinTime)
	case before.After(store.MaxTime):
		return Millis(store.MaxTime)
	}
	ms := Millis(before)
	if time.UnixMilli(ms).Before(before) {
		ms++
	}
	return ms
}

// castagnoli is the polynomial that processors have an instruction for.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func answerSum(answer []byte) uint32 { return crc32.Checksum(answer, castagnoli) }

// headSum is a checksum of all but the answer. Lengths are in it, so that nothing can move
// from one field to the next.
func headSum(r *store.Record) uint32 {
	b := make([]byte, 0, 512)
	for _, s := range []string{r.ID, r.URL, r.Host, r.Digest} {
		b = binary.AppendUvarint(b, uint64(len(s)))
		b = append(b, s...)
	}
	b = binary.BigEndian.AppendUint64(b, uint64(Millis(r.Time)))
	return crc32.Checksum(b, castagnoli)
}
