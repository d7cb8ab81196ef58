package postgres

import (
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"
)

// Migrate brings the tables at a URL up to date, as a later Proviso would that has further
// steps.
func Migrate(t testing.TB, url string, further ...string) error {
	t.Helper()
	pool, err := pgxpool.New(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	return (&Store{pool: pool}).prepareDatabase(t.Context(), append(steps(), further...))
}
