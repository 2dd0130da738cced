package pk.rahnuma.dialog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.dialog.field.FileReference;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.StoredAnswer;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptSources;
import pk.rahnuma.dialog.transcript.ConversationSimulator;
import pk.rahnuma.script.ActionTypeRegistry;

/// A message that is several things at once, at the packaged form of a freelancer.
class SeveralThingsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T07:00:00Z");

    private static final ScriptLibrary LIBRARY =
            ScriptLibrary.loadChecked(ScriptSources.readFiles(Path.of("bot-scripts")), ActionTypeRegistry.loadAll());

    private ConversationSimulator simulator;
    private int message;

    @BeforeEach
    void beginForm() {
        begin();
        say("Sara Khan, 35202-1234567-1, freelancer, 0300 1234567, sara@example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "add one more ip 103.255.5.9",
                "ek aur IP add karo 103.255.5.9",
                "103.255.5.9 bhi shamil karo",
                "ایک اور آئی پی شامل کریں 103.255.5.9"
            })
    void anAddressIsAddedToTheList(String text) {
        reachSummary();
        say(text);
        assertThat(answer("ips")).isEqualTo(List.of("39.40.20.5", "39.40.20.6", "103.255.5.9"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"remove the second ip", "remove ip 39.40.20.6"})
    void anAddressIsTakenFromTheList(String text) {
        reachSummary();
        say(text);
        assertThat(answer("ips")).isEqualTo(List.of("39.40.20.5"));
    }

    @Test
    void anAddressThatIsAnnouncedIsAddedWhenItComes() {
        reachSummary();
        assertThat(say("add one more ip")).contains("39.40.20.5");
        say("103.255.5.9");
        assertThat(answer("ips")).isEqualTo(List.of("39.40.20.5", "39.40.20.6", "103.255.5.9"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no, city is Multan and the provider is Nayatel",
                "change city to Multan, internet company Nayatel",
                "shehar Multan hai aur internet company Nayatel"
            })
    void twoAnswersAreCorrected(String text) {
        reachSummary();
        assertThat(say(text)).contains("✓ City: Multan\n✓ Internet company: Nayatel");
        assertThat(answer("city")).isEqualTo("multan");
        assertThat(answer("isp")).isEqualTo("nayatel");
    }

    @Test
    void aCorrectionLosesNoAnswer() {
        say("Lahore, no wait, my name is Sana Khan");
        assertThat(answer("full_name")).isEqualTo("Sana Khan");
        assertThat(answer("city")).isEqualTo("lahore");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"the second | nayatel", "2nd one | nayatel", "doosra wala | nayatel", "دوسرا | nayatel"})
    void aPlaceIsTheOptionThere(String text, String option) {
        say("Lahore");
        say("OpenVPN");
        sendFiles();
        say("static ip");
        say(text);
        assertThat(answer("isp")).isEqualTo(option);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Lahore. and can you remind me tomorrow", "remind me tomorrow. Lahore"})
    void aReminderBesideAnAnswerIsSet(String text) {
        assertThat(say(text)).contains("I will remind you");
        assertThat(answer("city")).isEqualTo("lahore");
    }

    @Test
    void aCommandBesideAnAnswerRuns() {
        assertThat(say("Lahore, I want to talk to a person")).contains("Write in one message what it is about");
        assertThat(simulator.conversation().stack().getFirst().answers().get("city"))
                .extracting(StoredAnswer::value)
                .isEqualTo("lahore");
    }

    @Test
    void aCityBehindANameIsNoPartOfIt() {
        begin();
        say("freelancer");
        say("main Farhan Saleem Multan se");
        assertThat(answer("full_name")).isEqualTo("Farhan Saleem");
        assertThat(answer("city")).isEqualTo("multan");
    }

    private void begin() {
        simulator = ScriptedConversation.simulatorOf(new DialogEngine(LIBRARY), ActionTypeRegistry.loadAll(), NOW);
        simulator.setResult("people.me", Map.of("consented", true, "phone", ""));
        say("register");
    }

    private void reachSummary() {
        say("Lahore");
        say("OpenVPN, PTCL static ip 39.40.20.5 39.40.20.6, subscriber id 061-778899");
        sendFiles();
        assertThat(say("client systems")).contains("Please check your application");
    }

    private void sendFiles() {
        for (String id : List.of("front", "back", "proof")) {
            simulator.applyInput(new ConversationInput.File(
                    new FileReference(id, id + ".jpg", "image/jpeg", 100_000), null, "f" + id));
        }
    }

    private String say(String text) {
        List<Reply> replies = simulator.applyInput(new ConversationInput.Text(text, "m" + ++message, false));
        return replies.stream().map(Reply::text).collect(Collectors.joining("\n\n"));
    }

    private Object answer(String question) {
        StoredAnswer given =
                simulator.conversation().stack().getLast().answers().get(question);
        return given == null ? null : given.value();
    }
}
