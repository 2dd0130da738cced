package pk.rahnuma.console;

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
import pk.rahnuma.api.http.RequestOrigin;
import pk.rahnuma.staff.AuthenticatedStaff;
import pk.rahnuma.staff.StaffException;
import pk.rahnuma.staff.StaffPermission;
import pk.rahnuma.staff.signin.StaffSessionService;

/// Checks every request of the console: no other site sent it, it has a session where the route needs one, its member
/// has the permissions that the route [RequiresPermission], and a change carries the token of the session. A route
/// without such an annotation is closed to all.
@ServerFilter({"/desk", "/desk/**"})
public final class ConsoleSecurityFilter {

    static final String CSRF_HEADER = "X-CSRF-Token";

    /// Query parameter of the sign-in page: there was a session, and it has ended.
    public static final String ENDED_PARAMETER = "ended";

    private static final Set<HttpMethod> SAFE_METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final StaffSessionService sessions;
    private final InstantSource clock;

    ConsoleSecurityFilter(StaffSessionService sessions, InstantSource clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /// Checks a request.
    ///
    /// @return null to continue
    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Nullable
    HttpResponse<?> checkRequest(HttpRequest<?> request) {
        Optional<AnnotationMetadata> route =
                RouteAttributes.getRouteMatch(request).map(AnnotationMetadataProvider::getAnnotationMetadata);
        if (route.isEmpty()) {
            return null;
        }
        boolean reads = SAFE_METHODS.contains(request.getMethod());
        if (!reads && RequestOrigin.isCrossSite(request)) {
            return refuse(HttpStatus.FORBIDDEN);
        }
        Optional<AuthenticatedStaff> signed = isBackground(request, route.get())
                ? sessions.findWithoutExtending(SessionCookie.readToken(request), clock.instant())
                : sessions.findAndExtend(SessionCookie.readToken(request), clock.instant());
        signed.ifPresent(user -> new ConsoleUser(user).attachTo(request));
        OpenRoute.Access access =
                route.get().enumValue(OpenRoute.class, OpenRoute.Access.class).orElse(null);
        if (access == OpenRoute.Access.ANONYMOUS) {
            return null;
        }
        if (signed.isEmpty()) {
            return toSignIn(request, reads);
        }
        if (!reads && !signed.get().hasCsrfToken(request.getHeaders().get(CSRF_HEADER))) {
            return refuse(HttpStatus.FORBIDDEN);
        }
        if (access == OpenRoute.Access.SIGNED_IN) {
            return null;
        }
        StaffPermission[] rights = route.get().enumValues(RequiresPermission.class, StaffPermission.class);
        if (rights.length == 0 || !Stream.of(rights).allMatch(signed.get()::hasPermission)) {
            throw new StaffException(StaffException.Reason.NOT_ALLOWED);
        }
        return null;
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

    /// Redirects to the sign-in page, which leads back to the requested page afterwards.
    private static HttpResponse<?> toSignIn(HttpRequest<?> request, boolean reads) {
        boolean part = request.getHeaders().contains("HX-Request");
        String wanted = part ? page(request) : reads ? request.getUri().toString() : "";
        List<String> query = new ArrayList<>();
        if (!wanted.isEmpty() && !wanted.equals("/desk")) {
            query.add("next=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8));
        }
        if (SessionCookie.readToken(request) != null) {
            query.add(ENDED_PARAMETER + "=true");
        }
        String path = SessionCookie.SIGN_IN_PATH + (query.isEmpty() ? "" : "?" + String.join("&", query));
        MutableHttpResponse<?> response = part
                ? HttpResponse.status(HttpStatus.UNAUTHORIZED).header("HX-Redirect", path)
                : HttpResponse.status(HttpStatus.SEE_OTHER).header(HttpHeaders.LOCATION, path);
        return response.header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /// Page from which a part was requested; empty when unknown.
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
        throw new AccessDeniedException(status);
    }

    /// Rejection of a request that no page of the console sends.
    public static final class AccessDeniedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final HttpStatus status;

        AccessDeniedException(HttpStatus status) {
            super(status.getReason(), null, false, false);
            this.status = status;
        }

        public HttpStatus httpStatus() {
            return status;
        }
    }
}
