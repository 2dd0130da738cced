#!/bin/sh
# How long the import of a register takes. Needs a java of JDK 25 (JAVA_HOME, or on the path).
exec "$(dirname "$0")/java.sh" pk.rahnuma.register.importing.RegisterImportBenchmark "$@"
