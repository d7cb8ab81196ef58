#!/usr/bin/env bash
# Marks a folder of photographs, passes it through three tools that strip metadata, and
# shows what survived: the transcript in docs/stripped.md, which this writes. Needs
# jpegtran, ImageMagick and cwebp:
#
#   apt-get install libjpeg-turbo-progs imagemagick webp
set -euo pipefail
cd "$(dirname "$0")/.."
page=$PWD/docs/stripped.md photos=$PWD/examples/photos
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
go build -o "$work/bin/proviso" ./cmd/proviso
mkdir "$work/photos" && cp "$photos"/tide.jpg "$work/photos/tide.jpg"
convert -size 320x200 gradient:navy-orange -quality 90 "$work/photos/dusk.jpg"
convert -size 200x320 gradient:khaki-teal -quality 90 "$work/photos/dune.jpg"
cd "$work"
export PATH="$work/bin:$PATH" NO_COLOR=1

show() { # a command, and what it prints
	printf '$ %s\n' "$*"
	eval "$*" 2>&1 || printf '(exit %d)\n' $?
	printf '\n'
}

{
	cat <<'TEXT'
# What survives

Three photographs are marked, passed through three common tools that strip metadata,
and compared with what came out. `tools/stripped.sh` writes this page.

```text
TEXT
	show "proviso stamp --preset 'credit me' --declaration https://harbour.example/ai --pointer always photos"
	show "mkdir jpegtran magick webp; for f in photos/*.jpg; do n=\$(basename \$f .jpg); jpegtran -copy none -outfile jpegtran/\$n.jpg \$f; convert \$f -strip -resize 50% magick/\$n.jpg; cwebp -quiet \$f -o webp/\$n.webp; done"
	show "proviso check photos"
	show "proviso check jpegtran magick webp"
	show "proviso check --original photos/tide.jpg --delivered jpegtran/tide.jpg"
	show "proviso check --original photos/tide.jpg --delivered magick/tide.jpg"
	show "proviso check --original photos/tide.jpg --delivered webp/tide.webp"
	show "cwebp -quiet -metadata all photos/tide.jpg -o webp/kept.webp"
	show "proviso check --original photos/tide.jpg --delivered webp/kept.webp"
	cat <<'TEXT'
```

Nothing in a file survives a tool that is told, or built, to drop it. What helps: keep
metadata where the tool has a switch for it, as above; say the same where the copy is
served, in a header; and state it for the whole site, which a copy elsewhere cannot carry.
TEXT
} | sed -e 's/[[:space:]]*$//' >"$page"
