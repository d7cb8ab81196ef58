package tdmrep_test

import (
	"math/rand/v2"
	"testing"

	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/publish/tdmrep"
)

func FuzzWrite(f *testing.F) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 20 {
		if text := wild(r); text != nil {
			f.Add(text)
		}
	}
	f.Add([]byte(`[{"location":"/","tdm-reservation":1,"generator":"Proviso"}, 3 ]`))
	f.Add([]byte(`[{"generator":"Proviso, with this file"},{}]`))
	s, silent := publish.NewSaying(declaration(r, true)), &publish.Saying{}
	f.Fuzz(func(t *testing.T, text []byte) {
		given := site{tdmrep.File: text}
		base, out := given.publish(t, silent)
		if len(out.Problems) > 0 {
			if !base.equal(given) {
				t.Fatal("a file was changed that is not understood")
			}
			return
		}
		new, out := base.publish(t, s)
		if len(out.Files) == 0 {
			return
		}
		if again, _ := new.publish(t, s); !again.equal(new) {
			t.Fatalf("written\n%q\nand again\n%q", new, again)
		}
		if back, _ := new.publish(t, silent); !back.equal(base) {
			t.Fatalf("taken out: %q, was %q, with ours %q", back, base, new)
		}
	})
}
