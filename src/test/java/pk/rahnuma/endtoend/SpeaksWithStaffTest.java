package pk.rahnuma.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pk.rahnuma.House;
import pk.rahnuma.Soon;
import pk.rahnuma.documents.Document;
import pk.rahnuma.documents.Documents;
import pk.rahnuma.documents.Files;
import pk.rahnuma.post.Message;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.support.Member;
import pk.rahnuma.support.Ticket;
import pk.rahnuma.support.work.Answers;
import pk.rahnuma.support.work.Cases;
import pk.rahnuma.support.work.Claims;
import pk.rahnuma.support.work.Clockwork;
import pk.rahnuma.support.work.Closing;
import pk.rahnuma.support.work.Transcripts.From;
import pk.rahnuma.support.work.Transcripts.Line;
import pk.rahnuma.telegram.BotApi;
import pk.rahnuma.telegram.BotApiPerson;

/// A human has the conversation, over the Telegram stub.
class SpeaksWithStaffTest {

    private static final Member SANA = new Member(11, "Sana");
    private static final Member OMAR = new Member(12, "Omar");

    private final Said said = Said.in("en");

    enum Base {
        H2,
        MARIADB;

        House.Plan plan() {
            return (this == H2 ? House.onH2() : House.onMariaDb()).property("rahnuma.turn.sweep", "50ms");
        }
    }

    private static Instant now(House house) {
        return house.get(Clock.class).instant();
    }

    /// In the middle of a form, they ask for a human.
    private Reference asks(BotApiPerson amna) {
        Walks.toTheName(amna, said);
        return Walks.toAHuman(amna, said, "Whose name goes here?");
    }

    private static Cases.Case seen(House house, Reference number, Member by) {
        return house.get(Cases.class).open(number, by, now(house));
    }

    private static List<String> texts(House house, Reference number, From from) {
        return seen(house, number, OMAR).transcript().stream()
                .filter(line -> line.from() == from)
                .map(Line::text)
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void the_bot_is_silent_while_a_human_answers_and_then_goes_on_with_its_question(Base base) throws Exception {
        try (BotApi api = BotApi.start();
                House house = RegistersByTelegramTest.start(base.plan(), api)) {
            BotApiPerson amna = api.person(7001, "en");
            Reference number = asks(amna);
            Cases.Case before = seen(house, number, SANA);
            assertThat(before.owner()).isEqualTo(Cases.Owner.QUEUED);
            assertThat(before.summary().stuck().script()).isEqualTo("register-individual");
            assertThat(before.summary().stuck().at()).isEqualTo("full_name");
            assertThat(before.standing().getFirst().answers())
                    .anyMatch(given ->
                            given.value().equals(said.text("register-individual.work_type.options.freelancer")));

            house.get(Claims.class).claim(number, SANA, now(house));
            amna.awaits("is looking at your ticket");
            int heard = amna.heard().size();
            BotApi.Written first = amna.says("Is it the name on the card?");
            amna.edits(first, "Is it the name on my card?");
            amna.says("apply, or not?");
            api.redeliver(first);
            Soon.awaitAtLength().until(() -> texts(house, number, From.PERSON).contains("apply, or not?"));
            assertThat(texts(house, number, From.PERSON))
                    .endsWith("Is it the name on the card?", "Is it the name on my card?", "apply, or not?");
            assertThat(amna.heard()).hasSize(heard);
            assertThat(seen(house, number, OMAR).ticket().fresh()).isTrue();

            amna.says("menu");
            amna.awaits(said.text("engine.with_human"));
            amna.says("status");
            amna.awaits("our staff are at it");
            amna.awaits(said.text("status.reference.ask"));

            Answers answers = house.get(Answers.class);
            Answers.Sent sent =
                    answers.answer(number, SANA, "Yes, as on the card.", null, Ticket.State.WAITING_USER, now(house));
            amna.awaits("Yes, as on the card.");
            Soon.awaitAtLength()
                    .until(() -> seen(house, number, SANA).transcript().stream()
                            .anyMatch(line -> line.seq() == sent.line() && line.state() == Message.State.SENT));
            answers.edit(number, SANA, 1, "Yes, exactly as on the card.", now(house));
            Soon.awaitAtLength()
                    .until(() -> amna.screen().stream()
                            .anyMatch(line -> line.text().equals("Yes, exactly as on the card.")));
            assertThat(amna.screen()).noneMatch(line -> line.text().equals("Yes, as on the card."));

            house.get(Claims.class).handBack(number, pk.rahnuma.support.work.Hand.own(SANA), now(house));
            amna.awaits("handed this chat back");
            // The status that they had left open, with the form beneath it.
            amna.says("cancel");
            amna.awaits(said.text("register-individual.full_name.ask"));
            amna.says("Amna Khan");
            amna.awaits(said.text("register-individual.id_type.ask"));
            assertThat(api.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void files_go_each_way_and_whoever_has_blocked_the_bot_is_seen(Base base) throws Exception {
        byte[] photo = Files.pngOf(9_000);
        byte[] letter = Files.pdf();
        try (BotApi api = BotApi.start();
                House house = RegistersByTelegramTest.start(base.plan(), api)) {
            BotApiPerson amna = api.person(7001, "en");
            Reference number = asks(amna);
            house.get(Claims.class).claim(number, SANA, now(house));
            amna.awaits("is looking at your ticket");
            amna.sendsPhoto(photo, null);
            Soon.awaitAtLength()
                    .until(() -> seen(house, number, OMAR).transcript().stream()
                            .anyMatch(line -> line.file() != null
                                    && house.get(Cases.class)
                                            .file(number, SANA, line.file(), now(house))
                                            .isPresent()));
            Line line = seen(house, number, SANA).transcript().getLast();
            Document file = house.get(Cases.class)
                    .file(number, SANA, line.file(), now(house))
                    .orElseThrow();
            try (var content = house.get(Documents.class).open(file)) {
                assertThat(content.readAllBytes()).isEqualTo(photo);
            }

            Answers answers = house.get(Answers.class);
            answers.answer(
                    number,
                    SANA,
                    "Please sign this.",
                    new Answers.Attached("letter.pdf", letter),
                    Ticket.State.WAITING_USER,
                    now(house));
            BotApi.Said document = amna.awaits("Please sign this.");
            assertThat(amna.saves(document)).isEqualTo(letter);

            amna.blocks();
            Answers.Sent lost =
                    answers.answer(number, SANA, "Are you there?", null, Ticket.State.WAITING_USER, now(house));
            Soon.awaitAtLength()
                    .until(() -> seen(house, number, SANA).transcript().stream()
                            .anyMatch(each -> each.seq() == lost.line() && "blocked".equals(each.failure())));
            amna.unblocks();
            amna.says("Back again");
            Soon.awaitAtLength().until(() -> texts(house, number, From.PERSON).contains("Back again"));
            assertThat(answers.retry(number, SANA, lost.line(), now(house))).isTrue();
            amna.awaits("Are you there?");
            assertThat(new String(letter, StandardCharsets.ISO_8859_1)).startsWith("%PDF");
            assertThat(api.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_bad_rating_opens_a_solved_ticket_again_and_a_breach_takes_it_higher(Base base) throws Exception {
        try (BotApi api = BotApi.start();
                House house = RegistersByTelegramTest.start(base.plan(), api)) {
            BotApiPerson amna = api.person(7001, "en");
            Reference number = asks(amna);
            house.get(Claims.class).claim(number, SANA, now(house));
            amna.awaits("is looking at your ticket");
            house.get(Closing.class).resolve(number, SANA, now(house));
            amna.awaits("is marked as solved");
            // The bot has the conversation again, and asks what it had asked.
            amna.awaits(said.text("register-individual.full_name.ask"));
            amna.taps(said.text("rate.title"));
            amna.awaits("is it solved");
            amna.taps(said.text("rate.stars.options.2"));
            amna.awaits(said.text("rate.word.ask"));
            amna.says("Nobody answered");
            amna.awaits("I am sorry");
            Cases.Case again = seen(house, number, OMAR);
            assertThat(again.ticket().state()).isEqualTo(Ticket.State.REOPENED);
            assertThat(again.ticket().assignee()).isNull();
            assertThat(again.ticket().rating()).isEqualTo(2);
            assertThat(again.ratingWord()).isEqualTo("Nobody answered");

            Clockwork clockwork = house.get(Clockwork.class);
            Instant late = now(house).plus(Duration.ofDays(10));
            clockwork.run(late);
            clockwork.run(late.plusSeconds(60));
            Cases.Case missed = seen(house, number, OMAR);
            assertThat(missed.breaches()).hasSize(2);
            assertThat(missed.ticket().level()).isEqualTo(2);
            assertThat(api.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void who_is_gone_keeps_no_ticket_that_waits(Base base) throws Exception {
        try (BotApi api = BotApi.start();
                House house = RegistersByTelegramTest.start(base.plan(), api)) {
            BotApiPerson amna = api.person(7001, "en");
            Reference number = asks(amna);
            house.get(Claims.class).claim(number, SANA, now(house));
            amna.awaits("is looking at your ticket");
            house.get(Clockwork.class).run(now(house));
            assertThat(seen(house, number, OMAR).ticket().assignee()).isEqualTo(SANA);
            house.get(Clockwork.class).run(now(house).plus(Duration.ofDays(4)));
            amna.awaits("is not there any more");
            amna.awaits(said.text("register-individual.full_name.ask"));
            Cases.Case back = seen(house, number, OMAR);
            assertThat(back.ticket().assignee()).isNull();
            assertThat(back.owner()).isEqualTo(Cases.Owner.QUEUED);
        }
    }
}
