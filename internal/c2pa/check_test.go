package c2pa_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/internal/c2pa"
)

// summary words a store in one line.
func summary(store *c2pa.Store, problems []c2pa.Problem) string {
	words := []string{fmt.Sprintf("%d manifests", store.Count)}
	for _, m := range store.Manifests {
		words = append(words, manifestWords(m))
	}
	if store.Elsewhere > 0 {
		words = append(words, fmt.Sprintf("elsewhere %d", store.Elsewhere))
	}
	return strings.Join(append(words, codes(problems)...), "; ")
}

func manifestWords(m c2pa.Manifest) string {
	var marks []string
	for _, mark := range []struct {
		set  bool
		word string
	}{{m.Update, "update"}, {m.Compressed, "compressed"}, {!m.Signed, "unsigned"}, {m.Binding == "", "unbound"}} {
		if mark.set {
			marks = append(marks, mark.word)
		}
	}
	if m.Ingredients > 0 {
		marks = append(marks, fmt.Sprintf("ingredients %d", m.Ingredients))
	}
	for _, a := range m.Assertions {
		text := fmt.Sprintf("%s %s", a.Label, a.Standing)
		for _, e := range a.Entries {
			text += fmt.Sprintf(" %s=%s", e.Key, e.Use)
			if e.Info != "" {
				text += fmt.Sprintf("(%s)", e.Info)
			}
		}
		marks = append(marks, text)
	}
	return strings.Join(append([]string{fmt.Sprintf("%s v%d", m.Label, m.Claim)}, marks...), ", ")
}

func codes(problems []c2pa.Problem) []string {
	var all []string
	for _, p := range problems {
		all = append(all, p.Code)
	}
	return all
}

// checkStore holds any reading to what is promised: positions in the store, raw
// bytes that stand where they should, known codes, limits, and a problem for every
// assertion that does not speak.
func checkStore(t *testing.T, data []byte, store *c2pa.Store, problems []c2pa.Problem) {
	t.Helper()
	known := map[string]bool{}
	for _, c := range c2pa.Codes {
		known[c.Code] = true
	}
	for _, p := range problems {
		if !known[p.Code] || p.Offset < 0 || p.Offset > len(data) || p.Hint == "" {
			t.Fatalf("problem %+v in %d bytes", p, len(data))
		}
	}
	if len(store.Manifests) == 0 && len(problems) == 0 {
		t.Fatal("there is no active manifest, and no problem that says why")
	}
	if len(store.Manifests) > 1+c2pa.MaxUpdates || len(store.Manifests) > store.Count {
		t.Fatalf("%d manifests speak, of %d", len(store.Manifests), store.Count)
	}
	for i, m := range store.Manifests {
		if i < len(store.Manifests)-1 && !m.Update || m.Offset < 0 || m.Offset >= len(data) || len(m.Assertions) > c2pa.MaxAssertions {
			t.Fatalf("manifest %d: %s", i, manifestWords(m))
		}
		for _, a := range m.Assertions {
			checkAssertion(t, data, m, a)
			if a.Standing != c2pa.Claimed && len(problems) < 100 && !slices.ContainsFunc(problems, func(p c2pa.Problem) bool { return p.Offset == a.Offset }) {
				t.Fatalf("%s is %s, and no problem says so", a.Label, a.Standing)
			}
		}
	}
}

func checkAssertion(t *testing.T, data []byte, m c2pa.Manifest, a c2pa.Assertion) {
	t.Helper()
	if a.Type != c2pa.LabelC2PA && a.Type != c2pa.LabelCAWG || !strings.HasPrefix(a.Label, a.Type) || len(a.Entries) > c2pa.MaxEntries {
		t.Fatalf("assertion %s of type %s with %d entries", a.Label, a.Type, len(a.Entries))
	}
	if (a.List == c2pa.NoList) != (a.Standing == c2pa.Unclaimed) && a.Standing != c2pa.Redacted {
		t.Fatalf("assertion %s is %s and on list %q", a.Label, a.Standing, a.List)
	}
	for _, e := range a.Entries {
		if !bytes.Contains(a.Raw, e.Raw) {
			t.Fatalf("the entry %s is not in its assertion", e.Key)
		}
		if m.Compressed && e.Offset != m.Offset || !m.Compressed && !bytes.HasPrefix(data[e.Offset:], e.Raw) {
			t.Fatalf("the entry %s does not stand at %d", e.Key, e.Offset)
		}
	}
}
