package pk.rahnuma.support.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.Rooms.MONDAY;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import pk.rahnuma.Database;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.Soon;
import pk.rahnuma.registration.Rooms;
import pk.rahnuma.support.Ticket;
import pk.rahnuma.support.records.TicketRows;

@OnEachDatabase
class WaitsTest {

    private static final int LONGER_THAN_ANYBODY_IS_TOLD_OF = 1000;

    private final Rooms rooms;
    private final Intakes intakes;

    WaitsTest(Database database) {
        this.rooms = new Rooms(database);
        this.intakes = new Intakes(rooms);
    }

    @Test
    void aLongQueueIsReadAgainWithoutLettingTheOneWhoAsksWait() {
        List<Ticket> tickets = opened(LONGER_THAN_ANYBODY_IS_TOLD_OF);
        assertThat(placeOfOneOf(tickets, MONDAY)).isPositive();
        rooms.database.jdbi().useHandle(handle -> handle.execute("update ticket set status = 'CLOSED'"));
        Instant later = MONDAY.plusSeconds(11);
        assertThat(placeOfOneOf(tickets, later)).as("what is known serves").isPositive();
        Soon.await().until(() -> placeOfOneOf(tickets, later) == 0);
    }

    @Test
    void aQueueThatWasReadAMinuteAgoServesNobody() {
        List<Ticket> tickets = opened(LONGER_THAN_ANYBODY_IS_TOLD_OF);
        assertThat(placeOfOneOf(tickets, MONDAY)).isPositive();
        rooms.database.jdbi().useHandle(handle -> handle.execute("update ticket set status = 'CLOSED'"));
        assertThat(placeOfOneOf(tickets, MONDAY.plusSeconds(60))).isZero();
    }

    private long placeOfOneOf(List<Ticket> tickets, Instant at) {
        return intakes.waits.now(at).of(tickets.getFirst()).place();
    }

    private List<Ticket> opened(int number) {
        long person = rooms.person("en");
        Fresh fresh = new Fresh(intakes.promises);
        List<Ticket> tickets = IntStream.range(0, number)
                .mapToObj(i -> fresh.ticket(person, "s" + i, null, "other", Ticket.Source.SCRIPT, "en", null, MONDAY))
                .toList();
        intakes.rows.insert(tickets.stream()
                .map(ticket -> new TicketRows.Opened(ticket, new byte[1], null))
                .toList());
        return tickets;
    }
}
