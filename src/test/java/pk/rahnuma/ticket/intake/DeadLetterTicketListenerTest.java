package pk.rahnuma.ticket.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.MONDAY;

import java.util.List;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.ticket.Ticket;

@OnEachDatabase
class DeadLetterTicketListenerTest {

    private final DomainFixture fixture;
    private final TicketIntakeFixture intakes;
    private final DeadLetterTicketListener listener;

    DeadLetterTicketListenerTest(TestDatabase database) {
        this.fixture = new DomainFixture(database);
        this.intakes = new TicketIntakeFixture(fixture);
        this.listener = new DeadLetterTicketListener(
                intakes.open, intakes.rows, intakes.words, fixture.audit, intakes.slaClock);
    }

    @Test
    void allDeadLettersOfAPersonHaveOneOpenTicket() {
        long ayesha = fixture.createPerson("en");
        long bilal = fixture.createPerson("ur");
        for (long letter = 1; letter <= 6; letter++) {
            record(ayesha, letter);
        }
        record(bilal, 7);
        assertThat(ticketsOf(ayesha)).extracting(Ticket::state).containsExactly(Ticket.State.NEW);
        assertThat(ticketsOf(ayesha)).allMatch(Ticket::unread);
        assertThat(ticketsOf(bilal)).hasSize(1);
    }

    @Test
    void aDeadLetterAfterTheTicketWasClosedHasAnotherOne() {
        long ayesha = fixture.createPerson("en");
        record(ayesha, 1);
        fixture.database.sql().inTransaction(() -> listener.onAllResumed(ayesha, "Sana", MONDAY));
        record(ayesha, 2);
        assertThat(ticketsOf(ayesha))
                .extracting(Ticket::state)
                .containsExactlyInAnyOrder(Ticket.State.CLOSED, Ticket.State.NEW);
    }

    private void record(long person, long letter) {
        fixture.database.sql().inTransaction(() -> listener.onDeadLetter(person, letter, "en", MONDAY));
    }

    private List<Ticket> ticketsOf(long person) {
        return intakes.rows.findPage(person, null, 100);
    }
}
