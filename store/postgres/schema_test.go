package postgres_test

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/proviso-signals/proviso/store"
	"github.com/proviso-signals/proviso/store/postgres"
)

// a further step, as a later version may have one, in two statements.
const further = `ALTER TABLE proviso_record ADD COLUMN more text NOT NULL DEFAULT 'none';
	UPDATE proviso_record SET more = 'some';`

func example() *store.Record {
	return &store.Record{
		URL: "https://museum.example/", Host: "museum.example", Time: time.UnixMilli(1_800_000_000_123).UTC(),
		Answer: []byte("{}"), Digest: strings.Repeat("0", 64),
	}
}

// TestMigration: a later version goes on where this one has ended, keeps what is there, and
// is then refused here without a change, at the next opening and by what is open.
func TestMigration(t *testing.T) {
	at := place(t)
	s := open(t, at)
	defer s.Close()
	r := example()
	if err := s.Put(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 6 { // all at once: one of them does it
		wg.Go(func() {
			if err := postgres.Migrate(t, at, further); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if got := text(t, at, "SELECT more || id FROM proviso_record"); got != "some"+r.ID {
		t.Errorf("after the migration there is %q", got)
	}
	if _, err := postgres.Open(t.Context(), at); !errors.Is(err, store.ErrNewer) {
		t.Errorf("a newer version is opened: %v", err)
	}
	if err := s.Healthy(t.Context()); !errors.Is(err, store.ErrNewer) {
		t.Errorf("a newer version is healthy: %v", err)
	}
	if got := text(t, at, "SELECT version::text FROM proviso_schema"); got != "2" {
		t.Errorf("the version is now %s", got)
	}
}

// TestMigrationFails: a step that fails leaves everything as it was.
func TestMigrationFails(t *testing.T) {
	at := place(t)
	if err := postgres.Migrate(t, at, further, "CREATE TABLE half (a int); SELECT 1/0"); err == nil {
		t.Fatal("no error")
	}
	if got := text(t, at, "SELECT count(*)::text FROM pg_class WHERE relnamespace = current_schema()::regnamespace"); got != "0" {
		t.Errorf("%s things are left", got)
	}
	open(t, at).Close()
	if err := postgres.Migrate(t, at, further, "SELECT 1/0"); err == nil {
		t.Fatal("no error")
	}
	s := open(t, at) // still version 1
	defer s.Close()
	if err := s.Healthy(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestForeignTables: tables that are not ours are neither used nor changed.
func TestForeignTables(t *testing.T) {
	for name, make := range map[string]string{
		"another record":  "CREATE TABLE proviso_record (a int)",
		"another version": "CREATE TABLE proviso_schema (a int)",
		"empty version":   "CREATE TABLE proviso_schema (version int)",
		"no version":      "CREATE TABLE proviso_schema (version int); INSERT INTO proviso_schema VALUES (-1)",
	} {
		at := place(t)
		run(t, at, make)
		if _, err := postgres.Open(t.Context(), at); err == nil {
			t.Errorf("%s: no error", name)
		}
		if got := text(t, at, "SELECT count(*)::text FROM pg_class WHERE relnamespace = current_schema()::regnamespace"); got != "1" {
			t.Errorf("%s: now %s things", name, got)
		}
	}
}

// TestDamaged: what was changed behind our back is no answer.
func TestDamaged(t *testing.T) {
	for _, change := range []string{
		`answer = '{"train-ai":"allow"}'`, "answer = ''", "host = 'else.example'", "time = time + interval '1 ms'",
		"digest = reverse(digest) || '0'", "seal = seal + 1", "seal = seal + (1::bigint << 32)",
	} {
		at := place(t)
		s := open(t, at)
		r := example()
		if err := s.Put(t.Context(), r); err != nil {
			t.Fatal(err)
		}
		run(t, at, "UPDATE proviso_record SET "+change)
		if _, err := s.Get(t.Context(), r.ID); !errors.Is(err, store.ErrDamaged) {
			t.Errorf("Get, %s: %v", change, err)
		}
		if _, err := s.Latest(t.Context(), r.URL); !errors.Is(err, store.ErrDamaged) {
			t.Errorf("Latest, %s: %v", change, err)
		}
		s.Close()
	}
}

// TestEncoding: a database that cannot hold every URL is refused.
func TestEncoding(t *testing.T) {
	place(t) // or skip
	run(t, server, "CREATE DATABASE proviso_latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
	t.Cleanup(func() { run(t, server, "DROP DATABASE proviso_latin") })
	u, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	u.Path = "/proviso_latin"
	if _, err := postgres.Open(t.Context(), u.String()); err == nil || !strings.Contains(err.Error(), "LATIN1") {
		t.Fatal(err)
	}
}

// TestReadOnly: a database that takes no writes is not healthy.
func TestReadOnly(t *testing.T) {
	at := place(t)
	open(t, at).Close()
	s := open(t, at+"&default_transaction_read_only=on")
	defer s.Close()
	if err := s.Healthy(t.Context()); err == nil {
		t.Error("no error")
	}
}

// TestPassword: no error says the password.
func TestPassword(t *testing.T) {
	const password = "sesame-4711"
	for _, at := range []string{
		"postgres://u:" + password + "@127.0.0.1:1/db",
		"postgres://u:" + password + "@127.0.0.1:1/db?sslmode=nonsense",
		"postgres://u:" + password + "@127.0.0.1:port/db",
		"postgres://u:" + password + "@[::1/db",
		"postgres://u:" + password + "@127.0.0.1:1/db?pool_max_conns=many",
		"host=127.0.0.1 port=1 password=" + password,
		"host=127.0.0.1 port=x password='" + password + "'",
		"nonsense password=" + password,
		"password=" + password + " host",
	} {
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		s, err := postgres.Open(ctx, at)
		cancel()
		if err == nil {
			s.Close()
			t.Errorf("%s is opened", at)
		} else if strings.Contains(err.Error(), password) || !strings.HasPrefix(err.Error(), "postgres: ") {
			t.Errorf("%s: %v", at, err)
		}
	}
}

// TestGone: a server that cuts its connections is an error, and then no more.
func TestGone(t *testing.T) {
	at := place(t)
	s := open(t, at)
	defer s.Close()
	r := example()
	if err := s.Put(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	run(t, at, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'proviso'")
	for range 20 {
		if _, err := s.Get(t.Context(), r.ID); err == nil {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatal("it does not recover")
}

// text asks for one text as somebody else than the store.
func text(t testing.TB, at, query string) (answer string) {
	t.Helper()
	c, err := pgx.Connect(t.Context(), at)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close(context.WithoutCancel(t.Context()))
	if err := c.QueryRow(t.Context(), query).Scan(&answer); err != nil {
		t.Fatal(err)
	}
	return answer
}
