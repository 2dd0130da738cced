package pk.rahnuma.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import pk.rahnuma.TestServer;
import pk.rahnuma.dialog.Reply;
import pk.rahnuma.messaging.Chat;
import pk.rahnuma.messaging.ChatRepository;
import pk.rahnuma.messaging.ConversationMessageService;

/// Hearing what is said as it happens.
class ConversationEventsControllerTest {

    private static TestServer house;

    @BeforeAll
    static void open() {
        house = TestServer.onH2().property("rahnuma.api.heartbeat", "300ms").start();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static ApiClient visitor() {
        ApiClient visitor = ApiClient.browser(house.address());
        visitor.say("/start");
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
        ChatRepository.Address address = ChatTokens.address(to.token());
        Chat chat = house.get(ChatRepository.class).find(List.of(address)).get(address);
        house.get(ConversationMessageService.class)
                .post(
                        chat.conversation(),
                        List.of(Reply.plain(text)),
                        house.get(Clock.class).instant());
    }

    @Test
    void whatWasSaidBeforeComesFirstAndWhatIsSaidThenFollows() {
        ApiClient visitor = visitor();
        try (EventStreamClient ear = visitor.listen("")) {
            assertThat(ear.header("Content-Type")).startsWith("text/event-stream");
            assertThat(json(ear.next("message")).path("text").asText()).isEqualTo("/start");
            assertThat(json(ear.next("message")).path("from").asText()).isEqualTo("desk");
            visitor.say("English");
            EventStreamClient.ServerEvent mine = ear.next("message");
            assertThat(mine.id()).isEqualTo("3");
            assertThat(json(mine).path("text").asText()).isEqualTo("English");
            assertThat(json(ear.next("message")).path("from").asText()).isEqualTo("desk");
        }
    }

    @Test
    void whatIsHeardIsWhatIsRead() {
        ApiClient visitor = visitor();
        visitor.say("English");
        List<JsonNode> heard = new ArrayList<>();
        JsonNode read = visitor.read("?after=0").messages();
        try (EventStreamClient ear = visitor.listen("")) {
            for (int i = 0; i < read.size(); i++) {
                heard.add(json(ear.next("message")));
            }
        }
        assertThat(heard).containsExactlyElementsOf(read);
    }

    @Test
    void whoComesBackHearsOnFromWhereTheyWere() {
        ApiClient visitor = visitor();
        visitor.say("English");
        try (EventStreamClient ear = visitor.listen("?after=1", "Last-Event-ID", "3")) {
            assertThat(ear.next("message").id()).isEqualTo("4");
        }
        try (EventStreamClient ear = visitor.listen("?after=2")) {
            assertThat(ear.next("message").id()).isEqualTo("3");
        }
        try (EventStreamClient ear = visitor.listen("?after=1", "Last-Event-ID", "nonsense")) {
            assertThat(ear.next("message").id()).isEqualTo("2");
        }
    }

    @Test
    void whatStaffSayIsHeardAndNothingIsLostWhenNobodyListens() {
        ApiClient visitor = visitor();
        post(visitor, "while nobody listened");
        try (EventStreamClient ear = visitor.listen("?after=2")) {
            assertThat(json(ear.next("message")).path("text").asText()).isEqualTo("while nobody listened");
            post(visitor, "as it happened");
            assertThat(json(ear.next("message")).path("text").asText()).isEqualTo("as it happened");
        }
    }

    @Test
    void aChangeOfLanguageIsHeard() {
        ApiClient visitor = visitor();
        JsonNode question = visitor.read("").last();
        try (EventStreamClient ear = visitor.listen("?after=2")) {
            visitor.tap(question, "اردو");
            assertThat(json(ear.next("language")).path("language").asText()).isEqualTo("ur");
        }
    }

    @Test
    void inSilenceAHeartIsHeard() {
        ApiClient visitor = visitor();
        try (EventStreamClient ear = visitor.listen("?after=2")) {
            for (int i = 0; i < 3; i++) {
                assertThat(ear.next().event()).isEqualTo("comment");
            }
        }
    }

    @Test
    void itIsNotCompressedSoThatEachLineArrivesAtOnce() {
        ApiClient visitor = visitor();
        try (EventStreamClient ear = visitor.listen("?after=0", "Accept-Encoding", "gzip, deflate, br")) {
            assertThat(ear.header("Content-Encoding")).isIn("", "identity");
            assertThat(ear.next("message").id()).isEqualTo("1");
        }
    }

    @Test
    @Timeout(20)
    void soManyMayListenAndWhoLeavesMakesRoom() {
        ApiClient visitor = visitor();
        List<EventStreamClient> ears = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                EventStreamClient ear = visitor.listen("?after=2");
                assertThat(ear.status()).isEqualTo(200);
                ears.add(ear);
            }
            try (EventStreamClient ninth = visitor.listen("?after=2")) {
                assertThat(ninth.status()).isEqualTo(429);
            }
            ears.removeFirst().close();
            // Noticed with the next heartbeat.
            EventStreamClient another = visitor.listen("?after=2");
            while (another.status() == 429) {
                another.close();
                another = visitor.listen("?after=2");
            }
            assertThat(another.status()).isEqualTo(200);
            ears.add(another);
        } finally {
            ears.forEach(EventStreamClient::close);
        }
    }

    @Test
    @Timeout(20)
    void whoAsksForTheHeadAloneTakesNoPlace() {
        ApiClient visitor = visitor();
        for (int i = 0; i < 10; i++) {
            RawRequest head = new RawRequest(
                    "HEAD",
                    "/" + ApiClient.PATH + "/events",
                    List.of("Host: x", "Cookie: rahnuma=" + visitor.token()),
                    null);
            assertThat(head.send(house.address()).status()).isEqualTo(200);
        }
        assertThat(house.get(ConversationChangeNotifier.class).listeners()).isZero();
        try (EventStreamClient ear = visitor.listen("?after=2")) {
            assertThat(ear.status()).isEqualTo(200);
        }
    }
}
