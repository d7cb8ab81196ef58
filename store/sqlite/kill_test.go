package sqlite_test

import (
	"bufio"
	"context"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/proviso-signals/proviso/store"
	"github.com/proviso-signals/proviso/store/sqlite"
)

// victim is the environment variable that makes the test program put records until it is
// killed, into the file that it names.
const victim = "PROVISO_TEST_VICTIM"

func TestMain(m *testing.M) {
	if path := os.Getenv(victim); path != "" {
		fmt.Fprintln(os.Stderr, putForEver(path))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

func example(n int) *store.Record {
	return &store.Record{
		URL: "https://museum.example/", Host: "museum.example", Time: time.UnixMilli(1_800_000_000_000 + int64(n)),
		Answer: fmt.Appendf(nil, `{"n":%d,"text":%q}`, n, strings.Repeat("word ", n%5000)), Digest: strings.Repeat("0", 64),
	}
}

// putForEver puts records by several at once, and says of each that was acknowledged its
// ID and its number.
func putForEver(path string) error {
	s, err := sqlite.Open(path, sqlite.Options{})
	if err != nil {
		return err
	}
	failed := make(chan error)
	for worker := range 4 {
		go func() {
			for n := worker; ; n += 4 {
				r := example(n)
				if err := s.Put(context.Background(), r); err != nil {
					failed <- err
				}
				fmt.Printf("%s %d\n", r.ID, n) // one write, not buffered
			}
		}()
	}
	return <-failed
}

// TestKilled: a process that is killed while it puts leaves a sound file, in which every
// record is that was acknowledged, and the next one goes on with it.
func TestKilled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "checks.db")
	kept := map[string]int{}
	for round := range 8 {
		program := exec.Command(os.Args[0])
		program.Env = append(os.Environ(), victim+"="+path)
		program.Stderr = os.Stderr
		out, err := program.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := program.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		for i := 0; lines.Scan(); i++ {
			if i == 20+37*round { // then what is still in the pipe
				_ = program.Process.Kill()
			}
			var id string
			var n int
			if _, err := fmt.Sscanf(lines.Text()+"\n", "%s %d\n", &id, &n); err == nil {
				kept[id] = n
			}
		}
		if err := program.Wait(); err == nil || program.ProcessState.ExitCode() == 1 {
			t.Fatalf("the process ended by itself: %v", err)
		}
		sound(t, path)
		s := open(t, path)
		for id, n := range kept {
			got, err := s.Get(t.Context(), id)
			if err != nil {
				t.Fatalf("round %d: record %d was acknowledged: %v", round, n, err)
			}
			if want := example(n); string(got.Answer) != string(want.Answer) || !got.Time.Equal(want.Time) {
				t.Fatalf("round %d: record %d is another", round, n)
			}
		}
		if round%2 == 0 { // else the next process finds the log as it was left
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
		} else {
			defer s.Close()
		}
	}
	if len(kept) < 8*20 {
		t.Fatalf("only %d records were acknowledged", len(kept))
	}
}

// sound fails unless SQLite finds nothing wrong with a file.
func sound(t testing.TB, path string) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var verdict string
	if err := db.QueryRowContext(t.Context(), "PRAGMA integrity_check").Scan(&verdict); err != nil || verdict != "ok" {
		t.Fatalf("%s, %v", verdict, err)
	}
}
