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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestScriptFolder;
import pk.rahnuma.TestServer;
import pk.rahnuma.cli.CommandInvocation;
import pk.rahnuma.conversation.batch.IncomingMessage;
import pk.rahnuma.conversation.batch.MessageIntake;
import pk.rahnuma.conversation.batch.TurnReceipt;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.messaging.conversation.Channel;

/// Users are in the middle of a script when the operator changes it.
@Tag("long")
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
        // Read while the server logs.
        log.list = new CopyOnWriteArrayList<>();
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
        TestScriptFolder.copyWithScript(folder, "feedback", FIRST, TEXTS);
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

    private TestServer start() {
        return TestServer.onH2().withVariable("BOT_SCRIPTS", folder.toString()).startServer();
    }

    @Test
    void sessionsKeepTheirVersionUntilItIsRetired() throws Exception {
        try (TestServer server = start()) {
            says(server, "amna", "1", "/start");
            says(server, "amna", "2", "English");
            taps(server, "amna", "3", "!start=feedback");
            assertThat(says(server, "amna", "4", "Lahore")).contains("For what reason?");
            String old = flow(server);

            replaceScript(server, SECOND, without(TEXTS, "reason"));
            assertThatThrownBy(() -> says(server, "amna", "5", "It was slow"))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(MessageIntake.IntakeUnavailableException.class);
            AwaitSupport.await().until(this::saysNotReady);
            assertThat(log.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .filteredOn(line -> line.startsWith("not ready"))
                    .singleElement()
                    .asString()
                    .contains(old, "script feedback", "`feedback.reason.ask` is missing", "scripts retire " + old);
            assertThat(health(server, "health")).isEqualTo(503);
            assertThat(health(server, "health/readiness")).isEqualTo(503);
            assertThat(health(server, "health/liveness")).isEqualTo(200);

            assertThat(run(server, "versions"))
                    .containsPattern("feedback +" + flow(server) + "  first loaded .*  current")
                    .containsPattern("feedback +" + old + "  first loaded .*  cannot be used: .*`feedback.reason.ask`");
            assertThat(run(server, "retire", old, "--as", "sana"))
                    .startsWith(old + " of feedback is retired from the next start of each server on")
                    .contains("continue with the newest version");
            assertThat(health(server, "health")).isEqualTo(503);

            server.restart();
            assertThat(health(server, "health")).isEqualTo(200);
            // An answer to the old question is not an answer to the new one.
            assertThat(says(server, "amna", "5", "It was slow")).contains("What was the cause?");
            assertThat(says(server, "amna", "6", "A storm")).isEqualTo("Thank you in Lahore.");
            assertThat(run(server, "versions")).containsPattern(old + "  first loaded .*  retired .* by sana");
        }
    }

    @Test
    void anUnusedVersionIsOnlyMentioned() throws Exception {
        try (TestServer server = start()) {
            says(server, "amna", "1", "/start");
            String old = flow(server);
            replaceScript(server, SECOND, without(TEXTS, "reason"));
            AwaitSupport.await().until(() -> health(server, "health") == 200);
            assertThat(log.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .filteredOn(line -> line.contains(old))
                    .containsExactly("version " + old + " cannot be used any more, and no session is on it: the text"
                            + " `feedback.reason.ask` is missing; the text `feedback.reason.label` is missing");
            assertThat(says(server, "amna", "2", "English")).isNotEmpty();
        }
    }

    @Test
    void anOlderVersionIsGoneOnWithAndRetiredOnceUntilItIsServedAgain() throws Exception {
        try (TestServer server = start()) {
            String first = flow(server);
            assertThat(run(server, "retire", first, "--as", "sana")).contains(first + " is the current version");
            assertThat(run(server, "retire", "0123456789abcdef", "--as", "sana"))
                    .contains("there is no version 0123456789abcdef");
            says(server, "amna", "1", "/start");
            says(server, "amna", "2", "English");
            taps(server, "amna", "3", "!start=feedback");
            replaceScript(server, SECOND, TEXTS);
            assertThat(says(server, "amna", "4", "Lahore")).contains("For what reason?");
            assertThat(run(server, "versions")).containsPattern("feedback .*  older");
            assertThat(run(server, "retire", first, "--as", "  ")).contains("who are you?");
            run(server, "retire", first, "--as", "sana");
            assertThat(run(server, "retire", first, "--as", "omar")).contains("was retired before, by sana");
            replaceScript(server, FIRST, TEXTS);
            replaceScript(server, SECOND, TEXTS);
            assertThat(run(server, "versions")).containsPattern(first + "  first loaded .*  older");
        }
    }

    private void replaceScript(TestServer server, String script, String texts) throws IOException {
        server.stop();
        write(script, texts);
        server.start();
    }

    @Test
    void whereTheScriptIsGoneItsSessionsEndOnceItIsRetired() throws Exception {
        try (TestServer server = start()) {
            says(server, "amna", "1", "/start");
            says(server, "amna", "2", "English");
            taps(server, "amna", "3", "!start=feedback");
            says(server, "amna", "4", "Lahore");
            String old = flow(server);
            server.stop();
            Files.delete(folder.resolve("feedback.yaml"));
            server.start();
            assertThat(run(server, "retire", old, "--as", "sana")).contains("return to the menu");
            server.restart();
            assertThat(says(server, "amna", "5", "It was slow")).doesNotContain("reason");
        }
    }

    private static String flow(TestServer server) {
        return server.getBean(ScriptLibrary.class).findCurrent("feedback").flow();
    }

    private static String says(TestServer server, String who, String update, String text) throws Exception {
        return turn(server, who, update, new ConversationInput.Text(text));
    }

    private static String taps(TestServer server, String who, String update, String data) throws Exception {
        return turn(server, who, update, new ConversationInput.Tap(data, null));
    }

    private static String turn(TestServer server, String who, String update, ConversationInput input) throws Exception {
        TurnReceipt receipt = server.getBean(MessageIntake.class)
                .offerMessage(new IncomingMessage(Channel.WEB, who, update, input, "en", Instant.now()))
                .get(120, TimeUnit.SECONDS);
        return receipt.replies().isEmpty()
                ? ""
                : receipt.replies().getLast().body().text();
    }

    private boolean saysNotReady() {
        return log.list.stream().anyMatch(line -> line.getFormattedMessage().startsWith("not ready"));
    }

    private static int health(TestServer server, String path) {
        try {
            HttpURLConnection health = (HttpURLConnection)
                    server.address().resolve("/" + path).toURL().openConnection();
            return health.getResponseCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Output of a command beside the server, or its error line.
    private static String run(TestServer server, String... arguments) {
        return CommandInvocation.runCommand(new ScriptsCommand(CommandInvocation.besideServer(server)), arguments);
    }
}
