package pk.rahnuma.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.api.EventStreamClient;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.http.caller.ChatTokens;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.MessagingFixture;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.conversation.ChatTokenService;
import pk.rahnuma.shared.Reference;

/// Delayed responses. Times have a lower bound only: a machine under load is slow.
class ResponseDelayerTest {

    private static final Duration FLOOR = Duration.ofMillis(500);

    private static final TestServer server =
            TestServer.onH2().withProperty("rahnuma.api.heartbeat", "100ms").startServer();

    private static ApiClient visitor() {
        ApiClient visitor = ApiPersons.openChat(server);
        return visitor;
    }

    private static Chat chat(ApiClient visitor) {
        return server.getBean(ChatTokenService.class)
                .findChat(ChatTokens.digestToken(visitor.token()))
                .orElseThrow();
    }

    private static String reference(ApiClient of) {
        return ApiPersons.submitApplication(server, of, "39.34.1.1");
    }

    private record LookupResult(List<String> said, Duration took) {}

    private static LookupResult look(String reference, String proof) {
        ApiClient visitor = visitor();
        visitor.sendText("English");
        visitor.sendText("/status");
        visitor.sendText(reference);
        long begun = System.nanoTime();
        ApiClient.ApiResponse answer = visitor.sendText(proof);
        return new LookupResult(
                answer.texts().subList(1, answer.messages().size()), Duration.ofNanos(System.nanoTime() - begun));
    }

    @Test
    void unknownAndForeignAreAnsweredAlikeAndNotBeforeTheMinimumTime() {
        String notYours = reference(visitor());
        LookupResult wrong = look(notYours, "000000");
        LookupResult unknown =
                look(Reference.forApplication(RandomGenerator.getDefault()).toGroupedText(), "000000");
        assertThat(wrong.said()).isEqualTo(unknown.said()).isNotEmpty();
        assertThat(List.of(wrong.took(), unknown.took())).allMatch(took -> took.compareTo(FLOOR) >= 0);
        LookupResult slowed = look(notYours, "345671");
        assertThat(slowed.said()).isNotEqualTo(wrong.said());
        assertThat(slowed.took()).isGreaterThanOrEqualTo(FLOOR.multipliedBy(2));
    }

    @Test
    void theAnswerWaitsForEarlierMessagesAndIsNotShownSooner() {
        ApiClient visitor = visitor();
        int last = visitor.readMessages("").at("/seq").asInt();
        Instant until = server.getBean(Clock.class).instant().plusSeconds(1);
        server.sql()
                .execute(
                        "update conversation set held_until = ? where id = ?",
                        until,
                        chat(visitor).conversation());
        CompletableFuture<ApiClient.ApiResponse> answer =
                CompletableFuture.supplyAsync(() -> visitor.sendText("English"));
        String after = "?after=" + last;
        AwaitSupport.await().until(() -> visitor.readMessages(after).messages().size() >= 2);
        assertThat(Instant.now()).isAfterOrEqualTo(until);
        assertThat(answer.join().messages())
                .isEqualTo(visitor.readMessages(after).messages())
                .isNotEmpty();
    }

    @Test
    void messagesBehindADelayedOneAreNeitherReadNorSentBeforeIt() {
        ApiClient visitor = visitor();
        Chat chat = chat(visitor);
        Instant now = server.getBean(Clock.class).instant();
        Instant until = now.plusSeconds(3600);
        MessagingFixture.append(server.getBean(ConversationMessageService.class), List.of(held(chat, 3, until)));
        server.sql()
                .execute(
                        "update conversation set last_seq = 3, held_until = ? where id = ?",
                        until,
                        chat.conversation());
        try (EventStreamClient ear = visitor.openEvents("?after=2")) {
            server.getBean(ConversationMessageService.class)
                    .postNotices(chat.conversation(), List.of(Reply.ofText("behind")), now);
            assertThat(visitor.readMessages("?after=2").messages()).isEmpty();
            assertThat(visitor.readMessages("?limit=1").messages()).isEmpty();
            assertThat(visitor.readMessages("?before=5").messages()).hasSize(2);
            for (int i = 0; i < 3; i++) {
                assertThat(ear.nextEvent().event()).isEqualTo("comment");
            }
            server.sql()
                    .execute(
                            "update message set not_before = ? where conversation_id = ? and not_before is not null",
                            now,
                            chat.conversation());
            assertThat(ear.nextEvent("message").id()).isEqualTo("3");
            assertThat(ear.nextEvent("message").id()).isEqualTo("4");
        }
        assertThat(visitor.readMessages("?after=2").texts()).containsExactly("held", "behind");
    }

    private static Message held(Chat chat, int seq, Instant notBefore) {
        return new Message(
                chat.conversation(),
                seq,
                chat.id(),
                Message.Direction.REPLY,
                Reply.ofText("held"),
                null,
                Message.State.PENDING,
                0,
                notBefore,
                null,
                null,
                notBefore);
    }
}
