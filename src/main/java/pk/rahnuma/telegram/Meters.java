package pk.rahnuma.telegram;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// Counts what the Bot API answers, polls too; docs/metrics.md describes it. Safe for any number of threads.
@Singleton
@Requires(beans = TelegramSettings.class)
final class Meters {

    private static final int TOO_MANY = 429;
    private static final int SERVER_FAULT = 500;

    private enum Kind {
        OK,
        TOO_MANY,
        REFUSED,
        FAULT,
        UNREACHED,
        LOST
    }

    private final Map<Kind, Counter> answers = new EnumMap<>(Kind.class);

    Meters(MeterRegistry registry) {
        for (Kind kind : Kind.values()) {
            answers.put(
                    kind,
                    registry.counter(
                            "rahnuma.telegram.answers", "answer", kind.name().toLowerCase(Locale.ROOT)));
        }
    }

    /// @return the same
    Answer counted(Answer answer) {
        answers.get(kind(answer)).increment();
        return answer;
    }

    private static Kind kind(Answer answer) {
        return switch (answer) {
            case Answer.Ok ok -> Kind.OK;
            case Answer.No no ->
                no.code() == TOO_MANY ? Kind.TOO_MANY : no.code() >= SERVER_FAULT ? Kind.FAULT : Kind.REFUSED;
            case Answer.Strange strange -> Kind.FAULT;
            case Answer.Unreached unreached -> Kind.UNREACHED;
            case Answer.Lost lost -> Kind.LOST;
        };
    }
}
