package pk.rahnuma.api.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.intake.OpenTicketAction;
import pk.rahnuma.ticket.intake.TicketOpeningService;
import pk.rahnuma.ticket.unproved.TicketAdmissionService;
import pk.rahnuma.ticket.work.TicketAssignmentService;
import pk.rahnuma.ticket.work.TicketDetailService;
import pk.rahnuma.ticket.work.TicketReplyService;
import pk.rahnuma.ticket.work.TicketResolutionService;
import pk.rahnuma.ticket.work.TicketTranscriptService;
import pk.rahnuma.ticket.work.TranscriptVisibility;

class CustomerTicketControllerTest {

    private static final TicketAgent SANA = new TicketAgent(99, "Sana");
    private static final String PATH = "api/v1/tickets";

    private static TestServer server;

    @BeforeAll
    static void open() {
        // The first question waits for the training of the classifier.
        server = TestServer.onH2().shareServer();
    }

    private static Instant now() {
        return server.getBean(Clock.class).instant();
    }

    private static ApiClient createPerson() {
        return ApiPersons.createPerson(server);
    }

    private static String openInChat(ApiClient client, String session, String text) {
        OpenTicketAction.In in = new OpenTicketAction.In("complaint", text, "");
        return server.sql()
                .inTransaction(() -> server.getBean(OpenTicketAction.class)
                        .executeAll(List.of(
                                DomainFixture.createRequest(ApiPersons.personOf(server, client), session, in, now()))))
                .getFirst()
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
    void aTicketOfTheApiReachesTheStaffLikeOneOfTheChat() {
        ApiClient danish = createPerson();
        String asked = ApiClient.object()
                .put("topic", "line_blocked")
                .put("text", "It stopped\u0007 working on Monday.")
                .put("reference", "k7mp4rtx9x")
                .toString();
        String key = ApiClient.newId();
        ApiClient.ApiResponse opened = danish.call("POST", PATH, asked, "Idempotency-Key", key);
        assertThat(opened.status()).as(opened.response().body()).isEqualTo(200);
        String number = opened.body().path("number").asText();
        assertThat(danish.call("POST", PATH, asked, "Idempotency-Key", key).body())
                .isEqualTo(opened.body());
        assertThat(danish.call("GET", PATH, null).body().path("tickets")).hasSize(1);
        assertThat(opened.body().path("text").asText()).isEqualTo("It stopped working on Monday.");
        assertThat(opened.body().path("status").asText()).isEqualTo("new");
        TicketDetailService.TicketDetails seen = details(number);
        assertThat(seen.ticket().priority()).isEqualTo(1);
        assertThat(seen.ticket().source()).isEqualTo(Ticket.Source.SCRIPT);
        assertThat(seen.body().text()).isEqualTo("It stopped working on Monday.");
    }

    @Test
    void aPersonHasAtMostTwentyOpenTickets() {
        ApiClient gul = createPerson();
        for (int i = 0; i < TicketAdmissionService.MAX_OPEN_TICKETS_PER_PERSON; i++) {
            openInChat(gul, "g" + i, "One more");
        }
        assertThat(gul.call("POST", PATH, "{\"topic\": \"complaint\", \"text\": \"One more\"}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void aMessageToATicketThatHasChangedSinceIsRefused() {
        ApiClient asma = createPerson();
        String path = PATH + "/" + openInChat(asma, "1", "It is slow.");
        String tag = asma.call("GET", path, null).header("ETag");
        assertThat(asma.call("GET", path, null, "If-None-Match", tag).status()).isEqualTo(304);
        answer(path.substring(PATH.length() + 1), "Since when?");
        String text = "{\"text\": \"Since Monday\"}";
        assertThat(asma.call("POST", path + "/messages", text, "If-Match", tag).status())
                .isEqualTo(412);
        assertThat(asma.call("POST", path + "/rating", "{\"stars\": 5}", "If-Match", tag)
                        .status())
                .isEqualTo(412);
        String present = asma.call("GET", path, null).header("ETag");
        assertThat(asma.call("POST", path + "/messages", text, "If-Match", present)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aMessageOfTheApiJoinsTheTicketAndTheConversation() {
        ApiClient erum = createPerson();
        String number = openInChat(erum, "1", "It is slow.");
        String other = openInChat(erum, "2", "Another matter.");
        answer(number, "Since when?");
        String messages = PATH + "/" + number + "/messages";
        String key = ApiClient.newId();
        JsonNode after = erum.call("POST", messages, "{\"text\": \"Since Monday\"}", "Idempotency-Key", key)
                .body();
        erum.call("POST", messages, "{\"text\": \"Since Monday\"}", "Idempotency-Key", key);
        assertThat(after.path("status").asText()).isEqualTo("open");
        assertThat(after.path("next").asText()).isEqualTo("desk");
        assertThat(texts(erum.call("GET", messages, null).body().path("messages")))
                .containsExactly("me: Since Monday", "staff: Since when?");
        assertThat(details(number).ticket().waitingSince()).isNotNull();
        assertThat(details(number).transcript())
                .extracting(TicketTranscriptService.TranscriptLine::text)
                .contains("Since Monday");
        erum.call("POST", PATH + "/" + other + "/messages", "{\"text\": \"For the other\"}");
        assertThat(texts(erum.call("GET", PATH + "/" + other + "/messages", null)
                        .body()
                        .path("messages")))
                .containsExactly("me: For the other");
        assertThat(details(other).ticket().unread()).isTrue();
        assertThat(erum.readMessages("?limit=2").texts()).containsExactly("Since Monday", "For the other");
        assertThat(erum.sendText("hello").status()).isEqualTo(200);
    }

    @Test
    void aSolvedTicketIsRatedOnceAndAMessageReopensAClosedOne() {
        ApiClient farah = createPerson();
        String number = openInChat(farah, "1", "It is slow.");
        String rating = PATH + "/" + number + "/rating";
        ApiClient.ApiResponse early = farah.call("POST", rating, "{\"stars\": 5}");
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.type()).isEqualTo("/problems/not-possible");
        answer(number, "Try again.");
        server.getBean(TicketResolutionService.class)
                .resolveTicket(Reference.parseText(number).orElseThrow(), SANA, now());
        assertThat(farah.call("GET", PATH + "/" + number, null).body().path("actions"))
                .extracting(JsonNode::asText)
                .containsExactly("write", "rate");
        JsonNode rated = farah.call("POST", rating, "{\"stars\": 5, \"comment\": \"Quick\"}")
                .body();
        assertThat(rated.path("status").asText()).isEqualTo("closed");
        assertThat(rated.path("rating").asInt()).isEqualTo(5);
        assertThat(farah.call("POST", rating, "{\"stars\": 1}").status()).isEqualTo(409);
        JsonNode again = farah.call("POST", PATH + "/" + number + "/messages", "{\"text\": \"It is slow again\"}")
                .body();
        assertThat(again.path("status").asText()).isEqualTo("reopened");
        assertThat(again.path("next").asText()).isEqualTo("desk");
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
        ApiClient.ApiResponse refused = createPerson().call("POST", PATH + (path == null ? "" : path), body);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.type()).isEqualTo("/problems/" + type);
        assertThat(createPerson()
                        .call(
                                "POST",
                                PATH,
                                ApiClient.object()
                                        .put("topic", "complaint")
                                        .put("text", "a".repeat(1501))
                                        .toString())
                        .status())
                .isEqualTo(422);
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
        for (String path : List.of("/messages", "/rating")) {
            String body = path.equals("/rating") ? "{\"stars\": 5}" : "{\"text\": \"Mine now\"}";
            assertThat(stranger.call("POST", PATH + "/" + number + path, body).status())
                    .isEqualTo(404);
        }
        assertThat(stranger.call("GET", PATH, null).body().path("tickets").isArray())
                .isTrue();
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
        for (String limit : List.of("0", "51", "100000")) {
            assertThat(person.call("GET", PATH + "?limit=" + limit, null).status())
                    .as(limit)
                    .isEqualTo(400);
        }
    }
}
