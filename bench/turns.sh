#!/bin/sh
# Turns per second through the whole of a turn, without a channel. Needs a java of JDK 25 (JAVA_HOME, or on the path).
exec "$(dirname "$0")/java.sh" pk.rahnuma.bench.TurnBenchmark "$@"
