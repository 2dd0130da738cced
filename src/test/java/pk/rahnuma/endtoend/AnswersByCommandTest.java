package pk.rahnuma.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.House;
import pk.rahnuma.Soon;
import pk.rahnuma.documents.Files;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.support.Member;
import pk.rahnuma.support.Ticket;
import pk.rahnuma.support.records.TicketRows;
import pk.rahnuma.support.work.Cases;
import pk.rahnuma.support.work.Clockwork;
import pk.rahnuma.support.work.Tickets;
import pk.rahnuma.support.work.Transcripts;
import pk.rahnuma.telegram.BotApi;
import pk.rahnuma.telegram.BotApiPerson;

/// What a person says to an answer that staff gave by a command, over HTTP.
class AnswersByCommandTest {

    private static final Said SAID = Said.in("en");
    private static final Member LOOKER = new Member(99, "Looker");

    @ParameterizedTest(name = "on {0}")
    @MethodSource("pk.rahnuma.House#plans")
    void aReplyByTextOrPhotoJoinsTheTicketAndItsClockGoesOn(Supplier<House.Plan> plan) throws Exception {
        try (BotApi api = BotApi.start();
                House house = RegistersByTelegramTest.start(plan.get(), api)) {
            BotApiPerson amna = api.person(7001, "en");
            Walks.toTheName(amna, SAID);
            amna.says("/cancel");
            amna.says("human");
            amna.awaits(SAID.text("human.topic.ask"));
            amna.taps(SAID.text("human.topic.options.complaint"));
            amna.awaits(SAID.text("human.story.ask"));
            amna.says("It is about my line");
            Reference number = Reference.read(amna.awaits("Your ticket number is")
                            .text()
                            .replaceFirst("(?s).*number is ([A-Z0-9-]+)\\..*", "$1"))
                    .orElseThrow();
            house.get(Tickets.class).answer(number, "Which company is it?", "omar", now(house));
            amna.awaits("You can reply here within a day");
            assertThat(ticket(house, number).state()).isEqualTo(Ticket.State.WAITING_USER);
            int heard = amna.heard().size();

            amna.says("PTCL, since Monday");
            amna.sendsPhoto(Files.card(1), null);
            Soon.awaitAtLength().until(() -> ticket(house, number).state() == Ticket.State.OPEN);
            Soon.awaitAtLength().untilAsserted(() -> {
                List<Transcripts.Line> lines =
                        house.get(Cases.class).open(number, LOOKER, now(house)).transcript();
                assertThat(lines)
                        .anyMatch(line -> line.from() == Transcripts.From.PERSON
                                && line.text().equals("PTCL, since Monday"));
                assertThat(lines).anyMatch(line -> line.from() == Transcripts.From.PERSON && line.file() != null);
            });
            assertThat(ticket(house, number).waitingSince()).isNotNull();
            assertThat(amna.heard()).as("the bot is silent").hasSize(heard);

            house.get(Clockwork.class).run(now(house).plus(Duration.ofDays(4)));
            amna.awaits("handed this chat back to me");
            amna.says("/menu");
            amna.awaits(SAID.text("engine.menu"));
            assertThat(api.complaints()).isEmpty();
        }
    }

    private static Ticket ticket(House house, Reference number) {
        return house.get(TicketRows.class).find(number).orElseThrow();
    }

    private static Instant now(House house) {
        return house.get(Clock.class).instant();
    }
}
