package pk.rahnuma.api.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.api.EventStreamClient;
import pk.rahnuma.api.RawRequest;
import pk.rahnuma.desk.ConversationChangeNotifier;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.messaging.ConversationMessageService;

/// Server-sent events of a conversation.
class ConversationEventsControllerTest {

    private static final TestServer server =
            TestServer.onH2().withProperty("rahnuma.api.heartbeat", "300ms").startServer();

    private static ApiClient visitor() {
        ApiClient visitor = ApiPersons.openChat(server);
        return visitor;
    }

    private static JsonNode json(EventStreamClient.ServerEvent heard) {
        try {
            return new ObjectMapper().readTree(heard.data());
        } catch (IOException e) {
            throw new UncheckedIOException(heard.data(), e);
        }
    }

    private static void post(ApiClient to, String text) {
        server.getBean(ConversationMessageService.class)
                .postNotices(
                        ApiPersons.personOf(server, to),
                        List.of(Reply.ofText(text)),
                        server.getBean(Clock.class).instant());
    }

    @Test
    void earlierMessagesComeFirstAndNewOnesFollow() {
        ApiClient visitor = visitor();
        try (EventStreamClient ear = visitor.openEvents("")) {
            assertThat(ear.header("Content-Type")).startsWith("text/event-stream");
            assertThat(json(ear.nextEvent("message")).path("text").asText()).isEqualTo("/start");
            assertThat(json(ear.nextEvent("message")).path("from").asText()).isEqualTo("desk");
            visitor.sendText("English");
            EventStreamClient.ServerEvent mine = ear.nextEvent("message");
            assertThat(mine.id()).isEqualTo("3");
            assertThat(json(mine).path("text").asText()).isEqualTo("English");
            assertThat(json(ear.nextEvent("message")).path("from").asText()).isEqualTo("desk");
        }
    }

    @Test
    void aClientThatReconnectsContinuesAfterItsLastEvent() {
        ApiClient visitor = visitor();
        visitor.sendText("English");
        try (EventStreamClient ear = visitor.openEvents("?after=1", "Last-Event-ID", "3")) {
            assertThat(ear.nextEvent("message").id()).isEqualTo("4");
        }
        try (EventStreamClient ear = visitor.openEvents("?after=2")) {
            assertThat(ear.nextEvent("message").id()).isEqualTo("3");
        }
        try (EventStreamClient ear = visitor.openEvents("?after=1", "Last-Event-ID", "nonsense")) {
            assertThat(ear.nextEvent("message").id()).isEqualTo("2");
        }
    }

    @Test
    void answersOfStaffArriveAndNothingIsLostWithoutAListener() {
        ApiClient visitor = visitor();
        post(visitor, "while nobody listened");
        try (EventStreamClient ear = visitor.openEvents("?after=2")) {
            assertThat(json(ear.nextEvent("message")).path("text").asText()).isEqualTo("while nobody listened");
            post(visitor, "as it happened");
            assertThat(json(ear.nextEvent("message")).path("text").asText()).isEqualTo("as it happened");
        }
    }

    @Test
    void aChangeOfLanguageIsSentAsAnEvent() {
        ApiClient visitor = visitor();
        JsonNode question = visitor.readMessages("").lastMessage();
        try (EventStreamClient ear = visitor.openEvents("?after=2")) {
            visitor.tapButton(question, "اردو");
            assertThat(json(ear.nextEvent("language")).path("language").asText())
                    .isEqualTo("ur");
        }
    }

    @Test
    void endsWhenTheConversationIsGone() {
        ApiClient visitor = visitor();
        try (EventStreamClient ear = visitor.openEvents("?after=2")) {
            assertThat(ear.nextEvent().event()).isEqualTo("comment");
            server.sql().execute("delete from conversation where id = ?", ApiPersons.personOf(server, visitor));
            assertThatThrownBy(() -> ear.nextEvent("message")).hasMessage("the stream ended");
        }
    }

    @Test
    void itIsNotCompressedSoThatEachLineArrivesAtOnce() {
        ApiClient visitor = visitor();
        try (EventStreamClient ear = visitor.openEvents("?after=0", "Accept-Encoding", "gzip, deflate, br")) {
            assertThat(ear.header("Content-Encoding")).isIn("", "identity");
            assertThat(ear.nextEvent("message").id()).isEqualTo("1");
        }
    }

    @Test
    @Timeout(20)
    void limitsListenersAndFreesThePlaceOfOneThatLeaves() {
        ApiClient visitor = visitor();
        List<EventStreamClient> ears = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                EventStreamClient ear = visitor.openEvents("?after=2");
                ear.requireStatus(200);
                ears.add(ear);
            }
            try (EventStreamClient ninth = visitor.openEvents("?after=2")) {
                ninth.requireStatus(429);
            }
            ears.removeFirst().close();
            // Detected at the next heartbeat.
            EventStreamClient another = visitor.openEvents("?after=2");
            while (another.status() == 429) {
                another.close();
                another = visitor.openEvents("?after=2");
            }
            another.requireStatus(200);
            ears.add(another);
        } finally {
            ears.forEach(EventStreamClient::close);
        }
    }

    @Test
    @Timeout(20)
    void aHeadRequestTakesNoPlace() {
        ApiClient visitor = visitor();
        for (int i = 0; i < 10; i++) {
            RawRequest head = new RawRequest(
                    "HEAD",
                    "/" + ApiClient.PATH + "/events",
                    List.of("Host: x", "Cookie: rahnuma=" + visitor.token()),
                    null);
            assertThat(head.sendTo(server.address()).status()).isEqualTo(200);
        }
        assertThat(server.getBean(ConversationChangeNotifier.class).listenedConversations())
                .doesNotContain(ApiPersons.personOf(server, visitor));
        try (EventStreamClient ear = visitor.openEvents("?after=2")) {
            ear.requireStatus(200);
        }
    }
}
