package pk.rahnuma.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import pk.rahnuma.TestServer;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.random.RandomTest;
import pk.rahnuma.random.RandomValues;

/// Invalid HTTP requests are rejected without a leak, and do not affect other clients.
@Tag("long")
class ApiFuzzTest {

    private static final int REQUESTS_PER_TRY = 20;

    private static final List<String> TYPES = Arrays.stream(ProblemDetail.Kind.values())
            .map(kind -> "\"type\":\"/problems/"
                    + kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + "\"")
            .toList();

    private static TestServer server;
    private static ApiClient other;
    private static String token;

    @BeforeAll
    static void open() {
        server = TestServer.onH2()
                .withProperty("rahnuma.api.openings", 100_000)
                .withProperty("rahnuma.api.messages", 100_000)
                .withProperty("rahnuma.turn.flood", 0)
                .startServer();
        other = ApiClient.asBrowser(server.address());
        other.sendText("/start");
        ApiClient odd = ApiPersons.openChat(server);
        token = odd.token();
    }

    private static void requireAnswerToAnotherVisitor() {
        ApiClient.ApiResponse answer = other.sendText("/menu").requireStatus(200);
        assertThat(answer.messages().size()).isGreaterThan(1);
    }

    @RandomTest(tries = 30)
    void noBodyDoesMoreThanToBeAnsweredOrRefused(RandomValues random) {
        for (int i = 0; i < REQUESTS_PER_TRY; i++) {
            RawRequest request = MalformedRequests.anyMessage(random, token);
            RawRequest.Response response = request.sendTo(server.address());
            assertThat(response.status()).as("%s\n%s", request, response).isIn(200, 400, 413, 422);
            refusedAsPromised(request, response);
        }
        requireAnswerToAnotherVisitor();
    }

    @RandomTest(tries = 60)
    void noRequestDoesMoreThanToBeAnsweredOrRefused(RandomValues random) {
        for (int i = 0; i < REQUESTS_PER_TRY; i++) {
            RawRequest request = MalformedRequests.anyRequest(random, token);
            RawRequest.Response response = request.sendTo(server.address());
            assertThat(response.status()).as("%s\n%s", request, response).isBetween(200, 499);
            refusedAsPromised(request, response);
        }
        requireAnswerToAnotherVisitor();
    }

    private static void refusedAsPromised(RawRequest request, RawRequest.Response response) {
        if (response.status() < 400) {
            return;
        }
        assertThat(response.body())
                .as("%s\n%s", request, response)
                .doesNotContain(
                        "Exception",
                        "pk.rahnuma",
                        "micronaut",
                        "netty",
                        "jackson",
                        "at java",
                        MalformedRequests.LEAK_MARKER);
        boolean foreign = request.headers().stream().anyMatch(line -> line.startsWith("Origin:"));
        // On localhost the framework rejects other sites first, without a body.
        if (request.method().equals("HEAD")
                || (response.status() == 403 && foreign && response.body().isEmpty())) {
            return;
        }
        if (response.head().contains("text/html")) {
            // The chat page is refused by a page, everything else only for those who ask for one.
            assertThat(request.target().matches("/+(\\?.*)?")
                            || request.headers().stream().anyMatch(line -> line.startsWith("Accept: ")))
                    .as("%s\n%s", request, response)
                    .isTrue();
            return;
        }
        assertThat(response.head()).as("%s\n%s", request, response).containsIgnoringCase("application/problem+json");
        assertThat(TYPES).as("%s\n%s", request, response).anyMatch(response.body()::contains);
    }
}
