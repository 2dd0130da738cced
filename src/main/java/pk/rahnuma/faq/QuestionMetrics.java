package pk.rahnuma.faq;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import pk.rahnuma.faq.catalog.AnswerStatus;
import pk.rahnuma.shared.Language;

/// Counts how questions ended; docs/metrics.md describes the metric. Thread-safe.
@Singleton
final class QuestionMetrics implements MeterBinder {

    /// Counted beside the status of an answer whose topic the language model chose.
    static final String CHOSEN_BY_MODEL = "chosen_by_model";

    private record Key(String ending, String language) {}

    private final Map<Key, LongAdder> counts = new ConcurrentHashMap<>();

    QuestionMetrics() {
        List<String> endings = Stream.of(
                        Arrays.stream(AnswerStatus.values()).map(AnswerStatus::toWord),
                        Arrays.stream(RateAnswerAction.Verdict.values()).map(RateAnswerAction.Verdict::toWord),
                        Stream.of(CHOSEN_BY_MODEL))
                .flatMap(words -> words)
                .toList();
        endings.forEach(
                ending -> Language.ALL.forEach(language -> counts.put(new Key(ending, language), new LongAdder())));
    }

    /// Counts an ending. One that is unknown is not counted.
    void countEnding(String ending, String language) {
        LongAdder count = counts.get(new Key(ending, language));
        if (count != null) {
            count.increment();
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        counts.forEach((key, count) -> FunctionCounter.builder("rahnuma.questions", count, LongAdder::sum)
                .tag("ending", key.ending())
                .tag("language", key.language())
                .register(registry));
    }
}
