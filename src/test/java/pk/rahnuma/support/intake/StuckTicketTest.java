package pk.rahnuma.support.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.Rooms.MONDAY;

import java.util.List;
import org.junit.jupiter.api.Test;
import pk.rahnuma.Database;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.post.Attention.Hurdle;
import pk.rahnuma.registration.Rooms;
import pk.rahnuma.support.Ticket;

@OnEachDatabase
class StuckTicketTest {

    private final Rooms rooms;
    private final Intakes intakes;
    private final StuckTicket stuck;

    StuckTicketTest(Database database) {
        this.rooms = new Rooms(database);
        this.intakes = new Intakes(rooms);
        this.stuck =
                new StuckTicket(intakes.open, intakes.rows, new Needless(intakes.rows, intakes.promises, rooms.audit));
    }

    /// Keys of questions are counted in each conversation from the beginning.
    @Test
    void whoAnswersAfterAllClosesTheirOwnTicketAndNobodyElsesOfTheSameKey() {
        long ayesha = rooms.person("en");
        long bilal = rooms.person("ur");
        stuck.failed(List.of(new Hurdle(ayesha, "-1.3", "en"), new Hurdle(bilal, "-1.3", "ur")), MONDAY);
        stuck.passed(List.of(new Hurdle(ayesha, "-1.3", "en"), new Hurdle(bilal, "-2.5", "ur")), MONDAY);
        assertThat(intakes.rows.all(ayesha)).extracting(Ticket::state).containsExactly(Ticket.State.CLOSED);
        assertThat(intakes.rows.all(bilal)).extracting(Ticket::state).containsExactly(Ticket.State.NEW);
    }

    /// Whoever goes another way, or answers in parts, leaves the question by another move.
    @Test
    void theTicketOfASessionIsClosedByWhicheverMoveItGoesOn() {
        long ayesha = rooms.person("en");
        stuck.failed(List.of(new Hurdle(ayesha, "-1.3", "en")), MONDAY);
        stuck.passed(List.of(new Hurdle(ayesha, "-12.3", "en")), MONDAY);
        assertThat(intakes.rows.all(ayesha)).extracting(Ticket::state).containsExactly(Ticket.State.NEW);
        stuck.passed(List.of(new Hurdle(ayesha, "-1.z", "en")), MONDAY);
        assertThat(intakes.rows.all(ayesha)).extracting(Ticket::state).containsExactly(Ticket.State.CLOSED);
    }
}
