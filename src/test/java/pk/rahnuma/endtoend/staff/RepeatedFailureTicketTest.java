package pk.rahnuma.endtoend.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.endtoend.DialogShortcuts;
import pk.rahnuma.endtoend.ExpectedTexts;
import pk.rahnuma.endtoend.ServerVariant;
import pk.rahnuma.endtoend.privacy.DataErasureTest;
import pk.rahnuma.telegram.fake.FakeTelegramUser;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.TicketRepository;
import pk.rahnuma.ticket.work.TicketDetailService;
import pk.rahnuma.ticket.work.TranscriptVisibility;

/// Repeated failures at a question open a ticket.
class RepeatedFailureTicketTest {

    private static final ExpectedTexts TEXTS = ExpectedTexts.inLanguage("en");

    private static List<Ticket> tickets(TestServer server, FakeTelegramUser of) {
        return server.getBean(TicketRepository.class).findPage(DataErasureTest.person(server, of), null, 1_000);
    }

    /// User in the form, at the question for the name.
    private static FakeTelegramUser asked(TestServer server) {
        FakeTelegramUser amna = server.bot().newPerson("en");
        DialogShortcuts.walkToTheNameQuestion(amna, TEXTS);
        return amna;
    }

    private static void fails(FakeTelegramUser amna, int times) {
        for (int i = 0; i < times; i++) {
            amna.says("7");
            amna.awaits(TEXTS.text("register-individual.full_name.ask"));
        }
    }

    @ParameterizedTest
    @MethodSource("pk.rahnuma.endtoend.ServerVariant#databases")
    void theThirdFailureOpensATicketAndAnAnswerClosesItWhileUnassigned(ServerVariant variant) throws Exception {
        try (TestServer server = variant.builder().shareServer()) {
            FakeTelegramUser amna = asked(server);
            fails(amna, 2);
            assertThat(tickets(server, amna)).isEmpty();
            fails(amna, 1);
            assertThat(amna.heard().getLast().text()).contains("They can see where you are stuck");
            assertThat(tickets(server, amna)).hasSize(1);
            Ticket ticket = tickets(server, amna).getFirst();
            assertThat(ticket.topic()).isEqualTo(Ticket.STUCK_TOPIC);
            assertThat(ticket.priority()).isEqualTo(3);
            TicketDetailService.TicketDetails seen = server.getBean(TicketDetailService.class)
                    .openCase(
                            ticket.number(), new TicketAgent(99, "Looker"), TranscriptVisibility.MASKED, server.now());
            assertThat(seen.summary().stuck().at()).isEqualTo("full_name");
            assertThat(seen.summary().stuck().tries()).isEqualTo(3);
            assertThat(seen.transcript()).anyMatch(line -> line.text().equals("7"));
            fails(amna, 1);
            assertThat(tickets(server, amna)).hasSize(1);

            amna.says("Amna Tariq");
            amna.awaits(TEXTS.text("register-individual.id_number.ask"));
            assertThat(tickets(server, amna)).hasSize(1);
            assertThat(tickets(server, amna).getFirst().state()).isEqualTo(Ticket.State.CLOSED);
        }
    }

    @ParameterizedTest
    @MethodSource("pk.rahnuma.endtoend.ServerVariant#databases")
    void aStuckPersonWhoAsksForAHumanHasOneTicket(ServerVariant variant) throws Exception {
        try (TestServer server = variant.builder().shareServer()) {
            FakeTelegramUser amna = asked(server);
            fails(amna, 3);
            DialogShortcuts.openTicket(amna, TEXTS, "Whose name goes here?");
            amna.awaits(TEXTS.text("register-individual.full_name.ask"));
            List<Ticket> both = tickets(server, amna);
            assertThat(both).extracting(Ticket::topic).containsExactly(Ticket.STUCK_TOPIC, "something_else");
            assertThat(both).extracting(Ticket::isActive).containsExactly(false, true);
            assertThat(both.getFirst().mergedInto()).isEqualTo(both.getLast().id());

            amna.says("Amna Tariq");
            amna.awaits(TEXTS.text("register-individual.id_number.ask"));
            for (int i = 0; i < 3; i++) {
                amna.says("35202-1234");
                amna.awaits(TEXTS.text("register-individual.id_number.ask"));
            }
            assertThat(amna.heard().getLast().text()).contains("They can see where you are stuck");
            assertThat(tickets(server, amna)).hasSize(2);
        }
    }
}
