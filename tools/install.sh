#!/usr/bin/env bash
# Installs the programs that some tests ask for: real servers to configure, and a
# browser to look with. Only on Debian and its kin, and only with the rights to. Where
# that cannot be, the tests that need them say what they skip.
set -euo pipefail
missing=()
have() { command -v "$1" >/dev/null || [ -x "/usr/sbin/$1" ]; }
have nginx || missing+=(nginx-light)
have apache2 || missing+=(apache2)
have caddy || missing+=(caddy)
have chromium || have google-chrome || missing+=(chromium)
if [ ${#missing[@]} -eq 0 ]; then
	echo "all there"
	exit 0
fi
sudo=
[ "$(id -u)" = 0 ] || sudo=$(command -v sudo || true)
if ! command -v apt-get >/dev/null || { [ "$(id -u)" != 0 ] && [ -z "$sudo" ]; }; then
	echo "SKIPPED: cannot install ${missing[*]}"
	exit 0
fi
# Packages must not start their servers: tests start their own.
export DEBIAN_FRONTEND=noninteractive
policy=/usr/sbin/policy-rc.d
[ -e "$policy" ] || { printf '#!/bin/sh\nexit 101\n' | $sudo tee "$policy" >/dev/null && $sudo chmod +x "$policy"; }
$sudo apt-get update -q || true
for package in "${missing[@]}"; do
	$sudo apt-get install -y -q --no-install-recommends "$package" || echo "SKIPPED: $package could not be installed"
done
