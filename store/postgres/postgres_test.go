package postgres_test

import (
	"testing"

	"github.com/proviso-signals/proviso/store"
	"github.com/proviso-signals/proviso/store/postgres"
	"github.com/proviso-signals/proviso/store/storetest"
)

func open(t testing.TB, url string) store.Store {
	t.Helper()
	s, err := postgres.Open(t.Context(), url)
	if err != nil {
		t.Error(err)
	}
	return s
}

func TestStore(t *testing.T) {
	storetest.Run(t, func(t testing.TB) store.Store { return open(t, place(t)) })
	storetest.Lasting(t, func(t testing.TB) func() store.Store {
		url := place(t)
		return func() store.Store { return open(t, url) }
	})
}

func BenchmarkStore(b *testing.B) {
	storetest.Bench(b, func(t testing.TB) store.Store { return open(t, place(t)) })
}
