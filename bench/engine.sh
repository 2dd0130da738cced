#!/bin/sh
# Steps per second of the dialog engine alone, by JMH, whose options it takes. Needs a java of JDK 25 (JAVA_HOME, or on
# the path).
set -e
cd "$(dirname "$0")/.."
mvn -B -q test-compile dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile=target/bench.classpath
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "target/test-classes:target/classes:$(cat target/bench.classpath)" \
    org.openjdk.jmh.Main EngineBenchmark "$@"
