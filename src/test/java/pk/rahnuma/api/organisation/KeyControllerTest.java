package pk.rahnuma.api.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.annotation.Head;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiForms;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.api.DescribedResponses;
import pk.rahnuma.document.SampleFiles;
import pk.rahnuma.endtoend.OrganisationApplicationFixture;
import pk.rahnuma.organisation.Organisation;
import pk.rahnuma.person.PersonErasureService;

class KeyControllerTest {

    private static final String APPLICATIONS = ApiForms.APPLICATIONS;
    private static final String READ = "applications:read";
    private static final String WRITE = "applications:write";

    /// Routes that are open to keys, with the scope that they need. All others refuse every key.
    private static final Map<String, String> SCOPES = new TreeMap<>(Map.ofEntries(
            Map.entry("GET /api/v1/applications", READ),
            Map.entry("GET /api/v1/lines", READ),
            Map.entry("GET /api/v1/lines/export", READ),
            Map.entry("GET /api/v1/applications/{reference}", READ),
            Map.entry("GET /api/v1/applications/{reference}/certificate", READ),
            Map.entry("GET /api/v1/applications/{reference}/documents", READ),
            Map.entry("POST /api/v1/applications/{reference}/actions", WRITE),
            Map.entry("GET /api/v1/applications/drafts", WRITE),
            Map.entry("POST /api/v1/applications/drafts", WRITE),
            Map.entry("GET /api/v1/applications/drafts/{id}", WRITE),
            Map.entry("PATCH /api/v1/applications/drafts/{id}", WRITE),
            Map.entry("DELETE /api/v1/applications/drafts/{id}", WRITE),
            Map.entry("POST /api/v1/applications/drafts/{id}/check", WRITE),
            Map.entry("POST /api/v1/applications/drafts/{id}/submission", WRITE),
            Map.entry("POST /api/v1/conversation/files", WRITE),
            Map.entry("GET /api/v1/conversation/files/{id}", READ),
            Map.entry("GET /api/v1/conversation/files/{id}/thumbnail", READ)));

    private static final Pattern SCOPE =
            Pattern.compile("key of an organisation needs the scope \\W*(applications:\\w+)");

    /// Routes that look at no token, or at another one in the body.
    private static final List<String> PUBLIC = List.of(
            "GET /api/v1/guidance/topics",
            "GET /api/v1/guidance/topics/{id}",
            "GET /api/v1/guidance/search",
            "GET /api/v1/forms",
            "GET /api/v1/forms/{form}",
            "POST /api/v1/eligibility",
            "POST /api/v1/status",
            "POST /api/v1/conversation/token",
            "GET /api/v1/sign-in",
            "GET /api/v1/openapi.yml",
            "GET /api/v1/docs",
            "GET /api/v1/docs/rapidoc.js");

    /// Bodies of routes that look at the body before the token.
    private static final Map<String, String> BODIES =
            Map.of("POST /api/v1/conversation", "{\"id\": \"6f1d2a30-0001\", \"text\": \"hello\"}");

    private static final TestServer server = TestServer.onH2()
            // A busy machine takes longer for a commit.
            .startServer();

    /// An owner with an organisation that has one application.
    private static final class Owner {

        private final ApiClient chat = ApiPersons.createPerson(server);
        private final long person = ApiPersons.personOf(server, chat);
        private final ApiClient device = ApiPersons.signInDevice(server, chat);
        private final String reference = OrganisationApplicationFixture.submitApplication(
                        server, person, ApiForms.newAddress())
                .toGroupedText();
        private final String organisation = device.read("api/v1/organisations").text("/organisations/0/id");
        private final String keys = "api/v1/organisations/" + organisation + "/keys";

        private ApiClient.ApiResponse makeKey(String... scopes) {
            return device.call("POST", keys, keyBody(Duration.ofDays(30), scopes));
        }

        private ApiClient programWith(String... scopes) {
            return ApiClient.asApp(server.address(), makeKey(scopes).text("/secret"));
        }
    }

    private static ObjectNode keyBody(Duration ttl, String... scopes) {
        ObjectNode body = ApiClient.object().put("name", "Accounting");
        List.of(scopes).forEach(body.putArray("scopes")::add);
        return body.put(
                "expires", server.getBean(Clock.class).instant().plus(ttl).toString());
    }

    @Test
    void aKeyIsMadeShownOnceListedRotatedAndRemoved() {
        Owner owner = new Owner();
        String repeat = ApiClient.newId();
        ObjectNode wanted = keyBody(Duration.ofDays(30), READ);
        ApiClient.ApiResponse made = owner.device
                .call("POST", owner.keys, wanted, "Idempotency-Key", repeat)
                .requireStatus(201);
        assertThat(made.header("Cache-Control")).isEqualTo("no-store");
        assertThat(owner.device
                        .call("POST", owner.keys, wanted, "Idempotency-Key", repeat)
                        .body())
                .isEqualTo(made.body());
        String secret = made.text("/secret");
        ApiClient.ApiResponse listed = owner.device.read(owner.keys);
        assertThat(listed.at("/keys")).hasSize(1);
        assertThat(listed.response().body()).doesNotContain(secret);
        JsonNode key = listed.at("/keys/0");
        assertThat(key).isEqualTo(made.at("/key"));
        assertThat(key.path("beginning").asText()).isEqualTo(secret.substring(0, 7));
        assertThat(key.path("by").asText()).isNotEmpty();
        assertThat(key.has("used")).isFalse();

        ApiClient program = ApiClient.asApp(server.address(), secret);
        program.read(APPLICATIONS).requireStatus(200);
        assertThat(owner.device.read(owner.keys).text("/keys/0/used")).isNotEmpty();

        String path = owner.keys + "/" + key.path("id").asText();
        ApiClient.ApiResponse rotated = owner.device
                .call("POST", path + "/rotation", "{\"overlap\": 0}")
                .requireStatus(200);
        program.read(APPLICATIONS).requireStatus(401);
        ApiClient renewed = ApiClient.asApp(server.address(), rotated.text("/secret"));
        renewed.read(APPLICATIONS).requireStatus(200);
        owner.device.delete(path).requireStatus(204);
        renewed.read(APPLICATIONS).requireStatus(401);
        owner.device.delete(path).requireStatus(404);
        assertThat(server.sql()
                        .queryList(
                                String.class,
                                "select what from audit where chain = ? and what like 'key.%' order by seq",
                                Organisation.fromCode(owner.organisation).orElseThrow()))
                .startsWith("key.made", "key.used", "key.rotated")
                .endsWith("key.removed");
    }

    @Test
    void keysAreManagedByOwnersOnSignedInDevicesOnly() {
        Owner owner = new Owner();
        for (ApiClient refused : List.of(owner.chat, owner.programWith(READ, WRITE))) {
            refused.read(owner.keys).requireStatus(403);
            refused.call("POST", owner.keys, keyBody(Duration.ofDays(1), READ)).requireStatus(403);
        }
        Owner other = new Owner();
        other.device.read(owner.keys).requireStatus(404);
        String key = owner.device.read(owner.keys).text("/keys/0/id");
        other.device.delete(other.keys + "/" + key).requireStatus(404);
        other.device.call("POST", other.keys + "/" + key + "/rotation", "{}").requireStatus(404);
    }

    @Test
    void bodiesThatAreIncompleteOrTooWideAreRefused() {
        Owner owner = new Owner();
        for (ObjectNode body : List.of(
                keyBody(Duration.ofDays(30)),
                keyBody(Duration.ofDays(30), "everything"),
                keyBody(Duration.ofDays(367), READ),
                keyBody(Duration.ofDays(-1), READ),
                keyBody(Duration.ofDays(30), READ).put("name", " "),
                keyBody(Duration.ofDays(30), READ).put("name", "x".repeat(61)),
                keyBody(Duration.ofDays(30), READ).put("expires", "tomorrow"),
                keyBody(Duration.ofDays(30), READ).put("more", 1))) {
            owner.device.call("POST", owner.keys, body).requireStatus(422);
        }
        String key = owner.makeKey(READ).text("/key/id");
        for (String body :
                List.of("{\"overlap\": 25}", "{\"overlap\": -1}", "{\"expires\": \"2020-01-01T00:00:00Z\"}")) {
            owner.device
                    .call("POST", owner.keys + "/" + key + "/rotation", body)
                    .requireStatus(422);
        }
    }

    @Test
    void aKeyReadsTheApplicationsOfItsOrganisationAndNoOther() {
        Owner owner = new Owner();
        Owner other = new Owner();
        ApiClient program = owner.programWith(READ);
        ApiClient.ApiResponse listed = program.read(APPLICATIONS);
        assertThat(listed.at("/applications").findValuesAsText("reference")).containsExactly(owner.reference);
        assertThat(listed.header("RateLimit-Policy")).isEqualTo("\"key\";q=100000;w=60");
        assertThat(program.read(APPLICATIONS + "/" + owner.reference).text("/organisation"))
                .isEqualTo("Alif Software");
        program.read(APPLICATIONS + "/" + owner.reference + "/documents").requireStatus(200);
        program.read(APPLICATIONS + "/" + other.reference).requireStatus(404);
    }

    @Test
    void everyRouteIsOpenToKeysWithItsScopeOnly() {
        Owner owner = new Owner();
        Map<String, ApiClient> programs = Map.of(READ, owner.programWith(READ), WRITE, owner.programWith(WRITE));
        Map<String, Set<String>> open = new TreeMap<>();
        for (UriRouteInfo<?, ?> route : server.getBean(Router.class).uriRoutes().toList()) {
            String path = route.getUriMatchTemplate().toString();
            boolean ofGet = route.getHttpMethod() == HttpMethod.HEAD && !route.isAnnotationPresent(Head.class);
            String name = route.getHttpMethodName() + " " + path;
            if (!path.startsWith("/api/") || ofGet || PUBLIC.contains(name)) {
                continue;
            }
            String filled = path.substring(1).replaceAll("\\{\\w+}", "1");
            String body = route.getHttpMethod() == HttpMethod.GET ? null : BODIES.getOrDefault(name, "{}");
            programs.forEach((scope, program) -> {
                if (program.call(route.getHttpMethodName(), filled, body).status() != 403) {
                    open.computeIfAbsent(name, none -> new TreeSet<>()).add(scope);
                }
            });
        }
        // Signing in looks at the body first: no key opens anything there.
        open.keySet().removeIf(name -> name.startsWith("POST /api/v1/sign-in"));
        assertThat(open.keySet()).isEqualTo(SCOPES.keySet());
        open.forEach((name, scopes) -> assertThat(scopes).as(name).containsExactly(SCOPES.get(name)));
    }

    @Test
    void theDescriptionNamesTheScopeOfEachRouteThatIsOpenToKeys() {
        Map<String, String> described = new TreeMap<>();
        DescribedResponses.description()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    Matcher scope = SCOPE.matcher(
                            operation.getValue().path("description").asText());
                    if (scope.find()) {
                        described.put(
                                operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), scope.group(1));
                    }
                }));
        assertThat(described).isEqualTo(SCOPES);
    }

    @Test
    void aProgramAppliesForItsOrganisationReadsItsFilesAndWithdraws() {
        Owner owner = new Owner();
        ApiClient program = owner.programWith(READ, WRITE);
        program.call("POST", ApiForms.DRAFTS, "{\"form\": \"register-individual\"}")
                .requireStatus(403);
        ObjectNode answers = ApiForms.company(program, owner.organisation);
        ApiClient.ApiResponse draft = ApiForms.createDraft(program, "register-company", answers);
        assertThat(draft.at("/draft/problems")).isEmpty();
        assertThat(draft.at("/draft/untaken")).isEmpty();
        ApiClient.ApiResponse sent = ApiForms.submit(program, ApiForms.DRAFTS + "/" + draft.text("/draft/id"));
        assertThat(sent.at("/accepted").asBoolean()).isTrue();
        String reference = sent.text("/application/reference");
        assertThat(sent.text("/application/organisation")).isEqualTo("Alif Software");
        assertThat(owner.device.read(APPLICATIONS + "/" + reference).text("/status"))
                .isEqualTo("received");

        ApiClient reader = owner.programWith(READ);
        String file = "/files/" + answers.path("id_front").asText();
        assertThat(reader.read(APPLICATIONS + "/" + reference + "/documents")
                        .body()
                        .findValuesAsText("href"))
                .contains("/" + ApiClient.PATH + file);
        assertThat(reader.get(file).body()).isEqualTo(SampleFiles.cardFor("id_front"));
        reader.get(file + "/thumbnail").requireStatus(200);
        new Owner().programWith(READ).get(file).requireStatus(404);

        assertThat(ApiForms.act(program, reference, "withdraw").text("/application/status"))
                .isEqualTo("withdrawn");
        assertThat(server.sql()
                        .queryList(
                                String.class,
                                "select detail from audit where chain = ? and what = 'key.requested'",
                                Organisation.fromCode(owner.organisation).orElseThrow()))
                .contains("POST /" + APPLICATIONS + "/" + reference + "/actions");

        String key = owner.device.read(owner.keys).text("/keys/0/id");
        owner.device.delete(owner.keys + "/" + key).requireStatus(204);
        // The job of the server may be at it too: then this run passes the conversation over.
        AwaitSupport.await().until(() -> {
            server.getBean(PersonErasureService.class)
                    .processDue(server.getBean(Clock.class).instant().plusSeconds(60));
            return server.sql()
                            .queryOne(
                                    Integer.class,
                                    "select count(*) from conversation where id = ?",
                                    Long.parseLong(key))
                    == 0;
        });
        assertThat(owner.device.read(APPLICATIONS + "/" + reference).text("/status"))
                .isEqualTo("withdrawn");
    }

    @Test
    void aProgramCannotApplyForAnotherOrganisation() {
        ApiClient program = new Owner().programWith(WRITE);
        ObjectNode unknown = ApiForms.company(program, "new").put("legal_name", "Ba Software");
        ApiClient.ApiResponse refused = ApiForms.createDraft(program, "register-company", unknown);
        assertThat(refused.requireStatus(422).text("/detail")).contains("id");
        ObjectNode others = ApiForms.company(program, new Owner().organisation);
        assertThat(ApiForms.createDraft(program, "register-company", others)
                        .at("/draft/problems")
                        .has("organisation"))
                .isTrue();
    }

    private static ApiClient.ApiResponse createNamedDraft(ApiClient program, String name, ObjectNode answers) {
        ObjectNode body = ApiClient.object().put("form", "register-company").put("name", name);
        body.set("answers", answers);
        return program.call("POST", ApiForms.DRAFTS, body);
    }

    @Test
    void aProgramKeepsDraftsApartByTheirNames() {
        Owner owner = new Owner();
        ApiClient program = owner.programWith(READ, WRITE);
        ObjectNode answers = ApiForms.company(program, owner.organisation);
        String lahore = createNamedDraft(program, "lahore-office", answers)
                .requireStatus(201)
                .text("/draft/id");
        String multan = createNamedDraft(program, "multan", ApiClient.object().put("consent", true))
                .requireStatus(201)
                .text("/draft/id");
        String unnamed = ApiForms.createDraft(program, "register-company", ApiClient.object())
                .text("/draft/id");
        assertThat(Set.of(lahore, multan, unnamed)).hasSize(3);
        assertThat(createNamedDraft(program, "lahore-office", ApiClient.object())
                        .requireStatus(200)
                        .text("/draft/id"))
                .isEqualTo(lahore);
        assertThat(program.read(ApiForms.DRAFTS).body().findValuesAsText("name"))
                .containsExactlyInAnyOrder("lahore-office", "multan");

        ApiForms.fill(
                        program,
                        ApiForms.DRAFTS + "/" + multan,
                        ApiClient.object().put("organisation", owner.organisation))
                .requireStatus(200);
        assertThat(ApiForms.submit(program, ApiForms.DRAFTS + "/" + lahore)
                        .at("/accepted")
                        .asBoolean())
                .isTrue();
        ApiClient.ApiResponse left =
                program.read(ApiForms.DRAFTS + "/" + multan).requireStatus(200);
        assertThat(left.text("/name")).isEqualTo("multan");
        assertThat(left.text("/at")).isNotEqualTo("organisation");
        assertThat(createNamedDraft(program, "lahore-office", ApiClient.object())
                        .requireStatus(201)
                        .text("/draft/id"))
                .isNotEqualTo(lahore);
    }

    @Test
    void aProgramHasAtMostTenNamedDraftsAndLosesNone() {
        Owner owner = new Owner();
        ApiClient program = owner.programWith(WRITE);
        for (int i = 1; i <= 10; i++) {
            createNamedDraft(program, "office-" + i, ApiClient.object().put("consent", true))
                    .requireStatus(201);
        }
        assertThat(createNamedDraft(program, "office-11", ApiClient.object())
                        .requireStatus(409)
                        .text("/detail"))
                .contains("10 drafts");
        ApiClient.ApiResponse listed = program.read(ApiForms.DRAFTS);
        assertThat(listed.at("/drafts")).hasSize(10);
        program.delete(ApiForms.DRAFTS + "/" + listed.text("/drafts/9/id")).requireStatus(204);
        createNamedDraft(program, "office-11", ApiClient.object()).requireStatus(201);
    }

    @Test
    void namesOfDraftsAreForKeysAndOfPlainLetters() {
        Owner owner = new Owner();
        createNamedDraft(owner.device, "lahore", ApiClient.object()).requireStatus(422);
        ApiClient program = owner.programWith(WRITE);
        for (String name : List.of("", "Lahore", "a/b", "x".repeat(41), "لاہور")) {
            createNamedDraft(program, name, ApiClient.object()).requireStatus(422);
        }
    }
}
