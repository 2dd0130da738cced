package pk.rahnuma.http.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.api.RawConnection;
import pk.rahnuma.telegram.update.WebhookConfiguration;

/// Requests that the HTTP server rejects before it buffers, inflates or routes them.
class RequestGuardHandlerTest {

    private static final String CHAT = "/" + ApiClient.PATH;
    private static final String CHUNK_OF_8_KB = "2000\r\n" + "x".repeat(0x2000) + "\r\n";

    private static final TestServer server = TestServer.onH2()
            .withProperty("rahnuma.server.head-patience", "1s")
            .withProperty("rahnuma.server.body-stall", "1s")
            .withProperty("rahnuma.server.idle", "1s")
            .startServer();

    private static String head(String method, String path, String... lines) {
        String more = lines.length == 0 ? "" : String.join("\r\n", lines) + "\r\n";
        return method + " " + path + " HTTP/1.1\r\nHost: x\r\n" + more + "\r\n";
    }

    private static String exchange(String request) {
        return exchangeAll(Stream.of(request)).getFirst();
    }

    /// Sends requests, each on a connection of its own, and then reads to the ends of all: the server leaves a refused
    /// connection open for a moment, and a slow one for a second.
    private static List<String> exchangeAll(Stream<String> requests) {
        List<RawConnection> connections = requests.map(
                        request -> RawConnection.connectTo(server.address()).sendBytes(request))
                .toList();
        List<String> read = new ArrayList<>();
        for (RawConnection connection : connections) {
            try (connection) {
                read.add(connection.readToEnd());
            }
        }
        return read;
    }

    private static void isProblem(String read, int status, String type) {
        assertThat(RawConnection.countAnswers(read)).as(read).isEqualTo(1);
        assertThat(RawConnection.firstStatus(read)).as(read).isEqualTo(status);
        assertThat(read)
                .contains("/problems/" + type + "\"")
                .containsIgnoringCase("content-type: application/problem+json")
                .containsIgnoringCase("connection: close")
                .contains("default-src 'none'");
    }

    @Test
    void refusesACompressedBodyAndInflatesNothing() throws IOException {
        ByteArrayOutputStream small = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(small)) {
            gzip.write(new byte[1_000_000]);
        }
        String body = small.toString(StandardCharsets.ISO_8859_1);
        exchangeAll(Stream.of("/desk/sign-in", CHAT, CHAT + "/files", "/", "/nothing")
                        .map(path -> head(
                                        "POST",
                                        path,
                                        "Content-Type: application/json",
                                        "Content-Encoding: gzip",
                                        "Content-Length: " + small.size())
                                + body))
                .forEach(read -> isProblem(read, 415, "wrong-content-type"));
    }

    @ParameterizedTest
    @CsvSource({
        "/desk/sign-in, 9",
        "/" + ApiClient.PATH + ", 9",
        "/" + ApiClient.PATH + "/form, 9",
        WebhookConfiguration.PATH + ", 129"
    })
    void refusesABodyThatGrowsTooLargeWhileItComes(String path, int chunks) {
        assertThat(grow(head("POST", path, "Content-Type: application/json", "Transfer-Encoding: chunked"), chunks))
                .as("refused, or nothing is there for whoever sends it")
                .isIn(413, 405, 404);
    }

    @Test
    void refusesAFileThatGrowsTooLargeWhileItComes() {
        ApiClient visitor = ApiPersons.openChat(server);
        String token = "Authorization: Bearer " + visitor.token();
        assertThat(grow(head("POST", CHAT + "/files", token, "Transfer-Encoding: chunked"), 769))
                .isEqualTo(413);
    }

    private static int grow(String head, int chunks) {
        try (RawConnection connection = RawConnection.connectTo(server.address())) {
            connection.sendBytes(head);
            for (int i = 0; i < chunks && connection.trySend(CHUNK_OF_8_KB); i++) {
                // Rejected before all of it is sent.
            }
            return connection.readStatus();
        }
    }

    @Test
    void refusesABodyThatIsSaidToBeTooLargeWithoutWaitingForIt() {
        exchangeAll(Stream.of(
                        head("POST", CHAT, "Content-Length: 65537"),
                        head("POST", CHAT + "/files", "Content-Length: 6291457"),
                        head("POST", "/desk/sign-in", "Content-Length: 9000000000")))
                .forEach(read -> isProblem(read, 413, "too-large"));
    }

    @Test
    void aRouteSaysHowLargeItsBodyMayBe() {
        RequestBodyLimits limits = server.getBean(RequestBodyLimits.class);
        assertThat(limits.findSize(CHAT)).isEqualTo(BodySize.SMALL);
        assertThat(limits.findSize(CHAT + "/files")).isEqualTo(BodySize.FILE);
        assertThat(limits.findSize("/ur/apply/register-individual/cnic/file")).isEqualTo(BodySize.FILE);
        assertThat(limits.findSize("/ur/apply/register-individual/cnic")).isEqualTo(BodySize.SMALL);
        assertThat(limits.findSize("/desk/tickets/T7/file")).isEqualTo(BodySize.BUFFERED_FILE);
        assertThat(limits.findSize("/desk/tickets/T7/file/preview")).isEqualTo(BodySize.BUFFERED_FILE);
    }

    @Test
    void refusesAHeadThatTwoServersCouldReadDifferently() {
        exchangeAll(Stream.of(
                        "GET /health/liveness HTTP/1.1\r\nAccept: */*\r\n\r\n",
                        "GET /health/liveness HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                        "GET /health/liveness HTTP/1.1\r\nHost: a\r\nX-Long: one\r\n two\r\n\r\n",
                        "GET /health/liveness HTTP/1.1\r\nHost: a\r\n\tfolded: one\r\n\r\n",
                        "POST /health HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                                + "GET /health/liveness HTTP/1.1\r\nHost: a\r\n\r\n",
                        "POST /health HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                        "GET /health/liveness HTTP/1.1\r\nHost: a\r\nNo colon\r\n\r\n"))
                .forEach(read -> isProblem(read, 400, "bad-request"));
    }

    @Test
    void readsNoRequestOutOfAQuotedChunkExtension() {
        String read = exchange(head("POST", CHAT, "Content-Type: application/json", "Transfer-Encoding: chunked")
                + "1;a=\"\r\nX\r\n0\r\n\r\n"
                + "GET /health/liveness HTTP/1.1\r\nHost: x\r\n\r\n\"\r\nY\r\n0\r\n\r\n");
        assertThat(RawConnection.countAnswers(read)).as(read).isEqualTo(1);
        assertThat(RawConnection.firstStatus(read)).isEqualTo(400);
    }

    @Test
    void answersAFoldedHeadThatComesInPieces() {
        try (RawConnection connection = RawConnection.connectTo(server.address())) {
            connection.sendBytes("GET / HTTP/1.1\r\nHost: a\r\nX-Long: one\r\n");
            isProblem(connection.sendBytes(" two\r\n\r\n").readToEnd(), 400, "bad-request");
        }
    }

    @Test
    void refusesOnceWhateverComesAfterwards() {
        try (RawConnection connection = RawConnection.connectTo(server.address())) {
            connection.sendBytes(head("POST", CHAT, "Content-Length: 70000"));
            assertThat(connection.readStatus()).isEqualTo(413);
            assertThat(connection.sendBytes("a body\n that goes on\n").readToEnd())
                    .doesNotContain("HTTP/1.1");
        }
    }

    /// [RequestDeadlinesTest] has the deadlines.
    @Test
    void closesSlowConnectionsAndAnswersWhatHasBegun() {
        List<String> read = exchangeAll(Stream.of(
                "GET / HTTP/1.1\r\nX-Slow: ",
                head("POST", CHAT, "Content-Type: application/json", "Content-Length: 500") + "{",
                head("GET", "/health/liveness")));
        isProblem(read.get(0), 408, "too-slow");
        isProblem(read.get(1), 408, "too-slow");
        assertThat(read.get(2)).startsWith("HTTP/1.1 200");
    }

    @Test
    void answersRequestsThatAreSentTogetherInTheirOrder() {
        String read = exchange(head("GET", "/health/liveness")
                + head("GET", "/nothing")
                + head("GET", "/health/liveness")
                + head("POST", CHAT, "Content-Length: 70000"));
        assertThat(read.split("HTTP/1.1 ")).hasSize(5).satisfies(all -> {
            assertThat(all[1]).startsWith("200");
            assertThat(all[2]).startsWith("404");
            assertThat(all[3]).startsWith("200");
            assertThat(all[4]).startsWith("413");
        });
    }
}
