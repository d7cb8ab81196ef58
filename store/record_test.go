package store_test

import (
	"testing"

	"github.com/proviso-signals/proviso/store"
)

func TestNewID(t *testing.T) {
	seen := map[string]bool{}
	letters := map[rune]bool{}
	for range 2000 {
		id := store.NewID()
		if !store.ValidID(id) || seen[id] {
			t.Fatalf("%q", id)
		}
		seen[id] = true
		for _, r := range id {
			letters[r] = true
		}
	}
	if len(letters) != 32 {
		t.Errorf("IDs are made of %d letters", len(letters))
	}
}

func TestValidID(t *testing.T) {
	id := store.NewID()
	for _, bad := range []string{"", id[1:], id + "a", id[1:] + "A", id[1:] + "1", id[1:] + "=", id[1:] + "/", id[2:] + "ä"} {
		if store.ValidID(bad) {
			t.Errorf("%q", bad)
		}
	}
}
