package pk.rahnuma.api.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.account.FixedStaffAvailability;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.intake.OpenTicketAction;
import pk.rahnuma.ticket.intake.TicketAdmissionService;
import pk.rahnuma.ticket.intake.TicketOpeningService;
import pk.rahnuma.ticket.work.TicketAssignmentService;
import pk.rahnuma.ticket.work.TicketDetailService;
import pk.rahnuma.ticket.work.TicketReplyService;
import pk.rahnuma.ticket.work.TicketResolutionService;
import pk.rahnuma.ticket.work.TicketTranscriptService;
import pk.rahnuma.ticket.work.TranscriptVisibility;

class CustomerTicketControllerTest {

    private static final TicketAgent SANA = new TicketAgent(99, "Sana");
    private static final String PATH = "api/v1/tickets";

    private static final TestServer server = TestServer.onH2().shareServer();

    private final ApiClient person = ApiPersons.createPerson(server);

    private static Instant now() {
        return server.getBean(Clock.class).instant();
    }

    private String openInChat(String text) {
        OpenTicketAction.In in = new OpenTicketAction.In("complaint", text, "");
        return server.sql()
                .inTransaction(() -> DomainFixture.execute(
                        server.getBean(OpenTicketAction.class), ApiPersons.personOf(server, person), in, now()))
                .number();
    }

    private static void answer(String number, String text) {
        Reference reference = Reference.parseText(number).orElseThrow();
        server.getBean(TicketAssignmentService.class).claimTicket(reference, SANA, now());
        server.getBean(TicketReplyService.class)
                .sendAnswer(reference, SANA, text, null, Ticket.State.WAITING_USER, now());
    }

    private static TicketDetailService.TicketDetails details(String number) {
        return server.getBean(TicketDetailService.class)
                .openCase(
                        Reference.parseText(number).orElseThrow(),
                        new TicketAgent(98, "Omar"),
                        TranscriptVisibility.MASKED,
                        now());
    }

    private static List<String> texts(JsonNode messages) {
        List<String> texts = new ArrayList<>();
        messages.forEach(each ->
                texts.add(each.path("from").asText() + ": " + each.path("text").asText()));
        return texts;
    }

    @Test
    void aTicketOfTheChatIsReadInFields() {
        FixedStaffAvailability.insertMember(server.sql(), StaffRole.AGENT);
        ApiPersons.proveEmail(server, person, "reader@example.com");
        String number = openInChat("Nobody answers.\nSince Monday.");
        ApiClient.ApiResponse listed = person.read(PATH);
        assertThat(listed.at("/tickets")).hasSize(1);
        assertThat(listed.body().has("next")).isFalse();
        assertThat(listed.text("/tickets/0/subject")).isEqualTo("Nobody answers.");
        assertThat(listed.at("/tickets/0").has("text")).isFalse();
        ApiClient.ApiResponse read = person.read(PATH + "/" + number).requireStatus(200);
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
        ticket = person.read(PATH + "/" + number).body();
        assertThat(ticket.path("status").asText()).isEqualTo("waiting_user");
        assertThat(ticket.path("next").asText()).isEqualTo("me");
        assertThat(ticket.path("human").asBoolean()).isTrue();
        assertThat(ticket.path("assigned").asBoolean()).isTrue();
        assertThat(ticket.has("due")).isFalse();
    }

    @Test
    void theMessagesOfATicketComeInPagesTheNewestFirst() {
        person.sendText("hello");
        String number = openInChat("It is slow.");
        answer(number, "Since when?");
        person.sendText("Since Monday");
        answer(number, "Thank you.");
        person.sendText("I wait");
        String path = PATH + "/" + number + "/messages";
        ApiClient.ApiResponse all = person.read(path).requireStatus(200);
        assertThat(texts(all.at("/messages")))
                .containsExactly("me: I wait", "desk: Thank you.", "me: Since Monday", "desk: Since when?");
        assertThat(all.body().has("next")).isFalse();
        assertThat(person.readPages(path + "?limit=1", "/messages")).containsExactlyElementsOf(all.at("/messages"));
    }

    @Test
    void aTicketOfTheApiReachesTheStaffLikeOneOfTheChat() {
        String asked = ApiClient.object()
                .put("topic", "line_blocked")
                .put("text", "It stopped\u0007 working on Monday.")
                .put("reference", "k7mp4rtx9x")
                .toString();
        String key = ApiClient.newId();
        ApiClient.ApiResponse opened =
                person.call("POST", PATH, asked, "Idempotency-Key", key).requireStatus(201);
        String number = opened.text("/number");
        assertThat(person.call("POST", PATH, asked, "Idempotency-Key", key).body())
                .isEqualTo(opened.body());
        assertThat(person.read(PATH).at("/tickets")).hasSize(1);
        assertThat(opened.text("/text")).isEqualTo("It stopped working on Monday.");
        assertThat(opened.text("/status")).isEqualTo("new");
        TicketDetailService.TicketDetails seen = details(number);
        assertThat(seen.ticket().priority()).isEqualTo(1);
        assertThat(seen.ticket().source()).isEqualTo(Ticket.Source.SCRIPT);
        assertThat(seen.body().text()).isEqualTo("It stopped working on Monday.");
    }

    @Test
    void aPersonHasAtMostTwentyOpenTickets() {
        for (int i = 0; i < TicketAdmissionService.MAX_OPEN_TICKETS_PER_PERSON; i++) {
            openInChat("One more");
        }
        person.call("POST", PATH, "{\"topic\": \"complaint\", \"text\": \"One more\"}")
                .requireStatus(409);
    }

    @Test
    void aMessageOfTheApiJoinsTheTicketAndTheConversation() {
        String number = openInChat("It is slow.");
        String other = openInChat("Another matter.");
        answer(number, "Since when?");
        String messages = PATH + "/" + number + "/messages";
        String key = ApiClient.newId();
        ApiClient.ApiResponse after =
                person.call("POST", messages, "{\"text\": \"Since Monday\"}", "Idempotency-Key", key);
        person.call("POST", messages, "{\"text\": \"Since Monday\"}", "Idempotency-Key", key);
        assertThat(after.text("/status")).isEqualTo("open");
        assertThat(after.text("/next")).isEqualTo("desk");
        assertThat(texts(person.read(messages).at("/messages")))
                .containsExactly("me: Since Monday", "desk: Since when?");
        assertThat(details(number).ticket().waitingSince()).isNotNull();
        assertThat(details(number).transcript())
                .extracting(TicketTranscriptService.TranscriptLine::text)
                .contains("Since Monday");
        person.call("POST", PATH + "/" + other + "/messages", "{\"text\": \"For the other\"}");
        assertThat(texts(person.read(PATH + "/" + other + "/messages").at("/messages")))
                .containsExactly("me: For the other");
        assertThat(details(other).ticket().unread()).isTrue();
        assertThat(person.readMessages("?limit=2").texts()).containsExactly("Since Monday", "For the other");
        person.sendText("hello").requireStatus(200);
    }

    @Test
    void aSolvedTicketIsRatedOnceAndAMessageReopensAClosedOne() {
        String number = openInChat("It is slow.");
        String rating = PATH + "/" + number + "/rating";
        person.call("POST", rating, "{\"stars\": 5}").requireProblem(409, "not-possible");
        answer(number, "Try again.");
        server.getBean(TicketResolutionService.class)
                .resolveTicket(Reference.parseText(number).orElseThrow(), SANA, now());
        assertThat(person.read(PATH + "/" + number).at("/actions"))
                .extracting(JsonNode::asText)
                .containsExactly("write", "rate");
        ApiClient.ApiResponse rated = person.call("POST", rating, "{\"stars\": 5, \"comment\": \"Quick\"}");
        assertThat(rated.text("/status")).isEqualTo("closed");
        assertThat(rated.at("/rating").asInt()).isEqualTo(5);
        person.call("POST", rating, "{\"stars\": 1}").requireStatus(409);
        ApiClient.ApiResponse again =
                person.call("POST", PATH + "/" + number + "/messages", "{\"text\": \"It is slow again\"}");
        assertThat(again.text("/status")).isEqualTo("reopened");
        assertThat(again.text("/next")).isEqualTo("desk");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|{\"topic\": \"complaint\"}|invalid",
                "|{\"topic\": \"complaint\", \"text\": \"abc\"}|invalid",
                "|{\"topic\": \"stuck\", \"text\": \"abcdef\"}|invalid",
                "|{\"topic\": \"complaint\", \"text\": \"abcdef\", \"more\": 1}|invalid",
                "|{\"topic\": \"complaint\", \"text\": \"abcdef\", \"reference\": \"x\"}|invalid-reference",
                "/x/messages|{\"text\": \" \"}|invalid",
                "/x/messages|{\"text\": 7}|invalid",
                "/x/rating|{\"stars\": 6}|invalid",
                "/x/rating|{}|invalid",
            })
    void bodiesThatAreNotCompleteAreProblems(String path, String body, String type) {
        person.call("POST", PATH + (path == null ? "" : path), body).requireProblem(422, type);
    }

    @Test
    void aTextOfMoreThan1500CharactersIsRefused() {
        person.call("POST", PATH, ApiClient.object().put("topic", "complaint").put("text", "a".repeat(1501)))
                .requireStatus(422);
    }

    @Test
    void ticketsComeInPagesTheNewestFirst() {
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            numbers.addFirst(openInChat("Question " + i));
        }
        assertThat(person.readPages(PATH + "?limit=2", "/tickets"))
                .extracting(each -> each.path("number").asText())
                .isEqualTo(numbers);
    }

    @Test
    void anotherPersonAndATicketThatThePersonDoesNotKnowOfAreNotFound() {
        String number = openInChat("Mine.");
        ApiClient stranger = ApiPersons.createPerson(server);
        for (String path : List.of("/" + number, "/" + number + "/messages", "/nonsense", "/nonsense/messages")) {
            ApiClient.ApiResponse refused = stranger.read(PATH + path).requireStatus(404);
            assertThat(refused.text("/detail")).isEqualTo("You have no ticket of this number.");
        }
        for (String path : List.of("/messages", "/rating")) {
            String body = path.equals("/rating") ? "{\"stars\": 5}" : "{\"text\": \"Mine now\"}";
            stranger.call("POST", PATH + "/" + number + path, body).requireStatus(404);
        }
        assertThat(stranger.read(PATH).at("/tickets").isArray()).isTrue();
        assertThat(stranger.read(PATH).at("/tickets")).isEmpty();
        Ticket unknown = server.getBean(TicketOpeningService.class)
                .openByStaff(Reference.parseText(number).orElseThrow(), "complaint", "To be looked at", SANA, now());
        person.read(PATH + "/" + unknown.number()).requireStatus(404);
        assertThat(person.read(PATH).at("/tickets")).hasSize(1);
    }

    @Test
    void aCursorThatTheServerDidNotMakeIsRefused() {
        for (String cursor : List.of("x", "%00", "MS4y.", "a".repeat(100), "LTEuLTE")) {
            person.read(PATH + "?cursor=" + cursor).requireProblem(400, "bad-request");
        }
        for (String limit : List.of("0", "51", "100000")) {
            person.read(PATH + "?limit=" + limit).requireStatus(400);
        }
    }
}
