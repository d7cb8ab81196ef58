#!/usr/bin/env bash
# Runs every fuzz target of the module one after the other, each for the time
# given: tools/fuzz.sh 10m. Stops at the first finding.
set -euo pipefail
cd "$(dirname "$0")/.."
time=${1:-30s}
grep -rl --include='*_test.go' '^func Fuzz' . | grep -v '^./bench/' | sort | while read -r file; do
	grep -o '^func Fuzz[A-Za-z0-9_]*' "$file" | while read -r _ target; do
		echo "== $(dirname "$file") $target for $time"
		go test -run '^$' -fuzz "^$target\$" -fuzztime "$time" "$(dirname "$file")"
	done
done
