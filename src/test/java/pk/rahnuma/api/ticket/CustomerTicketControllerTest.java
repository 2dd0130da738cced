package pk.rahnuma.api.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.token.ChatTokens;
import pk.rahnuma.messaging.chat.ChatAddress;
import pk.rahnuma.messaging.chat.ChatRepository;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.intake.OpenTicketAction;
import pk.rahnuma.ticket.intake.TicketOpeningService;
import pk.rahnuma.ticket.work.TicketAssignmentService;
import pk.rahnuma.ticket.work.TicketReplyService;

class CustomerTicketControllerTest {

    private static final TicketAgent SANA = new TicketAgent(99, "Sana");
    private static final String PATH = "api/v1/tickets";

    private static TestServer server;

    @BeforeAll
    static void open() {
        server = TestServer.onH2().startServer();
    }

    @AfterAll
    static void close() {
        server.close();
    }

    private static Instant now() {
        return server.getBean(Clock.class).instant();
    }

    private static ApiClient createPerson() {
        String token = ApiClient.asBrowser(server.address())
                .call("POST", ApiClient.PATH + "/token", "{}")
                .body()
                .path("token")
                .asText();
        return ApiClient.asApp(server.address(), token);
    }

    private static long personOf(ApiClient client) {
        ChatAddress address = ChatTokens.toAddress(client.token());
        return server.getBean(ChatRepository.class)
                .findByAddresses(List.of(address))
                .get(address)
                .conversation();
    }

    private static String openInChat(ApiClient client, String session, String text) {
        OpenTicketAction.In in = new OpenTicketAction.In("complaint", text, "");
        return server.sql()
                .inTransaction(() -> server.getBean(OpenTicketAction.class)
                        .executeAll(List.of(DomainFixture.createRequest(personOf(client), session, in, now()))))
                .getFirst()
                .number();
    }

    private static void answer(String number, String text) {
        Reference reference = Reference.parseText(number).orElseThrow();
        server.getBean(TicketAssignmentService.class).claimTicket(reference, SANA, now());
        server.getBean(TicketReplyService.class)
                .sendAnswer(reference, SANA, text, null, Ticket.State.WAITING_USER, now());
    }

    private static List<String> texts(JsonNode messages) {
        List<String> texts = new ArrayList<>();
        messages.forEach(each ->
                texts.add(each.path("from").asText() + ": " + each.path("text").asText()));
        return texts;
    }

    @Test
    void aTicketOfTheChatIsReadInFields() {
        ApiClient ayesha = createPerson();
        String number = openInChat(ayesha, "1", "Nobody answers.\nSince Monday.");
        JsonNode listed = ayesha.call("GET", PATH, null).body();
        assertThat(listed.path("tickets")).hasSize(1);
        assertThat(listed.has("next")).isFalse();
        assertThat(listed.at("/tickets/0/subject").asText()).isEqualTo("Nobody answers.");
        assertThat(listed.at("/tickets/0").has("text")).isFalse();
        ApiClient.ApiResponse read = ayesha.call("GET", PATH + "/" + number, null);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.header("Cache-Control")).isEqualTo("no-store");
        JsonNode ticket = read.body();
        assertThat(ticket.path("text").asText()).isEqualTo("Nobody answers.\nSince Monday.");
        assertThat(ticket.path("topic").asText()).isEqualTo("complaint");
        assertThat(ticket.path("status").asText()).isEqualTo("new");
        assertThat(ticket.path("next").asText()).isEqualTo("desk");
        assertThat(ticket.path("place").asInt()).isPositive();
        assertThat(Instant.parse(ticket.path("due").asText()))
                .isAfter(Instant.parse(ticket.path("opened").asText()));
        assertThat(ticket.path("actions")).extracting(JsonNode::asText).containsExactly("write");
        answer(number, "We ask your company.");
        ticket = ayesha.call("GET", PATH + "/" + number, null).body();
        assertThat(ticket.path("status").asText()).isEqualTo("waiting_user");
        assertThat(ticket.path("next").asText()).isEqualTo("you");
        assertThat(ticket.path("human").asBoolean()).isTrue();
        assertThat(ticket.path("assigned").asBoolean()).isTrue();
        assertThat(ticket.has("due")).isFalse();
    }

    @Test
    void theMessagesOfATicketComeInPagesTheNewestFirst() {
        ApiClient bilal = createPerson();
        bilal.sendText("hello");
        String number = openInChat(bilal, "90", "It is slow.");
        answer(number, "Since when?");
        bilal.sendText("Since Monday");
        answer(number, "Thank you.");
        bilal.sendText("I wait");
        String path = PATH + "/" + number + "/messages";
        ApiClient.ApiResponse response = bilal.call("GET", path, null);
        assertThat(response.status()).as(response.response().body()).isEqualTo(200);
        JsonNode all = response.body();
        assertThat(texts(all.path("messages")))
                .containsExactly("me: I wait", "staff: Thank you.", "me: Since Monday", "staff: Since when?");
        assertThat(all.has("next")).isFalse();
        List<String> paged = new ArrayList<>();
        JsonNode page;
        String cursor = "";
        do {
            page = bilal.call("GET", path + "?limit=1" + cursor, null).body();
            paged.addAll(texts(page.path("messages")));
            cursor = "&cursor=" + page.path("next").asText();
        } while (page.has("next"));
        assertThat(paged).isEqualTo(texts(all.path("messages")));
    }

    @Test
    void ticketsComeInPagesTheNewestFirst() {
        ApiClient chanda = createPerson();
        List<String> numbers = new ArrayList<>();
        for (String session : List.of("1", "2", "3")) {
            numbers.addFirst(openInChat(chanda, session, "Question " + session));
        }
        JsonNode first = chanda.call("GET", PATH + "?limit=2", null).body();
        JsonNode second = chanda.call(
                        "GET", PATH + "?limit=2&cursor=" + first.path("next").asText(), null)
                .body();
        List<String> listed = new ArrayList<>();
        List.of(first, second)
                .forEach(page -> page.path("tickets")
                        .forEach(each -> listed.add(each.path("number").asText())));
        assertThat(listed).isEqualTo(numbers);
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void anotherPersonAndATicketThatThePersonDoesNotKnowOfAreNotFound() {
        ApiClient owner = createPerson();
        String number = openInChat(owner, "1", "Mine.");
        ApiClient stranger = createPerson();
        for (String path : List.of("/" + number, "/" + number + "/messages", "/nonsense", "/nonsense/messages")) {
            ApiClient.ApiResponse refused = stranger.call("GET", PATH + path, null);
            assertThat(refused.status()).isEqualTo(404);
            assertThat(refused.body().path("detail").asText()).isEqualTo("You have no ticket of this number.");
        }
        assertThat(stranger.call("GET", PATH, null).body().path("tickets")).isEmpty();
        Ticket unknown = server.getBean(TicketOpeningService.class)
                .openByStaff(Reference.parseText(number).orElseThrow(), "complaint", "To be looked at", SANA, now());
        assertThat(owner.call("GET", PATH + "/" + unknown.number(), null).status())
                .isEqualTo(404);
        assertThat(owner.call("GET", PATH, null).body().path("tickets")).hasSize(1);
    }

    @Test
    void aCursorThatTheServerDidNotMakeIsRefused() {
        ApiClient person = createPerson();
        for (String cursor : List.of("x", "%00", "MS4y.", "a".repeat(100), "LTEuLTE")) {
            ApiClient.ApiResponse refused = person.call("GET", PATH + "?cursor=" + cursor, null);
            assertThat(refused.status()).as(cursor).isEqualTo(400);
            assertThat(refused.type()).isEqualTo("/problems/bad-request");
        }
        assertThat(person.call("GET", PATH + "?limit=100000", null).status()).isEqualTo(200);
    }
}
