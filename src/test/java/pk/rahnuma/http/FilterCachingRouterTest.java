package pk.rahnuma.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.filter.GenericHttpFilter;
import io.micronaut.web.router.DefaultRouter;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteBuilder;
import io.micronaut.web.router.Router;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;

class FilterCachingRouterTest {

    private static final TestServer SERVER = TestServer.onH2().withWebhook().shareServer();

    private final Router router = SERVER.getBean(Router.class);
    private final Router unchanged = new DefaultRouter(SERVER.context().getBeansOfType(RouteBuilder.class));

    @Test
    void everyRouteHasTheFiltersOfItsPath() {
        assertThat(router).isInstanceOf(FilterCachingRouter.class);
        List<String> paths = router.uriRoutes()
                .map(route -> route.getUriMatchTemplate().getTemplateString().replaceAll("\\{[^}]*}", "ur"))
                .flatMap(path -> path.endsWith("/") ? Stream.of(path) : Stream.of(path, path + "/"))
                .distinct()
                .toList();
        assertThat(paths).hasSizeGreaterThan(100).contains("/telegram/webhook", "/desk", "/desk/");
        for (String path : paths) {
            for (int repetition = 0; repetition < 2; repetition++) {
                assertThat(filters(router, path)).as(path).isEqualTo(filters(unchanged, path));
            }
        }
    }

    private List<List<GenericHttpFilter>> filters(Router asked, String path) {
        return Stream.of(HttpRequest.GET(path), HttpRequest.POST(path, ""))
                .map(request -> {
                    router.findAllClosest(request).stream()
                            .findFirst()
                            .ifPresent(match -> RouteAttributes.setRouteMatch(request, match));
                    return asked.findFilters(request);
                })
                .toList();
    }
}
