package pk.rahnuma.faults.run;

import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import pk.rahnuma.MariaDbServer;

/// Database server that hangs, is stopped, and is killed, in turn, and returns after a while.
final class DatabaseOutages {

    private static final long MIN_OUTAGE_NANOS = 500_000_000L;
    private static final long MAX_OUTAGE_NANOS = 9_000_000_000L;

    private final MariaDbServer server;
    private final Random random;
    private int hung;
    private int stopped;
    private int killed;

    DatabaseOutages(MariaDbServer server, Random random) {
        this.server = server;
        this.random = random;
    }

    MariaDbServer server() {
        return server;
    }

    /// Causes an outage and returns when it is over.
    ///
    /// @param gone runs during the outage
    void causeOutage(Runnable gone) {
        int kind = (hung + stopped + killed) % 3;
        switch (kind) {
            case 0 -> {
                server.killProcess();
                killed++;
            }
            case 1 -> {
                server.suspendProcess();
                hung++;
            }
            default -> {
                server.stop();
                stopped++;
            }
        }
        gone.run();
        LockSupport.parkNanos(random.nextLong(MIN_OUTAGE_NANOS, MAX_OUTAGE_NANOS));
        if (kind == 1) {
            server.resumeProcess();
        } else {
            server.start();
        }
    }

    @Override
    public String toString() {
        return "the database was killed %d times, stopped %d times, and hung %d times".formatted(killed, stopped, hung);
    }
}
