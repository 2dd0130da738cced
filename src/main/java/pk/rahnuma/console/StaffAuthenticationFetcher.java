package pk.rahnuma.console;

import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.core.annotation.AnnotationMetadataProvider;
import io.micronaut.http.HttpRequest;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import io.micronaut.web.router.RouteAttributes;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.reactivestreams.Publisher;
import pk.rahnuma.staff.AuthenticatedStaff;
import pk.rahnuma.staff.account.StaffSessionService;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/// Finds the member of staff who sent a request to the console, by the cookie of their session: once for each request
/// that has a route.
@Singleton
final class StaffAuthenticationFetcher implements AuthenticationFetcher<HttpRequest<?>> {

    private final StaffSessionService sessions;
    private final SessionCookie sessionCookie;
    private final Executor executor;
    private final InstantSource clock;

    StaffAuthenticationFetcher(
            StaffSessionService sessions,
            SessionCookie sessionCookie,
            @Named(TaskExecutors.BLOCKING) Executor executor,
            InstantSource clock) {
        this.sessions = sessions;
        this.sessionCookie = sessionCookie;
        this.executor = executor;
        this.clock = clock;
    }

    /// Reads the session on a thread that may wait, on which the request continues. A client that disconnects does not
    /// interrupt it: the embedded database would close its file.
    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
        return RouteAttributes.getRouteMatch(request)
                .filter(route -> SessionCookie.isReadAt(request.getPath()))
                .map(AnnotationMetadataProvider::getAnnotationMetadata)
                .map(route -> Mono.<Authentication>create(
                        user -> executor.execute(() -> emitUser(user, request, isBackground(request, route)))))
                .orElseGet(Mono::empty);
    }

    private void emitUser(MonoSink<Authentication> user, HttpRequest<?> request, boolean background) {
        try {
            user.success(findSession(sessionCookie.readToken(request), background)
                    .map(ConsoleUser::new)
                    .orElse(null));
        } catch (RuntimeException e) {
            user.error(e);
        }
    }

    private Optional<AuthenticatedStaff> findSession(String token, boolean background) {
        Instant now = clock.instant();
        return background ? sessions.findWithoutExtending(token, now) : sessions.findAndExtend(token, now);
    }

    private static boolean isBackground(HttpRequest<?> request, AnnotationMetadata route) {
        if (!route.hasAnnotation(BackgroundRoute.class)) {
            return false;
        }
        return route.enumValue(BackgroundRoute.class, BackgroundRoute.Condition.class)
                                .orElse(BackgroundRoute.Condition.ALWAYS)
                        == BackgroundRoute.Condition.ALWAYS
                || request.getHeaders().contains("HX-Request");
    }
}
