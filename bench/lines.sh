#!/bin/sh
# Lists of lines among a hundred thousand of companies. Needs a java of JDK 25 (JAVA_HOME, or on the path).
set -e
cd "$(dirname "$0")/.."
mvn -B -q -o test-compile dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile=target/bench.classpath
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx1g --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow $BENCH_JAVA \
    -cp "target/test-classes:target/classes:$(cat target/bench.classpath)" \
    pk.rahnuma.bench.LineListBenchmark "$@"
