package pk.rahnuma.cli.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestServer;
import pk.rahnuma.cli.CommandInvocation;
import pk.rahnuma.conversation.intake.IncomingMessage;
import pk.rahnuma.conversation.intake.MessageIntake;
import pk.rahnuma.conversation.intake.TurnReceipt;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.script.loader.ScriptLibrary;
import pk.rahnuma.messaging.chat.Channel;

/// People are in the middle of a script, and the operator writes another version of it.
class OldScriptVersionsTest {

    private static final String FIRST = """
            script: feedback
            menu: 5
            keeps: true
            steps:
              - ask: city
                type: text
              - ask: reason
                type: text
              - end: thanks
            """;
    private static final String SECOND = FIRST.replace("reason", "cause");
    private static final String TEXTS = """
            feedback:
              title: "Feedback"
              city: {ask: "Which city?", label: "City"}
              reason: {ask: "For what reason?", label: "Reason"}
              cause: {ask: "What was the cause?", label: "Cause"}
              thanks: {say: "Thank you in {city}."}
            """;

    @TempDir
    private Path folder;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger ours = (Logger) LoggerFactory.getLogger("pk.rahnuma.conversation");

    @BeforeEach
    void listen() {
        log.start();
        ours.addAppender(log);
        ours.setLevel(Level.INFO);
    }

    @AfterEach
    void listenNoMore() {
        ours.detachAppender(log);
        ours.setLevel(null);
    }

    @BeforeEach
    void copyTheScripts() throws IOException {
        Path packaged = Path.of("bot-scripts");
        try (Stream<Path> files = Files.walk(packaged)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(packaged.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        write(FIRST, TEXTS);
    }

    private void write(String script, String texts) throws IOException {
        Files.writeString(folder.resolve("feedback.yaml"), script);
        for (String language : List.of("en", "ur", "ur-Latn")) {
            Files.writeString(folder.resolve("texts/" + language + "/feedback.yaml"), texts);
        }
    }

    private static String without(String texts, String step) {
        return texts.replaceFirst("  " + step + ": .*\n", "");
    }

    private TestServer start(String database) {
        return (database.equals("H2") ? TestServer.onH2() : TestServer.onMariaDb())
                .withVariable("BOT_SCRIPTS", folder.toString())
                .startServer();
    }

    @ParameterizedTest
    @ValueSource(strings = {"H2", "MariaDB"})
    void nobodyIsTakenToAnotherVersionBeforeTheOldOneIsRetired(String database) throws Exception {
        try (TestServer house = start(database)) {
            says(house, "amna", "1", "/start");
            says(house, "amna", "2", "English");
            taps(house, "amna", "3", "!start=feedback");
            assertThat(says(house, "amna", "4", "Lahore")).contains("For what reason?");
            String old = flow(house);

            house.stop();
            write(SECOND, without(TEXTS, "reason"));
            house.start();
            assertThatThrownBy(() -> says(house, "amna", "5", "It was slow"))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(MessageIntake.IntakeUnavailableException.class);
            AwaitSupport.awaitLong()
                    .until(() -> log.list.stream()
                            .anyMatch(line -> line.getFormattedMessage().contains("not ready")));
            assertThat(log.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .filteredOn(line -> line.startsWith("not ready"))
                    .singleElement()
                    .asString()
                    .contains(old, "script feedback", "`feedback.reason.ask` is missing", "scripts retire " + old);
            assertThat(health(house, "health")).isEqualTo(503);
            assertThat(health(house, "health/readiness")).isEqualTo(503);
            assertThat(health(house, "health/liveness")).isEqualTo(200);

            assertThat(run(house, "versions"))
                    .containsPattern("feedback +" + flow(house) + "  first loaded .*  current")
                    .containsPattern("feedback +" + old + "  first loaded .*  cannot be used: .*`feedback.reason.ask`");
            assertThat(run(house, "retire", old, "--as", "sana"))
                    .startsWith(old + " of feedback is retired, from the next start of each server on")
                    .contains("goes on with the newest version");
            assertThat(health(house, "health")).isEqualTo(503);

            house.restart();
            assertThat(health(house, "health")).isEqualTo(200);
            // What was written to the old question is no answer to the new one.
            assertThat(says(house, "amna", "5", "It was slow")).contains("What was the cause?");
            assertThat(says(house, "amna", "6", "A storm")).isEqualTo("Thank you in Lahore.");
            assertThat(run(house, "versions")).containsPattern(old + "  first loaded .*  retired .* by sana");
        }
    }

    @Test
    void aVersionThatNobodyIsOnIsOnlyMentioned() throws Exception {
        try (TestServer house = start("H2")) {
            says(house, "amna", "1", "/start");
            String old = flow(house);
            house.stop();
            write(SECOND, without(TEXTS, "reason"));
            house.start();
            AwaitSupport.awaitLong().until(() -> health(house, "health") == 200);
            assertThat(log.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .filteredOn(line -> line.contains(old))
                    .containsExactly("version " + old + " cannot be used any more, and no session is on it: the text"
                            + " `feedback.reason.ask` is missing; the text `feedback.reason.label` is missing");
            assertThat(says(house, "amna", "2", "English")).isNotEmpty();
        }
    }

    @Test
    void aDraftOnALostVersionCountsToo() throws Exception {
        try (TestServer house = start("H2")) {
            says(house, "amna", "1", "/start");
            says(house, "amna", "2", "English");
            taps(house, "amna", "3", "!start=feedback");
            says(house, "amna", "4", "Lahore");
            says(house, "amna", "5", "menu");
            house.stop();
            write(SECOND, without(TEXTS, "reason"));
            house.start();
            AwaitSupport.awaitLong()
                    .until(() -> log.list.stream()
                            .anyMatch(line -> line.getFormattedMessage().contains("not ready")));
            assertThat(health(house, "health")).isEqualTo(503);
        }
    }

    @Test
    void anOlderVersionThatStillLoadsIsGoneOnWith() throws Exception {
        try (TestServer house = start("H2")) {
            says(house, "amna", "1", "/start");
            says(house, "amna", "2", "English");
            taps(house, "amna", "3", "!start=feedback");
            house.stop();
            write(SECOND, TEXTS);
            house.start();
            assertThat(says(house, "amna", "4", "Lahore")).contains("For what reason?");
            assertThat(run(house, "versions")).containsPattern("feedback .*  older");
        }
    }

    @Test
    void theCurrentVersionAndUnknownOnesAreNotRetiredNorAnyTwice() throws Exception {
        try (TestServer house = start("H2")) {
            String first = flow(house);
            assertThat(run(house, "retire", first, "--as", "sana")).contains(first + " is the current version");
            assertThat(run(house, "retire", "0123456789abcdef", "--as", "sana"))
                    .contains("there is no version 0123456789abcdef");
            house.stop();
            write(SECOND, TEXTS);
            house.start();
            assertThat(run(house, "retire", first, "--as", "  ")).contains("who are you?");
            run(house, "retire", first, "--as", "sana");
            assertThat(run(house, "retire", first, "--as", "omar")).contains("was retired before, by sana");
        }
    }

    @Test
    void aVersionThatIsServedAgainIsRetiredNoMore() throws Exception {
        try (TestServer house = start("H2")) {
            String first = flow(house);
            house.stop();
            write(SECOND, TEXTS);
            house.start();
            run(house, "retire", first, "--as", "sana");
            house.stop();
            write(FIRST, TEXTS);
            house.start();
            house.stop();
            write(SECOND, TEXTS);
            house.start();
            assertThat(run(house, "versions")).containsPattern(first + "  first loaded .*  older");
        }
    }

    @Test
    void whereTheScriptIsGoneItsSessionsEndOnceItIsRetired() throws Exception {
        try (TestServer house = start("H2")) {
            says(house, "amna", "1", "/start");
            says(house, "amna", "2", "English");
            taps(house, "amna", "3", "!start=feedback");
            says(house, "amna", "4", "Lahore");
            String old = flow(house);
            house.stop();
            Files.delete(folder.resolve("feedback.yaml"));
            house.start();
            assertThat(run(house, "retire", old, "--as", "sana")).contains("is back at the menu");
            house.restart();
            assertThat(says(house, "amna", "5", "It was slow")).doesNotContain("reason");
        }
    }

    private static String flow(TestServer house) {
        return house.getBean(ScriptLibrary.class).findCurrent("feedback").flow();
    }

    private static String says(TestServer house, String who, String update, String text) throws Exception {
        return turn(house, who, update, new ConversationInput.Text(text));
    }

    private static String taps(TestServer house, String who, String update, String data) throws Exception {
        return turn(house, who, update, new ConversationInput.Tap(data, null));
    }

    private static String turn(TestServer house, String who, String update, ConversationInput input) throws Exception {
        TurnReceipt receipt = house.getBean(MessageIntake.class)
                .offerMessage(new IncomingMessage(Channel.WEB, who, update, input, "en", Instant.now()))
                .get(30, TimeUnit.SECONDS);
        return receipt.said().isEmpty() ? "" : receipt.said().getLast().body().text();
    }

    private boolean saysNotReady() {
        return List.copyOf(log.list).stream()
                .anyMatch(line -> line.getFormattedMessage().startsWith("not ready"));
    }

    private static int health(TestServer house, String path) {
        try {
            HttpURLConnection health = (HttpURLConnection)
                    house.address().resolve("/" + path).toURL().openConnection();
            return health.getResponseCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a command beside the server prints, or its line of refusal.
    private static String run(TestServer house, String... arguments) {
        return CommandInvocation.runCommand(new ScriptsCommand(CommandInvocation.besideServer(house)), arguments);
    }
}
