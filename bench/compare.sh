#!/bin/sh
# What a change costs: other commits beside this tree, by turns, each on several starts:
#   bench/compare.sh COMMIT...        # ROUNDS=5 WARM_UP=60 SECONDS_EACH=20 BOT=rahnuma (or rahnuma-mariadb)
# Needs git, Maven, a JDK 25 (JAVA_HOME, or on the path) and Debian's mariadb-server. See README.md beside this.
set -e
cd "$(dirname "$0")/.."
java="${JAVA_HOME:+$JAVA_HOME/bin/}"
[ $# -gt 0 ] || { sed -n '2,4s/^# *//p' "$0"; exit 2; }

# The build of a commit is kept for the next comparison.
builds=
for commit in "$@"; do
    hash=$(git rev-parse --short=8 --verify "$commit^{commit}")
    folder=target/compare/$hash
    if [ ! -f "$folder/target/rahnuma.jar" ]; then
        git worktree prune
        rm -rf "$folder"
        git worktree add -q --detach "$folder" "$hash"
        (cd "$folder" && mvn -B -q package -DskipTests)
    fi
    builds="$builds $folder"
done
mvn -B -q package -DskipTests
for folder in $builds .; do
    mkdir -p "$folder/target/bench"
    rm -rf "$folder/target/bench/scripts"
    cp -r "$folder/bot-scripts" "$folder/target/bench/scripts"
    cp -r "$folder/bench/scripts/." "$folder/target/bench/scripts/"
done
rm -rf target/bench/classes
"${java}javac" -d target/bench/classes bench/load/*.java
exec "${java}java" -Xmx512m -XX:+UseSerialGC -cp target/bench/classes load.CommitBenchmark \
    "${ROUNDS:-5}" "${WARM_UP:-60}" "${SECONDS_EACH:-20}" $builds .
