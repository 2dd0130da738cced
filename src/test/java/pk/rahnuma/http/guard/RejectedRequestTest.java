package pk.rahnuma.http.guard;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.SeparatedValues;

/// Requests that are rejected, and the responses to them.
class RejectedRequestTest {

    private static final String HELLO = "{\"id\": \"12345678\", \"text\": \"hello\"}";

    private static final TestServer server = TestServer.onH2().shareServer();

    private static ApiClient browser() {
        return ApiClient.asBrowser(server.address());
    }

    private static String own() {
        return server.address().toString().replaceAll("/$", "");
    }

    private static void isProblem(ApiClient.ApiResponse answer, int status, String type) {
        assertThat(answer.response().body()).contains("/problems/" + type + "\"");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.at("/status").asInt()).isEqualTo(status);
        assertThat(answer.text("/title")).isNotBlank();
        assertThat(answer.text("/number")).matches("[2-9A-Z]{8}");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(answer.response().body()).doesNotContain("Exception", "pk.rahnuma", "micronaut", "jackson");
    }

    static Stream<String> noJsonObjects() {
        return SeparatedValues.split("""
                null | true | 7 | "text" | [] | [{}] | { | {"id": } | {"id": "12345678", "text": "a" |
                {"id": "12345678", "text": "a"} {} | {"id": "12345678", "text": "a", "text": "b"} |
                {"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{}}}}}}}}}} | id=12345678&text=a | <xml/>""", "", "\u0000\u0001\u0002");
    }

    @ParameterizedTest
    @MethodSource("noJsonObjects")
    void refusesABodyThatIsNoJsonObject(String body) {
        isProblem(browser().post(body), 400, "not-json");
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() {
        byte[] body = "{\"id\": \"12345678\", \"text\": \"\u00fc\"}".getBytes(StandardCharsets.ISO_8859_1);
        isProblem(
                browser().post(BodyPublishers.ofByteArray(body), "Content-Type", "application/json"), 400, "not-json");
    }

    static Stream<String> invalidMessages() {
        return SeparatedValues.split("""
                {} | {"text": "a"} | {"id": null, "text": "a"} | {"id": 12345678, "text": "a"} |
                {"id": "1234567", "text": "a"} | {"id": "12345678 ", "text": "a"} |
                {"id": "../../../../etc", "text": "a"} |
                {"id": "11111111111111111111111111111111111111111111111111111111111111111", "text": "a"} |
                {"id": "12345678"} | {"id": "12345678", "text": ""} | {"id": "12345678", "text": " \\n\\t"} |
                {"id": "12345678", "text": null} | {"id": "12345678", "text": 5} |
                {"id": "12345678", "text": {"a": 1}} | {"id": "12345678", "text": ["a"]} |
                {"id": "12345678", "text": "a", "tap": "b"} | {"id": "12345678", "tap": ""} |
                {"id": "12345678", "tap": 5} | {"id": "12345678", "tap": "اردو"} |
                {"id": "12345678", "tap": "a\\nb"} |
                {"id": "12345678", "tap": "12345678901234567890123456789012345678901234567890123456789012345"} |
                {"id": "12345678", "tap": "a", "on": "5"} | {"id": "12345678", "tap": "a", "on": 0} |
                {"id": "12345678", "tap": "a", "on": -1} | {"id": "12345678", "tap": "a", "on": 1.5} |
                {"id": "12345678", "tap": "a", "on": 99999999999} | {"id": "12345678", "edit": "a"} |
                {"id": "12345678", "edit": {}} | {"id": "12345678", "edit": {"message": "12345678"}} |
                {"id": "12345678", "edit": {"message": "x", "text": "a"}} | {"id": "12345678", "text": "a", "txt": "a"} |
                {"id": "12345678", "edit": {"message": "6f1d2a30-0001", "text": "a", "on": 1}} |
                {"id": "12345678", "text": "a", "tomorrow": {"new": true}}""");
    }

    @ParameterizedTest
    @MethodSource("invalidMessages")
    void refusesAnInvalidMessage(String body) {
        isProblem(browser().post(body), 422, "invalid");
    }

    static Stream<String> unusualRequests() {
        return SeparatedValues.split(
                """
                {"id": "12345678", "text": "a", "language": "☃☃☃☃"} | {"id": "12345678", "text": "a", "language": 5} |
                {"id": "12345678", "text": "\\ud800 half of a character"} |
                {"id": "12345678", "tap": "::::", "on": 999999999} | {"id": "12345678", "tap": "!nonsense=x"}""",
                "{\"id\": \"12345678\", \"text\": \"\\u0000\\u202e<script>alert(1)</script>'; drop table chat; --\"}");
    }

    @ParameterizedTest
    @MethodSource("unusualRequests")
    void anUnusualRequestIsAnswered(String body) {
        ApiClient.ApiResponse answer = browser().post(body).requireStatus(200);
        assertThat(answer.messages().size()).isGreaterThan(1);
    }

    @Test
    void aTextMayBeAsLongAsTheDeskReadsAndNoLonger() {
        browser().sendText("ا".repeat(4000)).requireStatus(200);
        isProblem(browser().sendText("ا".repeat(4001)), 422, "text-too-long");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "a/b"})
    void onlyJsonIsRead(String type) {
        String[] headers = type == null ? new String[0] : new String[] {"Content-Type", type};
        isProblem(browser().post(BodyPublishers.ofString(HELLO), headers), 415, "wrong-content-type");
    }

    @Test
    void jsonMayNameItsCharacters() {
        browser()
                .post(BodyPublishers.ofString(HELLO), "Content-Type", "application/json; charset=utf-8")
                .requireStatus(200);
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site,cross-site",
        "Sec-Fetch-Site,same-site",
        "Origin,https://evil.example",
        "Origin,null",
        "Origin,http://localhost:1",
        "Origin,nonsense:"
    })
    void anotherSiteCannotSpeakForAVisitor(String header, String value) {
        ApiClient visitor = browser();
        visitor.sendText("/start");
        // Where this runs on localhost, the framework rejects some of them first, without a body.
        visitor.post(HELLO, header, value).requireStatus(403);
        visitor.send(visitor.request("/token").POST(BodyPublishers.noBody()), true, header, value)
                .requireStatus(403);
        assertThat(visitor.readMessages("").texts()).doesNotContain("hello");
    }

    @Test
    void anotherSiteSeesTheReasonOfARefusal() {
        isProblem(browser().post(HELLO, "Sec-Fetch-Site", "cross-site"), 403, "cross-site");
        isProblem(browser().post(HELLO, "Origin", "http://localhost:1"), 403, "cross-site");
    }

    @Test
    void theOwnPageAndAppsMaySpeak() {
        browser().post(HELLO, "Origin", own()).requireStatus(200);
        browser().post(HELLO, "Sec-Fetch-Site", "same-origin").requireStatus(200);
        ApiClient visitor = browser();
        visitor.sendText("/start");
        ApiClient app = ApiClient.asApp(server.address(), visitor.token());
        app.post(HELLO, "Origin", "capacitor://localhost").requireStatus(200);
    }

    @Test
    void unknownPathsAndMethodsAreProblemsToo() {
        ApiClient visitor = browser();
        isProblem(visitor.read("nothing/here"), 404, "not-found");
        isProblem(visitor.send(visitor.request("/nothing").GET(), false), 404, "not-found");
        isProblem(visitor.read("assets/1/nothing.js"), 404, "not-found");
        isProblem(visitor.read("assets/1/..%2fapplication.yml"), 404, "not-found");
        isProblem(visitor.send(visitor.request("").DELETE(), false), 405, "method-not-allowed");
        isProblem(visitor.readMessages("?limit=many"), 400, "bad-request");
        isProblem(visitor.readMessages("?after=99999999999"), 400, "bad-request");
    }

    @Test
    void anAnswerOfAnotherKindIsNotToBeHad() {
        ApiClient visitor = browser();
        isProblem(visitor.send(visitor.request("").GET(), false, "Accept", "image/png"), 406, "not-acceptable");
    }

    @Test
    void everyAnswerCarriesTheSafeHeaders() {
        ApiClient visitor = browser();
        for (String path : List.of("chat", "health", "nothing", "assets/1/chat.css", ApiClient.PATH)) {
            ApiClient.ApiResponse answer = visitor.read(path);
            assertThat(answer.header("Content-Security-Policy"))
                    .as(path)
                    .contains("default-src 'none'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
            assertThat(answer.header("Referrer-Policy")).as(path).isEqualTo("no-referrer");
            assertThat(answer.header("Strict-Transport-Security")).as(path).isEmpty();
        }
    }

    @Test
    void healthTellsNothingButThatItIsUp() {
        ApiClient visitor = browser();
        assertThat(visitor.read("health").response().body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void textAndSenderAreNotLogged() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        // Read while the server logs.
        log.list = new CopyOnWriteArrayList<>();
        log.start();
        Logger ours = (Logger) LoggerFactory.getLogger("pk.rahnuma");
        ours.addAppender(log);
        ours.setLevel(Level.TRACE);
        try {
            ApiClient visitor = browser();
            visitor.sendText("a secret of mine");
            isProblem(visitor.post("{\"id\": \"a secret of mine\", \"text\": \"a secret of mine"), 400, "not-json");
            ApiClient.ApiResponse refused = visitor.sendText("a secret of mine".repeat(300));
            assertThat(log.list.stream().map(ILoggingEvent::getFormattedMessage))
                    .anyMatch(line -> line.contains(refused.text("/number")))
                    .noneMatch(line -> line.contains("secret"))
                    .noneMatch(line -> line.contains(visitor.token()));
        } finally {
            ours.setLevel(null);
            ours.detachAppender(log);
        }
    }
}
