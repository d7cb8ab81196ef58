// Package postgres keeps the records of checks in PostgreSQL, for a service on more than
// one machine. For one machine package sqlite is enough.
//
//	s, err := postgres.Open(ctx, "postgres://proviso@db.museum.example/checks")
//
// PostgreSQL 13 or later is needed, and a database in UTF-8. The tables are called
// proviso_record and proviso_schema, and are made in the first schema of the search path
// (which the URL can set: ?search_path=checks). The URL also sets how many connections
// there are: ?pool_max_conns=20. Behind a pooler that hands out connections by transaction,
// add default_query_exec_mode=exec.
//
// The driver is github.com/jackc/pgx.
package postgres

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/proviso-signals/proviso/store"
)

// connectTimeout bounds the making of a connection, unless the URL says connect_timeout.
const connectTimeout = 10 * time.Second

// Store is a store in PostgreSQL. Open makes one.
type Store struct {
	pool   *pgxpool.Pool
	closed atomic.Bool
}

var _ store.Store = (*Store)(nil)

// Open opens the store in the database at a URL (or keyword/value text, both as at
// https://www.postgresql.org/docs/current/libpq-connect.html), and makes its tables if
// there are none. Tables of an older Proviso are brought up to date, alone among all that
// open the store at that time; those of a newer Proviso are refused (store.ErrNewer). No
// error has the password in it.
func Open(ctx context.Context, url string) (*Store, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("postgres: %w", err)
	}
	if config.ConnConfig.ConnectTimeout == 0 {
		config.ConnConfig.ConnectTimeout = connectTimeout
	}
	parameters := config.ConnConfig.RuntimeParams
	if parameters["application_name"] == "" {
		parameters["application_name"] = "proviso"
	}
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("postgres: %w", err)
	}
	s := &Store{pool: pool}
	if err := s.prepareDatabase(ctx, steps()); err != nil {
		pool.Close()
		return nil, s.failed(ctx, err)
	}
	return s, nil
}

// Healthy implements store.Store.
func (s *Store) Healthy(ctx context.Context) error {
	var version int
	var readOnly bool
	const text = `SELECT version, current_setting('transaction_read_only')::boolean FROM proviso_schema`
	if err := s.pool.QueryRow(ctx, text).Scan(&version, &readOnly); err != nil {
		return s.failed(ctx, err)
	}
	if readOnly {
		return errors.New("postgres: the database takes no writes: is it a standby?")
	}
	if latest := len(steps()); version > latest { // moved on since it was opened
		return s.failed(ctx, newer(version, latest))
	}
	return nil
}

// Close implements store.Store.
func (s *Store) Close() error {
	s.closed.Store(true)
	s.pool.Close()
	return nil
}

// SQLSTATEs that say that what is stored is damaged, as the manual lists them in its
// appendix A, class XX.
const (
	codeDataCorrupted  = "XX001"
	codeIndexCorrupted = "XX002"
)

// failed names an error as ours: that of the context if it has ended, ErrClosed if the
// store was closed, and ErrDamaged where PostgreSQL says so.
func (s *Store) failed(ctx context.Context, err error) error {
	var e *pgconn.PgError
	switch {
	case err == nil:
		return nil
	case s.closed.Load():
		return store.ErrClosed
	case ctx.Err() != nil && !errors.Is(err, ctx.Err()):
		return fmt.Errorf("postgres: %w: %w", ctx.Err(), err)
	case errors.As(err, &e) && (e.Code == codeDataCorrupted || e.Code == codeIndexCorrupted):
		return fmt.Errorf("postgres: %w: %w", store.ErrDamaged, err)
	}
	return fmt.Errorf("postgres: %w", err)
}
