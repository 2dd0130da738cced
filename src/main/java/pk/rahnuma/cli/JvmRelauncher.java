package pk.rahnuma.cli;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Restarts the JVM with the options that this program needs, since a jar cannot declare them: the process replaces
/// itself by `execv`. It costs a tenth of a second; with the AOT cache that the build writes beside the jar, the start
/// then takes half the time.
///
/// Only a plain `java -jar …` on Linux is restarted. Options on the command line or in the variables that Java reads
/// are left as they are.
public final class JvmRelauncher {

    /// Options for a small machine: the heap starts small, grows as needed, and returns unused memory.
    static final List<String> JVM_OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-Xms64m",
            "-Xmn32m",
            "-XX:MinHeapFreeRatio=15",
            "-XX:MaxHeapFreeRatio=30",
            "-XX:-ShrinkHeapInSteps",
            "-XX:ReservedCodeCacheSize=64m",
            "-XX:TrimNativeHeapInterval=1000",
            // A thread that ran out of memory may leave anything half done: the service manager starts a new process.
            "-XX:+ExitOnOutOfMemoryError",
            // Protobuf still uses sun.misc.Unsafe; Java would print four lines of warnings.
            "--sun-misc-unsafe-memory-access=allow");

    private static final List<String> OPTION_VARIABLES =
            List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");
    private static final Path COMMAND_LINE_FILE = Path.of("/proc/self/cmdline");
    private static final Path EXECUTABLE_LINK = Path.of("/proc/self/exe");

    private JvmRelauncher() {}

    /// Does not return where the process restarts. Where a restart is not wanted or not possible, it returns, and the
    /// program continues.
    public static void relaunchIfNeeded() {
        if (!Files.isReadable(COMMAND_LINE_FILE)) {
            return;
        }
        try {
            List<String> line = List.of(Files.readString(COMMAND_LINE_FILE).split("\0"));
            if (isPlainJarStart(line, System.getenv())) {
                replaceProcess(EXECUTABLE_LINK.toRealPath(), withOptions(JVM_OPTIONS, line));
            }
        } catch (IOException e) {
            // Nothing depends on it.
        }
    }

    /// Tells whether the program was started without options.
    ///
    /// @param line the command line: the program and its arguments
    static boolean isPlainJarStart(List<String> line, Map<String, String> environment) {
        return line.size() > 2
                && line.get(1).equals("-jar")
                && OPTION_VARIABLES.stream().noneMatch(environment::containsKey);
    }

    /// Command line with the options, and with the cache where there is one.
    static List<String> withOptions(List<String> options, List<String> line) {
        List<String> all = new ArrayList<>(line.subList(0, 1));
        all.addAll(options);
        Path cache = Path.of(line.get(2).replaceFirst("\\.jar$", "") + ".aot");
        if (Files.isReadable(cache)) {
            // A cache of another JDK or jar is ignored silently.
            all.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off"));
        }
        all.addAll(line.subList(1, line.size()));
        return all;
    }

    /// Replaces the process. Returns only when that fails.
    private static void replaceProcess(Path program, List<String> line) {
        Linker linker = Linker.nativeLinker();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment arguments = arena.allocate(ValueLayout.ADDRESS, line.size() + 1L);
            for (int i = 0; i < line.size(); i++) {
                arguments.setAtIndex(ValueLayout.ADDRESS, i, arena.allocateFrom(line.get(i)));
            }
            arguments.setAtIndex(ValueLayout.ADDRESS, line.size(), MemorySegment.NULL);
            MethodHandle execv = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("execv"),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
            int failed = (int) execv.invokeExact(arena.allocateFrom(program.toString()), arguments);
            System.err.println("rahnuma: continues with Java's default options (" + failed + ")");
        } catch (Throwable e) {
            throw new IllegalStateException("cannot begin again as " + program, e);
        }
    }
}
