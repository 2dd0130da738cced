package pk.rahnuma.ticket.intake;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.persistence.task.PeriodicTaskRunner;
import pk.rahnuma.ticket.SlaClock;
import pk.rahnuma.ticket.Ticket;

/// How many wait before somebody, and how long it usually takes: from what was, not from what is hoped.
@Singleton
public final class WaitingTimeEstimator {

    /// With fewer first answers than that, nothing is said.
    private static final int MIN_SAMPLES = 5;

    private static final int MAX_RECENT_ANSWERS = 300;
    private static final int MAX_QUEUE_READ = 1000;
    /// From so many on it is a long queue.
    private static final int LONG_QUEUE_SIZE = 200;

    private static final Duration CACHE_TTL = Duration.ofSeconds(1);
    /// One that is longer than anybody is told of. For so long it is good; then it is read again, while it still
    /// serves.
    private static final Duration FULL_QUEUE_CACHE_TTL = Duration.ofSeconds(10);

    private static final Duration FULL_QUEUE_MAX_AGE = Duration.ofMinutes(1);

    private static final Duration SAMPLE_PERIOD = Duration.ofDays(30);

    private final Jdbi jdbi;
    private final SlaClock promises;
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile QueueSnapshot last;

    public WaitingTimeEstimator(Jdbi jdbi, SlaClock promises) {
        this.jdbi = jdbi;
        this.promises = promises;
    }

    /// What a person may expect.
    ///
    /// @param place in the queue, 1 is next; 0 when it is not in it, or too far behind to say
    /// @param answerBy when half of such tickets are answered, still to come; null when nobody can say
    /// @param missed when half of such tickets would have been answered, and this one was not; or null
    public record WaitingTime(long place, Instant answerBy, Instant missed) {}

    /// The queue as it is now; one query for it, one for the figures. A long one is read once a second, and one longer
    /// than anybody is told of every ten, beside the work of the caller, since sorting tens of thousands takes a while:
    /// nobody counts how many are before them there.
    public CurrentQueue currentQueue(Instant now) {
        QueueSnapshot known = last;
        if (known == null || !known.isUsable(now)) {
            known = read(now);
            last = known;
        } else if (known.isFull()
                && !known.isYoungerThan(FULL_QUEUE_CACHE_TTL, now)
                && reading.compareAndSet(false, true)) {
            Thread.ofVirtual().name("read the queue").start(() -> readAgain(now));
        }
        return new CurrentQueue(known, now);
    }

    private void readAgain(Instant now) {
        PeriodicTaskRunner.runQuietly("read the queue of tickets", () -> last = read(now));
        reading.set(false);
    }

    /// The queue as it was read.
    private record QueueSnapshot(
            Instant at, Map<Long, Long> places, Map<Integer, Long> upTo, Map<Integer, Duration> usual) {

        boolean isUsable(Instant now) {
            return isYoungerThan(
                    isFull() ? FULL_QUEUE_MAX_AGE : places.size() >= LONG_QUEUE_SIZE ? CACHE_TTL : Duration.ZERO, now);
        }

        boolean isFull() {
            return places.size() >= MAX_QUEUE_READ;
        }

        boolean isYoungerThan(Duration age, Instant now) {
            return !now.isBefore(at) && now.isBefore(at.plus(age));
        }
    }

    private QueueSnapshot read(Instant now) {
        Map<Long, Long> places = new HashMap<>();
        Map<Integer, Long> upTo = new TreeMap<>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        select id, priority from ticket
                        where status in ('NEW', 'OPEN', 'REOPENED') and first_answered_at is null and merged_into is null
                            and source <> 'TARGET'
                        order by priority, opened_at, id limit :most
                        """)
                .bind("most", MAX_QUEUE_READ)
                .map((row, context) -> {
                    places.put(row.getLong(1), places.size() + 1L);
                    upTo.merge(row.getInt(2), 1L, Long::sum);
                    return row.getLong(1);
                })
                .list());
        return new QueueSnapshot(now, places, upTo, usual(now));
    }

    private Map<Integer, Duration> usual(Instant now) {
        Map<Integer, List<Long>> taken = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        select priority, first_seconds from ticket
                        where first_answered_at >= :since and first_seconds is not null
                        order by first_answered_at desc limit :most
                        """)
                .bind("since", now.minus(SAMPLE_PERIOD))
                .bind("most", MAX_RECENT_ANSWERS)
                .map((row, context) -> taken.computeIfAbsent(row.getInt(1), priority -> new ArrayList<>())
                        .add(row.getLong(2)))
                .list());
        Map<Integer, Duration> usual = new HashMap<>();
        taken.forEach((priority, seconds) -> {
            if (seconds.size() >= MIN_SAMPLES) {
                usual.put(
                        priority,
                        Duration.ofSeconds(seconds.stream().sorted().toList().get(seconds.size() / 2)));
            }
        });
        return usual;
    }

    /// The queue at a time.
    public final class CurrentQueue {

        private final QueueSnapshot read;
        private final Instant at;
        /// Of those that were opened since, by this batch.
        private final Map<Long, Long> places = new HashMap<>();

        private final Map<Integer, Long> waiting;

        private CurrentQueue(QueueSnapshot read, Instant at) {
            this.read = read;
            this.at = at;
            this.waiting = new TreeMap<>(read.upTo());
        }

        /// Of a ticket that is in the queue, or was opened since this was read.
        public WaitingTime estimateFor(Ticket ticket) {
            Duration half = read.usual().get(ticket.priority());
            Instant by = half == null ? null : promises.calendar().addWorkingTime(ticket.opened(), half);
            long place = read.places().getOrDefault(ticket.id(), places.getOrDefault(ticket.id(), 0L));
            boolean unanswered = ticket.isActive() && ticket.clocks().firstAnswered() == null;
            if (place == 0
                    && unanswered
                    && ticket.opened().equals(at)
                    && read.places().size() + places.size() < MAX_QUEUE_READ) {
                place = 1;
                for (Map.Entry<Integer, Long> one : waiting.entrySet()) {
                    place += one.getKey() <= ticket.priority() ? one.getValue() : 0;
                }
                waiting.merge(ticket.priority(), 1L, Long::sum);
                places.put(ticket.id(), place);
            }
            boolean late = by != null && !by.isAfter(at);
            return new WaitingTime(place, unanswered && !late ? by : null, unanswered && late ? by : null);
        }
    }
}
