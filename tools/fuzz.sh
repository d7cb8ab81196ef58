#!/usr/bin/env bash
# Runs every fuzz target of the module one after the other, each for the time or
# the number of inputs given: tools/fuzz.sh 10m, tools/fuzz.sh 10000x. Stops at the
# first finding.
#
# A time that runs out while an input is being tried now and then makes the fuzzer
# itself report "context deadline exceeded" as a failure, which is no finding
# (golang/go#75804). A number of inputs does not.
set -euo pipefail
cd "$(dirname "$0")/.."
amount=${1:-30s}
grep -rl --include='*_test.go' '^func Fuzz' . | grep -v '^./bench/' | sort | while read -r file; do
	grep -o '^func Fuzz[A-Za-z0-9_]*' "$file" | while read -r _ target; do
		echo "== $(dirname "$file") $target for $amount"
		go test -run '^$' -fuzz "^$target\$" -fuzztime "$amount" -fuzzminimizetime 20x "$(dirname "$file")"
	done
done
