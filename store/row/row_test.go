package row_test

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/proviso-signals/proviso/store"
	"github.com/proviso-signals/proviso/store/row"
)

func example() *store.Record {
	return &store.Record{
		URL: "https://museum.example/a", Host: "museum.example", Time: time.UnixMilli(1_800_000_000_123),
		Answer: []byte("{}"), Digest: strings.Repeat("0", 64),
	}
}

// TestSeal: whatever is changed in a row, it is no record any more.
func TestSeal(t *testing.T) {
	for name, change := range map[string]func(*row.Row){
		"nothing":        nil,
		"ID":             func(w *row.Row) { w.ID = store.NewID() },
		"URL":            func(w *row.Row) { w.URL += "b" },
		"host":           func(w *row.Row) { w.Host = "else.example" },
		"time":           func(w *row.Row) { w.Time = w.Time.Add(time.Millisecond) },
		"digest":         func(w *row.Row) { w.Digest = strings.Repeat("1", 64) },
		"seal":           func(w *row.Row) { w.Seal ^= 1 << 40 },
		"from one field": func(w *row.Row) { w.URL, w.Host = w.URL[:len(w.URL)-1], "a"+w.Host },
	} {
		w, err := row.New(example())
		if err != nil {
			t.Fatal(err)
		}
		if change != nil {
			change(w)
		}
		_, whole := w.Whole()
		_, head := w.Head()
		if errors.Is(whole, store.ErrDamaged) != (change != nil) || errors.Is(head, store.ErrDamaged) != (change != nil) {
			t.Errorf("%s: %v, %v", name, whole, head)
		}
	}
	w, _ := row.New(example())
	w.Answer = []byte("[]")
	if _, err := w.Whole(); !errors.Is(err, store.ErrDamaged) {
		t.Errorf("answer: %v", err)
	}
	if _, err := w.Head(); err != nil {
		t.Errorf("the head does not depend on the answer: %v", err)
	}
}

// TestBound: milliseconds are below the bound exactly if the record is from before.
func TestBound(t *testing.T) {
	chance := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		record := row.Time(chance.Int64N(5000) - 2500)
		before := time.Unix(0, chance.Int64N(5e9)-2.5e9)
		if chance.IntN(4) == 0 {
			before = record.Add(time.Duration(chance.IntN(3) - 1))
		}
		if got, want := row.Millis(record) < row.Bound(before), record.Before(before); got != want {
			t.Fatalf("%v before %v: %v", record, before, got)
		}
	}
	first, last := store.MinTime, store.MaxTime.Add(-time.Millisecond)
	for _, before := range []time.Time{{}, time.Unix(-1<<62, 0), store.MinTime.AddDate(-300_000_000, 0, 0)} {
		if row.Millis(first) < row.Bound(before) {
			t.Errorf("something is before %v", before)
		}
	}
	for _, before := range []time.Time{time.Unix(1<<62, 0), store.MaxTime, store.MaxTime.AddDate(300_000_000, 0, 0)} {
		if row.Millis(last) >= row.Bound(before) {
			t.Errorf("not all is before %v", before)
		}
	}
}
