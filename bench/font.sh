#!/bin/bash
# Makes the font of Urdu, a part of Noto Nastaliq Urdu (SIL Open Font License 1.1), for src/main/resources/pk/rahnuma/web:
# the letters, marks and digits that Urdu is written with, without those of other languages and without hints.
# Needs npm, and Debian's python3-fonttools and python3-brotli.
set -euo pipefail
package=@fontsource/noto-nastaliq-urdu@5.3.0
letters=U+0020,U+00A0,U+060C,U+061B,U+061F,U+0621-063A,U+0641-0652,U+0654,U+0670,U+0679,U+067E,U+0686,U+0688,U+0691,U+0698
letters+=,U+06A9,U+06AF,U+06BA,U+06BE,U+06C1-06C3,U+06CC,U+06D2-06D4,U+06F0-06F9,U+200C-200D
pages=$(cd "$(dirname "$0")/../src/main/resources/pk/rahnuma/web" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
(cd "$folder" && npm pack --silent "$package" > name && tar xzf "$(cat name)")
/usr/bin/python3 -m fontTools.subset "$folder/package/files/noto-nastaliq-urdu-arabic-400-normal.woff2" \
  --unicodes="$letters" --flavor=woff2 --no-hinting --output-file="$pages/nastaliq.woff2"
cp "$folder/package/LICENSE" "$pages/nastaliq-OFL.txt"
ls -l "$pages/nastaliq.woff2"
