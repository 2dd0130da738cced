package pk.rahnuma.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pk.rahnuma.MariaDbServer;
import pk.rahnuma.TestServer;
import pk.rahnuma.conversation.batch.IncomingMessage;
import pk.rahnuma.conversation.batch.MessageIntake;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.endtoend.ExpectedTexts;
import pk.rahnuma.faults.run.InterruptibleProxy;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.ChatAddress;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeTelegramUser;

/// The database goes away while people write, and returns: no message is lost, and recovery is automatic.
@Tag("long")
class DatabaseUnavailableTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void textDuringAnOutageIsAnsweredAfterIt() throws Exception {
        ExpectedTexts said = ExpectedTexts.inLanguage("en");
        URI direct = URI.create(MariaDbServer.sharedServer().freshSchema().substring("jdbc:".length()));
        try (InterruptibleProxy wire = new InterruptibleProxy(direct.getPort());
                FakeBotApi api = FakeBotApi.start();
                TestServer server = TestServer.onMariaDb()
                        .withVariable("DATABASE_URL", "jdbc:mysql://127.0.0.1:" + wire.port() + direct.getPath())
                        .withBot(api)
                        .startServer()) {
            FakeTelegramUser ali = api.person(7001, "en");
            ali.says("/start");
            ali.awaits("This is Rahnuma");
            ali.says(said.registerWord());
            ali.awaits(said.text("consent.consent.ask"));
            ali.taps(said.text("options.yes_no.yes"));
            ali.awaits(said.text("register-individual.work_type.ask"));
            assertThat(health(server)).startsWith("200").contains("\"UP\"");

            wire.interrupt();
            FakeBotApi.Written first = ali.taps(said.text("register-individual.work_type.options.freelancer"));
            ali.says("Is anybody there?");
            FakeTelegramUser sana = api.person(7002, "en");
            FakeBotApi.Written last = sana.says("/start");
            assertThat(server.getBean(MessageIntake.class)
                            .offerMessage(new IncomingMessage(
                                    Channel.WEB, "w", "1", new ConversationInput.Text("/start"), "en", Instant.now())))
                    .failsWithin(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .withThrowableOfType(java.util.concurrent.ExecutionException.class)
                    .withCauseInstanceOf(MessageIntake.IntakeUnavailableException.class);
            assertThat(health(server)).startsWith("503").contains("\"DOWN\"");
            assertThat(api.isConfirmed(first.update())).isFalse();

            wire.restore();
            // Both messages get one prompt. The text was written before the question was visible: it is no name.
            ali.awaits(text -> text.text().contains(said.text("register-individual.full_name.ask")), PATIENCE);
            sana.awaits(text -> text.text().contains("This is Rahnuma"), PATIENCE);
            api.awaitConfirmed(last.update());
            ali.says("Ali Khan");
            ali.awaits(said.text("register-individual.id_number.ask"));
            // The number of unsent messages is queried in the background.
            await().atMost(PATIENCE).until(() -> health(server).contains("\"UP\""));
            assertThat(heard(server, "7001"))
                    .hasSize(6)
                    .containsSubsequence("register", "2:1:9:freelancer", "Is anybody there?", "Ali Khan");
            assertThat(heard(server, "7002")).containsExactly("/start");
            assertThat(api.complaints()).isEmpty();
        }
    }

    private static List<String> heard(TestServer server, String chat) {
        ChatAddress address = new ChatAddress(Channel.TELEGRAM, chat);
        long conversation = server.getBean(ChatRepository.class)
                .findByAddresses(List.of(address))
                .get(address)
                .conversation();
        return server.getBean(ConversationMessageService.class).readHistory(conversation, 0, 100).stream()
                .filter(line -> line.direction() == Message.Direction.RECEIVED)
                .map(line -> line.body().text())
                .toList();
    }

    private static String health(TestServer server) throws IOException {
        HttpURLConnection asked =
                (HttpURLConnection) server.address().resolve("/health").toURL().openConnection();
        int status = asked.getResponseCode();
        var body = status < 400 ? asked.getInputStream() : asked.getErrorStream();
        return status + " " + new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
}
