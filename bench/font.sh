#!/bin/bash
# Makes the fonts of Urdu, parts of Noto Nastaliq Urdu (SIL Open Font License 1.1) without hints, under
# src/main/resources/pk/rahnuma. For pages, web/nastaliq.woff2: the letters, marks and digits that Urdu is written with. For
# certificates, register/certificate/nastaliq.ttf, since the JDK reads no WOFF: all of the Arabic block, as names may be
# written in Sindhi or Pashto.
# Needs npm, and Debian's python3-fonttools and python3-brotli.
set -euo pipefail
package=@fontsource/noto-nastaliq-urdu@5.3.0
letters=U+0020,U+00A0,U+060C,U+061B,U+061F,U+0621-063A,U+0641-0652,U+0654,U+0670,U+0679,U+067E,U+0686,U+0688,U+0691,U+0698
letters+=,U+06A9,U+06AF,U+06BA,U+06BE,U+06C1-06C3,U+06CC,U+06D2-06D4,U+06F0-06F9,U+200C-200D
resources=$(cd "$(dirname "$0")/../src/main/resources/pk/rahnuma" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
(cd "$folder" && npm pack --silent "$package" > name && tar xzf "$(cat name)")
subset() {
  /usr/bin/python3 -m fontTools.subset "$folder/package/files/noto-nastaliq-urdu-arabic-400-normal.woff2" --no-hinting "$@"
}
subset --unicodes="$letters" --flavor=woff2 --output-file="$resources/web/nastaliq.woff2"
subset --unicodes=U+0020,U+00A0,U+0600-06FF,U+200C-200D --output-file="$resources/register/certificate/nastaliq.ttf"
for place in web register/certificate; do
  cp "$folder/package/LICENSE" "$resources/$place/nastaliq-OFL.txt"
done
ls -l "$resources"/*/nastaliq.woff2 "$resources"/*/*/nastaliq.ttf
