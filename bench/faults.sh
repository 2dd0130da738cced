#!/bin/sh
# The fault test in its long form; README.md in this folder tells its options. Ends with 1 when anything is lost,
# doubled or out of order. Needs a java of JDK 25 (JAVA_HOME, or on the path).
set -e
cd "$(dirname "$0")/.."
mvn -B -q -o test-compile dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile=target/bench.classpath
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -XX:+UseSerialGC -Xmx1g --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow -Djava.net.preferIPv4Stack=true "$@" \
    -cp "target/test-classes:target/classes:$(cat target/bench.classpath)" pk.rahnuma.faults.run.LongFaultRun
