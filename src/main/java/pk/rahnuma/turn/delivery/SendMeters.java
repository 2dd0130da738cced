package pk.rahnuma.turn.delivery;

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
import pk.rahnuma.post.Channel;
import pk.rahnuma.post.Message;
import pk.rahnuma.turn.measures.Series;
import pk.rahnuma.turn.measures.Traces;

/// Counts and times sends, and the way from a receipt to what was sent for it; docs/metrics.md describes each. Safe for
/// any number of threads.
@Singleton
public final class SendMeters {

    /// Messages on their way whose receipt is remembered; one that is sent later, or by another process, has no age.
    private static final int REMEMBERED = 50_000;
    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(10);

    private enum Outcome {
        SENT,
        RETRY_AFTER,
        REFUSED,
        BLOCKED,
        UNKNOWN
    }

    /// What a message waits for before it is sent.
    enum Limit {
        CHAT,
        GROUP,
        BULK,
        /// The channel has stopped the whole desk.
        STOP
    }

    private final Clock clock;
    private final Traces traces;
    private final Map<Channel, Map<Outcome, Timer>> sends;
    private final Map<Channel, Map<Limit, Counter>> held;
    private final Map<Channel, Timer> ages;
    /// Whether anybody wants to know.
    private final boolean read;
    private final Cache<Place, Origin> origins = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(REMEMBERED_FOR)
            .executor(Runnable::run)
            .build();

    private record Place(long conversation, int seq) {
        static Place of(Message message) {
            return new Place(message.conversation(), message.seq());
        }
    }

    /// The turn that said it.
    private record Origin(Instant received, SpanContext turn) {}

    public SendMeters(MeterRegistry registry, Traces traces, Clock clock) {
        this.clock = clock;
        this.traces = traces;
        this.sends = Series.each(
                Channel.class,
                channel -> Series.each(
                        Outcome.class,
                        outcome -> Timer.builder("rahnuma.sends")
                                .tag("channel", Series.word(channel))
                                .tag("outcome", Series.word(outcome))
                                .register(registry)));
        this.held = Series.each(
                Channel.class,
                channel -> Series.each(
                        Limit.class,
                        limit -> registry.counter(
                                "rahnuma.sends.held", "channel", Series.word(channel), "limit", Series.word(limit))));
        this.ages = Series.ages(registry, "rahnuma.turn.sent.age");
        this.read = traces.on()
                || !(registry instanceof CompositeMeterRegistry many
                        && many.getRegistries().isEmpty());
    }

    /// A turn said them; they are sent from now on.
    ///
    /// @param received when what they answer reached its door
    public void said(Instant received, Span turn, List<Message> messages) {
        if (read) {
            Origin origin = new Origin(received, turn.getSpanContext());
            messages.forEach(message -> origins.put(Place.of(message), origin));
        }
    }

    /// Sends a message.
    Sender.Outcome send(Channel channel, Message message, Supplier<Sender.Outcome> attempt) {
        Place place = Place.of(message);
        Origin origin = read ? origins.getIfPresent(place) : null;
        Span span = origin == null ? Span.getInvalid() : traces.send(origin.turn(), channel);
        long begun = System.nanoTime();
        Sender.Outcome came = attempt.get();
        Outcome outcome = outcome(came);
        sends.get(channel).get(outcome).record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
        Traces.ended(span, Series.word(outcome));
        if (origin != null && outcome == Outcome.SENT) {
            ages.get(channel).record(Duration.between(origin.received(), clock.instant()));
        }
        if (origin != null && outcome != Outcome.RETRY_AFTER && outcome != Outcome.UNKNOWN) {
            origins.invalidate(place);
        }
        return came;
    }

    /// A message waits because of a limit that is kept here.
    void held(Channel channel, Limit limit) {
        held.get(channel).get(limit).increment();
    }

    private static Outcome outcome(Sender.Outcome came) {
        return switch (came) {
            case Sender.Outcome.Sent sent -> Outcome.SENT;
            case Sender.Outcome.Limited limited -> Outcome.RETRY_AFTER;
            case Sender.Outcome.RetryAfter later -> Outcome.RETRY_AFTER;
            case Sender.Outcome.Refused refused -> refused.blocked() ? Outcome.BLOCKED : Outcome.REFUSED;
            case Sender.Outcome.Unknown unknown -> Outcome.UNKNOWN;
        };
    }
}
