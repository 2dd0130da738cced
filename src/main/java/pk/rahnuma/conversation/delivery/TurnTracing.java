package pk.rahnuma.conversation.delivery;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import pk.rahnuma.messaging.conversation.Channel;

/// Spans of a turn, from its receipt through its batch and commit to each send. They hold nothing personal, and none is
/// created while tracing is off.
///
///     turn (receipt → commit) ─┬─ batch (child of its first turn; linked with the others, and they with it)
///                              └─ send, for each message of the turn
@Singleton
public final class TurnTracing {

    public static final AttributeKey<String> CHANNEL_KEY = AttributeKey.stringKey("rahnuma.channel");
    public static final AttributeKey<String> OUTCOME_KEY = AttributeKey.stringKey("rahnuma.outcome");
    public static final AttributeKey<Long> BATCH_SIZE_KEY = AttributeKey.longKey("rahnuma.batch.size");

    private final Tracer tracer;
    private final boolean on;

    public TurnTracing(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("pk.rahnuma");
        this.on = telemetry != OpenTelemetry.noop();
    }

    /// True when spans are created.
    public boolean isEnabled() {
        return on;
    }

    /// @return a span for [#endSpan]
    public Span startTurnSpan(Channel channel, Instant at) {
        return on
                ? tracer.spanBuilder("turn")
                        .setNoParent()
                        .setSpanKind(SpanKind.CONSUMER)
                        .setStartTimestamp(at)
                        .setAttribute(CHANNEL_KEY, MeterSeries.toLabel(channel))
                        .startSpan()
                : Span.getInvalid();
    }

    public static void endSpan(Span span, String outcome) {
        if (span.isRecording()) {
            span.setAttribute(OUTCOME_KEY, outcome).end();
        }
    }

    /// Starts the span of a batch; recorded when one of its turns is.
    ///
    /// @param all the spans of its turns; those not traced are skipped
    public Span startBatchSpan(List<Span> all) {
        if (!on) {
            return Span.getInvalid();
        }
        List<Span> turns = all.stream().filter(Span::isRecording).toList();
        if (turns.isEmpty()) {
            return Span.getInvalid();
        }
        SpanBuilder builder = tracer.spanBuilder("batch")
                .setParent(Context.root().with(turns.getFirst()))
                .setAttribute(BATCH_SIZE_KEY, (long) all.size());
        List<Span> others = turns.subList(1, turns.size());
        others.forEach(turn -> builder.addLink(turn.getSpanContext()));
        Span batch = builder.startSpan();
        others.forEach(turn -> turn.addLink(batch.getSpanContext()));
        return batch;
    }

    /// Records only the type of the fault: its message could quote a person.
    public static void failBatchSpan(Span batch, Throwable fault) {
        batch.setStatus(StatusCode.ERROR, fault.getClass().getName());
        endSpan(batch, "failed");
    }

    /// @param turn that produced the message
    /// @return a span for [#endSpan]
    public Span startSendSpan(SpanContext turn, Channel channel) {
        return on && turn.isSampled()
                ? tracer.spanBuilder("send")
                        .setParent(Context.root().with(Span.wrap(turn)))
                        .setSpanKind(SpanKind.PRODUCER)
                        .setAttribute(CHANNEL_KEY, MeterSeries.toLabel(channel))
                        .startSpan()
                : Span.getInvalid();
    }
}
