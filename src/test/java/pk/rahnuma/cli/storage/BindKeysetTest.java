package pk.rahnuma.cli.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pk.rahnuma.House;
import pk.rahnuma.api.Visitor;
import pk.rahnuma.cli.boot.Boot;
import pk.rahnuma.cli.boot.Opened;
import pk.rahnuma.cli.boot.Refused;
import pk.rahnuma.cli.boot.Settings;
import pk.rahnuma.post.Messages;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.support.Member;
import pk.rahnuma.support.Ticket;
import pk.rahnuma.support.work.Answers;
import pk.rahnuma.support.work.Cases;
import pk.rahnuma.support.work.Claims;
import pk.rahnuma.support.work.Sorting;
import pk.rahnuma.vault.SealedFormat;

/// Values of the version before are bound to their rows beside a running desk.
class BindKeysetTest {

    private static final Member SANA = new Member(5, "Sana");

    enum Base {
        H2,
        MARIADB;

        House start() {
            return (this == H2 ? House.onH2() : House.onMariaDb())
                    .with("RAHNUMA_SEALED_FORMAT", "1")
                    .start();
        }
    }

    private static Settings with(SealedFormat format, Settings s) {
        return new Settings(
                s.database(),
                s.data(),
                s.keyset(),
                s.mode(),
                s.holidays(),
                s.fourEyes(),
                s.scripts(),
                s.telegramToken(),
                s.telegramApi(),
                s.webhook(),
                s.metrics(),
                s.traces(),
                format,
                s.port());
    }

    private static String bind(Settings settings) {
        StringWriter out = new StringWriter();
        assertThat(BindKeysetCommand.bind(settings, false, new PrintWriter(out)))
                .isTrue();
        return out.toString();
    }

    private static String bindAgain(Settings settings, boolean succeeds) {
        StringWriter out = new StringWriter();
        assertThat(BindKeysetCommand.bind(settings, true, new PrintWriter(out))).isEqualTo(succeeds);
        return out.toString();
    }

    private static String ticket(House house) {
        Visitor person = Visitor.browser(house.address());
        for (String text : List.of("hello", "English", "yes", "human", "complaint")) {
            person.say(text);
        }
        String number = person.say("The line is down since Monday").messages().findValuesAsText("text").stream()
                .filter(text -> text.contains("ticket number is"))
                .findFirst()
                .orElseThrow()
                .replaceFirst("(?s).*number is ([A-Z0-9-]+)\\..*", "$1");
        Reference reference = Reference.read(number).orElseThrow();
        Instant now = house.get(Clock.class).instant();
        house.get(Claims.class).claim(reference, SANA, now);
        house.get(Answers.class).answer(reference, SANA, "We look into it", null, Ticket.State.WAITING_USER, now);
        house.get(Sorting.class).note(reference, SANA, "called twice", now);
        return number;
    }

    private static List<String> words(Cases cases, String number, Instant now) {
        Cases.Case opened = cases.open(Reference.read(number).orElseThrow(), SANA, now);
        return List.of(
                opened.body().text(),
                opened.answers().getFirst().text(),
                opened.notes().getFirst().text());
    }

    @ParameterizedTest
    @EnumSource
    void allValuesAreBoundOnceBesideARunningDeskAndASwapIsRefusedThen(Base base) {
        try (House house = base.start()) {
            String number = ticket(house);
            Instant now = house.get(Clock.class).instant();
            Settings bound = with(SealedFormat.ROW, house.settings());
            assertThatThrownBy(() -> bind(house.settings()))
                    .isInstanceOf(Refused.class)
                    .hasMessageStartingWith("RAHNUMA_SEALED_FORMAT must be 2");
            assertThatThrownBy(() -> Boot.open(with(SealedFormat.ROW_ALONE, house.settings())))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("'keyset bind' is finished")
                    .hasMessageContaining("chat.address")
                    .hasMessageNotContaining("dead_letter.body");

            // Nothing has changed by that: a node of the older form still starts.
            Boot.open(house.settings()).close();

            String first = bind(bound);
            assertThat(first)
                    .containsPattern("message\\.body: \\d+ values, [1-9]\\d* bound now")
                    .contains("chat.address: 1 values, 1 bound now")
                    .contains("conversation.state: 1 values, 1 bound now")
                    .contains("ticket.body: 1 values, 1 bound now")
                    .contains("ticket_answer.body: 1 values, 1 bound now")
                    .contains("ticket_note.body: 1 values, 1 bound now")
                    .contains("RAHNUMA_SEALED_FORMAT=2-only");
            assertThat(bind(bound)).contains("ticket.body: 1 values, finished on 20");
            assertThat(bindAgain(bound, true))
                    .contains("ticket.body: 1 values, 0 bound now", "message.body: ")
                    .doesNotContainPattern("[1-9]\\d* bound now");
            assertThatThrownBy(() -> Boot.open(house.settings()))
                    .isInstanceOf(Refused.class)
                    .hasMessageStartingWith("RAHNUMA_SEALED_FORMAT must be 2 or 2-only");
            // The desk that runs writes the old form and reads both.
            assertThat(words(house.get(Cases.class), number, now))
                    .containsExactly("The line is down since Monday", "We look into it", "called twice");

            try (Opened alone = Boot.open(with(SealedFormat.ROW_ALONE, house.settings()))) {
                assertThat(words(alone.get(Cases.class), number, now))
                        .containsExactly("The line is down since Monday", "We look into it", "called twice");
                long conversation = house.get(Jdbi.class)
                        .withHandle(handle -> handle.createQuery("select conversation_id from ticket")
                                .mapTo(Long.class)
                                .one());
                assertThat(alone.get(Messages.class).history(conversation, 0, 100))
                        .hasSizeGreaterThan(5);
                house.get(Jdbi.class).useTransaction(handle -> swap(handle, conversation));
                assertThatThrownBy(() -> alone.get(Messages.class).history(conversation, 0, 100))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("message.body");
            }
            assertThat(bindAgain(bound, false)).contains("2 that do not open");
        }
    }

    @Test
    void aFreshDeskMayBeginWithBoundValuesAlone() {
        try (House house = House.onH2().with("RAHNUMA_SEALED_FORMAT", "2-only").start()) {
            String number = ticket(house);
            house.restart();
            assertThat(words(
                            house.get(Cases.class),
                            number,
                            house.get(Clock.class).instant()))
                    .contains("We look into it");
        }
    }

    private static void swap(org.jdbi.v3.core.Handle handle, long conversation) {
        byte[] one = body(handle, conversation, 1);
        byte[] two = body(handle, conversation, 3);
        String sql = "update message set body = ? where conversation_id = ? and seq = ?";
        handle.execute(sql, two, conversation, 1);
        handle.execute(sql, one, conversation, 3);
    }

    private static byte[] body(org.jdbi.v3.core.Handle handle, long conversation, int seq) {
        return handle.createQuery("select body from message where conversation_id = ? and seq = ?")
                .bind(0, conversation)
                .bind(1, seq)
                .mapTo(byte[].class)
                .one();
    }
}
