package sqlite

import (
	"database/sql"
	"errors"
	"testing"
)

// TestBatch: jobs that share a transaction do not share their failures, and each is done
// once.
func TestBatch(t *testing.T) {
	s, err := Open(Memory, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.w.Exec("CREATE TABLE done (n INTEGER)"); err != nil {
		t.Fatal(err)
	}
	mistake := errors.New("a mistake")
	var batch []*job
	for n := range 5 {
		batch = append(batch, &job{done: make(chan error, 1), do: func(tx *sql.Tx) error {
			if _, err := tx.Exec("INSERT INTO done VALUES (?)", n); err != nil {
				return err
			}
			if n == 3 {
				return mistake
			}
			return nil
		}})
	}
	s.commit(batch)
	for n, j := range batch {
		if err := <-j.done; errors.Is(err, mistake) != (n == 3) {
			t.Errorf("job %d: %v", n, err)
		}
	}
	var done string
	if err := s.w.QueryRow("SELECT group_concat(n, ' ' ORDER BY n) FROM done").Scan(&done); err != nil || done != "0 1 2 4" {
		t.Errorf("done are %q, %v", done, err)
	}
}
