package pk.rahnuma.ticket.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.MONDAY;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketRepository;

@OnEachDatabase
class WaitingTimeEstimatorTest {

    private static final int LONGER_THAN_ANYBODY_IS_TOLD_OF = 1000;

    private final DomainFixture fixture;
    private final TicketIntakeFixture intakes;

    WaitingTimeEstimatorTest(TestDatabase database) {
        this.fixture = new DomainFixture(database);
        this.intakes = new TicketIntakeFixture(fixture);
    }

    @Test
    void aLongQueueIsReadAgainWithoutLettingTheOneWhoAsksWait() {
        List<Ticket> tickets = opened(LONGER_THAN_ANYBODY_IS_TOLD_OF);
        assertThat(placeOfOneOf(tickets, MONDAY)).isPositive();
        fixture.database.sql().execute("update ticket set status = 'CLOSED'");
        Instant later = MONDAY.plusSeconds(11);
        assertThat(placeOfOneOf(tickets, later)).as("what is known serves").isPositive();
        AwaitSupport.await().until(() -> placeOfOneOf(tickets, later) == 0);
    }

    @Test
    void aQueueReadAMinuteAgoIsNotUsed() {
        List<Ticket> tickets = opened(LONGER_THAN_ANYBODY_IS_TOLD_OF);
        assertThat(placeOfOneOf(tickets, MONDAY)).isPositive();
        fixture.database.sql().execute("update ticket set status = 'CLOSED'");
        assertThat(placeOfOneOf(tickets, MONDAY.plusSeconds(60))).isZero();
    }

    private long placeOfOneOf(List<Ticket> tickets, Instant at) {
        return intakes.waits.currentQueue(at).estimateFor(tickets.getFirst()).place();
    }

    private List<Ticket> opened(int number) {
        long person = fixture.createPerson("en");
        TicketFactory fresh = new TicketFactory(intakes.slaClock);
        List<Ticket> tickets = IntStream.range(0, number)
                .mapToObj(i ->
                        fresh.createTicket(person, "s" + i, null, "other", Ticket.Source.SCRIPT, "en", null, MONDAY))
                .toList();
        intakes.rows.insertTickets(tickets.stream()
                .map(ticket -> new TicketRepository.NewTicket(ticket, new byte[1], null))
                .toList());
        return tickets;
    }
}
