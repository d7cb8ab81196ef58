package main

import (
	"bytes"
	"context"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/vectors"
)

// consoleBlock is a fenced block with a command and what it prints.
var consoleBlock = regexp.MustCompile("(?s)```console\n\\$ ([^\n]*)\n(.*?)```")

// TestReadme runs the commands that README.md shows and compares what they print,
// or with -update puts it there.
func TestReadme(t *testing.T) {
	const readme = "../../README.md"
	page, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir("../..")
	list, err := vectors.Load()
	if err != nil {
		t.Fatal(err)
	}
	page = regexp.MustCompile(`\| (\d+|\{\{vectors\}\}) \[conformance`).ReplaceAll(page, []byte("| "+strconv.Itoa(len(list))+" [conformance"))
	blocks := 0
	fresh := consoleBlock.ReplaceAllFunc(page, func(block []byte) []byte {
		blocks++
		command := string(consoleBlock.FindSubmatch(block)[1])
		return []byte("```console\n$ " + command + "\n" + printed(t, command) + "```")
	})
	if blocks < 3 {
		t.Errorf("README shows %d commands, want three", blocks)
	}
	t.Chdir("cmd/proviso")
	if *update {
		if err := os.WriteFile(readme, fresh, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want, err := os.ReadFile(readme); err != nil || !bytes.Equal(fresh, want) {
		t.Errorf("README.md shows something else than is printed: run go test ./cmd/proviso -update (%v)", err)
	}
}

// printed runs a pipeline of our own commands, as written for a shell.
func printed(t *testing.T, command string) string {
	t.Helper()
	var in bytes.Buffer
	for stage := range strings.SplitSeq(command, " | ") { // no stage has " | " inside
		if pattern, found := strings.CutPrefix(stage, "grep -oE "); found {
			matches := regexp.MustCompile(words(pattern)[0]).FindAllString(in.String(), -1)
			in = *bytes.NewBufferString(strings.Join(matches, "\n") + "\n")
			continue
		}
		args, ours := strings.CutPrefix(stage, "go run ./cmd/proviso ")
		if !ours {
			t.Fatalf("README runs %q, which this test cannot", stage)
		}
		var out, errs bytes.Buffer
		run(context.Background(), words(args), streams{&in, &out, &errs})
		if errs.Len() > 0 {
			t.Errorf("%s: %s", stage, errs.String())
		}
		in = out
	}
	return in.String()
}

// words splits a command line at spaces, minding single quotes.
func words(line string) []string {
	var list []string
	for i, part := range strings.Split(line, "'") {
		if i%2 == 1 {
			list = append(list, part)
			continue
		}
		list = append(list, strings.Fields(part)...)
	}
	return list
}
