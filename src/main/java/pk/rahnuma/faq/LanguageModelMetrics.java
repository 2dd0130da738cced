package pk.rahnuma.faq;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/// Counts requests to the language model; docs/metrics.md describes the metric. Thread-safe.
@Singleton
final class LanguageModelMetrics implements MeterBinder {

    /// Outcome of a question that the classifier did not understand.
    enum Outcome {
        /// The model chose a topic.
        TOPIC,
        /// The model chose none.
        NONE,
        /// The answer names no topic, is not of the format, or is too large.
        UNUSABLE,
        /// The endpoint refused, could not be reached, or was late.
        FAILED,
        /// The requests of the day were used up.
        OVER_BUDGET,
        /// No word of the question may be sent.
        NOT_ASKED
    }

    private final Map<Outcome, LongAdder> counts = Arrays.stream(Outcome.values())
            .collect(Collectors.toUnmodifiableMap(outcome -> outcome, outcome -> new LongAdder()));

    void countOutcome(Outcome outcome) {
        counts.get(outcome).increment();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        counts.forEach((outcome, count) -> FunctionCounter.builder("rahnuma.llm.requests", count, LongAdder::sum)
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(registry));
    }
}
