package load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// Statistics of Linux about processes: CPU time and memory.
final class ProcessStatistics {

    private static final double TICKS_PER_SECOND = 100;
    private static final int FLUSH_COUNT = 200;

    private ProcessStatistics() {}

    /// CPU time of a process in seconds.
    static double cpuSeconds(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    /// CPU time of the whole machine in seconds.
    static double totalCpuSeconds() throws IOException {
        String[] fields = Files.readAllLines(Path.of("/proc/stat")).getFirst().split(" +");
        long used = 0;
        for (int i : new int[] {1, 2, 3, 6, 7}) {
            used += Long.parseLong(fields[i]);
        }
        return used / TICKS_PER_SECOND;
    }

    /// Resident memory of a process in megabytes.
    static long residentMegabytes(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
            }
        }
        return 0;
    }

    /// Median time to write and flush a small block, in milliseconds: the minimum cost of a commit.
    static double medianFlushMillis(Path folder) throws IOException {
        Path file = folder.resolve("flush");
        long[] nanos = new long[FLUSH_COUNT];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int i = 0; i < FLUSH_COUNT; i++) {
                long start = System.nanoTime();
                channel.write(ByteBuffer.allocate(512));
                channel.force(false);
                nanos[i] = System.nanoTime() - start;
            }
        }
        Files.delete(file);
        Arrays.sort(nanos);
        return nanos[FLUSH_COUNT / 2] / 1e6;
    }
}
