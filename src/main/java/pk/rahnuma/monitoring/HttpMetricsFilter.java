package pk.rahnuma.monitoring;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.FilterPatternStyle;
import java.util.List;
import java.util.stream.IntStream;

/// Counts HTTP responses by the class of their status.
@Order(Ordered.HIGHEST_PRECEDENCE)
@ServerFilter(value = "/**", patternStyle = FilterPatternStyle.ANT)
@Requires(beans = MetricsConfiguration.class)
final class HttpMetricsFilter {

    private static final int STATUS_CLASS_SIZE = 100;
    private static final int STATUS_CLASS_COUNT = 5;

    private final List<Counter> answers;

    HttpMetricsFilter(MeterRegistry registry) {
        this.answers = IntStream.rangeClosed(1, STATUS_CLASS_COUNT)
                .mapToObj(digit -> registry.counter("rahnuma.http.answers", "status", digit + "xx"))
                .toList();
    }

    @ResponseFilter
    void countResponse(HttpResponse<?> response) {
        int digit = response.code() / STATUS_CLASS_SIZE;
        if (digit >= 1 && digit <= STATUS_CLASS_COUNT) {
            answers.get(digit - 1).increment();
        }
    }
}
