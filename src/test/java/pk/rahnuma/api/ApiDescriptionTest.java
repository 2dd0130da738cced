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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import pk.rahnuma.DefaultConfiguration;
import pk.rahnuma.TestServer;
import pk.rahnuma.faq.catalog.AnswerStatus;
import pk.rahnuma.faq.catalog.Certainty;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.organisation.KeyScope;
import pk.rahnuma.organisation.OrganisationRole;
import pk.rahnuma.shared.Language;
import pk.rahnuma.ticket.Ticket;

/// The description of the API, as it is served, against the routes of the server.
class ApiDescriptionTest {

    private static final TestServer server = TestServer.onH2().shareServer();
    private static final JsonNode description = readDescription(server);
    private static final List<DescribedOperation> operations = DescribedOperation.listAll(description);

    /// An escape of Markdown, a link or name of the source, a lost word, or a value that responses do not have.
    private static final Pattern MARK_OF_SOURCE =
            Pattern.compile("\\\\[`\\[]|\\w#\\w|docs/|//`|``|pk\\.rahnuma|\\bor null\\b|; null\\b");

    /// Deletions whose repeats get the first result; those of others get 404.
    private static final Set<String> LOGGED_DELETIONS =
            Set.of("cancelErasure", "discardDraft", "removeKey", "removeMember", "revokeInvitation", "withdrawConsent");

    /// The description as it is served, read as parsers of YAML 1.1 do, to which a date without quotes is a time.
    static JsonNode readDescription(TestServer server) {
        ApiClient client = ApiClient.asBrowser(server.address());
        ApiClient.ApiResponse response = client.read("api/v1/openapi.yml");
        assertThat(response.header("Content-Type")).isEqualTo("application/x-yaml");
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
    void everyProblemTypeIsListedWithItsStatusAndHasAPage(ProblemDetail.Kind kind) {
        assertThat(description.at("/info/description").asText())
                .contains("| [" + kind.type() + "](" + kind.type() + ") | "
                        + kind.httpStatus().getCode() + " | " + kind.title() + " |");
        ApiClient.ApiResponse page = ApiClient.asBrowser(server.address())
                .read(kind.type().substring(1))
                .requireStatus(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.response().body()).contains(kind.title(), kind.type());
    }

    /// No operation answers a method that its path does not have.
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "METHOD_NOT_ALLOWED")
    void everyProblemTypeIsDescribedAtTheResponseOfItsStatus(ProblemDetail.Kind kind) {
        List<Integer> statuses = new ArrayList<>();
        description.at("/components/responses").forEach(response -> {
            if (response.path("description").asText().contains("* `" + kind.type() + "`: " + kind.advice())) {
                statuses.add(response.at("/content/application~1problem+json/example/status")
                        .asInt());
            }
        });
        assertThat(statuses).containsExactly(kind.httpStatus().getCode());
    }

    @Test
    void aProblemTypeThatDoesNotExistHasNoPage() {
        ApiClient.asBrowser(server.address())
                .read("problems/no-such-type-%3Cb%3E")
                .requireStatus(404);
    }

    @Test
    void descriptionsHaveNoMarksOfTheirSource() {
        assertThat(description.findValuesAsText("description"))
                .hasSizeGreaterThan(300)
                .allSatisfy(text -> assertThat(text).doesNotContainPattern(MARK_OF_SOURCE));
    }

    /// Linters of OpenAPI 3.0 require it.
    @Test
    void referencesStandAloneAndNothingIsNullable() {
        assertThat(description.findParents("$ref"))
                .allSatisfy(node -> assertThat(node.size()).isOne());
        assertThat(description.findValues("nullable")).isEmpty();
        assertThat(description.path("servers")).isNotEmpty();
        assertThat(operations)
                .allSatisfy(operation ->
                        assertThat(operation.description().has("security")).isTrue());
    }

    @Test
    void headersOfRequestsAreParametersWhereTheyAreHonoured() {
        assertThat(operations).allSatisfy(operation -> {
            Set<String> headers = new TreeSet<>();
            operation
                    .description()
                    .path("parameters")
                    .forEach(parameter ->
                            headers.add(parameter.path("$ref").asText().replaceFirst(".*/", "")));
            JsonNode responses = operation.description().path("responses");
            assertThat(headers.contains("IfMatch")).isEqualTo(responses.has("412"));
            assertThat(headers.contains("IfNoneMatch")).isEqualTo(responses.has("304"));
            assertThat(headers.contains("IdempotencyKey"))
                    .as(operation.toString())
                    .isEqualTo(Set.of("POST", "PUT", "PATCH").contains(operation.method())
                            || LOGGED_DELETIONS.contains(operation.id()));
        });
    }

    @Test
    void introductionHasTheDefaultQuotas() {
        assertThat(description.at("/info/description").asText())
                .contains(
                        "by network | %,d a minute".formatted(quota("public-reads")),
                        "| %d at once, one more each second".formatted(quota("messages")),
                        "| %d an hour".formatted(quota("files")),
                        "| %d in 10 minutes".formatted(quota("status-lookups")),
                        "| %d in 10 minutes".formatted(quota("sign-ins")),
                        "| %d a minute".formatted(quota("key-requests")));
    }

    private static int quota(String setting) {
        return Integer.parseInt(DefaultConfiguration.defaultOf("rahnuma.api." + setting));
    }

    @Test
    void valuesOfMembersAreThoseOfTheCode() {
        requireValues("TicketResponse/properties/status", Ticket.State.values());
        requireValues("MemberResponse/properties/role", OrganisationRole.values());
        requireValues("GuidanceService.SearchResult/properties/status", AnswerStatus.values());
        requireValues("GuidanceTopic/properties/certainty", Certainty.values());
        requireValues("PersonResponse/properties/language", Language.ALL.toArray());
        requireValues(
                "KeyResponse/properties/scopes/items",
                Stream.of(KeyScope.values()).map(KeyScope::toWord).toArray());
    }

    private static void requireValues(String place, Object[] values) {
        List<String> described = new ArrayList<>();
        description.at("/components/schemas/" + place + "/enum").forEach(value -> described.add(value.asText()));
        assertThat(described)
                .as(place)
                .containsExactlyInAnyOrderElementsOf(Stream.of(values)
                        .map(value -> value instanceof Enum<?> constant
                                ? constant.name().toLowerCase(Locale.ROOT)
                                : value.toString())
                        .toList());
    }

    @Test
    void theDescriptionIsCompressed() {
        assertThat(ApiClient.asBrowser(server.address())
                        .read("api/v1/openapi.yml", "Accept-Encoding", "gzip")
                        .header("Content-Encoding"))
                .isEqualTo("gzip");
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
                .filteredOn(
                        operation -> !operation.description().path("security").isEmpty()
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
