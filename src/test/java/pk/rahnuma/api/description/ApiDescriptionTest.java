package pk.rahnuma.api.description;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.annotation.Head;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.api.DescribedResponses;

/// The description of the API, as it is served, against the routes of the server.
class ApiDescriptionTest {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "options");

    private static TestServer server;
    private static JsonNode description;

    @BeforeAll
    static void open() {
        server = TestServer.onH2().shareServer();
        description = readDescription(server);
    }

    /// The description as it is served, read as parsers of YAML 1.1 do, to which a date without quotes is a time.
    static JsonNode readDescription(TestServer server) {
        ApiClient client = ApiClient.asBrowser(server.address());
        ApiClient.ApiResponse response =
                client.send(client.requestTo("api/v1/openapi.yml").GET(), false);
        assertThat(response.header("Content-Type")).isEqualTo("application/yaml");
        return new ObjectMapper()
                .valueToTree(new Yaml(new SafeConstructor(new LoaderOptions()))
                        .load(response.response().body()));
    }

    private static List<JsonNode> operations() {
        List<JsonNode> operations = new ArrayList<>();
        description
                .path("paths")
                .forEach(path -> path.properties().stream()
                        .filter(each -> METHODS.contains(each.getKey()))
                        .forEach(each -> operations.add(each.getValue())));
        return operations;
    }

    @Test
    void everyRouteOfTheApiIsDescribedAndNothingElse() {
        Set<String> described = new TreeSet<>();
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method -> described.add(method + " " + path.getKey())));
        Set<String> routes = server.getBean(Router.class)
                .uriRoutes()
                .filter(route -> route.getUriMatchTemplate().toPathString().startsWith("/api/"))
                .filter(route -> route.getHttpMethod() != HttpMethod.HEAD || route.isAnnotationPresent(Head.class))
                .filter(route -> route.getTargetMethod().getDeclaringType() != ApiDescriptionController.class)
                .map(ApiDescriptionTest::name)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(described).isEqualTo(routes).hasSizeGreaterThan(10);
    }

    private static String name(UriRouteInfo<?, ?> route) {
        return route.getHttpMethodName().toLowerCase(Locale.ROOT) + " "
                + route.getUriMatchTemplate().toPathString();
    }

    @Test
    void everyOperationHasASummaryAnOwnNameAndASuccess() {
        assertThat(operations()).allSatisfy(operation -> {
            assertThat(operation.path("summary").asText())
                    .as(operation.toString())
                    .isNotBlank();
            assertThat(operation.path("tags").size()).as(operation.toString()).isOne();
            assertThat(operation.path("responses").fieldNames())
                    .toIterable()
                    .as(operation.toString())
                    .anyMatch(status -> status.startsWith("2"));
        });
        assertThat(operations().stream().map(each -> each.path("operationId").asText()))
                .doesNotHaveDuplicates();
    }

    /// As generated clients do, which accept the media types of all responses of an operation, and no other.
    @Test
    void everyOperationAcceptsTheMediaTypesOfItsResponses() {
        Set<String> refused = new TreeSet<>();
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    Set<String> accepted = new TreeSet<>();
                    operation
                            .getValue()
                            .path("responses")
                            .forEach(response -> DescribedResponses.resolve(response)
                                    .path("content")
                                    .fieldNames()
                                    .forEachRemaining(accepted::add));
                    // Without a conversation the stream of its events ends at once.
                    ApiClient person = accepted.contains("text/event-stream")
                            ? ApiClient.asBrowser(server.address())
                            : ApiPersons.createPerson(server);
                    ApiClient.ApiResponse response = person.send(
                            person.requestTo(path.getKey().substring(1).replaceAll("\\{\\w+}", "1234"))
                                    .method(
                                            operation.getKey().toUpperCase(Locale.ROOT),
                                            HttpRequest.BodyPublishers.noBody()),
                            false,
                            accepted.isEmpty() ? new String[0] : new String[] {"Accept", String.join(",", accepted)});
                    if (response.status() == 406) {
                        refused.add(operation.getKey() + " " + path.getKey());
                    }
                }));
        assertThat(refused).isEmpty();
    }

    @Test
    void noSummaryHasMarkup() {
        assertThat(operations())
                .allSatisfy(operation -> assertThat(operation.path("summary").asText())
                        .isNotBlank()
                        .doesNotContain("\\", "`"));
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
        assertThat(operations().stream().filter(operation -> operation.has("security")))
                .hasSizeGreaterThan(8);
        List<String> unguarded = new ArrayList<>();
        ApiClient stranger = ApiClient.asApp(server.address(), "x".repeat(43));
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation ->
                                operation.getValue().has("security") && METHODS.contains(operation.getKey()))
                        .forEach(operation -> {
                            String method = operation.getKey().toUpperCase(Locale.ROOT);
                            String body = method.equals("POST") || method.equals("PUT")
                                    ? "{\"id\": \"6f1d2a30-0001\", \"text\": \"hello\"}"
                                    : "";
                            ApiClient.ApiResponse response = stranger.send(
                                    stranger.requestTo(
                                                    path.getKey().substring(1).replaceAll("\\{\\w+}", "1234"))
                                            .method(method, HttpRequest.BodyPublishers.ofString(body)),
                                    !body.isEmpty());
                            if (response.status() != 401
                                    || !response.type().equals("/problems/unauthenticated")
                                    || !"Bearer".equals(response.header("WWW-Authenticate"))) {
                                unguarded.add(operation.getKey() + " " + path.getKey() + ": " + response.status());
                            }
                        }));
        assertThat(unguarded).isEmpty();
    }

    @Test
    void thePageLoadsFromTheDeskAlone() {
        ApiClient client = ApiClient.asBrowser(server.address());
        ApiClient.ApiResponse page = client.send(client.requestTo("api/v1/docs").GET(), false);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.response().body()).contains("docs/rapidoc.js").doesNotContain("https://");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'", "script-src 'self'");
        assertThat(client.send(client.requestTo("api/v1/docs/rapidoc.js").GET(), false)
                        .response()
                        .body())
                .contains("rapi-doc");
    }
}
