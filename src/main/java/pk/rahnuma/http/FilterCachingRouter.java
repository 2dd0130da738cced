package pk.rahnuma.http;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.filter.GenericHttpFilter;
import io.micronaut.web.router.DefaultRouter;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteBuilder;
import io.micronaut.web.router.UriRouteInfo;
import io.micronaut.web.router.UriRouteMatch;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Router that finds the filters of a route without variables once, since all requests to it have the same path and
/// method. The framework would match every pattern of every filter for each request, also for each message by webhook.
@Singleton
@Replaces(DefaultRouter.class)
final class FilterCachingRouter extends DefaultRouter {

    private final Map<UriRouteInfo<?, ?>, List<GenericHttpFilter>> filters = new ConcurrentHashMap<>();

    FilterCachingRouter(Collection<RouteBuilder> builders) {
        super(builders);
    }

    @Override
    public List<GenericHttpFilter> findFilters(HttpRequest<?> request) {
        if (RouteAttributes.getRouteMatch(request).orElse(null) instanceof UriRouteMatch<?, ?> match) {
            UriRouteInfo<?, ?> route = match.getRouteInfo();
            if (request.getPath().equals(route.getUriMatchTemplate().getTemplateString())) {
                return filters.computeIfAbsent(route, key -> super.findFilters(request));
            }
        }
        return super.findFilters(request);
    }
}
