package pk.rahnuma.faults.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// All [ServiceInterruption]s of a run, with the messages in the chats before each.
final class ServiceInterruptions {

    /// Time within which the result of a send is recorded, while the database is available.
    private static final long RECORDING_DELAY_NANOS = Duration.ofSeconds(3).toNanos();
    private static final long SNAPSHOT_INTERVAL_NANOS = Duration.ofMillis(200).toNanos();

    private final ConcurrentApplicants crowd;
    private final List<ServiceInterruption> all = new ArrayList<>();
    /// Number of messages in each chat, by time.
    private final NavigableMap<Long, Map<Long, Integer>> seen = new TreeMap<>();

    /// Begin of the last outage of the database.
    private long begun = Long.MIN_VALUE;
    private long ended = Long.MIN_VALUE;

    ServiceInterruptions(ConcurrentApplicants crowd) {
        this.crowd = crowd;
    }

    /// Takes a snapshot; called continuously.
    void takeSnapshot() {
        long now = System.nanoTime();
        if (seen.isEmpty() || now - seen.lastKey() > SNAPSHOT_INTERVAL_NANOS) {
            seen.put(now, crowd.countMessages());
        }
    }

    void processKilled() {
        all.add(at(true, System.nanoTime()));
    }

    void databaseStopped() {
        begun = System.nanoTime();
        all.add(at(false, begun));
    }

    void databaseRestarted() {
        ended = System.nanoTime();
    }

    private ServiceInterruption at(boolean kill, long now) {
        long since = now - RECORDING_DELAY_NANOS;
        if (kill && ended != Long.MIN_VALUE && ended > since) {
            since = Math.min(since, begun - RECORDING_DELAY_NANOS);
        }
        Map.Entry<Long, Map<Long, Integer>> before = seen.floorEntry(since);
        return new ServiceInterruption(kill, before == null ? Map.of() : before.getValue(), crowd.countMessages());
    }

    List<ServiceInterruption> allInterruptions() {
        return all;
    }
}
