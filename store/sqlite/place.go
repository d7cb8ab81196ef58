package sqlite

import (
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	driver "modernc.org/sqlite"
)

// find makes sure that the file is there, for nobody else to read. SQLite gives the files
// beside it the same mode.
func (s *Store) find(path string) error {
	if path == "" {
		return errors.New("sqlite: a store needs a path")
	}
	if strings.ContainsRune(path, 0) {
		return fmt.Errorf("sqlite: no path: %q", path)
	}
	path, err := filepath.Abs(path) // it must stay the same file if the process moves
	if err != nil {
		return fmt.Errorf("sqlite: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("sqlite: %w", err)
	}
	// Look before opening: opening a pipe would wait for ever.
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return fmt.Errorf("sqlite: %s is not a file", path)
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return fmt.Errorf("sqlite: %w", err)
	}
	defer f.Close()
	s.path = path
	if s.file, err = f.Stat(); err != nil {
		return fmt.Errorf("sqlite: %w", err)
	}
	return nil
}

// inPlace reports whether the file is still the one that was opened. Whatever is written
// into a file that was removed is lost, and SQLite says nothing.
func (s *Store) inPlace() error {
	if s.path == "" {
		return nil
	}
	info, err := os.Stat(s.path)
	if err != nil {
		return fmt.Errorf("sqlite: the file is gone: %w", err)
	}
	if !os.SameFile(info, s.file) {
		return fmt.Errorf("sqlite: %s is not the file that was opened", s.path)
	}
	return nil
}

// dsn is how the driver is told what to open: https://www.sqlite.org/uri.html
func dsn(path string, o Options, readOnly bool) string {
	q := url.Values{
		"_busy_timeout": {strconv.FormatInt(max(1, o.busy().Milliseconds()), 10)},
		"_synchronous":  {"FULL"}, // in WAL mode NORMAL loses the last puts with the power
		"_txlock":       {"immediate"},
		"_defensive":    {"1"},
		"_dqs":          {"0"},
		"_error_rc":     {"1"},
		"_pragma": {
			"secure_delete(ON)", // what is forgotten is overwritten
			"trusted_schema(OFF)",
			"cell_size_check(ON)",          // finds more damage when a page is read
			"journal_size_limit(67108864)", // the log does not stay as large as it was
			"temp_store(MEMORY)",
		},
	}
	if readOnly {
		q.Set("_query_only", "1")
	}
	if path == "" {
		return "file::memory:?" + q.Encode()
	}
	q.Set("mode", "rw") // never make another where ours was removed
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed // C:/…
	}
	return "file://" + (&url.URL{Path: slashed}).EscapedPath() + "?" + q.Encode()
}

// pool is a pool of so many connections, which stay open.
func pool(dsn string, connections int) (*sql.DB, error) {
	c, err := driver.NewConnector(dsn)
	if err != nil {
		return nil, err
	}
	db := sql.OpenDB(c)
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return db, nil
}
