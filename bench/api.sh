#!/bin/sh
# Signed-in status against a bare route with one query, guidance search, and the memory of 1,000 listeners. Needs a java
# of JDK 25 (JAVA_HOME, or on the path).
exec "$(dirname "$0")/java.sh" pk.rahnuma.bench.ApiBenchmark "$@"
