#!/bin/sh
# The whole desk under load, and its peers: see README.md beside this. Needs a JDK 25 (JAVA_HOME, or on the path).
set -e
cd "$(dirname "$0")/.."
java="${JAVA_HOME:+$JAVA_HOME/bin/}"
[ -f target/rahnuma.jar ] || mvn -B -q package -DskipTests
[ -d bench/peers/grammy/node_modules ] || ! command -v npm > /dev/null || (cd bench/peers/grammy && npm ci --silent)
mkdir -p target/bench
rm -rf target/bench/scripts target/bench/classes
cp -r bot-scripts target/bench/scripts
cp -r bench/scripts/. target/bench/scripts/
"${java}javac" -d target/bench/classes bench/load/*.java
exec "${java}java" -Xmx512m -XX:+UseSerialGC -cp target/bench/classes load.LoadBenchmark "$@"
