package pk.rahnuma.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// All [ServiceInterruption]s of a run, and what the chats had shown before each.
final class ServiceInterruptions {

    /// So soon it is noted what came of a send, while there is a database to note it in.
    private static final long NOTED_NANOS = Duration.ofSeconds(3).toNanos();
    private static final long OFTEN_NANOS = Duration.ofMillis(200).toNanos();

    private final ConcurrentApplicants crowd;
    private final List<ServiceInterruption> all = new ArrayList<>();
    /// Lines in each chat, by the time.
    private final NavigableMap<Long, Map<Long, Integer>> seen = new TreeMap<>();

    /// The last outage of the database.
    private long begun = Long.MIN_VALUE;
    private long ended = Long.MIN_VALUE;

    ServiceInterruptions(ConcurrentApplicants crowd) {
        this.crowd = crowd;
    }

    /// To be called all the time.
    void look() {
        long now = System.nanoTime();
        if (seen.isEmpty() || now - seen.lastKey() > OFTEN_NANOS) {
            seen.put(now, crowd.seen());
        }
    }

    void killed() {
        all.add(at(true, System.nanoTime()));
    }

    void databaseGone() {
        begun = System.nanoTime();
        all.add(at(false, begun));
    }

    void databaseBack() {
        ended = System.nanoTime();
    }

    private ServiceInterruption at(boolean kill, long now) {
        long since = now - NOTED_NANOS;
        if (kill && ended != Long.MIN_VALUE && ended > since) {
            since = Math.min(since, begun - NOTED_NANOS);
        }
        Map.Entry<Long, Map<Long, Integer>> before = seen.floorEntry(since);
        return new ServiceInterruption(kill, before == null ? Map.of() : before.getValue(), crowd.seen());
    }

    List<ServiceInterruption> all() {
        return all;
    }
}
