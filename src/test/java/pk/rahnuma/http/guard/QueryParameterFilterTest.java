package pk.rahnuma.http.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.api.DescribedResponses;

/// Query parameters that an operation does not declare, against the description of all operations.
class QueryParameterFilterTest {

    private static final TestServer server = TestServer.onH2().shareServer();
    private static final ApiClient person = ApiPersons.createPerson(server);

    /// Described names of the query parameters of all operations, by method and path.
    private static Map<List<String>, Set<String>> describedParameters() {
        Map<List<String>, Set<String>> described =
                new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
        DescribedResponses.description()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    Set<String> names = new TreeSet<>();
                    for (JsonNode parameter : operation.getValue().path("parameters")) {
                        if (parameter.path("in").asText().equals("query")) {
                            names.add(parameter.path("name").asText());
                        }
                    }
                    described.put(
                            List.of(
                                    operation.getKey().toUpperCase(Locale.ROOT),
                                    path.getKey().substring(1).replaceAll("\\{\\w+}", "1234")),
                            names);
                }));
        return described;
    }

    private static ApiClient.ApiResponse call(List<String> operation, String query) {
        return person.call(operation.getFirst(), operation.getLast() + "?" + query, null);
    }

    private static void isRefused(List<String> operation, String query, Set<String> names) {
        ApiClient.ApiResponse response = call(operation, query);
        assertThat(response.status()).as("%s %s", operation, query).isEqualTo(400);
        if (!operation.getFirst().equals("HEAD")) {
            response.requireProblem("bad-request");
            assertThat(response.text("/detail"))
                    .as("%s", operation)
                    .contains(names.isEmpty() ? Set.of("no parameters") : names)
                    .doesNotContain("staus");
        }
    }

    @Test
    void everyOperationRefusesAParameterThatItDoesNotDeclare() {
        assertThat(describedParameters())
                .hasSizeGreaterThan(70)
                .allSatisfy((operation, names) -> isRefused(operation, "staus=open", names));
    }

    @Test
    void everyOperationRefusesARepeatedParameter() {
        Set<String> repeated = new TreeSet<>();
        describedParameters()
                .forEach((operation, names) -> names.forEach(name -> {
                    isRefused(operation, name + "=1&" + name + "=2", names);
                    repeated.add(name);
                }));
        assertThat(repeated).contains("limit", "cursor", "after", "before", "q", "as", "name");
    }

    @Test
    void declaredParametersAreAccepted() {
        call(List.of("GET", "api/v1/tickets"), "limit=1").requireStatus(200);
        call(List.of("GET", "api/v1/tickets"), "").requireStatus(200);
    }

    @Test
    void thePageOfTheDescriptionAcceptsAnyParameter() {
        for (String path : List.of("api/v1/docs", "api/v1/openapi.yml")) {
            call(List.of("GET", path), "utm_source=mail").requireStatus(200);
        }
    }
}
