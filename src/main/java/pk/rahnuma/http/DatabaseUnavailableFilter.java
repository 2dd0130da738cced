package pk.rahnuma.http;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.FilterContinuation;
import io.micronaut.http.filter.ServerFilterPhase;
import java.time.Duration;
import org.reactivestreams.Publisher;
import pk.rahnuma.conversation.batch.MessageIntake;
import pk.rahnuma.persistence.DatabaseLivenessProbe;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Answers API clients within a second while the database does not respond: at once when the outage is known, otherwise
/// as soon as it is detected. A started request may still be committed; the same message, sent again, is processed
/// once.
@ServerFilter("/api/**")
final class DatabaseUnavailableFilter implements Ordered {

    private static final Duration FIRST_CHECK_DELAY = Duration.ofMillis(500);
    private static final Duration CHECK_INTERVAL = Duration.ofMillis(100);

    private final DatabaseLivenessProbe database;

    DatabaseUnavailableFilter(DatabaseLivenessProbe database) {
        this.database = database;
    }

    /// Before tokens are looked up in the database.
    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.before();
    }

    @RequestFilter
    Publisher<MutableHttpResponse<?>> answerInTime(FilterContinuation<Publisher<MutableHttpResponse<?>>> rest) {
        if (database.isUnreachable()) {
            throw away();
        }
        if (!database.isEnabled()) {
            return rest.proceed();
        }
        Mono<MutableHttpResponse<?>> answer = Mono.from(rest.proceed());
        Mono<MutableHttpResponse<?>> givenUp = Flux.interval(FIRST_CHECK_DELAY, CHECK_INTERVAL)
                .filter(look -> database.isUnreachable())
                .next()
                .flatMap(look -> Mono.error(away()));
        return Mono.firstWithSignal(answer, givenUp);
    }

    private static MessageIntake.IntakeUnavailableException away() {
        return new MessageIntake.IntakeUnavailableException("the database does not answer", null);
    }
}
