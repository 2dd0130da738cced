package pk.rahnuma.turn;

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
import java.util.List;
import pk.rahnuma.post.Channel;

/// Spans of a turn, from its receipt over its batch and its commit to each send. Nothing personal is in them, and
/// nothing is made while tracing is off.
///
///     turn (receipt → commit) ─┬─ batch (of the first turn in it; linked with the others, and they with it)
///                              └─ send, for each message that the turn said
@Singleton
final class Traces {

    static final AttributeKey<String> CHANNEL = AttributeKey.stringKey("rahnuma.channel");
    static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("rahnuma.outcome");
    static final AttributeKey<Long> SIZE = AttributeKey.longKey("rahnuma.batch.size");

    private final Tracer tracer;
    private final boolean on;

    Traces(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("pk.rahnuma");
        this.on = telemetry != OpenTelemetry.noop();
    }

    boolean on() {
        return on;
    }

    /// @return to be ended by [#ended]
    Span received(Incoming incoming) {
        return on
                ? tracer.spanBuilder("turn")
                        .setNoParent()
                        .setSpanKind(SpanKind.CONSUMER)
                        .setStartTimestamp(incoming.received())
                        .setAttribute(CHANNEL, Meters.word(incoming.channel()))
                        .startSpan()
                : Span.getInvalid();
    }

    static void ended(Span span, String outcome) {
        if (span.isRecording()) {
            span.setAttribute(OUTCOME, outcome).end();
        }
    }

    /// A batch is recorded when one of its turns is.
    Span batch(List<Batch.Placed> placed) {
        if (!on) {
            return Span.getInvalid();
        }
        List<Span> turns = placed.stream()
                .map(one -> one.work().span())
                .filter(Span::isRecording)
                .toList();
        if (turns.isEmpty()) {
            return Span.getInvalid();
        }
        SpanBuilder builder = tracer.spanBuilder("batch")
                .setParent(Context.root().with(turns.getFirst()))
                .setAttribute(SIZE, (long) placed.size());
        List<Span> others = turns.subList(1, turns.size());
        others.forEach(turn -> builder.addLink(turn.getSpanContext()));
        Span batch = builder.startSpan();
        others.forEach(turn -> turn.addLink(batch.getSpanContext()));
        return batch;
    }

    /// Only the kind of fault is told: its message could quote a person.
    static void failed(Span batch, Throwable fault) {
        batch.setStatus(StatusCode.ERROR, fault.getClass().getName());
        ended(batch, "failed");
    }

    /// @param turn that said the message
    /// @return to be ended by [#ended]
    Span send(SpanContext turn, Channel channel) {
        return on && turn.isSampled()
                ? tracer.spanBuilder("send")
                        .setParent(Context.root().with(Span.wrap(turn)))
                        .setSpanKind(SpanKind.PRODUCER)
                        .setAttribute(CHANNEL, Meters.word(channel))
                        .startSpan()
                : Span.getInvalid();
    }
}
