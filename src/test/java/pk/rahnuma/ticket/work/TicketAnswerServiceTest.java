package pk.rahnuma.ticket.work;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.assertViolation;

import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;

@OnEachDatabase
class TicketAnswerServiceTest {

    private static final TicketAgent SANA = new TicketAgent(11, "Sana");

    private final DomainFixture fixture;
    private final TicketWorkFixture works;
    private final TicketAnswerService answers;
    private final long ayesha;
    private final Reference number;

    TicketAnswerServiceTest(TestDatabase database) {
        this.fixture = new DomainFixture(database);
        this.works = new TicketWorkFixture(fixture);
        this.answers = new TicketAnswerService(database.transactions(), works.answers, works.sorting, works.closing);
        this.ayesha = fixture.createPerson("en");
        this.number = works.intakeFixture.openTicket(ayesha, "other", MONDAY);
        works.claims.claimTicket(number, SANA, MONDAY);
    }

    private void send(String tag, boolean resolve) {
        send("It works.", tag, resolve);
    }

    private void send(String text, String tag, boolean resolve) {
        answers.sendAnswer(
                number,
                SANA,
                new TicketAnswerService.AnswerWithEffects(text, Ticket.State.WAITING_USER, tag, resolve),
                MONDAY);
    }

    private TicketDetailService.TicketDetails shown() {
        return works.cases.openCase(number, SANA, TranscriptVisibility.MASKED, MONDAY);
    }

    @Test
    void anAnswerSetsItsTagAndResolvesTheTicket() {
        send("Provider", true);
        assertThat(shown().tags()).containsExactly("provider");
        assertThat(shown().ticket().state()).isEqualTo(Ticket.State.RESOLVED);
        assertThat(shown().answers()).hasSize(1);
    }

    @Test
    void anAnswerIsNotSentWhileItHasAGap() {
        assertViolation(() -> send("Dear ____, it works.", "", false)).withMessageContaining("fill it in");
        assertThat(shown().answers()).isEmpty();
    }

    @Test
    void anAnswerIsNotSentWhenItsTagIsNotValid() {
        assertViolation(() -> send("!!!", true));
        assertThat(shown().answers()).isEmpty();
        assertThat(fixture.messages.readHistory(ayesha, 0, 100))
                .noneMatch(line -> line.body().text().contains("It works."));
    }
}
