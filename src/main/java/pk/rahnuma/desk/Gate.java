package pk.rahnuma.desk;

import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.core.annotation.AnnotationMetadataProvider;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.web.router.RouteAttributes;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import pk.rahnuma.api.Origin;
import pk.rahnuma.staff.Refusal;
import pk.rahnuma.staff.Right;
import pk.rahnuma.staff.Sessions;
import pk.rahnuma.staff.SignedIn;

/// What every request of the console passes: no other site sent it, it has a session where the route wants one, its
/// member may do what the route [Needs], and what changes something carries the token of the session. A route that
/// says nothing is let through to nobody.
@ServerFilter({"/desk", "/desk/**"})
public final class Gate {

    static final String TOKEN = "X-CSRF-Token";

    /// In the address of the sign-in: there was a session, and it is over.
    public static final String ENDED = "ended";

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final Sessions sessions;
    private final InstantSource clock;

    Gate(Sessions sessions, InstantSource clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /// @return null to go on
    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Nullable
    HttpResponse<?> check(HttpRequest<?> request) {
        Optional<AnnotationMetadata> route =
                RouteAttributes.getRouteMatch(request).map(AnnotationMetadataProvider::getAnnotationMetadata);
        if (route.isEmpty()) {
            return null;
        }
        boolean reads = READING.contains(request.getMethod());
        if (!reads && Origin.isCrossSite(request)) {
            return refuse(HttpStatus.FORBIDDEN);
        }
        Optional<SignedIn> signed = isBackground(request, route.get())
                ? sessions.look(SessionCookie.token(request), clock.instant())
                : sessions.find(SessionCookie.token(request), clock.instant());
        signed.ifPresent(who -> new Viewer(who).to(request));
        Open.Door door = route.get().enumValue(Open.class, Open.Door.class).orElse(null);
        if (door == Open.Door.STREET) {
            return null;
        }
        if (signed.isEmpty()) {
            return toSignIn(request, reads);
        }
        if (!reads && !signed.get().sentByItself(request.getHeaders().get(TOKEN))) {
            return refuse(HttpStatus.FORBIDDEN);
        }
        if (door == Open.Door.HALL) {
            return null;
        }
        Right[] rights = route.get().enumValues(Needs.class, Right.class);
        if (rights.length == 0 || !Stream.of(rights).allMatch(signed.get()::may)) {
            throw new Refusal(Refusal.Why.NOT_ALLOWED);
        }
        return null;
    }

    private static boolean isBackground(HttpRequest<?> request, AnnotationMetadata route) {
        if (!route.hasAnnotation(BackgroundRoute.class)) {
            return false;
        }
        return route.enumValue(BackgroundRoute.class, BackgroundRoute.When.class)
                                .orElse(BackgroundRoute.When.ALWAYS)
                        == BackgroundRoute.When.ALWAYS
                || request.getHeaders().contains("HX-Request");
    }

    /// Back to where somebody wanted to go, once they have signed in.
    private static HttpResponse<?> toSignIn(HttpRequest<?> request, boolean reads) {
        boolean part = request.getHeaders().contains("HX-Request");
        String wanted = part ? page(request) : reads ? request.getUri().toString() : "";
        List<String> query = new ArrayList<>();
        if (!wanted.isEmpty() && !wanted.equals("/desk")) {
            query.add("next=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8));
        }
        if (SessionCookie.token(request) != null) {
            query.add(ENDED + "=true");
        }
        String path = SessionCookie.SIGN_IN + (query.isEmpty() ? "" : "?" + String.join("&", query));
        MutableHttpResponse<?> response = part
                ? HttpResponse.status(HttpStatus.UNAUTHORIZED).header("HX-Redirect", path)
                : HttpResponse.status(HttpStatus.SEE_OTHER).header(HttpHeaders.LOCATION, path);
        return response.header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /// Which page a part was asked for from; empty when that is not known.
    private static String page(HttpRequest<?> request) {
        try {
            URI page = URI.create(request.getHeaders().get("HX-Current-URL", String.class, ""));
            return page.getRawPath() == null
                    ? ""
                    : page.getRawPath() + (page.getRawQuery() == null ? "" : "?" + page.getRawQuery());
        } catch (IllegalArgumentException notAnAddress) {
            return "";
        }
    }

    private static HttpResponse<?> refuse(HttpStatus status) {
        throw new Refused(status);
    }

    /// A request that no page of the console sends.
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final HttpStatus status;

        Refused(HttpStatus status) {
            super(status.getReason(), null, false, false);
            this.status = status;
        }

        public HttpStatus status() {
            return status;
        }
    }
}
