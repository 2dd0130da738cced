package pk.rahnuma.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;

/// Pages of other sites as clients of the API.
class CrossOriginTest {

    private static final String OWN_APP = "https://app.example.pk";
    private static final String OTHER = "https://app.example.com";
    private static final String ALLOWED_ORIGIN = "Access-Control-Allow-Origin";

    private static TestServer server;

    @BeforeAll
    static void open() {
        server = TestServer.onH2()
                .withVariable("RAHNUMA_API_ORIGINS", "http://localhost:5173," + OWN_APP)
                .startServer();
    }

    private static HttpResponse<String> preflight(TestServer server, String origin, String path) {
        return send(HttpRequest.newBuilder(server.address().resolve(path))
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type"));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aNamedOriginMaySendATokenAndNoCookie() {
        HttpResponse<String> preflight = preflight(server, OWN_APP, "/api/v1/conversation");
        assertThat(preflight.statusCode()).isEqualTo(200);
        assertThat(preflight.headers().firstValue(ALLOWED_ORIGIN)).contains(OWN_APP);
        assertThat(preflight
                        .headers()
                        .firstValue("Access-Control-Allow-Headers")
                        .orElse("")
                        .toLowerCase())
                .contains("authorization");
        assertThat(preflight
                        .headers()
                        .firstValue("Access-Control-Allow-Credentials")
                        .orElse("false"))
                .isNotEqualTo("true");
        HttpResponse<String> token =
                send(HttpRequest.newBuilder(server.address().resolve("/api/v1/conversation/token"))
                        .POST(BodyPublishers.noBody())
                        .header("Origin", OWN_APP));
        assertThat(token.statusCode()).isEqualTo(201);
        assertThat(token.headers().firstValue(ALLOWED_ORIGIN)).contains(OWN_APP);
    }

    @Test
    void anotherOriginIsNotAllowed() {
        assertThat(preflight(server, OTHER, "/api/v1/conversation").headers().firstValue(ALLOWED_ORIGIN))
                .isEmpty();
        HttpResponse<String> topics =
                send(HttpRequest.newBuilder(server.address().resolve("/api/v1/guidance/topics"))
                        .header("Origin", OTHER));
        assertThat(topics.headers().firstValue(ALLOWED_ORIGIN)).isEmpty();
    }

    @Test
    void aCookieOfTheDeskDoesNotCountFromAnotherSite() {
        ApiClient visitor = ApiPersons.openChat(server);
        HttpResponse<String> sent = send(HttpRequest.newBuilder(server.address().resolve("/api/v1/conversation"))
                .POST(BodyPublishers.ofString("{\"id\": \"" + ApiClient.newId() + "\", \"text\": \"hello\"}"))
                .header("Content-Type", "application/json")
                .header("Cookie", "rahnuma=" + visitor.token())
                .header("Origin", OWN_APP));
        assertThat(sent.statusCode()).isEqualTo(403);
    }

    @Test
    void withoutTheSettingNoOriginIsAllowed() {
        try (TestServer closed = TestServer.onH2().shareServer()) {
            assertThat(preflight(closed, OWN_APP, "/api/v1/conversation")
                            .headers()
                            .firstValue(ALLOWED_ORIGIN))
                    .isEmpty();
        }
    }
}
