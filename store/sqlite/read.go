package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"math"
	"time"

	"github.com/proviso-signals/proviso/store"
	"github.com/proviso-signals/proviso/store/row"
)

// Statements that read. Each finds its rows through an index; see TestPlans.
const (
	getText    = `SELECT id, url, host, time, digest, seal, answer FROM record WHERE id = ?`
	latestText = `SELECT id, url, host, time, digest, seal, answer FROM record
		WHERE page = ? AND url = ? ORDER BY time DESC, seq DESC LIMIT 1`
	historyText = `SELECT id, url, host, time, digest, seal FROM record
		WHERE page = ? AND time < ? AND url = ? ORDER BY time DESC, seq DESC LIMIT ?`
)

// Get implements store.Store.
func (s *Store) Get(ctx context.Context, id string) (*store.Record, error) {
	if !store.ValidID(id) {
		return nil, s.without(ctx)
	}
	r, err := s.one(ctx, s.get, id)
	if err == nil && r.ID != id { // a damaged index leads anywhere
		return nil, failed(store.ErrDamaged)
	}
	return r, err
}

// Latest implements store.Store.
func (s *Store) Latest(ctx context.Context, url string) (*store.Record, error) {
	if !store.ValidURL(url) {
		return nil, s.without(ctx)
	}
	return s.one(ctx, s.latest, row.Key(url), url)
}

func (s *Store) one(ctx context.Context, stmt *sql.Stmt, args ...any) (*store.Record, error) {
	end, err := s.use()
	if err != nil {
		return nil, err
	}
	defer end()
	var w row.Row
	var ms int64
	err = stmt.QueryRowContext(ctx, args...).Scan(&w.ID, &w.URL, &w.Host, &ms, &w.Digest, &w.Seal, &w.Answer)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, store.ErrNotFound
	}
	if err != nil {
		return nil, failed(err)
	}
	w.Time = row.Time(ms)
	r, err := w.Whole()
	return r, failed(err)
}

// without answers for what no store can have: as if it had looked.
func (s *Store) without(ctx context.Context) error {
	end, err := s.use()
	if err != nil {
		return err
	}
	defer end()
	if err := ctx.Err(); err != nil {
		return failed(err)
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
	bound := int64(math.MaxInt64)
	if !before.IsZero() {
		bound = row.Bound(before)
	}
	end, err := s.use()
	if err != nil {
		return nil, err
	}
	defer end()
	rows, err := s.history.QueryContext(ctx, row.Key(url), bound, url, page.Most())
	if err != nil {
		return nil, failed(err)
	}
	defer rows.Close()
	if err := fill(page, rows); err != nil {
		return nil, failed(err)
	}
	return page.Records, nil
}

// fill reads rows onto a page until it is full: the others are never looked at.
func fill(page *row.Page, rows *sql.Rows) error {
	for rows.Next() {
		var w row.Row
		var ms int64
		if err := rows.Scan(&w.ID, &w.URL, &w.Host, &ms, &w.Digest, &w.Seal); err != nil {
			return err
		}
		w.Time = row.Time(ms)
		if more, err := page.Add(&w); err != nil || !more {
			return err
		}
	}
	return rows.Err()
}
