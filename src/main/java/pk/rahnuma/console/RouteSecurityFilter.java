package pk.rahnuma.console;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.filter.ConditionalFilter;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.config.SecurityConfiguration;
import io.micronaut.security.filters.AuthenticationFetcher;
import io.micronaut.security.filters.SecurityFilter;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.web.router.RouteAttributes;
import java.util.Collection;
import java.util.List;

/// Applies Micronaut Security to all routes of the server: a route without `@Secured` is closed. Open routes outside
/// the console skip it, since every message passes one of them: `docs/adr/0017-micronaut-security.md`.
@Filter(Filter.MATCH_ALL_PATTERN)
@Replaces(SecurityFilter.class)
final class RouteSecurityFilter extends SecurityFilter implements ConditionalFilter {

    RouteSecurityFilter(
            Collection<SecurityRule<HttpRequest<?>>> rules,
            Collection<AuthenticationFetcher<HttpRequest<?>>> fetchers,
            SecurityConfiguration settings) {
        super(rules, fetchers, settings);
    }

    @Override
    public boolean isEnabled(HttpRequest<?> request) {
        return SessionCookie.isReadAt(request.getPath()) || !isOpen(request);
    }

    /// Tells whether a request has a route that is open to all.
    static boolean isOpen(HttpRequest<?> request) {
        return RouteAttributes.getRouteMatch(request)
                .map(route -> route.getAnnotationMetadata().stringValues(Secured.class))
                .filter(values -> List.of(values).contains(SecurityRule.IS_ANONYMOUS))
                .isPresent();
    }
}
