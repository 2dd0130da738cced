#!/bin/sh
# Size of the code by top package: files, lines that are neither blank nor comments, packages, types, and imports between
# top packages. Needs a JDK 25 (JAVA_HOME, or on the path).
set -e
cd "$(dirname "$0")/.."
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" bench/size/CodeSize.java src/main/java src/test/java
