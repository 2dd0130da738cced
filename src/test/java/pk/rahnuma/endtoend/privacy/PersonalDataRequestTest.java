package pk.rahnuma.endtoend.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.endtoend.ExpectedTexts;
import pk.rahnuma.endtoend.OrganisationApplicationFixture;
import pk.rahnuma.endtoend.TelegramRegistrationTest;
import pk.rahnuma.endtoend.channel.ChannelUser;
import pk.rahnuma.endtoend.channel.WebChannelUser;
import pk.rahnuma.faults.run.SimulatedApplicant;
import pk.rahnuma.person.PersonErasureService;
import pk.rahnuma.telegram.fake.FakeTelegramUser;
import pk.rahnuma.vault.ExportedText;
import pk.rahnuma.vault.PersonalDataHandler;

/// Requests of people about their data, over HTTP.
class PersonalDataRequestTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ExpectedTexts TEXTS = ExpectedTexts.inLanguage("en");

    @Test
    void aCopyOfEverythingComesOnTelegramAsAFileToReadAndAsJson() throws Exception {
        try (TestServer server = TestServer.onH2().withBot().shareServer()) {
            SimulatedApplicant ali = DataErasureTest.lives(server, false);
            long chat = ali.chat;
            long others = DataErasureTest.lives(server, true).chat;
            // As another person wrote it or was told it, and not as digits of an id or of a time.
            Pattern othersNumber = Pattern.compile("(?<![0-9.])" + others + "(?![0-9])");
            wishes(ali.person, "get");
            ali.person.awaits("Here is everything that is stored about you");
            String text = ali.person.awaits("my-data.txt").text();
            JsonNode json =
                    JSON.readTree(ali.person.awaits("my-data.json").text().substring("my-data.json".length()));

            assertThat(text)
                    .contains("Name: " + ali.formAnswers().get("register-individual.full_name"))
                    .contains("ali" + chat + "@example.com", "+92321765" + chat, "Work: Freelancer", "Draft Khan")
                    .contains("It is about my line, " + chat, "We look, " + chat, "Please call us, Mr Khan " + chat)
                    .contains("Language: English", "State: waiting for you", "== Log of what was done ==", "Who: staff")
                    .contains(DataErasureTest.reference(server, DataErasureTest.person(server, ali.person))
                            .toGroupedText())
                    .doesNotContain("omar", "321765" + others)
                    .doesNotContainPattern(othersNumber);
            assertThat(json.path("applications")
                            .path(0)
                            .path("answers")
                            .path("full_name")
                            .asText())
                    .isEqualTo(ali.formAnswers().get("register-individual.full_name"));
            assertThat(json.path("applications").path(0).path("history")).hasSize(3);
            assertThat(json.path("tickets")
                            .path(0)
                            .path("replies")
                            .path(0)
                            .path("text")
                            .asText())
                    .isEqualTo("We look, " + chat);
            assertThat(json.path("forms").findValuesAsText("full_name")).containsExactly("Draft Khan");
            assertThat(json.path("chats").path(0).path("address").asText()).isEqualTo(Long.toString(chat));
            assertThat(json.path("consents")).hasSize(1);
            assertThat(json.path("failed_look_ups").path("count").asInt()).isEqualTo(1);
            List<String> heard = new ArrayList<>();
            json.path("messages").forEach(line -> heard.add(line.path("text").asText()));
            assertThat(heard).contains("/start", "register", "Draft Khan").hasSizeGreaterThan(60);
            assertThat(json.toString())
                    .doesNotContain("omar", "321765" + others)
                    .doesNotContainPattern(othersNumber);
        }
    }

    @Test
    void anExportHasTheOwnAnswersForAnOrganisationOnly() throws Exception {
        try (TestServer server = TestServer.onH2().withBot().shareServer()) {
            FakeTelegramUser ayesha = server.bot().newPerson("en");
            TelegramRegistrationTest.greet(ayesha, TEXTS);
            FakeTelegramUser bilal = server.bot().newPerson("en");
            TelegramRegistrationTest.greet(bilal, TEXTS);
            long person = DataErasureTest.person(server, ayesha);
            String reference = OrganisationApplicationFixture.submitApplication(server, person, "39.60.9.1")
                    .toGroupedText();
            long colleague = DataErasureTest.person(server, bilal);
            DataErasureTest.letIn(server, person, colleague);

            ayesha.says("/menu");
            wishes(ayesha, "get");
            ayesha.awaits("Here is everything that is stored about you");
            String text = ayesha.awaits("my-data.txt").text();
            JsonNode sent = JSON.readTree(ayesha.awaits("my-data.json").text().substring("my-data.json".length()))
                    .path("sent_for_organisations")
                    .path(0);
            assertThat(text)
                    .contains("== What you said of yourself in applications for organisations ==")
                    .contains(reference, "Alif Software", "3520112345671", "+923001234567");
            assertThat(sent.path("answers").path("applicant_cnic").asText()).isEqualTo("3520112345671");
            assertThat(sent.path("reference").asText()).isEqualTo(reference);
            assertThat(sent.toString()).as("the organisation's").doesNotContain("NTL-39", "39.60.9.1");

            String ofTheColleague = server.context().getBeansOfType(PersonalDataHandler.class).stream()
                    .map(keeper -> ExportedText.toText(keeper.exportData(colleague)))
                    .collect(Collectors.joining());
            assertThat(ofTheColleague).contains("Alif Software").doesNotContain("3520112345671", "Ayesha");
        }
    }

    @Test
    void onTheWebOnlyTheOwnerGetsACopy() throws Exception {
        try (TestServer server = TestServer.onH2().shareServer()) {
            ApiClient ali = ApiClient.asBrowser(server.address());
            ali.sendText("/start");
            ApiClient.ApiResponse menu = ali.sendText("menu");
            ApiClient.ApiResponse wishes = ali.tapButton(menu.lastMessage(), TEXTS.text("my-data.title"));
            ApiClient.ApiResponse copy = ali.tapButton(wishes.lastMessage(), TEXTS.text("my-data.wish.options.get"));
            List<String> links = new ArrayList<>();
            copy.lastMessage()
                    .path("files")
                    .forEach(file -> links.add(file.path("href").asText()));
            assertThat(links).containsExactly("/api/v1/me/export?as=text", "/api/v1/me/export?as=json");

            ApiClient.ApiResponse text = get(ali, links.getFirst());
            assertThat(text.status()).isEqualTo(200);
            assertThat(text.response().body())
                    .startsWith("Everything that is stored about you")
                    .contains("Text: menu");
            assertThat(text.header("Content-Disposition")).isEqualTo("attachment; filename=\"my-data.txt\"");
            assertThat(text.header("Content-Type")).startsWith("text/plain");
            assertThat(text.header("Cache-Control")).isEqualTo("no-store");
            assertThat(get(ali, links.getLast()).body().path("language").asText())
                    .isEqualTo("en");

            ApiClient sana = ApiClient.asBrowser(server.address());
            assertThat(get(sana, links.getFirst()).status()).isEqualTo(401);
            sana.sendText("Salam from Sana");
            assertThat(get(sana, links.getFirst()).response().body())
                    .contains("Salam from Sana")
                    .doesNotContain("Text: menu");
            assertThat(get(sana, "/api/v1/me/export?as=pdf").type()).isEqualTo("/problems/bad-request");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void toTakeConsentBackDeletesFormsThatAreNotSentWhetherTheyRunOrWait(boolean running) {
        try (TestServer server = TestServer.onH2().shareServer()) {
            WebChannelUser guest = new WebChannelUser(server);
            guest.sendsText("/start");
            guest.awaitsMessage(TEXTS.text("welcome.greeting.say"));
            guest.sendsText("menu");
            ChannelUser.ShownMessage menu = guest.awaitsMessage(TEXTS.text("engine.menu"));
            guest.sendsText("register");
            guest.tapsButton(guest.awaitsMessage(TEXTS.text("consent.consent.ask")), "Yes");
            guest.awaitsMessage(TEXTS.text("register-individual.work_type.ask"));
            guest.sendsText("Freelancer");
            guest.awaitsMessage(TEXTS.text("register-individual.full_name.ask"));
            if (!running) {
                guest.sendsText("menu");
                menu = guest.awaitsMessage(TEXTS.text("engine.menu"));
                assertThat(menu.buttons()).anyMatch(label -> label.startsWith("Go on:"));
            }
            guest.tapsButton(menu, TEXTS.text("my-data.title"));
            guest.tapsButton(
                    guest.awaitsMessage(TEXTS.text("my-data.wish.ask")), TEXTS.text("my-data.wish.options.withdraw"));
            guest.tapsButton(guest.awaitsMessage("Do you want to take your consent back?"), "Yes");
            guest.awaitsMessage("Your consent is taken back");
            guest.sendsText("menu");
            assertThat(guest.awaitsMessage(TEXTS.text("engine.menu")).buttons())
                    .noneMatch(label -> label.startsWith("Go on:"));
            guest.sendsText("register");
            guest.awaitsMessage(TEXTS.text("consent.consent.ask"));
        }
    }

    @Test
    void withinTheWeekAnErasureCanBeCalledOffFromItsReminder() {
        try (TestServer server = TestServer.onH2().withBot().shareServer()) {
            FakeTelegramUser ali = server.bot().newPerson("en");
            ali.says("/start");
            ali.awaits(TEXTS.text("welcome.greeting.say"));
            wishes(ali, "erase");
            ali.awaits("You have no line of your own that would end");
            ali.taps("Yes");
            ali.awaits("Everything about you is deleted on");
            Instant asked = server.now();
            PersonErasureService erasure = server.getBean(PersonErasureService.class);
            erasure.processDue(asked.plus(Duration.ofDays(6)).plusSeconds(60));
            erasure.processDue(asked.plus(Duration.ofDays(6)).plusSeconds(120));
            ali.awaits("Tomorrow, on");
            ali.taps(TEXTS.text("keep-data.title"));
            ali.awaits("nothing is deleted");
            assertThat(erasure.processDue(asked.plus(Duration.ofDays(30)))).isZero();
            assertThat(ali.heard())
                    .filteredOn(said -> said.text().contains("Tomorrow"))
                    .hasSize(1);
            int waiting = server.sql().queryOne(Integer.class, "select count(*) from erasure");
            assertThat(waiting).isZero();
        }
    }

    private static void wishes(FakeTelegramUser person, String wish) {
        person.says("menu");
        person.awaits(TEXTS.text("engine.menu"));
        person.taps(TEXTS.text("my-data.title"));
        person.awaits(TEXTS.text("my-data.wish.ask"));
        person.taps(TEXTS.text("my-data.wish.options." + wish));
    }

    private static ApiClient.ApiResponse get(ApiClient visitor, String path) {
        return visitor.send(visitor.requestTo(path.substring(1)).GET(), false);
    }
}
