#!/bin/sh
# Compiles the tree and runs a class of its tests with the arguments behind it; $BENCH_JAVA has further options of java.
set -e
cd "$(dirname "$0")/.."
mvn -B -q -o test-compile dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile=target/bench.classpath
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx1g --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow $BENCH_JAVA \
    -cp "target/test-classes:target/classes:$(cat target/bench.classpath)" "$@"
