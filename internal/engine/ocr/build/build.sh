#!/bin/sh
# Makes ../ocr.wasm from Debian 12's sources of Tesseract and Leptonica, and
# ../models from its packages of languages. It needs Debian 12 with source
# packages enabled (deb-src) and, installed:
#
#   apt-get install clang-19 lld-19 wasi-libc libc++-19-dev-wasm32 \
#     libc++abi-19-dev-wasm32 libclang-rt-19-dev-wasm32 dpkg-dev make \
#     tesseract-ocr-eng tesseract-ocr-deu tesseract-ocr-fra tesseract-ocr-spa \
#     tesseract-ocr-ita tesseract-ocr-nld tesseract-ocr-slv
#
# The same versions give the same bytes in whatever folder: the module in the
# repository is of clang-19 1:19.1.7-3~deb12u1 (and what is built with it) and
# wasi-libc 0.0~git20220510.9886d3d-2. A test holds the module against
# ../ocr.wasm.sha256, which this writes: `git diff --exit-code ..` afterwards
# tells whether the build is the repository's. It takes four minutes of one core.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cd "$work"
apt-get source tesseract=5.3.0-2 leptonlib=1.82.0-3
patch -d tesseract-5.3.0 -p1 <"$here/tesseract.patch"
make -C "$here" -j"$(nproc)" S="$work" O="$work/out"
cp "$work/out/ocr.wasm" "$here/../ocr.wasm"
(cd "$here/.." && sha256sum ocr.wasm >ocr.wasm.sha256)

mkdir -p "$here/../models"
for language in eng deu fra spa ita nld slv; do
	gzip -9nc "/usr/share/tesseract-ocr/5/tessdata/$language.traineddata" >"$here/../models/$language.traineddata.gz"
done
