#!/bin/sh
# Lists of lines among a hundred thousand of companies. Needs a java of JDK 25 (JAVA_HOME, or on the path).
exec "$(dirname "$0")/java.sh" pk.rahnuma.bench.LineListBenchmark "$@"
