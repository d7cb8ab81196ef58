package nginx_test

import (
	"bytes"
	"maps"
	"math/rand/v2"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/publish/nginx"
)

func fsOf(files map[string][]byte) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: text}
	}
	return fsys
}

// run writes, and gives the files as they then are.
func run(files map[string][]byte, entry string, s *publish.Saying) (map[string][]byte, publish.Output) {
	out := nginx.Writer.Write(publish.Input{FS: fsOf(files), Entry: entry, Saying: s})
	after := maps.Clone(files)
	for _, f := range out.Files {
		after[f.Path] = f.New
	}
	return after, out
}

func faults(out publish.Output) (list []proviso.Problem) {
	for _, p := range out.Problems {
		if p.Severity == proviso.Fault {
			list = append(list, p)
		}
	}
	return list
}

// text shows files for people.
func text(files map[string][]byte) map[string]string {
	out := map[string]string{}
	for name, b := range files {
		out[name] = string(b)
	}
	return out
}

// invariants checks what every write must keep, and gives the files afterwards.
func invariants(t *testing.T, files map[string][]byte, entry string, s *publish.Saying) (map[string][]byte, publish.Output) {
	t.Helper()
	after, out := run(files, entry, s)
	for _, f := range out.Files {
		if !bytes.Equal(f.Old, files[f.Path]) {
			t.Fatalf("%s: Old is not what stands there", f.Path)
		}
	}
	if len(faults(out)) > 0 {
		if len(out.Files) > 0 {
			t.Fatalf("files were changed in spite of %v", faults(out))
		}
		return after, out
	}
	again, _ := run(after, entry, s)
	if diff := cmp.Diff(text(after), text(again)); diff != "" {
		t.Fatalf("a second time changes it:\n%s", diff)
	}
	clean, _ := run(files, entry, &publish.Saying{})
	back, undone := run(after, entry, &publish.Saying{})
	if diff := cmp.Diff(text(clean), text(back)); diff != "" {
		t.Fatalf("taking it out leaves something:\n%s\n%v", diff, undone.Problems)
	}
	for name, before := range clean {
		if !subsequence(before, after[name]) {
			t.Fatalf("%s lost something:\n%s", name, cmp.Diff(string(before), string(after[name])))
		}
	}
	return after, out
}

func subsequence(short, long []byte) bool {
	for _, c := range short {
		i := bytes.IndexByte(long, c)
		if i < 0 {
			return false
		}
		long = long[i+1:]
	}
	return true
}

// TestInvariants writes into made-up configurations, from the main file and from a site's.
func TestInvariants(t *testing.T) {
	changed := 0
	for seed := range uint64(500) {
		r := rand.New(rand.NewPCG(seed, 1))
		g := generator{Rand: r, port: 80, root: "/srv", inherit: r.IntN(2) == 0}
		c := g.configuration()
		s := sayingOf(t, declaration(r))
		entry := "nginx.conf"
		if _, ok := c.files["sites/0.conf"]; ok && r.IntN(2) == 0 {
			entry = "sites/0.conf"
		}
		after, out := invariants(t, c.files, entry, s)
		if f := faults(out); len(f) == 1 && entry != "nginx.conf" && f[0].Code == nginx.CodeNoServer {
			continue // the other site's file was named
		} else if len(f) > 0 {
			t.Fatalf("seed %d: %v\n%s", seed, f, c.files[f[0].Where.Source])
		}
		if len(out.Files) > 0 {
			changed++
		}
		checkModel(t, c, after, s, out)
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
		twoSites(t, c.files, entry, s)
	}
	if changed < 300 {
		t.Errorf("only %d of the configurations were changed: the test says little", changed)
	}
}

// twoSites publishes another site's declaration into the same files and takes each out again,
// in either order.
func twoSites(t *testing.T, files map[string][]byte, entry string, s *publish.Saying) {
	t.Helper()
	other := sayingOf(t, "version = 1\n[party]\nname = \"Other\"\nrole = \"author\"\ndomain = \"other.example\"\n[[collection]]\nname = \"a\"\ntrain-ai = \"allow\"\n[[collection]]\nname = \"b\"\npaths = [\"/b\"]\nsearch = \"allow\"\n")
	onlyA, _ := run(files, entry, s)
	both, out := run(onlyA, entry, other)
	if len(faults(out)) > 0 {
		return // there is no such site here
	}
	onlyB, _ := run(files, entry, other)
	silent := func(domain string) *publish.Saying { return &publish.Saying{Origin: "https://" + domain} }
	for _, order := range [][]string{{"museum.example", "other.example"}, {"other.example", "museum.example"}} {
		now := both
		for _, domain := range order {
			now, _ = run(now, entry, silent(domain))
		}
		if diff := cmp.Diff(text(files), text(now)); diff != "" {
			t.Fatalf("taking out %v leaves something:\n%s", order, diff)
		}
	}
	if now, _ := run(both, entry, silent("museum.example")); len(onlyB) != len(now) {
		t.Fatal("files appeared")
	}
}
