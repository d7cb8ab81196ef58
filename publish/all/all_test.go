package all_test

import (
	"os"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/publish/all"
	"github.com/proviso-signals/proviso/publish/hosts"
)

// TestWritersAreDescribed: each has a name of its own and all that a plan needs of it.
func TestWritersAreDescribed(t *testing.T) {
	seen := map[string]bool{}
	for _, w := range all.Writers() {
		if seen[w.Name] {
			t.Errorf("two writers are called %s", w.Name)
		}
		seen[w.Name] = true
		if w.Name == "" || w.Title == "" || !strings.HasPrefix(w.Spec, "https://") || w.Write == nil || w.Find == nil {
			t.Errorf("%s is not fully described", w.Name)
		}
		if (w.Root == publish.Server) != (w.Knows != nil) {
			t.Errorf("%s: those that work on a server's configuration, and only those, tell their own files", w.Name)
		}
	}
}

// TestHostsNameWriters: what a profile says sets header fields there is a writer that does,
// and each of these is for some host.
func TestHostsNameWriters(t *testing.T) {
	named := map[string]bool{}
	for _, h := range hosts.All() {
		for _, name := range h.Headers.Writers {
			named[name] = true
		}
	}
	for _, w := range all.Writers() {
		if (w.Needs == publish.Headers) != named[w.Name] {
			t.Errorf("%s sets header fields: %v; a profile says so: %v", w.Name, w.Needs == publish.Headers, named[w.Name])
		}
		delete(named, w.Name)
	}
	for name := range named {
		t.Errorf("a profile names %s, and there is no such writer", name)
	}
}

// TestFoldersAreListed: every folder below publish that has a writer is in the list.
func TestFoldersAreListed(t *testing.T) {
	listed, err := os.ReadFile("all.go")
	if err != nil {
		t.Fatal(err)
	}
	folders, err := os.ReadDir("..")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range folders {
		switch f.Name() {
		case "all", "hosts", "images":
			continue
		}
		if f.IsDir() && !strings.Contains(string(listed), "proviso/publish/"+f.Name()+"\"") {
			t.Errorf("publish/%s is not in the list", f.Name())
		}
	}
}
