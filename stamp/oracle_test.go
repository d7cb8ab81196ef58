package stamp_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/expr"
	"github.com/proviso-signals/proviso/stamp"
)

// declaration is what the files of the oracle link to.
const declaration = "https://example.com/ai.json"

// oracle is a folder of other people's images that was stamped, with a copy of it as it
// was, for programs that are not ours to judge.
type oracle struct {
	before, after string // the two folders
	expression    string // what the files say now
	files         []*judged
	lock          sync.Mutex     // of what is found out about files
	told          map[string]int // how often a known change was seen
	quiet         bool           // what is found out fails no test
}

// judged is a file of the oracle, and what is found out about it.
type judged struct {
	*stamp.Result
	name    string // below the two folders
	sound   bool   // a decoder that is not ours shows the file as it was
	unknown bool   // there is no decoder here that could tell
	damaged bool   // something is not as it was
	doubted bool   // another program says something new about it
}

// TestOracleCorpus stamps a copy of a folder of other people's images, which
// CONTAINER_CORPUS names, and has other programs judge it; see docs/oracles.md.
func TestOracleCorpus(t *testing.T) {
	o := gather(t)
	results := o.run(t, stamp.Options{})
	for _, f := range o.files {
		f.Result = results[f.name]
	}
	t.Run("left alone", o.leftAlone)
	t.Run("pixels", o.pixels)
	t.Run("exiftool", o.exifTool)
	t.Run("exiv2", o.exiv2)
	t.Run("c2pa", o.c2pa)
	t.Run("again", o.again)
	t.Run("undo", o.undo)
	t.Run("in place", o.inPlace)
	t.Run("sidecars", o.sidecars)
	t.Run("totals", o.totals)
}

// intent is what the files are to say.
func (o *oracle) intent(t *testing.T) stamp.Intent {
	t.Helper()
	i, err := stamp.FromSignal("cc-cr", nil)
	if err != nil {
		t.Fatal(err)
	}
	i.Declaration = declaration
	if o.expression, _, err = expr.Write(i.Outcomes); err != nil {
		t.Fatal(err)
	}
	return i
}

// run stamps the folder and gives the results by name, one for every file.
func (o *oracle) run(t *testing.T, opt stamp.Options) map[string]*stamp.Result {
	t.Helper()
	results := map[string]*stamp.Result{}
	intent := o.intent(t)
	err := stamp.Run(context.Background(), stamp.Selection{Paths: []string{o.after}}, intent, opt, func(r *stamp.Result) error {
		name, err := filepath.Rel(o.after, r.Path)
		results[name] = r
		if r.Status == stamp.Stamped && !r.After.AtLeast(intent.Outcomes) {
			t.Errorf("%s reads looser: %v", name, r.After[proviso.TrainAI].Word())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range o.files {
		if results[f.name] == nil {
			t.Fatalf("%s has no result", f.name)
		}
	}
	return results
}

// written lists the files that were changed themselves.
func (o *oracle) written() (list []*judged) {
	for _, f := range o.files {
		if f.Status == stamp.Stamped && f.Target == "" {
			list = append(list, f)
		}
	}
	return list
}

// was and is are the paths of a file before and after.
func (o *oracle) was(f *judged) string { return filepath.Join(o.before, f.name) }
func (o *oracle) is(f *judged) string  { return filepath.Join(o.after, f.name) }

// damage notes that a file is not as it should be.
func (o *oracle) damage(t *testing.T, f *judged, format string, args ...any) {
	t.Helper()
	o.lock.Lock()
	defer o.lock.Unlock()
	f.damaged = true
	o.tell(t, "damaged: "+f.name+": "+fmt.Sprintf(format, args...))
}

// doubt notes what another program says of a file that it did not say before.
func (o *oracle) doubt(t *testing.T, f *judged, format string, args ...any) {
	t.Helper()
	o.lock.Lock()
	defer o.lock.Unlock()
	f.doubted = true
	o.tell(t, f.name+": "+fmt.Sprintf(format, args...))
}

func (o *oracle) tell(t *testing.T, what string) {
	t.Helper()
	if !o.quiet {
		t.Error(what)
	}
}

// changed reports whether a file differs from its original.
func (o *oracle) changed(t *testing.T, f *judged) bool {
	t.Helper()
	a, err := os.ReadFile(o.was(f))
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(o.is(f))
	return err != nil || string(a) != string(b)
}
