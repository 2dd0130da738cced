package pk.rahnuma.cli;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;

/// Prints the progress of a long operation once a second; nothing for a short one.
final class TerminalProgress {

    private static final long REPORT_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final PrintWriter out;
    private long said;
    private long rows;

    TerminalProgress(PrintWriter out) {
        this.out = out;
    }

    void countRow(String table) {
        countRows(1, table);
    }

    void countRows(int more, String table) {
        if (rows == 0) {
            said = System.nanoTime();
        }
        rows += more;
        if (System.nanoTime() - said > REPORT_INTERVAL_NANOS) {
            said = System.nanoTime();
            out.printf("  %,d rows, now %s%n", rows, table);
            out.flush();
        }
    }

    long totalRows() {
        return rows;
    }
}
