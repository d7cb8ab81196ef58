package htmlhead_test

import (
	"bytes"
	"math/rand/v2"
	"testing"
	"testing/fstest"

	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/publish/htmlhead"
)

func FuzzWrite(f *testing.F) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 40 {
		f.Add(wild(r))
	}
	f.Add([]byte("<head><!-- BEGIN proviso --><link><!-- END proviso --></head>"))
	f.Add([]byte("<!doctype html>\n<head>\n  <!-- BEGIN proviso -->\n  <!-- END proviso -->\n</head>"))
	s, silent := saying(declaration(r, true)), &publish.Saying{}
	over := func(t *testing.T, page []byte, s *publish.Saying) ([]byte, publish.Output) {
		fsys := fstest.MapFS{"index.html": &fstest.MapFile{Data: page}}
		out := htmlhead.Writer.Write(publish.Input{FS: fsys, Entry: "index.html", Saying: s})
		for _, file := range out.Files {
			page = file.New
		}
		return page, out
	}
	f.Fuzz(func(t *testing.T, page []byte) {
		base, out := over(t, page, silent)
		if len(out.Problems) > 0 {
			if !bytes.Equal(base, page) {
				t.Fatal("a page was changed that is not understood")
			}
			return
		}
		text, _ := over(t, base, s)
		if again, _ := over(t, text, s); !bytes.Equal(again, text) {
			t.Fatalf("written\n%q\nand again\n%q", text, again)
		}
		if back, _ := over(t, text, silent); !bytes.Equal(back, base) {
			t.Fatalf("taken out: %q, was %q, with ours %q", back, base, text)
		}
	})
}
