package sqlite

import (
	"context"
	"database/sql"
	"time"

	"github.com/proviso-signals/proviso/store"
	"github.com/proviso-signals/proviso/store/row"
)

// Limits of what is written at once.
const (
	// maxBatch is how many jobs share a transaction. It bounds how long a put waits for
	// others, and what a log grows by.
	maxBatch = 64
	// forgetStep is how many records are forgotten in one job.
	forgetStep = 500
)

const (
	putText = `INSERT INTO record (id, page, time, seal, host, digest, url, answer)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?)`
	forgetText = `DELETE FROM record WHERE seq IN
		(SELECT seq FROM record WHERE time < ? ORDER BY time LIMIT ?)`
)

// job is something to do within a transaction. It may be done a second time, after the
// first was rolled back.
type job struct {
	do   func(*sql.Tx) error
	done chan error
}

// write is the one writer: it does jobs until there are no more to come. SQLite has one
// writer at a time, and a transaction costs a wait for the disk: those that come while the
// disk is busy share the next one.
func (s *Store) write() {
	defer close(s.written)
	for first := range s.jobs {
		batch := append(make([]*job, 0, maxBatch), first)
		for open := true; open && len(batch) < maxBatch; {
			select {
			case j, ok := <-s.jobs:
				if open = ok; ok {
					batch = append(batch, j)
				}
			default:
				open = false
			}
		}
		s.commit(batch)
	}
}

// commit does the jobs of a batch, and tells each how it went. If one fails, each gets a
// transaction of its own, so that nobody suffers for the mistake of another.
func (s *Store) commit(batch []*job) {
	err := s.transact(batch)
	for _, j := range batch {
		if err != nil && len(batch) > 1 {
			j.done <- s.transact([]*job{j})
		} else {
			j.done <- err
		}
	}
}

func (s *Store) transact(batch []*job) error {
	tx, err := s.w.BeginTx(context.Background(), nil)
	if err != nil {
		return err
	}
	for _, j := range batch {
		if err := j.do(tx); err != nil {
			_ = tx.Rollback()
			return err
		}
	}
	return tx.Commit()
}

// run has the writer do something. A context that ends while it waits for its turn
// withdraws it; from then on it is done, and what it gives is what became of it.
func (s *Store) run(ctx context.Context, do func(*sql.Tx) error) error {
	end, err := s.use()
	if err != nil {
		return err
	}
	defer end()
	if err := ctx.Err(); err != nil {
		return failed(err)
	}
	j := &job{do: do, done: make(chan error, 1)}
	select {
	case s.jobs <- j:
		return failed(<-j.done)
	case <-ctx.Done():
		return failed(ctx.Err())
	}
}

// Put implements store.Store.
func (s *Store) Put(ctx context.Context, r *store.Record) error {
	w, err := row.New(r)
	if err != nil {
		return err
	}
	err = s.run(ctx, func(tx *sql.Tx) error {
		_, err := tx.Stmt(s.put).Exec(w.ID, row.Key(w.URL), row.Millis(w.Time), w.Seal, w.Host, w.Digest, w.URL, w.Answer)
		return err
	})
	if err != nil {
		return err
	}
	w.Kept(r)
	return nil
}

// Forget implements store.Store. What is forgotten is overwritten, and its space is given
// back to the disk; only a reader that is under way, or another process that has the file
// open, can keep the log (the file ending in -wal) for a while.
func (s *Store) Forget(ctx context.Context, before time.Time) (int, error) {
	bound, total := row.Bound(before), 0
	for {
		var n int64
		err := s.run(ctx, func(tx *sql.Tx) error {
			result, err := tx.Exec(forgetText, bound, forgetStep)
			if err != nil {
				return err
			}
			if n, err = result.RowsAffected(); err != nil {
				return err
			}
			_, err = tx.Exec("PRAGMA incremental_vacuum")
			return err
		})
		if err != nil {
			return total, err
		}
		total += int(n)
		if n < forgetStep {
			return total, s.emptyLog(ctx)
		}
	}
}

// emptyLog brings what is in the log into the file, and empties it.
func (s *Store) emptyLog(ctx context.Context) error {
	end, err := s.use()
	if err != nil {
		return err
	}
	defer end()
	// Whether all readers were out of the way is in the row that this gives: if not, it
	// is a later checkpoint that empties the log.
	var busy, pages, moved int
	return failed(s.w.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &pages, &moved))
}

// Healthy implements store.Store.
func (s *Store) Healthy(ctx context.Context) error {
	end, err := s.use()
	if err != nil {
		return err
	}
	h, err := readHeader(ctx, s.r)
	end()
	if err != nil {
		return failed(err)
	}
	if err := h.check(len(steps())); err != nil {
		return failed(err) // a newer Proviso may have moved the database on
	}
	if err := s.inPlace(); err != nil {
		return err
	}
	// Nothing is written, but the lock for writing is had.
	return s.run(ctx, func(*sql.Tx) error { return nil })
}
