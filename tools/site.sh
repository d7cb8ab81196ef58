#!/usr/bin/env bash
# Builds the documentation site, publishes on it what site/proviso.toml declares,
# serves it on this machine, and verifies it from outside; then looks at its pages in
# a real browser, where there is one. Proviso is its own first user.
#
#	tools/site.sh           # the site is left in site/public
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT

go build -o "$work/proviso" ./cmd/proviso
go build -C tools -o "$work/site" ./site

rm -rf site/public site/.proviso
"$work/site" -root . -out site/public
"$work/proviso" apply --yes site/proviso.toml >"$work/applied"
tail -1 "$work/applied"
"$work/proviso" plan --check site/proviso.toml >/dev/null # nothing is left to do

"$work/site" -serve site/public -listen 127.0.0.1:0 >"$work/address" &
server=$!
for _ in $(seq 50); do [ -s "$work/address" ] && break; sleep 0.1; done
url=$(cat "$work/address")
"$work/proviso" verify --allow-private site/proviso.toml "$url" --page /docs/declaring.html

browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
if [ -z "$browser" ]; then
	echo "SKIPPED: there is no browser, so nobody has looked at the pages (Debian: apt-get install chromium)"
	exit 0
fi
# Each page is laid out at the width of a phone. What is wider than the window would
# have to be scrolled sideways, and what the browser complains of is a mistake of ours.
for page in $(cd site/public && find . -name '*.html' | sed 's|^\./||' | sort); do
	"$browser" --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=390,844 --enable-logging=stderr --v=0 \
		--virtual-time-budget=2000 --screenshot="$work/shot.png" "$url$page" 2>"$work/log" || { cat "$work/log"; exit 1; }
	if grep -q 'CONSOLE' "$work/log"; then echo "$page:"; grep CONSOLE "$work/log"; exit 1; fi
	[ -s "$work/shot.png" ] || { echo "$page: the browser has shown nothing"; exit 1; }
done
echo "looked at in a browser: $(find site/public -name '*.html' | wc -l) pages"
