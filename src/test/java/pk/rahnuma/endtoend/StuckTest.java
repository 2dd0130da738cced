package pk.rahnuma.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pk.rahnuma.House;
import pk.rahnuma.Soon;
import pk.rahnuma.support.Member;
import pk.rahnuma.support.Ticket;
import pk.rahnuma.support.records.TicketRows;
import pk.rahnuma.support.work.Cases;
import pk.rahnuma.telegram.BotApi;
import pk.rahnuma.telegram.BotApiPerson;

/// Who fails at a question again and again is seen by staff.
class StuckTest {

    private static final Said SAID = Said.in("en");

    enum Base {
        H2,
        MARIADB;

        House.Plan plan() {
            return this == H2 ? House.onH2() : House.onMariaDb();
        }
    }

    private static List<Ticket> tickets(House house) {
        return house.get(TicketRows.class).page(ErasedTest.person(house, 7001), null, 1_000);
    }

    /// Somebody in the form, who is asked for their name.
    private static BotApiPerson asked(BotApi api) {
        BotApiPerson amna = api.person(7001, "en");
        Walks.toTheName(amna, SAID);
        return amna;
    }

    private static void fails(BotApiPerson amna, int times) {
        for (int i = 0; i < times; i++) {
            amna.says("7");
            amna.awaits(SAID.text("register-individual.full_name.ask"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_third_failed_try_opens_a_ticket_and_an_answer_closes_it_while_nobody_has_it(Base base) throws Exception {
        try (BotApi api = BotApi.start();
                House house = RegistersByTelegramTest.start(base.plan(), api)) {
            BotApiPerson amna = asked(api);
            fails(amna, 2);
            assertThat(tickets(house)).isEmpty();
            fails(amna, 1);
            assertThat(amna.heard().getLast().text()).contains("They can see where you are stuck");
            assertThat(tickets(house)).hasSize(1);
            Ticket ticket = tickets(house).getFirst();
            assertThat(ticket.topic()).isEqualTo(Ticket.STUCK);
            assertThat(ticket.priority()).isEqualTo(3);
            Cases.Case seen = house.get(Cases.class)
                    .open(
                            ticket.number(),
                            new Member(99, "Looker"),
                            house.get(Clock.class).instant());
            assertThat(seen.summary().stuck().at()).isEqualTo("full_name");
            assertThat(seen.summary().stuck().tries()).isEqualTo(3);
            assertThat(seen.transcript()).anyMatch(line -> line.text().equals("7"));
            fails(amna, 1);
            assertThat(tickets(house)).hasSize(1);

            amna.says("Amna Tariq");
            amna.awaits(SAID.text("register-individual.id_type.ask"));
            assertThat(tickets(house)).hasSize(1);
            assertThat(tickets(house).getFirst().state()).isEqualTo(Ticket.State.CLOSED);
            assertThat(api.complaints()).isEmpty();
        }
    }

    @Test
    void theTicketOfAFormThatIsSentAfterAllIsClosedWhateverTheWayThere() throws Exception {
        try (BotApi api = BotApi.start();
                House house = RegistersByTelegramTest.start(Base.H2.plan(), api)) {
            BotApiPerson amna = asked(api);
            fails(amna, 3);
            amna.says("back");
            RegistersByTelegramTest.fill(amna, SAID, true);
            Soon.await().until(() -> tickets(house).getFirst().state() == Ticket.State.CLOSED);
            assertThat(tickets(house)).hasSize(1);

            // Whoever gives up is still seen.
            BotApiPerson bilal = api.person(7002, "en");
            Walks.toTheName(bilal, SAID);
            fails(bilal, 3);
            bilal.says("cancel");
            bilal.awaits(one -> true);
            assertThat(house.get(TicketRows.class).page(ErasedTest.person(house, 7002), null, 1_000))
                    .extracting(Ticket::state)
                    .containsExactly(Ticket.State.NEW);
            assertThat(api.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void who_then_asks_for_a_human_has_one_ticket_and_who_has_one_gets_no_other(Base base) throws Exception {
        try (BotApi api = BotApi.start();
                House house = RegistersByTelegramTest.start(base.plan(), api)) {
            BotApiPerson amna = asked(api);
            fails(amna, 3);
            Walks.toAHuman(amna, SAID, "Whose name goes here?");
            amna.awaits(SAID.text("register-individual.full_name.ask"));
            List<Ticket> both = tickets(house);
            assertThat(both).extracting(Ticket::topic).containsExactly(Ticket.STUCK, "how_to_register");
            assertThat(both).extracting(Ticket::active).containsExactly(false, true);
            assertThat(both.getFirst().mergedInto()).isEqualTo(both.getLast().id());

            amna.says("Amna Tariq");
            amna.awaits(SAID.text("register-individual.id_type.ask"));
            for (int i = 0; i < 3; i++) {
                amna.says("neither");
                amna.awaits(SAID.text("register-individual.id_type.ask"));
            }
            assertThat(amna.heard().getLast().text()).contains("They can see where you are stuck");
            assertThat(tickets(house)).hasSize(2);
            assertThat(api.complaints()).isEmpty();
        }
    }
}
