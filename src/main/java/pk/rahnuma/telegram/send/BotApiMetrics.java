package pk.rahnuma.telegram.send;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// Counts results of the Bot API, including polls; docs/metrics.md describes them. Thread-safe.
@Singleton
@Requires(beans = TelegramConfiguration.class)
public final class BotApiMetrics {

    private static final int TOO_MANY = 429;
    private static final int SERVER_FAULT = 500;

    private enum ResultKind {
        OK,
        TOO_MANY,
        REFUSED,
        FAULT,
        UNREACHED,
        LOST
    }

    private final Map<ResultKind, Counter> answers = new EnumMap<>(ResultKind.class);

    public BotApiMetrics(MeterRegistry registry) {
        for (ResultKind kind : ResultKind.values()) {
            answers.put(
                    kind,
                    registry.counter(
                            "rahnuma.telegram.answers", "answer", kind.name().toLowerCase(Locale.ROOT)));
        }
    }

    /// @return the same result
    BotApiResult countResult(BotApiResult answer) {
        answers.get(toKind(answer)).increment();
        return answer;
    }

    private static ResultKind toKind(BotApiResult answer) {
        return switch (answer) {
            case BotApiResult.Success ok -> ResultKind.OK;
            case BotApiResult.Rejected no ->
                no.code() == TOO_MANY
                        ? ResultKind.TOO_MANY
                        : no.code() >= SERVER_FAULT ? ResultKind.FAULT : ResultKind.REFUSED;
            case BotApiResult.UnexpectedResponse strange -> ResultKind.FAULT;
            case BotApiResult.NotSent unreached -> ResultKind.UNREACHED;
            case BotApiResult.OutcomeUnknown lost -> ResultKind.LOST;
        };
    }
}
