package pk.rahnuma.api.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.annotation.Head;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.document.SampleFiles;
import pk.rahnuma.endtoend.OrganisationApplicationFixture;
import pk.rahnuma.organisation.Organisation;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.person.device.DeviceSessionService;
import pk.rahnuma.person.erasure.PersonErasureService;

class KeyControllerTest {

    private static final String APPLICATIONS = "api/v1/applications";
    private static final String READ = "applications:read";
    private static final String WRITE = "applications:write";

    /// Routes that are open to keys, with the scope that they need. All others refuse every key.
    private static final Map<String, String> SCOPES = new TreeMap<>(Map.ofEntries(
            Map.entry("GET /api/v1/applications", READ),
            Map.entry("GET /api/v1/applications/{reference}", READ),
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
            "GET /api/v1/openapi.yml",
            "GET /api/v1/docs",
            "GET /api/v1/docs/rapidoc.js");

    /// Bodies of routes that look at the body before the token.
    private static final Map<String, String> BODIES =
            Map.of("POST /api/v1/conversation", "{\"id\": \"6f1d2a30-0001\", \"text\": \"hello\"}");

    private static final TestServer server = TestServer.onH2()
            // A busy machine takes longer for a commit.
            .startServer();
    private static int lastAddress = 40;

    /// An owner with an organisation that has one application.
    private static final class Owner {

        private final ApiClient chat = ApiPersons.createPerson(server);
        private final long person = ApiPersons.personOf(server, chat);
        private final ApiClient device = ApiClient.asApp(server.address(), signIn(person));
        private final String reference = OrganisationApplicationFixture.submitApplication(
                        server, person, "39.70.1." + ++lastAddress)
                .toGroupedText();
        private final String organisation = device.call("GET", "api/v1/organisations", null)
                .body()
                .at("/organisations/0/id")
                .asText();
        private final String keys = "api/v1/organisations/" + organisation + "/keys";

        private ApiClient.ApiResponse makeKey(String... scopes) {
            return device.call("POST", keys, keyBody(Duration.ofDays(30), scopes));
        }

        private ApiClient programWith(String... scopes) {
            return ApiClient.asApp(
                    server.address(), makeKey(scopes).body().path("secret").asText());
        }
    }

    private static String signIn(long person) {
        return server.sql().inTransaction(() -> {
            server.getBean(PersonLock.class).lockPerson(person);
            return server.getBean(DeviceSessionService.class)
                    .startSession(
                            person,
                            "Firefox",
                            "email",
                            server.getBean(Clock.class).instant())
                    .access();
        });
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
        ApiClient.ApiResponse made = owner.device.call("POST", owner.keys, wanted, "Idempotency-Key", repeat);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Cache-Control")).isEqualTo("no-store");
        assertThat(owner.device
                        .call("POST", owner.keys, wanted, "Idempotency-Key", repeat)
                        .body())
                .isEqualTo(made.body());
        String secret = made.body().path("secret").asText();
        ApiClient.ApiResponse listed = owner.device.call("GET", owner.keys, null);
        assertThat(listed.body().path("keys")).hasSize(1);
        assertThat(listed.response().body()).doesNotContain(secret);
        JsonNode key = listed.body().at("/keys/0");
        assertThat(key).isEqualTo(made.body().path("key"));
        assertThat(key.path("beginning").asText()).isEqualTo(secret.substring(0, 7));
        assertThat(key.path("by").asText()).isNotEmpty();
        assertThat(key.has("used")).isFalse();

        ApiClient program = ApiClient.asApp(server.address(), secret);
        assertThat(program.call("GET", APPLICATIONS, null).status()).isEqualTo(200);
        assertThat(owner.device
                        .call("GET", owner.keys, null)
                        .body()
                        .at("/keys/0/used")
                        .asText())
                .isNotEmpty();

        String path = owner.keys + "/" + key.path("id").asText();
        ApiClient.ApiResponse rotated = owner.device.call("POST", path + "/rotation", "{\"overlap\": 0}");
        assertThat(rotated.status()).isEqualTo(200);
        assertThat(program.call("GET", APPLICATIONS, null).status()).isEqualTo(401);
        ApiClient renewed =
                ApiClient.asApp(server.address(), rotated.body().path("secret").asText());
        assertThat(renewed.call("GET", APPLICATIONS, null).status()).isEqualTo(200);
        assertThat(owner.device.call("DELETE", path, null).status()).isEqualTo(204);
        assertThat(renewed.call("GET", APPLICATIONS, null).status()).isEqualTo(401);
        assertThat(owner.device.call("DELETE", path, null).status()).isEqualTo(404);
        assertThat(server.sql()
                        .queryList(
                                String.class,
                                "select what from audit where chain = ? and what like 'key.%' order by seq",
                                Organisation.fromCode(owner.organisation).orElseThrow()))
                .startsWith("key.made", "key.used", "key.rotated")
                .endsWith("key.removed");
    }

    @Test
    void aChangeOfKeysThatIsBasedOnAnEarlierListIsRefused() {
        Owner owner = new Owner();
        ObjectNode body = keyBody(Duration.ofDays(30), READ);
        String empty = owner.device.call("GET", owner.keys, null).header("ETag");
        assertThat(owner.device
                        .call("POST", owner.keys, body, "If-Match", empty)
                        .status())
                .isEqualTo(201);
        assertThat(owner.device
                        .call("POST", owner.keys, body, "If-Match", empty)
                        .status())
                .isEqualTo(412);
        ApiClient.ApiResponse listed = owner.device.call("GET", owner.keys, null);
        String tag = listed.header("ETag");
        assertThat(listed.body().path("keys")).hasSize(1);
        assertThat(owner.device
                        .call("GET", owner.keys, null, "If-None-Match", tag)
                        .status())
                .isEqualTo(304);
        String key = owner.keys + "/" + listed.body().at("/keys/0/id").asText();
        assertThat(owner.device
                        .call("POST", key + "/rotation", "{\"overlap\": 0}", "If-Match", tag)
                        .status())
                .isEqualTo(200);
        assertThat(owner.device
                        .call("POST", key + "/rotation", "{\"overlap\": 0}", "If-Match", tag)
                        .status())
                .isEqualTo(412);
        assertThat(owner.device.call("DELETE", key, null, "If-Match", tag).status())
                .isEqualTo(412);
        assertThat(owner.device.call("DELETE", key, null, "If-Match", "*").status())
                .isEqualTo(204);
    }

    @Test
    void keysAreManagedByOwnersOnSignedInDevicesOnly() {
        Owner owner = new Owner();
        for (ApiClient refused : List.of(owner.chat, owner.programWith(READ, WRITE))) {
            assertThat(refused.call("GET", owner.keys, null).status()).isEqualTo(403);
            assertThat(refused.call("POST", owner.keys, keyBody(Duration.ofDays(1), READ))
                            .status())
                    .isEqualTo(403);
        }
        Owner other = new Owner();
        assertThat(other.device.call("GET", owner.keys, null).status()).isEqualTo(404);
        String key = owner.device
                .call("GET", owner.keys, null)
                .body()
                .at("/keys/0/id")
                .asText();
        assertThat(other.device.call("DELETE", other.keys + "/" + key, null).status())
                .isEqualTo(404);
        assertThat(other.device
                        .call("POST", other.keys + "/" + key + "/rotation", "{}")
                        .status())
                .isEqualTo(404);
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
            assertThat(owner.device.call("POST", owner.keys, body).status())
                    .as(body.toString())
                    .isEqualTo(422);
        }
        String key = owner.makeKey(READ).body().at("/key/id").asText();
        for (String body :
                List.of("{\"overlap\": 25}", "{\"overlap\": -1}", "{\"expires\": \"2020-01-01T00:00:00Z\"}")) {
            assertThat(owner.device
                            .call("POST", owner.keys + "/" + key + "/rotation", body)
                            .status())
                    .as(body)
                    .isEqualTo(422);
        }
    }

    @Test
    void aKeyReadsTheApplicationsOfItsOrganisationAndNoOther() {
        Owner owner = new Owner();
        Owner other = new Owner();
        ApiClient program = owner.programWith(READ);
        ApiClient.ApiResponse listed = program.call("GET", APPLICATIONS, null);
        assertThat(listed.body().path("applications").findValuesAsText("reference"))
                .containsExactly(owner.reference);
        assertThat(listed.header("RateLimit-Policy")).isEqualTo("\"key\";q=100000;w=60");
        assertThat(program.call("GET", APPLICATIONS + "/" + owner.reference, null)
                        .body()
                        .path("organisation")
                        .asText())
                .isEqualTo("Alif Software");
        assertThat(program.call("GET", APPLICATIONS + "/" + owner.reference + "/documents", null)
                        .status())
                .isEqualTo(200);
        assertThat(program.call("GET", APPLICATIONS + "/" + other.reference, null)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aKeyThatIsUnknownOrMistypedIsRefused() {
        Owner owner = new Owner();
        String secret = owner.makeKey(READ).body().path("secret").asText();
        for (String token : List.of("rk_", secret + "x", secret.substring(0, 51) + "_", "rk_" + "0".repeat(49))) {
            assertThat(ApiClient.asApp(server.address(), token)
                            .call("GET", APPLICATIONS, null)
                            .status())
                    .as(token)
                    .isEqualTo(401);
        }
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
    void aProgramAppliesForItsOrganisationAnswersAndWithdraws() {
        Owner owner = new Owner();
        ApiClient program = owner.programWith(READ, WRITE);
        assertThat(program.call("POST", APPLICATIONS + "/drafts", "{\"form\": \"register-individual\"}")
                        .status())
                .isEqualTo(403);
        ObjectNode body = ApiClient.object().put("form", "register-company");
        body.set("answers", company(program, owner.organisation));
        JsonNode draft =
                program.call("POST", APPLICATIONS + "/drafts", body).body().path("draft");
        assertThat(draft.path("problems")).as(draft.toString()).isEmpty();
        assertThat(draft.path("untaken")).as(draft.toString()).isEmpty();
        JsonNode sent = program.call(
                        "POST",
                        APPLICATIONS + "/drafts/" + draft.path("id").asText() + "/submission",
                        "{\"declaration\": true}")
                .body();
        assertThat(sent.path("accepted").asBoolean()).as(sent.toString()).isTrue();
        String reference = sent.at("/application/reference").asText();
        assertThat(sent.at("/application/organisation").asText()).isEqualTo("Alif Software");
        assertThat(owner.device
                        .call("GET", APPLICATIONS + "/" + reference, null)
                        .body()
                        .path("status")
                        .asText())
                .isEqualTo("SUBMITTED");
        JsonNode withdrawn = program.call(
                        "POST", APPLICATIONS + "/" + reference + "/actions", "{\"action\": \"withdraw\"}")
                .body();
        assertThat(withdrawn.at("/application/status").asText())
                .as(withdrawn.toString())
                .isEqualTo("WITHDRAWN");
        List<String> requests = new ArrayList<>(server.sql()
                .queryList(
                        String.class,
                        "select detail from audit where chain = ? and what = 'key.requested'",
                        Organisation.fromCode(owner.organisation).orElseThrow()));
        assertThat(requests).contains("POST /" + APPLICATIONS + "/" + reference + "/actions");

        String key = owner.device
                .call("GET", owner.keys, null)
                .body()
                .at("/keys/0/id")
                .asText();
        assertThat(owner.device.call("DELETE", owner.keys + "/" + key, null).status())
                .isEqualTo(204);
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
        assertThat(owner.device
                        .call("GET", APPLICATIONS + "/" + reference, null)
                        .body()
                        .path("status")
                        .asText())
                .isEqualTo("WITHDRAWN");
    }

    @Test
    void aProgramUploadsAndReadsTheFilesOfItsOrganisation() {
        Owner owner = new Owner();
        ApiClient program = owner.programWith(READ, WRITE);
        byte[] photo = SampleFiles.cardFor("id_front");
        String file = program.uploadFile("card.jpg", BodyPublishers.ofByteArray(photo))
                .body()
                .path("file")
                .asText();
        assertThat(program.get("/files/" + file).body()).isEqualTo(photo);

        ObjectNode body = ApiClient.object().put("form", "register-company");
        body.set("answers", company(program, owner.organisation).put("id_front", file));
        String draft = program.call("POST", APPLICATIONS + "/drafts", body)
                .body()
                .at("/draft/id")
                .asText();
        String reference = program.call(
                        "POST", APPLICATIONS + "/drafts/" + draft + "/submission", "{\"declaration\": true}")
                .body()
                .at("/application/reference")
                .asText();
        ApiClient reader = owner.programWith(READ);
        assertThat(reader.call("GET", APPLICATIONS + "/" + reference + "/documents", null)
                        .body()
                        .findValuesAsText("href"))
                .contains("/" + ApiClient.PATH + "/files/" + file);
        assertThat(reader.get("/files/" + file).body()).isEqualTo(photo);
        assertThat(reader.get("/files/" + file + "/thumbnail").status()).isEqualTo(200);
        assertThat(new Owner().programWith(READ).get("/files/" + file).status()).isEqualTo(404);
    }

    @Test
    void aProgramCannotApplyForAnotherOrganisation() {
        Owner owner = new Owner();
        ApiClient program = owner.programWith(WRITE);
        ObjectNode body = ApiClient.object().put("form", "register-company");
        ObjectNode answers = company(program, "new").put("legal_name", "Ba Software");
        body.set("answers", answers);
        ApiClient.ApiResponse refused = program.call("POST", APPLICATIONS + "/drafts", body);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().path("detail").asText()).contains("id");
        body.set("answers", company(program, new Owner().organisation));
        assertThat(program.call("POST", APPLICATIONS + "/drafts", body)
                        .body()
                        .at("/draft/problems")
                        .has("organisation"))
                .isTrue();
    }

    private static ObjectNode company(ApiClient program, String organisation) {
        ObjectNode all = ApiClient.object()
                .put("consent", true)
                .put("organisation", organisation)
                .put("service", "vpn_registration")
                .put("org_type", "private_ltd")
                .put("ntn", "4174941-3")
                .put("address", "12 Ferozepur Road")
                .put("city", "lahore")
                .put("company_proof_type", "incorporation")
                .put("applicant_name", "Amna Tariq")
                .put("applicant_cnic", "35202-1234567-8")
                .put("applicant_mobile", "0300 1234567")
                .put("applicant_email", "amna@alif.example")
                .put("applicant_authority", "owner_director")
                .put("vpn_software", "OpenVPN")
                .put("purpose", "branch_network");
        ObjectNode line = all.putArray("connections")
                .addObject()
                .put("site", "Lahore, head office")
                .put("isp", "nayatel")
                .put("subscriber_id", "NT-1");
        line.putArray("addresses").add("39.71.1." + ++lastAddress);
        List.of("id_front", "id_back", "company_proof")
                .forEach(question -> all.put(
                        question,
                        program.uploadFile(question + ".jpg", BodyPublishers.ofByteArray(SampleFiles.cardFor(question)))
                                .body()
                                .path("file")
                                .asText()));
        return all;
    }
}
