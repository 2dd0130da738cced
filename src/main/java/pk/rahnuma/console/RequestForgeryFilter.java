package pk.rahnuma.console;

import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.web.router.RouteAttributes;
import java.util.Set;
import pk.rahnuma.http.RequestOrigin;

/// Refuses changes that no page of the console sent: those of another site, before the session is read, and those
/// without the token of their session, after it was.
@ServerFilter({"/desk", "/desk/**"})
public final class RequestForgeryFilter {

    static final String CSRF_HEADER = "X-CSRF-Token";

    private static final Set<HttpMethod> SAFE_METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final int BEFORE_AUTHENTICATION = 0;

    @RequestFilter
    @Order(BEFORE_AUTHENTICATION)
    void refuseOtherSites(HttpRequest<?> request) {
        if (!isSafe(request) && RequestOrigin.isCrossSite(request)) {
            throw new ForgedRequestException();
        }
    }

    /// Fails also where no user is known although the route needs one: a console without Micronaut Security is closed.
    @RequestFilter
    void requireToken(HttpRequest<?> request) {
        if (needsSession(request)) {
            ConsoleUser user = ConsoleUser.requireUser(request);
            if (!isSafe(request)
                    && !user.signed().hasCsrfToken(request.getHeaders().get(CSRF_HEADER))) {
                throw new ForgedRequestException();
            }
        }
    }

    /// Tells whether a request only reads.
    static boolean isSafe(HttpRequest<?> request) {
        return SAFE_METHODS.contains(request.getMethod());
    }

    private static boolean needsSession(HttpRequest<?> request) {
        return RouteAttributes.getRouteMatch(request).isPresent() && !RouteSecurityFilter.isOpen(request);
    }

    /// Rejection of a request that no page of the console sends.
    public static final class ForgedRequestException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ForgedRequestException() {
            super("no page of the console sent it", null, false, false);
        }
    }
}
