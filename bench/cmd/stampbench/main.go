// Command stampbench stamps copies of photographs on a real file system, by the clock:
// as Proviso does it by default, in place, and as ExifTool does it, beside what copying
// the folder takes.
//
//	go run ./cmd/stampbench [-files 200] [-rounds 5] [-dir folder]
//
// Contenders take turns round by round, each on a fresh copy that is synced and in the
// memory of the system. After each turn the files are read: they say what they should,
// and their pixels have the digest that they had. It prints a Markdown table with the
// best and the median round; ratios are of the best, and, in parentheses, of medians.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/proviso-signals/proviso/bench/corpus"
)

func main() {
	files := flag.Int("files", 200, "how many photographs")
	rounds := flag.Int("rounds", 5, "how often each contender has its turn")
	dir := flag.String("dir", os.TempDir(), "a folder on the file system that is measured")
	profile := flag.String("profile", "", "write a CPU profile of our turns to this file")
	flag.Parse()
	if err := run(*dir, *files, *rounds, *profile); err != nil {
		fmt.Fprintln(os.Stderr, "stampbench:", err)
		os.Exit(1)
	}
}

// kinds are what is stamped: mostly photographs with a packet, of which every other has
// padding, and some without one.
var kinds = []corpus.ImageKind{corpus.Photograph, corpus.Photograph, corpus.Photograph, corpus.Photograph, corpus.Camera}

func run(dir string, files, rounds int, profile string) error {
	dir, err := os.MkdirTemp(dir, "stampbench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	b := &bench{dir: dir, original: filepath.Join(dir, "original"), work: filepath.Join(dir, "work"), profile: profile}
	if b.images, err = corpus.Images(b.original, files, kinds...); err != nil {
		return err
	}
	if err := b.remember(); err != nil {
		return err
	}
	for round := range rounds {
		if err := b.round(); err != nil {
			return err
		}
		fmt.Fprintf(os.Stderr, "round %d of %d\n", round+1, rounds)
	}
	b.print(os.Stdout)
	return nil
}
