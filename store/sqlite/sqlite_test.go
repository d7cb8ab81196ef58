package sqlite_test

import (
	"path/filepath"
	"testing"

	"github.com/proviso-signals/proviso/store"
	"github.com/proviso-signals/proviso/store/sqlite"
	"github.com/proviso-signals/proviso/store/storetest"
)

func open(t testing.TB, path string) store.Store {
	t.Helper()
	s, err := sqlite.Open(path, sqlite.Options{})
	if err != nil {
		t.Error(err)
	}
	return s
}

func TestFile(t *testing.T) {
	storetest.Run(t, func(t testing.TB) store.Store { return open(t, filepath.Join(t.TempDir(), "checks.db")) })
	storetest.Lasting(t, func(t testing.TB) func() store.Store {
		path := filepath.Join(t.TempDir(), "checks.db")
		return func() store.Store { return open(t, path) }
	})
}

func TestMemory(t *testing.T) {
	storetest.Run(t, func(t testing.TB) store.Store { return open(t, sqlite.Memory) })
}

func BenchmarkFile(b *testing.B) {
	storetest.Bench(b, func(t testing.TB) store.Store { return open(t, filepath.Join(t.TempDir(), "checks.db")) })
}

func BenchmarkMemory(b *testing.B) {
	storetest.Bench(b, func(t testing.TB) store.Store { return open(t, sqlite.Memory) })
}
