#!/bin/sh
# Attacks on a desk, with 40 people chatting beside them: README.md beside this. Loopback only; every attack is bounded
# in count and time. Needs a JDK 25 (JAVA_HOME, or on the path). Ends with 1 when a node ended, people were refused, or
# waited too long.
set -e
cd "$(dirname "$0")/.."
java="${JAVA_HOME:+$JAVA_HOME/bin/}"
[ -f target/rahnuma.jar ] || mvn -B -q package -DskipTests
mkdir -p target/bench
rm -rf target/bench/classes
"${java}javac" -d target/bench/classes bench/load/*.java
exec "${java}java" -Xmx512m -XX:+UseSerialGC -cp target/bench/classes load.AttackBenchmark "$@"
