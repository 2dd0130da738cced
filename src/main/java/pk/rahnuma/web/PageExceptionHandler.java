package pk.rahnuma.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.web.router.RouteAttributes;
import jakarta.inject.Singleton;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.ProblemExceptionHandler;

/// Answers a rejected request with a page where the route serves pages, and with a problem document elsewhere.
@Singleton
final class PageExceptionHandler implements ExceptionHandler<ApiException, HttpResponse<?>> {

    private final SitePageRenderer pages;
    private final ProblemExceptionHandler problems;

    PageExceptionHandler(SitePageRenderer pages, ProblemExceptionHandler problems) {
        this.pages = pages;
        this.problems = problems;
    }

    @Override
    public HttpResponse<?> handle(@SuppressWarnings("rawtypes") HttpRequest request, ApiException rejection) {
        return isPage(request) ? pages.respondProblem(request, rejection) : problems.handle(request, rejection);
    }

    private static boolean isPage(HttpRequest<?> request) {
        return RouteAttributes.getRouteMatch(request)
                .filter(route -> route.getRouteInfo().getProduces().contains(MediaType.TEXT_HTML_TYPE))
                .isPresent();
    }
}
