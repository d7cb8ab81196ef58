package postgres

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/proviso-signals/proviso/store"
)

// migrationLock is the advisory lock that is held while tables are made or changed: any
// number that others do not use, here "proviso" as bytes.
const migrationLock = 0x70726f7669736f

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

func newer(version, latest int) error {
	return fmt.Errorf("%w: version %d, and here %d is the newest", store.ErrNewer, version, latest)
}

// prepareDatabase makes the tables or brings them up to date, and leaves those of a newer
// Proviso untouched. All is one transaction, so that it is done in full or not at all.
func (s *Store) prepareDatabase(ctx context.Context, steps []string) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		var encoding string
		if err := tx.QueryRow(ctx, "SHOW server_encoding").Scan(&encoding); err != nil {
			return err
		}
		if !strings.EqualFold(encoding, "UTF8") {
			return fmt.Errorf("the database has the encoding %s, and URLs need UTF8", encoding)
		}
		version, err := readVersion(ctx, tx)
		if err != nil || version == len(steps) {
			return err
		}
		if _, err := tx.Exec(ctx, "SELECT pg_advisory_xact_lock($1)", int64(migrationLock)); err != nil {
			return err
		}
		// Again, since somebody else may have been faster.
		if version, err = readVersion(ctx, tx); err != nil {
			return err
		}
		if version == len(steps) {
			return nil
		}
		if version > len(steps) {
			return newer(version, len(steps))
		}
		return migrate(ctx, tx, version, steps)
	})
}

// readVersion is the version of the tables, 0 where there are none. It sees what others
// have committed up to now: transactions are READ COMMITTED, and the catalogue is read as
// a table, since to_regclass may remember that there was none.
func readVersion(ctx context.Context, tx pgx.Tx) (version int, err error) {
	const text = "SELECT EXISTS (SELECT FROM pg_class WHERE relname = 'proviso_schema' AND pg_table_is_visible(oid))"
	var there bool
	if err := tx.QueryRow(ctx, text).Scan(&there); err != nil || !there {
		return 0, err
	}
	err = tx.QueryRow(ctx, "SELECT version FROM proviso_schema").Scan(&version)
	if errors.Is(err, pgx.ErrNoRows) {
		return 0, errors.New("the table proviso_schema is empty")
	}
	if err == nil && version < 1 {
		err = fmt.Errorf("the tables have the version %d, which there never was", version)
	}
	return version, err
}

// migrate goes the steps that are missing after a version.
func migrate(ctx context.Context, tx pgx.Tx, version int, steps []string) error {
	if version == 0 {
		const table = "CREATE TABLE proviso_schema (version integer NOT NULL); INSERT INTO proviso_schema VALUES (0)"
		if _, err := tx.Conn().PgConn().Exec(ctx, table).ReadAll(); err != nil {
			return err
		}
	}
	for i, step := range steps[version:] {
		// The simple protocol, which takes several statements at once.
		if _, err := tx.Conn().PgConn().Exec(ctx, step).ReadAll(); err != nil {
			return fmt.Errorf("to version %d: %w", version+i+1, err)
		}
	}
	_, err := tx.Exec(ctx, "UPDATE proviso_schema SET version = $1", len(steps))
	return err
}
