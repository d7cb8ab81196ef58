package survival_test

import (
	"encoding/json"
	"testing"

	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/survival"
)

// FuzzCompare compares anything with anything: a report holds what it promises, whatever
// the files are.
func FuzzCompare(f *testing.F) {
	jpeg := with(f, plain(f, "jpeg", 9, 9), full(f), exifOf(notice+" | "+link), iimOf(f, notice))
	seeds := [][]byte{
		jpeg, plain(f, "png", 9, 9), plain(f, "webp", 9, 9), plain(f, "gif", 9, 9), []byte(head + tail),
		with(f, plain(f, "png", 9, 9), full(f), nil, nil),
		[]byte(`<svg xmlns="http://www.w3.org/2000/svg"><metadata>` + element + `</metadata></svg>`),
		exifOf(notice), stream(bits{{0, 1}, {1, 2}, {599, 13}, {3, 3}}), []byte("hello"),
	}
	for _, a := range seeds {
		f.Add(jpeg, a)
		f.Add(a, a)
	}
	f.Fuzz(func(t *testing.T, a, b []byte) {
		r, err := survival.Compare(carrier.Question{}, file("a", a), file("b", b))
		if err != nil {
			if r != nil {
				t.Error("a report with an error")
			}
			return
		}
		if !json.Valid(r.AppendJSON(nil)) {
			t.Error("no JSON")
		}
		if r.Said()+r.Count(survival.New, survival.Unseen) != len(r.Statements) {
			t.Error("statements do not add up")
		}
		if r.Identical && (!r.Held() || r.Picture == survival.PictureAnew) {
			t.Error("the same file, and not the same")
		}
		same, err := survival.Compare(carrier.Question{}, file("a", a), file("a", a))
		if err != nil || !same.Held() || !same.Identical || same.Count(survival.Lost, survival.Looser, survival.New, survival.Stricter) > 0 {
			t.Errorf("a file compared with itself: %v", statements(same))
		}
	})
}
