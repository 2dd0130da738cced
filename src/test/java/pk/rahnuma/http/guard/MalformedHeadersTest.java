package pk.rahnuma.http.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.RawRequest;

/// Request heads that once caused a server error, found by [pk.rahnuma.api.ApiFuzzTest].
class MalformedHeadersTest {

    private static final TestServer server = TestServer.onH2().shareServer();

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data; boundary=", "multipart/mixed", "application/x-www-form-urlencoded"})
    void aFormIsRefusedOnEveryPath(String type) {
        for (String path : List.of("/health", "/nothing", "/" + ApiClient.PATH)) {
            isProblem(sendForm(path, type), 415, "wrong-content-type");
        }
        RawRequest.Response page = sendForm("/", type);
        assertThat(page.status()).isEqualTo(415);
        assertThat(page.body()).contains("This was not taken");
    }

    private static RawRequest.Response sendForm(String path, String type) {
        return new RawRequest("GET", path, List.of("Host: x", "Content-Type: " + type), null).sendTo(server.address());
    }

    @Test
    void anUnreadableRequestIsRefusedWithSecurityHeaders() {
        List<String> odd = List.of("Host: x", "Odd\u0000name: x");
        isProblem(new RawRequest("GET", "/", odd, null).sendTo(server.address()), 400, "bad-request");
        List<String> large = List.of("Host: x", "Cookie: " + "x".repeat(20_000));
        isProblem(new RawRequest("GET", "/", large, null).sendTo(server.address()), 413, "too-large");
        isProblem(
                new RawRequest("GET", "/" + "x".repeat(20_000), List.of("Host: x"), null).sendTo(server.address()),
                413,
                "too-large");
    }

    private static void isProblem(RawRequest.Response response, int status, String type) {
        assertThat(response.status()).as(response.toString()).isEqualTo(status);
        assertThat(response.body()).contains("\"/problems/" + type + "\"");
        assertThat(response.head()).contains("Content-Security-Policy: default-src 'none'");
    }
}
