package publish_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso/publish"
)

// killed is the variable that makes the test program publish in a folder until somebody
// kills it.
const killed = "PROVISO_PUBLISH_IN"

// many are writers of many files, so that there is time to be killed between two.
func many() (writers []*publish.Writer) {
	for i := range 60 {
		writers = append(writers, note(fmt.Sprintf("w%d", i), fmt.Sprintf("f%02d/file.txt", i), publish.Public))
	}
	return writers
}

func TestMain(m *testing.M) {
	if folder := os.Getenv(killed); folder != "" {
		publishUntilKilled(folder)
	}
	os.Exit(m.Run())
}

// publishUntilKilled publishes two declarations in turn.
func publishUntilKilled(folder string) {
	t := &testing.T{}
	texts := []string{declared, declared + "\n[[collection]]\nname = \"more\"\npaths = [\"/more/\"]\ntrain-ai = \"allow\"\n"}
	for i := 0; ; i++ {
		p := plan(t, publish.Site{Sources: folder}, texts[i%2], many()...)
		if i == 1 {
			fmt.Println("begin")
		}
		if err := p.Apply(); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
	}
}

// TestKilled: whenever a run is killed, the next one finds its way, and the first bytes
// come back.
func TestKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("kills many runs")
	}
	r := rand.New(rand.NewPCG(5, 6))
	stopped := 0
	for round := range 25 {
		root := t.TempDir()
		for i := range 30 { // half of the files are there already
			put(t, filepath.Join(root, fmt.Sprintf("f%02d/file.txt", i*2)), fmt.Sprintf("file %d\n", i))
		}
		before := snapshot(t, root)
		cmd := exec.Command(os.Args[0], "-test.run=^$")
		cmd.Env = append(os.Environ(), killed+"="+root)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if _, err := out.Read(make([]byte, 6)); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(r.IntN(60_000)) * time.Microsecond)
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal("it ended by itself: ", err)
		}
		_ = cmd.Wait()

		if round%2 == 0 { // the next run publishes; else it takes back at once
			// A plan made of half of what was to be written is not applied.
			err := plan(t, publish.Site{Sources: root}, declared, many()...).Apply()
			if errors.Is(err, publish.ErrStopped) {
				stopped++
				err = plan(t, publish.Site{Sources: root}, declared, many()...).Apply()
			}
			if err != nil {
				t.Fatal(err)
			}
			if p := plan(t, publish.Site{Sources: root}, declared, many()...); len(p.Changes) > 0 {
				t.Fatalf("%d files are not as planned", len(p.Changes))
			}
		}
		if err := publish.Recover(publish.Site{Sources: root}); err != nil {
			t.Fatal(err)
		}
		undo, err := publish.NewUndo(publish.Site{Sources: root}, many())
		if err == nil {
			err = undo.Undo()
		}
		if err != nil && err != publish.ErrNothing {
			t.Fatal(err)
		}
		if diff := cmp.Diff(before, snapshot(t, root)); diff != "" {
			t.Fatalf("round %d: %s", round, diff)
		}
	}
	if stopped == 0 {
		t.Error("no run was killed in the middle")
	}
}
