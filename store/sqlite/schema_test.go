package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/proviso-signals/proviso/store"
)

// further is a step, as a later version may have one, in two statements.
const further = `ALTER TABLE record ADD COLUMN more TEXT NOT NULL DEFAULT 'none';
	UPDATE record SET more = 'some';`

// later opens a file as a later Proviso would that has further steps.
func later(path string, steps []string) error {
	s := &Store{path: path}
	db, err := pool(dsn(path, Options{}, false), 1)
	if err != nil {
		return err
	}
	s.w = db
	defer s.disconnect()
	return s.prepareFile(context.Background(), steps)
}

func made(t *testing.T) (path string, id string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "checks.db")
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	r := &store.Record{
		URL: "https://museum.example/", Host: "museum.example", Time: time.UnixMilli(1_800_000_000_123),
		Answer: []byte("{}"), Digest: strings.Repeat("0", 64),
	}
	if err := s.Put(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	return path, r.ID
}

// ask asks a file for one text, past the store.
func ask(t *testing.T, path, query string) (answer string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRow(query).Scan(&answer); err != nil {
		t.Fatal(err)
	}
	return answer
}

// sum is what is in a file.
func sum(t *testing.T, path string) [32]byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return sha256.Sum256(data)
}

// TestMigration: a later version goes on where this one has ended, and keeps what is there.
// Here its file is refused, and not a byte is changed.
func TestMigration(t *testing.T) {
	path, id := made(t)
	if err := later(path, append(steps(), further)); err != nil {
		t.Fatal(err)
	}
	if got := ask(t, path, "SELECT more || id FROM record"); got != "some"+id {
		t.Errorf("after the migration there is %q", got)
	}
	before := sum(t, path)
	if _, err := Open(path, Options{}); !errors.Is(err, store.ErrNewer) {
		t.Errorf("a newer version is opened: %v", err)
	}
	if sum(t, path) != before {
		t.Error("a file that is refused is changed")
	}
}

// TestMovedOn: it shows when a later version has taken the file over meanwhile.
func TestMovedOn(t *testing.T) {
	path, _ := made(t)
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := later(path, append(steps(), further)); err != nil {
		t.Fatal(err)
	}
	if err := s.Healthy(t.Context()); !errors.Is(err, store.ErrNewer) {
		t.Error(err)
	}
}

// TestMigrationFails: a step that fails leaves the file as it was, to the byte once the log
// is in it.
func TestMigrationFails(t *testing.T) {
	path, _ := made(t)
	before := sum(t, path)
	if err := later(path, append(steps(), further, "CREATE TABLE half (a); SELECT nonsense")); err == nil {
		t.Fatal("no error")
	}
	if sum(t, path) != before {
		t.Error("the file is changed")
	}
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
}

// TestForeign: a database that is no store is refused, and not a byte is changed.
func TestForeign(t *testing.T) {
	for name, text := range map[string]string{
		"tables":              "CREATE TABLE bookmarks (url)",
		"a table of our name": "CREATE TABLE record (id)",
		"a version":           "PRAGMA user_version = 1",
		"an application":      "PRAGMA application_id = 1",
		"ours, no version":    "PRAGMA application_id = 0x50727673",
		"ours, below":         "PRAGMA application_id = 0x50727673; PRAGMA user_version = -1",
	} {
		path := filepath.Join(t.TempDir(), "other.db")
		ask(t, path, text+"; SELECT ''")
		before := sum(t, path)
		if _, err := Open(path, Options{}); err == nil {
			t.Errorf("%s: it is opened", name)
		}
		if sum(t, path) != before {
			t.Errorf("%s: the file is changed", name)
		}
	}
}

// TestPlans: every question and every removal finds its rows through an index.
func TestPlans(t *testing.T) {
	s, err := Open(Memory, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, text := range []string{getText, latestText, historyText, forgetText} {
		args := make([]any, strings.Count(text, "?"))
		rows, err := s.w.Query("EXPLAIN QUERY PLAN "+text, args...)
		if err != nil {
			t.Fatal(err)
		}
		searches := 0
		for rows.Next() {
			var id, parent, unused int
			var step string
			if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
				t.Fatal(err)
			}
			if strings.HasPrefix(step, "SCAN record") || strings.Contains(step, "TEMP B-TREE") {
				t.Errorf("%s\n%s", text, step)
			}
			if strings.HasPrefix(step, "SEARCH record USING") {
				searches++
			}
		}
		rows.Close()
		if searches == 0 {
			t.Errorf("%s\nsearches nothing", text)
		}
	}
}

// TestSettings: what a connection must have, all have.
func TestSettings(t *testing.T) {
	path, _ := made(t)
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for pragma, want := range map[string]string{
		"journal_mode": "wal", "synchronous": "2", "secure_delete": "1", "auto_vacuum": "2", "busy_timeout": "5000",
		"trusted_schema": "0", "cell_size_check": "1",
	} {
		for name, db := range map[string]*sql.DB{"writer": s.w, "reader": s.r} {
			var got string
			if err := db.QueryRow("PRAGMA " + pragma).Scan(&got); err != nil || got != want {
				t.Errorf("%s of the %s is %q, %v", pragma, name, got, err)
			}
		}
	}
	if _, err := s.r.Exec("DELETE FROM record"); err == nil {
		t.Error("a reader writes")
	}
}
