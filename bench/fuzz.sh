#!/bin/sh
# Fuzzes each parser of bytes from outside for so long, one after the other: bench/fuzz.sh [duration, 7m if not given;
# nine targets take an hour]. What it learns stays in target/fuzz and is used by the next run; what
# it finds is in the failure, as Base64.
set -e
cd "$(dirname "$0")/.."
exec mvn -B -q test -Dexcluded.groups= -Dtest=FuzzTargetsTest -Dsurefire.failIfNoSpecifiedTests=false \
    -Dfuzz.duration="${1:-7m}" -Dfuzz.corpus="$PWD/target/fuzz"
