// Command compare holds Proviso against its peers: first that the answers are
// equal, and only then how long they take. It prints a Markdown table and, last,
// one line of JSON with the same figures.
//
//	go run ./cmd/compare [-rounds 9] [-slice 40ms]
//	go run ./cmd/compare -images 400
//
// With -images it compares reading that many image files, and nothing else.
//
// Times are CPU times of the process, garbage collection included, on one
// processor; contenders take turns round by round.
package main

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"time"

	"github.com/proviso-signals/proviso/bench/peer"
)

func main() {
	rounds := flag.Int("rounds", 9, "how often each contender has its turn")
	slice := flag.Duration("slice", 40*time.Millisecond, "how long a turn is, at least")
	images := flag.Int("images", 0, "compare reading this many image files instead")
	flag.Parse()
	if *images > 0 {
		runtime.GOMAXPROCS(1)
		if err := compareImages(*images, *rounds, *slice); err != nil {
			fmt.Fprintln(os.Stderr, "compare:", err)
			os.Exit(1)
		}
		return
	}
	if err := run(*rounds, *slice); err != nil {
		fmt.Fprintln(os.Stderr, "compare:", err)
		os.Exit(1)
	}
}

func run(rounds int, slice time.Duration) error {
	runtime.GOMAXPROCS(1)
	oracle, err := peer.StartOracle()
	if err != nil {
		return err
	}
	if oracle == nil {
		fmt.Fprintf(os.Stderr, "compare: %s is not set, so google/robotstxt takes no part\n", peer.OracleVariable)
	} else {
		defer oracle.Close()
	}
	gate, err := equal(oracle)
	if err != nil {
		return err
	}
	fmt.Print(gate)
	var heats []heat
	heats = append(heats, robotsHeats(oracle)...)
	heats = append(heats, expressionHeats()...)
	results := make([]result, 0, len(heats))
	for _, h := range heats {
		r, err := h.run(rounds, slice)
		if err != nil {
			return err
		}
		results = append(results, r)
	}
	printTable(os.Stdout, results)
	return printMachineLine(os.Stdout, results)
}
