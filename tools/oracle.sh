#!/usr/bin/env bash
# Has other people's programs judge what Proviso writes into other people's files:
# installs the programs that are missing, fetches public test sets, and runs the
# oracle tests over them. docs/oracles.md tells what is judged. What cannot be had is
# skipped loudly. Nothing is put into this tree: the files, with their licences, stay in
# $XDG_CACHE_HOME/proviso-oracle, and so does the npm package.
#
# tools/oracle.sh           all of it
# tools/oracle.sh ./stamp   the tests of one package
set -euo pipefail
cd "$(dirname "$0")/.."
cache=${XDG_CACHE_HOME:-$HOME/.cache}/proviso-oracle
mkdir -p "$cache/corpus" "$cache/npm"
skip() { printf 'SKIPPED: %s\n' "$*" >&2; }

# program package, one pair a line
programs='exiftool libimage-exiftool-perl
exiv2 exiv2
heif-convert libheif-examples
dwebp webp
avifdec libavif-bin
djxl libjxl-tools
convert imagemagick
tiffcp libtiff-tools
rsvg-convert librsvg2-bin
djpeg libjpeg-turbo-progs'

missing=()
while read -r program package; do
	command -v "$program" >/dev/null || missing+=("$package")
done <<<"$programs"
if ((${#missing[@]})) && command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
	echo "== installing ${missing[*]}"
	apt-get update -qq || skip "apt-get update failed"
	for package in "${missing[@]}"; do # one by one: a release may lack one
		DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends "$package" >/dev/null ||
			skip "$package cannot be installed"
	done
fi
while read -r program package; do
	command -v "$program" >/dev/null || skip "$program is missing: apt-get install $package, as root"
done <<<"$programs"

C2PA_WASM=$cache/npm/node_modules/@contentauth/c2pa-wasm
if [ ! -d "$C2PA_WASM" ] && command -v npm >/dev/null; then
	echo "== installing @contentauth/c2pa-wasm"
	npm install --silent --no-fund --no-audit --prefix "$cache/npm" @contentauth/c2pa-wasm || true
fi
[ -d "$C2PA_WASM" ] || { C2PA_WASM=; skip "C2PA manifests are not validated: npm cannot install @contentauth/c2pa-wasm"; }

# The test sets: repository and folder. The files at the top come along, with the
# licence among them. One that is in the cache is used as it is.
while read -r repository folder; do
	to=$cache/corpus/${repository/\//+}
	[ ! -d "$to" ] || continue
	echo "== fetching $repository $folder"
	if ! { git clone --quiet --depth 1 --filter=blob:none --sparse "https://github.com/$repository" "$to.part" &&
		git -C "$to.part" sparse-checkout set ${folder:+"$folder"} &&
		{ [ -n "$folder" ] || git -C "$to.part" sparse-checkout disable; } &&
		mv "$to.part" "$to"; }; then
		rm -rf "$to.part"
		skip "$repository cannot be fetched"
	fi
done <<'END'
exiftool/exiftool t/images
Exiv2/exiv2 test/data
google/libultrahdr tests/data
c2pa-org/public-testfiles
contentauth/c2pa-rs sdk/tests/fixtures
AOMediaCodec/libavif tests/data
bep/imagemeta testdata
python-pillow/Pillow Tests/images
END

export C2PA_WASM CONTAINER_CORPUS=$cache/corpus C2PA_CORPUS=$cache/corpus
packages=("$@")
((${#packages[@]})) || packages=(./stamp/... ./container/... ./internal/c2pa/...)
echo "== judging"
# -v shows what was skipped and the totals; the packages run one after the other, since
# each starts as many programs as there are processors.
go test -count 1 -p 1 -timeout 2h -v -run 'Oracle|Corpus|ExifTool|Exiv2|Lib|Reads|Encoder' "${packages[@]}" |
	grep -v -E '^(=== |\s*--- PASS)|: refused: '
