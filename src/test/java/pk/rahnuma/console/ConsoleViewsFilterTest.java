package pk.rahnuma.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpRequest;
import io.micronaut.web.router.Router;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;

class ConsoleViewsFilterTest {

    @Test
    void aMessageDoesNotPassTheFiltersOfViews() {
        try (TestServer server = TestServer.onH2().shareServer()) {
            Router router = server.getBean(Router.class);
            assertThat(router.findFilters(HttpRequest.POST("/api/v1/conversation", "")))
                    .isNotEmpty()
                    .asString()
                    .doesNotContain("ViewsFilter", "Turbo");
            assertThat(router.findFilters(HttpRequest.GET("/desk/tickets")))
                    .asString()
                    .contains("ConsoleViewsFilter", "ConsoleTurboFilter");
        }
    }
}
