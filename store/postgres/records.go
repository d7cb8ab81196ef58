package postgres

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/proviso-signals/proviso/store"
	"github.com/proviso-signals/proviso/store/row"
)

// forgetStep is how many records are forgotten in one transaction.
const forgetStep = 500

const (
	putText = `INSERT INTO proviso_record (id, page, time, seal, host, digest, url, answer)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`
	getText    = `SELECT id, url, host, time, digest, seal, answer FROM proviso_record WHERE id = $1`
	latestText = `SELECT id, url, host, time, digest, seal, answer FROM proviso_record
		WHERE page = $1 AND url = $2 ORDER BY time DESC, seq DESC LIMIT 1`
	// The page ends after $4 rows and those of the time of the last, so that not all that
	// row.Page may take crosses the wire.
	historyText = `SELECT id, url, host, time, digest, seal FROM (
			SELECT id, url, host, time, digest, seal, seq FROM proviso_record
			WHERE page = $1 AND url = $2 AND time < $3 ORDER BY time DESC FETCH FIRST ($4) ROWS WITH TIES
		) AS newest ORDER BY time DESC, seq DESC LIMIT $5`
	forgetText = `DELETE FROM proviso_record WHERE seq IN
		(SELECT seq FROM proviso_record WHERE time < $1 ORDER BY time LIMIT $2)`
)

// Put implements store.Store. Where the context ends while PostgreSQL is at work, an error
// does not say that the record is not kept, only that nobody knows.
func (s *Store) Put(ctx context.Context, r *store.Record) error {
	w, err := row.New(r)
	if err != nil {
		return err
	}
	_, err = s.pool.Exec(ctx, putText, w.ID, row.Key(w.URL), w.Time, w.Seal, w.Host, w.Digest, w.URL, w.Answer)
	if err != nil {
		return s.failed(ctx, err)
	}
	w.Kept(r)
	return nil
}

// Get implements store.Store.
func (s *Store) Get(ctx context.Context, id string) (*store.Record, error) {
	if !store.ValidID(id) {
		return nil, s.without(ctx)
	}
	r, err := s.one(ctx, getText, id)
	if err == nil && r.ID != id { // a damaged index leads anywhere
		return nil, s.failed(ctx, store.ErrDamaged)
	}
	return r, err
}

// Latest implements store.Store.
func (s *Store) Latest(ctx context.Context, url string) (*store.Record, error) {
	if !store.ValidURL(url) {
		return nil, s.without(ctx)
	}
	return s.one(ctx, latestText, row.Key(url), url)
}

func (s *Store) one(ctx context.Context, text string, args ...any) (*store.Record, error) {
	var w row.Row
	err := s.pool.QueryRow(ctx, text, args...).Scan(&w.ID, &w.URL, &w.Host, &w.Time, &w.Digest, &w.Seal, &w.Answer)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, store.ErrNotFound
	}
	if err != nil {
		return nil, s.failed(ctx, err)
	}
	w.Time = w.Time.UTC()
	r, err := w.Whole()
	return r, s.failed(ctx, err)
}

// without answers for what no store can have: as if it had looked.
func (s *Store) without(ctx context.Context) error {
	if s.closed.Load() {
		return store.ErrClosed
	}
	if err := ctx.Err(); err != nil {
		return s.failed(ctx, err)
	}
	return store.ErrNotFound
}

// History implements store.Store.
func (s *Store) History(ctx context.Context, url string, before time.Time, limit int) ([]store.Record, error) {
	page := row.NewPage(limit)
	if !store.ValidURL(url) || page.Limit() == 0 {
		if err := s.without(ctx); err != store.ErrNotFound {
			return nil, err
		}
		return nil, nil
	}
	bound := store.MaxTime
	if !before.IsZero() {
		bound = row.Time(row.Bound(before))
	}
	rows, err := s.pool.Query(ctx, historyText, row.Key(url), url, bound, page.Limit(), page.Most())
	if err != nil {
		return nil, s.failed(ctx, err)
	}
	defer rows.Close()
	if err := fill(page, rows); err != nil {
		return nil, s.failed(ctx, err)
	}
	return page.Records, nil
}

func fill(page *row.Page, rows pgx.Rows) error {
	for rows.Next() {
		var w row.Row
		if err := rows.Scan(&w.ID, &w.URL, &w.Host, &w.Time, &w.Digest, &w.Seal); err != nil {
			return err
		}
		w.Time = w.Time.UTC()
		if more, err := page.Add(&w); err != nil || !more {
			return err
		}
	}
	return rows.Err()
}

// Forget implements store.Store. The space is given back when PostgreSQL vacuums.
func (s *Store) Forget(ctx context.Context, before time.Time) (int, error) {
	bound, total := row.Time(row.Bound(before)), 0
	for {
		tag, err := s.pool.Exec(ctx, forgetText, bound, forgetStep)
		if err != nil {
			return total, s.failed(ctx, err)
		}
		total += int(tag.RowsAffected())
		if tag.RowsAffected() < forgetStep {
			return total, nil
		}
	}
}
