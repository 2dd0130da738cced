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
import pk.rahnuma.persistence.FaultLog;
import pk.rahnuma.staff.StaffPermission;
import pk.rahnuma.staff.account.StaffAvailabilityService;
import pk.rahnuma.ticket.SlaClock;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketQueueRepository;

/// Estimates the place of a ticket in the queue and the usual time to an answer, from recent answers, for the
/// person who waits: without any of them while no member of staff can answer.
@Singleton
public final class WaitingTimeEstimator {

    /// Minimum number of first answers for an estimate.
    private static final int MIN_SAMPLES = 5;

    private static final int MAX_RECENT_ANSWERS = 300;
    private static final int MAX_QUEUE_READ = 1000;
    /// Number of tickets from which a queue counts as long.
    private static final int LONG_QUEUE_SIZE = 200;

    private static final Duration CACHE_TTL = Duration.ofSeconds(1);
    /// Age after which a queue longer than [#MAX_QUEUE_READ] is read again in the background; until then it is used as
    /// it is.
    private static final Duration FULL_QUEUE_CACHE_TTL = Duration.ofSeconds(10);

    private static final Duration FULL_QUEUE_MAX_AGE = Duration.ofMinutes(1);

    private static final Duration SAMPLE_PERIOD = Duration.ofDays(30);

    private final TicketQueueRepository tickets;
    private final SlaClock slaClock;
    private final StaffAvailabilityService staff;
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile QueueSnapshot lastSnapshot;

    public WaitingTimeEstimator(TicketQueueRepository tickets, SlaClock slaClock, StaffAvailabilityService staff) {
        this.tickets = tickets;
        this.slaClock = slaClock;
        this.staff = staff;
    }

    /// Expected waiting time.
    ///
    /// @param place in the queue, 1 is next; 0 when it is not in the queue, or too far behind
    /// @param answerBy time by which half of such tickets are answered, in the future; null when unknown
    /// @param missed time by which half of such tickets would have been answered, when that has passed; or null
    /// @param due time for which the desk aims with the first answer; null after it, and for a ticket behind those of
    ///     persons who have proved something
    public record WaitingTime(long place, Instant answerBy, Instant missed, Instant due) {

        private static final WaitingTime UNKNOWN = new WaitingTime(0, null, null, null);
    }

    /// The current queue: one query for the tickets, one for the figures. A long queue is read once a second. A queue
    /// longer than [#MAX_QUEUE_READ] is read every ten seconds on another thread, since sorting tens of thousands takes
    /// a while and no place is shown that far behind.
    public CurrentQueue currentQueue(Instant now) {
        QueueSnapshot known = lastSnapshot;
        if (known == null || !known.isUsable(now)) {
            known = readQueue(now);
            lastSnapshot = known;
        } else if (known.isFull()
                && !known.isYoungerThan(FULL_QUEUE_CACHE_TTL, now)
                && reading.compareAndSet(false, true)) {
            Thread.ofVirtual().name("read the queue").start(() -> readAgain(now));
        }
        return new CurrentQueue(known, now, staff.canAnyoneAct(StaffPermission.ANSWER_TICKETS));
    }

    private void readAgain(Instant now) {
        FaultLog.runQuietly("read the ticket queue", () -> lastSnapshot = readQueue(now));
        reading.set(false);
    }

    /// The queue as it was read at one time.
    private record QueueSnapshot(
            Instant at,
            Map<Long, Long> places,
            Map<Long, Integer> ranks,
            Map<Integer, Long> upTo,
            Map<Integer, Duration> usual) {

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

    private QueueSnapshot readQueue(Instant now) {
        Map<Long, Long> places = new HashMap<>();
        Map<Long, Integer> ranks = new HashMap<>();
        Map<Integer, Long> upTo = new TreeMap<>();
        tickets.findUnanswered(MAX_QUEUE_READ).forEach(queued -> {
            places.put(queued.id(), places.size() + 1L);
            ranks.put(queued.id(), queued.queueRank());
            upTo.merge(queued.queueRank(), 1L, Long::sum);
        });
        return new QueueSnapshot(now, places, ranks, upTo, computeUsualTimes(now));
    }

    private Map<Integer, Duration> computeUsualTimes(Instant now) {
        Map<Integer, List<Long>> taken = new HashMap<>();
        tickets.findAnswerTimes(now.minus(SAMPLE_PERIOD), MAX_RECENT_ANSWERS)
                .forEach(answer -> taken.computeIfAbsent(answer.priority(), priority -> new ArrayList<>())
                        .add(answer.firstSeconds()));
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

    /// The queue at a time, with the tickets that the batch opened since.
    public final class CurrentQueue {

        private final QueueSnapshot snapshot;
        private final Instant at;
        private final boolean staffed;
        /// Places of tickets that this batch opened.
        private final Map<Long, Long> places = new HashMap<>();

        private final Map<Integer, Long> waiting;

        private CurrentQueue(QueueSnapshot snapshot, Instant at, boolean staffed) {
            this.snapshot = snapshot;
            this.at = at;
            this.staffed = staffed;
            this.waiting = new TreeMap<>(snapshot.upTo());
        }

        /// True when a member of staff can answer.
        public boolean isStaffed() {
            return staffed;
        }

        /// True when the desk is open now.
        public boolean isOpen() {
            return slaClock.calendar().isOpen(at);
        }

        /// Time at which the desk is open: now, or the next opening.
        public Instant nextOpening() {
            return slaClock.calendar().nextOpening(at);
        }

        /// Estimate for a ticket that was opened before.
        public WaitingTime estimateFor(Ticket ticket) {
            return estimateFor(ticket, snapshot.ranks().getOrDefault(ticket.id(), ticket.priority()));
        }

        /// Estimate for a ticket that was opened by this batch.
        ///
        /// @param rank as in [TicketQueueRepository.QueuedTicket]: for those behind the others there is no usual time
        public WaitingTime estimateFor(Ticket ticket, int rank) {
            if (!staffed) {
                return WaitingTime.UNKNOWN;
            }
            Duration half = snapshot.usual().get(rank);
            Instant by = half == null ? null : slaClock.calendar().addWorkingTime(ticket.opened(), half);
            long place = snapshot.places().getOrDefault(ticket.id(), places.getOrDefault(ticket.id(), 0L));
            boolean unanswered = ticket.isActive() && ticket.clocks().firstAnswered() == null;
            if (place == 0
                    && unanswered
                    && ticket.opened().equals(at)
                    && snapshot.places().size() + places.size() < MAX_QUEUE_READ) {
                place = 1;
                for (Map.Entry<Integer, Long> entry : waiting.entrySet()) {
                    place += entry.getKey() <= rank ? entry.getValue() : 0;
                }
                waiting.merge(rank, 1L, Long::sum);
                places.put(ticket.id(), place);
            }
            boolean late = by != null && !by.isAfter(at);
            boolean isBehind = rank >= TicketQueueRepository.UNPROVED_RANK;
            return new WaitingTime(
                    place,
                    unanswered && !late ? by : null,
                    unanswered && late ? by : null,
                    unanswered && !isBehind ? ticket.clocks().firstDue() : null);
        }
    }
}
