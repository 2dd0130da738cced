package pk.rahnuma.conversation.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.MessageKey;
import pk.rahnuma.messaging.conversation.Channel;

/// Counts and times sends, and the time from the receipt of a message to the reply; docs/metrics.md describes each
/// metric. Thread-safe.
@Singleton
public final class SendMetrics {

    /// Maximum messages whose receipt is remembered; a message sent later, or by another process, has no age.
    private static final int MAX_TRACKED_MESSAGES = 50_000;
    private static final Duration TRACKING_TTL = Duration.ofMinutes(10);

    private enum Outcome {
        SENT,
        RETRY_AFTER,
        REFUSED,
        BLOCKED,
        UNKNOWN
    }

    /// Limit that a message waits for.
    enum Limit {
        CHAT,
        GROUP,
        BULK,
        /// The channel has stopped the whole bot.
        STOP
    }

    private final Clock clock;
    private final TurnTracing traces;
    private final Map<Channel, Map<Outcome, Timer>> sends;
    private final Map<Channel, Map<Limit, Counter>> held;
    private final Map<Channel, Timer> ages;
    /// False when no registry and no tracer reads the figures.
    private final boolean read;
    private final Cache<MessageKey, Origin> origins = Caffeine.newBuilder()
            .maximumSize(MAX_TRACKED_MESSAGES)
            .expireAfterWrite(TRACKING_TTL)
            .executor(Runnable::run)
            .build();

    /// Turn that produced the message.
    private record Origin(Instant received, SpanContext turn) {}

    public SendMetrics(MeterRegistry registry, TurnTracing traces, Clock clock) {
        this.clock = clock;
        this.traces = traces;
        this.sends = MeterSeries.forEachKey(
                Channel.class,
                channel -> MeterSeries.forEachKey(
                        Outcome.class,
                        outcome -> Timer.builder("rahnuma.sends")
                                .tag("channel", MeterSeries.toLabel(channel))
                                .tag("outcome", MeterSeries.toLabel(outcome))
                                .register(registry)));
        this.held = MeterSeries.forEachKey(
                Channel.class,
                channel -> MeterSeries.forEachKey(
                        Limit.class,
                        limit -> registry.counter(
                                "rahnuma.sends.held",
                                "channel",
                                MeterSeries.toLabel(channel),
                                "limit",
                                MeterSeries.toLabel(limit))));
        this.ages = MeterSeries.registerAgeTimers(registry, "rahnuma.turn.sent.age");
        this.read = traces.isEnabled()
                || !(registry instanceof CompositeMeterRegistry many
                        && many.getRegistries().isEmpty());
    }

    /// Records messages of a turn that are about to be sent.
    ///
    /// @param received when the message that they answer reached its channel adapter
    public void recordQueued(Instant received, Span turn, List<Message> messages) {
        if (read) {
            Origin origin = new Origin(received, turn.getSpanContext());
            messages.forEach(message -> origins.put(MessageKey.ofMessage(message), origin));
        }
    }

    /// Sends a message, with a span and a timer.
    MessageSender.SendResult measureSend(Channel channel, Message message, Supplier<MessageSender.SendResult> attempt) {
        MessageKey key = MessageKey.ofMessage(message);
        Origin origin = read ? origins.getIfPresent(key) : null;
        Span span = origin == null ? Span.getInvalid() : traces.startSendSpan(origin.turn(), channel);
        long begun = System.nanoTime();
        MessageSender.SendResult came = attempt.get();
        Outcome outcome = outcome(came);
        sends.get(channel).get(outcome).record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
        TurnTracing.endSpan(span, MeterSeries.toLabel(outcome));
        if (origin != null && outcome == Outcome.SENT) {
            ages.get(channel).record(Duration.between(origin.received(), clock.instant()));
        }
        if (origin != null && outcome != Outcome.RETRY_AFTER && outcome != Outcome.UNKNOWN) {
            origins.invalidate(key);
        }
        return came;
    }

    /// Counts a message that waits because of a limit kept here.
    void countHeld(Channel channel, Limit limit) {
        held.get(channel).get(limit).increment();
    }

    private static Outcome outcome(MessageSender.SendResult came) {
        return switch (came) {
            case MessageSender.SendResult.Sent sent -> Outcome.SENT;
            case MessageSender.SendResult.Limited limited -> Outcome.RETRY_AFTER;
            case MessageSender.SendResult.RetryAfter later -> Outcome.RETRY_AFTER;
            case MessageSender.SendResult.Refused refused -> refused.blocked() ? Outcome.BLOCKED : Outcome.REFUSED;
            case MessageSender.SendResult.Unknown unknown -> Outcome.UNKNOWN;
        };
    }
}
