package pk.rahnuma.conversation.batch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import pk.rahnuma.conversation.delivery.MeterSeries;
import pk.rahnuma.conversation.delivery.SendMetrics;
import pk.rahnuma.conversation.delivery.TurnTracing;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.persistence.DatabaseErrorKind;

/// Counts, timers and spans of a turn worker; docs/metrics.md describes each metric. Thread-safe.
///
/// The last commit and the last fault are always kept for [pk.rahnuma.conversation.TurnHealthIndicator].
@Singleton
public final class TurnMetrics {

    private static final double[] BATCH_SIZE_BUCKETS = {1, 2, 4, 8, 16, 32, 64, 128, 256};

    private enum Outcome {
        WORKED,
        REPEATED,
        PARKED,
        /// Its chat cannot be opened.
        REFUSED,
        /// The adapter must retry later.
        UNAVAILABLE
    }

    private final Clock clock;
    private final TurnTracing traces;
    private final SendMetrics sends;
    private final Map<Channel, Map<Outcome, Counter>> turns;
    private final Map<Outcome, Counter> wakings;
    private final Map<Channel, Timer> ages;
    private final DistributionSummary sizes;
    private final Timer batches;
    private final Map<DatabaseErrorKind, Counter> faults;
    private final Counter messageFaults;
    private final Counter retries;

    private volatile Instant committedAt;
    private volatile DatabaseFault fault;

    /// Reason why a batch was not committed.
    public record DatabaseFault(Instant at, DatabaseErrorKind trouble) {}

    public TurnMetrics(MeterRegistry registry, TurnTracing traces, SendMetrics sends, Clock clock) {
        this.clock = clock;
        this.traces = traces;
        this.sends = sends;
        this.turns = MeterSeries.forEachKey(Channel.class, channel -> turns(registry, MeterSeries.toLabel(channel)));
        this.wakings = turns(registry, "house");
        this.ages = MeterSeries.registerAgeTimers(registry, "rahnuma.turn.commit.age");
        this.sizes = DistributionSummary.builder("rahnuma.turn.batch.size")
                .serviceLevelObjectives(BATCH_SIZE_BUCKETS)
                .register(registry);
        this.batches = MeterSeries.registerHistogram(Timer.builder("rahnuma.turn.batch"), registry);
        this.faults = MeterSeries.forEachKey(
                DatabaseErrorKind.class, trouble -> faults(registry, MeterSeries.toLabel(trouble)));
        this.messageFaults = faults(registry, "message");
        this.retries = registry.counter("rahnuma.turn.batch.retries");
    }

    private static Map<Outcome, Counter> turns(MeterRegistry registry, String channel) {
        return MeterSeries.forEachKey(
                Outcome.class,
                outcome ->
                        registry.counter("rahnuma.turns", "channel", channel, "outcome", MeterSeries.toLabel(outcome)));
    }

    private static Counter faults(MeterRegistry registry, String cause) {
        return registry.counter("rahnuma.turn.batch.faults", "cause", cause);
    }

    /// Runs a batch to its commit.
    ///
    /// @throws RuntimeException the exception of the batch
    public List<TurnReceipt> recordBatch(List<TurnRequest> requests, Supplier<List<TurnReceipt>> run) {
        Span span =
                traces.startBatchSpan(requests.stream().map(TurnRequest::span).toList());
        long begun = System.nanoTime();
        List<TurnReceipt> receipts;
        try {
            receipts = run.get();
        } catch (RuntimeException | Error e) {
            TurnTracing.failBatchSpan(span, e);
            throw e;
        }
        batches.record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
        sizes.record(requests.size());
        TurnTracing.endSpan(span, "committed");
        return receipts;
    }

    /// Records a committed batch.
    public void recordCommit(List<TurnRequest> requests, List<TurnReceipt> receipts) {
        Instant now = clock.instant();
        committedAt = now;
        for (int i = 0; i < receipts.size(); i++) {
            TurnReceipt receipt = receipts.get(i);
            taken(requests.get(i), receipt.repeated() ? Outcome.REPEATED : Outcome.WORKED, now);
        }
    }

    /// Records a message that failed alone and became a dead letter.
    public void recordDeadLetter(TurnRequest request) {
        Instant now = clock.instant();
        committedAt = now;
        taken(request, Outcome.PARKED, now);
    }

    /// Records replies that are about to be committed and sent. Turns that the server starts are not timed, because no
    /// user waits.
    public void recordReplies(TurnRequest request, TurnReceipt receipt) {
        if (request.isFromPerson() && !receipt.repeated()) {
            List<Message> sent = receipt.replies().stream()
                    .filter(message -> message.state() == Message.State.PENDING)
                    .toList();
            sends.recordQueued(request.received(), request.span(), sent);
        }
    }

    /// Counts a message that is acknowledged without an answer.
    public void countRefused(TurnRequest request) {
        count(request, Outcome.REFUSED);
    }

    /// A request that is retried with others may have been counted already.
    private void taken(TurnRequest request, Outcome outcome, Instant now) {
        if (request.done().isDone()) {
            return;
        }
        count(request, outcome);
        if (request.isFromPerson()) {
            ages.get(request.address().channel()).record(Duration.between(request.received(), now));
        }
    }

    /// Counts a request whose adapter must retry later.
    public void countUnavailable(TurnRequest request) {
        count(request, Outcome.UNAVAILABLE);
    }

    /// Counts a message that was refused before a request existed.
    public void countUnavailable(Channel channel) {
        turns.get(channel).get(Outcome.UNAVAILABLE).increment();
    }

    private void count(TurnRequest request, Outcome outcome) {
        (request.isFromPerson() ? turns.get(request.address().channel()) : wakings)
                .get(outcome)
                .increment();
        TurnTracing.endSpan(request.span(), MeterSeries.toLabel(outcome));
    }

    /// @param number of the try, from 1
    public void countAttempt(int number) {
        if (number > 1) {
            retries.increment();
        }
    }

    /// Records that the database did not commit.
    public void recordFault(Throwable thrown) {
        DatabaseErrorKind trouble = DatabaseErrorKind.classify(thrown);
        fault = new DatabaseFault(clock.instant(), trouble);
        faults.get(trouble).increment();
    }

    /// Counts a message that fails whatever the database does.
    public void countMessageFault() {
        messageFaults.increment();
    }

    /// Time of the last commit of this process.
    public Optional<Instant> lastCommitAt() {
        return Optional.ofNullable(committedAt);
    }

    /// The last fault, unless a turn was committed since.
    public Optional<DatabaseFault> lastFault() {
        DatabaseFault last = fault;
        Instant committed = committedAt;
        return last == null || committed != null && committed.isAfter(last.at()) ? Optional.empty() : Optional.of(last);
    }
}
