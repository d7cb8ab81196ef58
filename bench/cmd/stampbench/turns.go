package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/pprof"
	"strings"
	"syscall"
	"time"

	"github.com/proviso-signals/proviso/bench/corpus"
	"github.com/proviso-signals/proviso/bench/peer"
	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/stamp"
)

// bench is the folder of originals and what turns have taken.
type bench struct {
	dir, original, work string
	images              []corpus.Image
	pixels              []digest // of each original
	bytes               int64    // of all originals
	profile             string
	turns               []*turn
}

type digest [32]byte

// turn is what one contender did, round by round.
type turn struct {
	name      string
	wall, cpu []float64 // seconds for the folder
	how       map[string]int
}

// The contenders.
const (
	copying       = "cp -r, then sync"
	atFirst       = "proviso, default"
	exifTool      = "exiftool -overwrite_original"
	exifToolAgain = "exiftool, again"
	inPlace       = "proviso, in place"
	inPlaceAgain  = "proviso, in place, again"
)

// round gives every contender a turn.
func (b *bench) round() error {
	credit, err := stamp.FromPreset("credit", nil)
	if err != nil {
		return err
	}
	denied, err := stamp.FromPreset("no-training", nil)
	if err != nil {
		return err
	}
	denied.Replace = true
	steps := []struct {
		name  string
		fresh bool // on a fresh copy; else on what the step before has left
		do    func(*turn) error
		check func() error
	}{
		{copying, true, b.copying, nil},
		{atFirst, true, b.stamping(credit, stamp.Options{}), b.says(credit)},
		{exifTool, true, b.exifTool("first"), b.hasTerms("first")},
		{exifToolAgain, false, b.exifTool("second"), b.hasTerms("second")},
		{inPlace, true, b.stamping(credit, stamp.Options{InPlace: true}), b.says(credit)},
		{inPlaceAgain, false, b.stamping(denied, stamp.Options{InPlace: true}), b.says(denied)},
	}
	for _, s := range steps {
		if s.fresh {
			if err := b.refresh(); err != nil {
				return err
			}
		}
		if err := b.sync(); err != nil {
			return err
		}
		if err := s.do(b.turn(s.name)); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		if s.check == nil {
			continue
		}
		if err := s.check(); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
	}
	return nil
}

func (b *bench) turn(name string) *turn {
	for _, t := range b.turns {
		if t.name == name {
			return t
		}
	}
	b.turns = append(b.turns, &turn{name: name, how: map[string]int{}})
	return b.turns[len(b.turns)-1]
}

func (t *turn) took(wall, cpu time.Duration) {
	t.wall, t.cpu = append(t.wall, wall.Seconds()), append(t.cpu, cpu.Seconds())
}

// refresh makes the work folder a copy of the originals, which is in memory.
func (b *bench) refresh() error {
	if err := os.RemoveAll(b.work); err != nil {
		return err
	}
	return exec.Command("cp", "-r", b.original, b.work).Run()
}

// sync makes all of the file system safe on the disk.
func (b *bench) sync() error { return exec.Command("sync", "-f", b.dir).Run() }

// copying copies the folder and makes the copy safe.
func (b *bench) copying(t *turn) error {
	to := filepath.Join(b.dir, "copy")
	defer os.RemoveAll(to)
	begin := time.Now()
	cp, flush := exec.Command("cp", "-r", b.work, to), exec.Command("sync", "-f", b.dir)
	for _, cmd := range []*exec.Cmd{cp, flush} {
		if err := cmd.Run(); err != nil {
			return err
		}
	}
	t.took(time.Since(begin), usage(cp)+usage(flush))
	return nil
}

// usage is the CPU time of a command that has ended.
func usage(cmd *exec.Cmd) time.Duration {
	return cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
}

// stamping has us stamp the folder. When that returns, all is safe on the disk.
func (b *bench) stamping(intent stamp.Intent, opt stamp.Options) func(*turn) error {
	return func(t *turn) error {
		stop, err := b.profiled(t.name)
		if err != nil {
			return err
		}
		defer stop()
		t.how = map[string]int{}
		cpu, begin := cpuTime(), time.Now()
		err = stamp.Run(context.Background(), stamp.Selection{Paths: []string{b.work}}, intent, opt, func(r *stamp.Result) error {
			if r.Status != stamp.Stamped {
				return fmt.Errorf("%s: %s %s %s", r.Path, r.Status, r.Code, r.Hint)
			}
			t.how[r.How]++
			return nil
		})
		t.took(time.Since(begin), cpuTime()-cpu)
		return err
	}
}

// profiled writes a CPU profile of a turn, if that is wished for, into a file with the
// name of the contender behind its own.
func (b *bench) profiled(name string) (stop func(), err error) {
	if b.profile == "" {
		return func() {}, nil
	}
	f, err := os.Create(b.profile + "." + strings.NewReplacer(" ", "-", ",", "").Replace(name))
	if err != nil {
		return nil, err
	}
	return func() { pprof.StopCPUProfile(); f.Close() }, pprof.StartCPUProfile(f)
}

// exifTool has ExifTool set one property in all files. It does not sync, and the time
// that a sync would take is not counted.
func (b *bench) exifTool(text string) func(*turn) error {
	return func(t *turn) error {
		_, wall, cpu, err := peer.ExifTool("-q", "-overwrite_original", "-XMP-xmpRights:UsageTerms="+text, "-r", b.work)
		t.took(wall, cpu)
		return err
	}
}

// cpuTime is the CPU time that the process has used.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err) // it takes no argument that could be wrong
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// remember takes the digests of the originals' pixels.
func (b *bench) remember() error {
	source := container.NewSource(nil, 0)
	for _, image := range b.images {
		sum, size, err := pixels(source, image.Path)
		if err != nil {
			return err
		}
		b.pixels, b.bytes = append(b.pixels, sum), b.bytes+size
	}
	return nil
}
