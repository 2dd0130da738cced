package pk.rahnuma.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.conversation.ChatTokenService;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Repeats of requests and messages, by their key.
class IdempotentRequestsTest {

    private static final String DRAFTS = "api/v1/applications/drafts";

    private static final TestServer server = TestServer.onH2().shareServer();

    private final AtomicInteger runs = new AtomicInteger();
    private final Chat chat = server.getBean(ChatTokenService.class)
            .openChat(
                    ApiClient.newId().getBytes(StandardCharsets.US_ASCII),
                    "Firefox",
                    "192.0.2.1",
                    Instant.parse("2026-11-23T04:00:00Z"));

    @Introspected
    record CreatedThing(String id, Instant at) {}

    private CreatedThing create(String path, String body, String... keys) {
        MutableHttpRequest<String> request = HttpRequest.POST(path, body);
        for (String key : keys) {
            request.header(IdempotencyKeys.HEADER, key);
        }
        return execute(
                request,
                body,
                CreatedThing.class,
                () -> new CreatedThing("thing " + runs.incrementAndGet(), Instant.parse("2026-11-23T04:00:00.5Z")));
    }

    private <T> T execute(HttpRequest<?> request, String body, Class<T> type, Supplier<T> work) {
        return server.getBean(IdempotentRequests.class).executeOnce(chat, request, body.getBytes(UTF_8), type, work);
    }

    @Test
    void withoutAKeyEachRequestIsExecuted() {
        assertThat(create("/things", "{}").id()).isEqualTo("thing 1");
        assertThat(create("/things", "{}").id()).isEqualTo("thing 2");
    }

    @Test
    void aRepeatGetsTheSameResult() {
        CreatedThing first = create("/things", "{}", "abcdefgh-1");
        assertThat(create("/things", "{}", "abcdefgh-1")).isEqualTo(first);
        assertThat(create("/things", "{}", "\"abcdefgh-1\"")).isEqualTo(first);
        assertThat(runs).hasValue(1);
    }

    @Test
    void thePersonOfATokenThatWasErasedIsRefused() {
        Chat gone = new Chat(chat.id(), chat.channel(), chat.address(), SubjectEncryptionService.newId(), false);
        HttpRequest<?> request = HttpRequest.POST("/things", "{}").header(IdempotencyKeys.HEADER, "abcdefgh-1");
        assertThatThrownBy(() -> server.getBean(IdempotentRequests.class)
                        .executeOnce(gone, request, null, String.class, () -> "thing"))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.problemKind()).isEqualTo(ProblemDetail.Kind.UNAUTHENTICATED));
    }

    @Test
    void aResultCanBeEmpty() {
        MutableHttpRequest<String> request =
                HttpRequest.<String>DELETE("/things/1").header(IdempotencyKeys.HEADER, "abcdefgh-1");
        for (int i = 0; i < 2; i++) {
            assertThat(execute(request, "", Void.class, () -> {
                        runs.incrementAndGet();
                        return null;
                    }))
                    .isNull();
        }
        assertThat(runs).hasValue(1);
    }

    @Test
    void aKeyIsRefusedForAnotherBodyOrPath() {
        create("/things", "{}", "abcdefgh-1");
        assertThatThrownBy(() -> create("/things", "{\"a\":1}", "abcdefgh-1"))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused ->
                                assertThat(refused.problemKind()).isEqualTo(ProblemDetail.Kind.IDEMPOTENCY_KEY_REUSED));
        assertThatThrownBy(() -> create("/others", "{}", "abcdefgh-1")).isInstanceOf(ApiException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "with space 1", "\"", "\"\"", "ümlaut-ümlaut"})
    void aMalformedKeyIsRefused(String key) {
        assertThatThrownBy(() -> create("/things", "{}", key))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.problemKind()).isEqualTo(ProblemDetail.Kind.BAD_REQUEST));
        assertThat(runs).hasValue(0);
    }

    @Test
    void twoKeysAreRefused() {
        assertThatThrownBy(() -> create("/things", "{}", "abcdefgh-1", "abcdefgh-2"))
                .isInstanceOf(ApiException.class);
    }

    @Test
    void theIdOfAMessageIsRefusedForAnotherMessage() {
        ApiClient visitor = ApiClient.asBrowser(server.address());
        ApiClient.ApiResponse first = visitor.sendText("message-0001", "/start");
        visitor.sendText("message-0001", "something else").requireProblem(422, "idempotency-key-reused");
        assertThat(visitor.sendText("message-0001", "/start").texts()).isEqualTo(first.texts());
        assertThat(visitor.readMessages("").messages().size()).isEqualTo(2);
    }

    @Test
    void aKeyOfAMessageIsRefusedByOtherRequestsAndTheOtherWayRound() {
        ApiClient visitor = ApiPersons.createPerson(server);
        visitor.post("{\"text\":\"/start\"}", IdempotencyKeys.HEADER, "message-0001");
        String me = "api/v1/me";
        String change = "{\"language\": \"en\"}";
        visitor.call("PATCH", me, change, IdempotencyKeys.HEADER, "message-0001")
                .requireProblem("idempotency-key-reused");
        visitor.call("PATCH", me, change, IdempotencyKeys.HEADER, "change-00001")
                .requireStatus(200);
        visitor.post("{\"text\":\"hello\"}", IdempotencyKeys.HEADER, "change-00001")
                .requireProblem("idempotency-key-reused");
        visitor.call("POST", DRAFTS, "{\"form\": \"register-individual\"}", IdempotencyKeys.HEADER, "change-00001")
                .requireProblem("idempotency-key-reused");
    }

    @Test
    void aRepeatMayNameAnotherLanguage() {
        ApiClient visitor = ApiClient.asBrowser(server.address());
        visitor.post("{\"id\":\"message-0001\",\"text\":\"/start\",\"language\":\"en\"}");
        visitor.post("{\"id\":\"message-0001\",\"text\":\"/start\",\"language\":\"ur\"}")
                .requireStatus(200);
    }

    @Test
    void theKeyOfAnswersIsRefusedForOtherAnswers() {
        ApiClient visitor = ApiPersons.createPerson(server);
        String draft = DRAFTS + "/"
                + visitor.call("POST", DRAFTS, "{\"form\": \"register-individual\"}")
                        .text("/draft/id");
        String consent = "{\"answers\": {\"consent\": true}}";
        for (int i = 0; i < 2; i++) {
            visitor.call("PATCH", draft, consent, IdempotencyKeys.HEADER, "answers-0001")
                    .requireStatus(200);
        }
        String work = "{\"answers\": {\"work_type\": \"freelancer\"}}";
        visitor.call("PATCH", draft, work, IdempotencyKeys.HEADER, "answers-0001")
                .requireProblem("idempotency-key-reused");
    }

    @Test
    void theKeyOfARequestIsTheIdOfItsMessage() {
        ApiClient visitor = ApiClient.asBrowser(server.address());
        ApiClient.ApiResponse first = visitor.post("{\"text\":\"/start\"}", IdempotencyKeys.HEADER, "message-0001");
        assertThat(first.messages().get(0).path("id").asText()).isEqualTo("message-0001");
        assertThat(visitor.post("{\"text\":\"/start\"}", IdempotencyKeys.HEADER, "message-0001")
                        .texts())
                .isEqualTo(first.texts());
        visitor.post("{\"id\":\"message-0002\",\"text\":\"x\"}", IdempotencyKeys.HEADER, "message-0001")
                .requireProblem("invalid");
    }
}
