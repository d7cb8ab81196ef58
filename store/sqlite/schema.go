package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"strings"

	"github.com/proviso-signals/proviso/store"
)

// applicationID stands in the header of our files and says whose they are: "Prvs". See
// https://www.sqlite.org/fileformat2.html#application_id
const applicationID = 0x50727673

//go:embed schema/*.sql
var schema embed.FS

// steps are the steps from an empty database to today's, in order: version n is after the
// first n. A step that was released is never changed.
func steps() []string {
	entries, err := schema.ReadDir("schema")
	if err != nil {
		panic(err) // not with what the compiler has embedded
	}
	list := make([]string, len(entries))
	for i, e := range entries { // sorted by name
		text, err := schema.ReadFile("schema/" + e.Name())
		if err != nil {
			panic(err)
		}
		list[i] = string(text)
	}
	return list
}

// header is what a database says of itself.
type header struct {
	application, version, things int
}

type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func readHeader(ctx context.Context, q querier) (h header, err error) {
	const text = `SELECT a.application_id, v.user_version, (SELECT count(*) FROM sqlite_schema)
		FROM pragma_application_id AS a, pragma_user_version AS v`
	err = q.QueryRowContext(ctx, text).Scan(&h.application, &h.version, &h.things)
	return h, err
}

// check reports why a database is not for us to use.
func (h header) check(latest int) error {
	switch {
	case h == header{}:
		return nil // new
	case h.application != applicationID || h.version < 1:
		return errors.New("the file is a database, but no store of checks")
	case h.version > latest:
		return fmt.Errorf("%w: version %d, and here %d is the newest", store.ErrNewer, h.version, latest)
	}
	return nil
}

// prepareFile makes a store of an empty database, brings an older one up to date, and
// leaves any other untouched.
func (s *Store) prepareFile(ctx context.Context, steps []string) error {
	h, err := readHeader(ctx, s.w)
	if err != nil {
		return err
	}
	if err := h.check(len(steps)); err != nil {
		return err
	}
	if h.application == 0 {
		// Before anything else is written: space that is forgotten can be given back.
		if _, err := s.w.ExecContext(ctx, "PRAGMA auto_vacuum = INCREMENTAL"); err != nil {
			return err
		}
	}
	if s.path != "" {
		var mode string
		if err := s.w.QueryRowContext(ctx, "PRAGMA journal_mode = WAL").Scan(&mode); err != nil {
			return err
		}
		if !strings.EqualFold(mode, "wal") {
			return errors.New("the place of the file does not allow a write-ahead log")
		}
	}
	if h.version == len(steps) {
		return nil
	}
	return migrate(ctx, s.w, steps)
}

// migrate goes the steps that are missing, all or none.
func migrate(ctx context.Context, db *sql.DB, steps []string) error {
	tx, err := db.BeginTx(ctx, nil) // immediate: alone from here on
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	h, err := readHeader(ctx, tx) // again, since another process may have been faster
	if err != nil {
		return err
	}
	if err := h.check(len(steps)); err != nil {
		return err
	}
	for i, step := range steps[h.version:] {
		if _, err := tx.ExecContext(ctx, step); err != nil {
			return fmt.Errorf("to version %d: %w", h.version+i+1, err)
		}
	}
	mark := fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, len(steps))
	if _, err := tx.ExecContext(ctx, mark); err != nil {
		return err
	}
	return tx.Commit()
}
