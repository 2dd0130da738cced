package pk.rahnuma.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.annotation.Head;
import io.micronaut.web.router.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import pk.rahnuma.TestServer;
import pk.rahnuma.http.ProblemDetail;

/// The description of the API, as it is served, against the routes of the server.
class ApiDescriptionTest {

    private static final TestServer server = TestServer.onH2().shareServer();
    private static final JsonNode description = readDescription(server);
    private static final List<DescribedOperation> operations = DescribedOperation.listAll(description);

    /// The description as it is served, read as parsers of YAML 1.1 do, to which a date without quotes is a time.
    static JsonNode readDescription(TestServer server) {
        ApiClient client = ApiClient.asBrowser(server.address());
        ApiClient.ApiResponse response = client.read("api/v1/openapi.yml");
        assertThat(response.header("Content-Type")).isEqualTo("application/yaml");
        return new ObjectMapper()
                .valueToTree(new Yaml(new SafeConstructor(new LoaderOptions()))
                        .load(response.response().body()));
    }

    @Test
    void everyRouteOfTheApiIsDescribedAndNothingElse() {
        Set<String> routes = server.getBean(Router.class)
                .uriRoutes()
                .filter(route -> route.getUriMatchTemplate().toPathString().startsWith("/api/"))
                .filter(route -> route.getHttpMethod() != HttpMethod.HEAD || route.isAnnotationPresent(Head.class))
                .filter(route -> route.getTargetMethod().getDeclaringType() != ApiDescriptionController.class)
                .map(route -> route.getHttpMethodName() + " "
                        + route.getUriMatchTemplate().toPathString())
                .collect(Collectors.toSet());
        assertThat(operations.stream().map(DescribedOperation::toString))
                .containsExactlyInAnyOrderElementsOf(routes)
                .hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @EnumSource
    void everyProblemIsDescribedOnceAtTheResponseOfItsStatus(ProblemDetail.Kind kind) {
        String name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        List<Integer> statuses = new ArrayList<>();
        description.at("/components/responses").forEach(response -> {
            if (Pattern.compile("^\\* `" + name + "`: \\S", Pattern.MULTILINE)
                    .matcher(response.path("description").asText())
                    .find()) {
                statuses.add(response.at("/content/application~1problem+json/example/status")
                        .asInt());
            }
        });
        assertThat(statuses).containsExactly(kind.httpStatus().getCode());
    }

    @Test
    void everyTagIsDescribed() {
        Set<String> described = new TreeSet<>();
        description.path("tags").forEach(tag -> {
            assertThat(tag.path("description").asText()).isNotBlank();
            described.add(tag.path("name").asText());
        });
        assertThat(operations.stream()
                        .map(operation -> operation.description().at("/tags/0").asText())
                        .collect(Collectors.toSet()))
                .isEqualTo(described);
    }

    @Test
    void everyOperationHasAPlainSummaryAnOwnNameAndASuccess() {
        assertThat(operations).allSatisfy(operation -> {
            assertThat(operation.description().path("summary").asText())
                    .isNotBlank()
                    .doesNotContain("\\", "`");
            assertThat(operation.description().path("tags")).hasSize(1);
            assertThat(operation.description().path("responses").fieldNames())
                    .toIterable()
                    .anyMatch(status -> status.startsWith("2"));
        });
        assertThat(operations.stream().map(DescribedOperation::id)).doesNotHaveDuplicates();
    }

    /// As generated clients do, which accept the media types of all responses of an operation, and no other.
    @Test
    void everyOperationAcceptsTheMediaTypesOfItsResponses() {
        assertThat(operations).filteredOn(ApiDescriptionTest::isNotAcceptable).isEmpty();
    }

    private static boolean isNotAcceptable(DescribedOperation operation) {
        Set<String> accepted = new TreeSet<>();
        operation
                .description()
                .path("responses")
                .forEach(response -> DescribedResponses.resolve(response)
                        .path("content")
                        .fieldNames()
                        .forEachRemaining(accepted::add));
        // Without a conversation the stream of its events ends at once.
        ApiClient person = accepted.contains("text/event-stream")
                ? ApiClient.asBrowser(server.address())
                : ApiPersons.createPerson(server);
        String[] accept = accepted.isEmpty() ? new String[0] : new String[] {"Accept", String.join(",", accepted)};
        return person.call(operation.method(), operation.filledPath(), null, accept)
                        .status()
                == 406;
    }

    @Test
    void everyReferenceLeadsToAPart() {
        List<String> references = new ArrayList<>();
        description
                .findParents("$ref")
                .forEach(node -> references.add(node.path("$ref").asText()));
        assertThat(references)
                .hasSizeGreaterThan(20)
                .allSatisfy(each -> assertThat(description.at(each.substring(1)).isMissingNode())
                        .as(each)
                        .isFalse());
    }

    @Test
    void everyRouteWithAUserRefusesAnUnknownToken() {
        ApiClient stranger = ApiClient.asApp(server.address(), "x".repeat(43));
        assertThat(operations)
                .filteredOn(operation -> operation.description().has("security")
                        && !operation.method().equals("HEAD"))
                .hasSizeGreaterThan(8)
                .allSatisfy(operation -> {
                    boolean hasBody = Set.of("POST", "PUT").contains(operation.method());
                    String body = hasBody ? "{\"id\": \"6f1d2a30-0001\", \"text\": \"hello\"}" : null;
                    ApiClient.ApiResponse response = stranger.call(operation.method(), operation.filledPath(), body);
                    response.requireProblem(401, "unauthenticated");
                    assertThat(response.header("WWW-Authenticate")).isEqualTo("Bearer");
                });
    }

    @Test
    void thePageLoadsFromTheDeskAlone() {
        ApiClient client = ApiClient.asBrowser(server.address());
        ApiClient.ApiResponse page = client.read("api/v1/docs").requireStatus(200);
        assertThat(page.response().body()).contains("docs/rapidoc.js").doesNotContain("https://");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'", "script-src 'self'");
        assertThat(client.read("api/v1/docs/rapidoc.js").response().body()).contains("rapi-doc");
    }
}
