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
import pk.rahnuma.House;
import pk.rahnuma.MariaDb;
import pk.rahnuma.dialog.Input;
import pk.rahnuma.endtoend.Said;
import pk.rahnuma.post.Channel;
import pk.rahnuma.post.Chats;
import pk.rahnuma.post.Message;
import pk.rahnuma.post.Messages;
import pk.rahnuma.telegram.BotApi;
import pk.rahnuma.telegram.BotApiPerson;
import pk.rahnuma.turn.Incoming;
import pk.rahnuma.turn.Intake;

/// The database goes away while people write, and comes back: nothing was acknowledged, nothing is lost, and nobody has
/// to do anything.
@Tag("long")
class DatabaseAwayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void what_is_written_while_the_database_is_away_is_answered_when_it_is_back() throws Exception {
        Said said = Said.in("en");
        URI direct = URI.create(MariaDb.running().freshSchema().substring("jdbc:".length()));
        try (Wire wire = new Wire(direct.getPort());
                BotApi api = BotApi.start();
                House house = House.onMariaDb()
                        .with("DATABASE_URL", "jdbc:mysql://127.0.0.1:" + wire.port() + direct.getPath())
                        .with("TELEGRAM_BOT_TOKEN", api.token())
                        .with("TELEGRAM_API_URL", api.url())
                        .start()) {
            BotApiPerson ali = api.person(7001, "en");
            ali.says("/start");
            ali.awaits("Which language?");
            ali.taps(said.text("engine.languages.en"));
            ali.awaits(said.text("consent.consent.ask"));
            ali.taps(said.text("options.yes_no.yes"));
            ali.awaits(said.text("welcome.ready.say"));
            ali.says(said.register());
            ali.awaits(said.text("register-individual.work_type.ask"));
            assertThat(health(house)).startsWith("200").contains("\"UP\"");

            wire.cut();
            BotApi.Written first = ali.taps(said.text("register-individual.work_type.options.freelancer"));
            ali.says("Is anybody there?");
            BotApiPerson sana = api.person(7002, "en");
            BotApi.Written last = sana.says("/start");
            assertThat(house.get(Intake.class)
                            .offer(new Incoming(Channel.WEB, "w", "1", new Input.Text("/start"), "en", Instant.now())))
                    .failsWithin(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .withThrowableOfType(java.util.concurrent.ExecutionException.class)
                    .withCauseInstanceOf(Intake.Unavailable.class);
            assertThat(health(house)).startsWith("503").contains("\"DOWN\"");
            assertThat(api.isConfirmed(first.update())).isFalse();

            wire.mend();
            ali.awaits(text -> text.text().contains(said.text("register-individual.full_name.ask")), PATIENCE);
            // Written before the question could be seen: not taken for a name.
            ali.awaits(said.text("register-individual.full_name.ask"));
            sana.awaits(text -> text.text().contains("Which language?"), PATIENCE);
            api.awaitConfirmed(last.update());
            ali.says("Ali Khan");
            ali.awaits(said.text("register-individual.id_type.ask"));
            // How much is unsent is asked in the background.
            await().atMost(PATIENCE).until(() -> health(house).contains("\"UP\""));
            assertThat(heard(house, "7001"))
                    .hasSize(7)
                    .containsSubsequence("register", "2:0:8:freelancer", "Is anybody there?", "Ali Khan");
            assertThat(heard(house, "7002")).containsExactly("/start");
            assertThat(api.complaints()).isEmpty();
        }
    }

    private static List<String> heard(House house, String chat) {
        Chats.Address address = new Chats.Address(Channel.TELEGRAM, chat);
        long conversation =
                house.get(Chats.class).find(List.of(address)).get(address).conversation();
        return house.get(Messages.class).history(conversation, 0, 100).stream()
                .filter(line -> line.direction() == Message.Direction.HEARD)
                .map(line -> line.body().text())
                .toList();
    }

    private static String health(House house) throws IOException {
        HttpURLConnection asked =
                (HttpURLConnection) house.address().resolve("/health").toURL().openConnection();
        int status = asked.getResponseCode();
        var body = status < 400 ? asked.getInputStream() : asked.getErrorStream();
        return status + " " + new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
}
