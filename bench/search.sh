#!/bin/sh
# How long staff wait for a search among a million applications. Needs a java of JDK 25 (JAVA_HOME, or on the path).
exec "$(dirname "$0")/java.sh" pk.rahnuma.registration.decision.ApplicationSearchBenchmark "$@"
